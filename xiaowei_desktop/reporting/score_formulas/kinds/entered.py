"""What the office entered as points: 分等评定, 视情评分, 引用得分."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.rules import ExternalRule, GradedRule, JudgedRule
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import Draft
from xiaowei_desktop.reporting.score_formulas.expression import Expression


def graded(rule: GradedRule, draft: Draft, recorded: RecordedMark) -> Expression:
    """The points within the grade; of a grade that has one value only, the grade decides."""
    mark = rule.completed(recorded.mark)
    grade = draft.word("评定等次", mark.grade, recorded.source)
    if recorded.mark.points is not None:
        return draft.figure("评定得分", recorded.mark.points, "分", recorded.source)
    value: Expression = x.not_available()
    for known in reversed(rule.grades):
        if known.low == known.high:
            value = x.if_(grade.compared("=", x.words(known.name)), known.low, value)
    return value


def judged(rule: JudgedRule, draft: Draft, recorded: RecordedMark) -> Expression:
    """The points themselves, or those of several raters by their weights; 无 counts nothing."""
    given = {rating.rater: rating.points for rating in recorded.mark.ratings}
    if rule.raters and not recorded.mark.none:
        cells = [draft.figure(f"{r.name}打分", given[r.name], "分", recorded.source) * r.weight for r in rule.raters]
        return x.sum_of(cells)
    points = recorded.mark.points
    if rule.raters or points is None:
        draft.word("评定", "无此项工作", recorded.source)
        return x.of(0)
    return draft.figure("评定得分", points, "分", recorded.source)


def external(rule: ExternalRule, points: Decimal, draft: Draft, recorded: RecordedMark) -> Expression:
    """The score that was given elsewhere, as a share of its scale."""
    assert recorded.mark.points is not None  # the item has points
    name = f"{rule.source or '引用考核'}得分"
    given = draft.figure(name, recorded.mark.points, f"满分{rule.scale:f}", recorded.source)
    return x.of(points) * given / rule.scale
