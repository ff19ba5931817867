"""达标得分: all or nothing, or a table of combinations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xiaowei_desktop.domain.scoring.rules import Condition, ConditionRule
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.requirement import NO, YES, Answer
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.measured import Asked, rate_of, standards


def condition(asked: Asked, rule: ConditionRule, points: Decimal) -> Expression:
    """What cannot be said of a condition has not decided the points, and stands as it decides nothing."""
    answers = [found.answer(asked.item.code, asked.evidence) for found in rule.conditions]
    holds = [_holds(asked, found, answer) for found, answer in zip(rule.conditions, answers, strict=True)]
    if rule.combinations:
        return _from_table(rule, [x.truth(False) if one is None else one for one in holds])
    known = [one for one in holds if one is not None]
    joined = x.any_of(known) if rule.join is Join.ANY else x.all_of(known)
    return x.if_(joined, points, 0)


def _holds(asked: Asked, found: Condition, answer: Answer) -> Expression | None:
    draft = asked.draft
    if not found.indicator:
        if answer.entered is None:
            return None
        judged = draft.word(f"{found.asked}（{YES}／{NO}）", answer.entered.mark.grade, answer.entered.source)
        return judged.compared("=", x.words(YES))
    assert answer.measured is not None  # a condition on an indicator always measures it
    cells = standards(draft, answer.measured)
    number = cells.actual if found.look is Look.VALUE else rate_of(asked, cells)
    if number is None:
        return None if answer.holds is None else x.truth(answer.holds)
    return number.compared(found.comparator.value, found.bound)


def _from_table(rule: ConditionRule, holds: Sequence[Expression]) -> Expression:
    """The first entry that fits; a combination that the document does not name has no points."""
    value: Expression = x.not_available()
    for combination in reversed(rule.combinations):
        named = set(combination.holds)
        if not named <= set(range(1, len(holds) + 1)):
            continue
        signs = [one if number in named else x.not_(one) for number, one in enumerate(holds, start=1)]
        value = x.if_(x.all_of(signs), combination.points, value)
    return value
