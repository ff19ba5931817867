"""An item's points over its inputs: by its rule, over several quarters, or as the scheme has it without the task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.evaluate import Field
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.periods import is_scored_by_period
from xiaowei_desktop.domain.scoring.rules import AnyRule, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Period
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import UNSAID, Draft, TooLongError
from xiaowei_desktop.reporting.score_formulas.dispatch import unrounded
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.measured import Asked
from xiaowei_desktop.reporting.score_formulas.peers import SOURCE
from xiaowei_desktop.reporting.score_formulas.sections import half_up, limited

_LONGEST: Final = 4000
"""Letters of a formula before its places are put in; a spreadsheet takes 8192."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What formulas are made from: the plan, what is known of everybody, and everybody's scores."""

    plan: Plan
    field: Field
    sheets: Sequence[ScoreSheet]


@dataclass(frozen=True, slots=True)
class Formula:
    """An item's formula, or the value that stands in its place, with the word on why."""

    content: Expression | Decimal | str | None
    note: str = ""

    def checked(self, given: Decimal | None) -> Formula:
        """The program's points where binary arithmetic misses them, by a rounding or a threshold."""
        if not isinstance(self.content, Expression):
            return self
        if given is None or self.content.number != float(given):
            return Formula(given, f"表格的二进制运算算不准这一项；{UNSAID}")
        return self if len(self.content.text) <= _LONGEST else Formula(given, f"公式过长；{UNSAID}")


def item(scored: Scored, unit: str, leaf: ScoredNode, draft: Draft) -> Formula:
    """The formula of one item; what it needs goes into the draft before it."""
    assert leaf.outcome is not None and leaf.node.rule is not None
    if leaf.adjustment is not None:
        return Formula(leaf.points, f"异议经复核改分（{leaf.adjustment.reason}）；{UNSAID}")
    if leaf.is_left_out:
        return Formula(None, leaf.outcome.arithmetic)
    if leaf.points is None:
        return Formula("未齐", "；".join(leaf.outcome.open_reasons))
    if isinstance(leaf.node.rule, VetoRule):
        return Formula(leaf.points, "否决项不计分；有否决情形的，见总分")
    start = draft.next
    try:
        exact = _exact(scored, unit, leaf, leaf.node.rule, draft)
    except TooLongError as too_long:
        del draft.lines[start:]
        return Formula(leaf.points, f"“{too_long}”的位数超过表格能保存的15位；{UNSAID}")
    finally:
        draft.prefix = ""
    return Formula(limited(leaf.node, half_up(exact, _places(scored))))


def _exact(scored: Scored, unit: str, leaf: ScoredNode, rule: AnyRule, draft: Draft) -> Expression:
    evidence = scored.field.of(unit)
    recorded = evidence.mark(leaf.node.code)
    if recorded is not None and recorded.mark.not_applicable:
        draft.word("评定", "无此任务", recorded.source)
        return _absent(scored, leaf, evidence, draft)
    periods = scored.plan.scheme.periods if scored.plan.scheme else ()
    if not periods or not is_scored_by_period(rule):
        return unrounded(Asked(scored.plan, leaf.node, evidence, draft), rule)
    return x.sum_of([_in_period(scored, unit, leaf, rule, draft, period) for period in periods])


def _in_period(scored: Scored, unit: str, leaf: ScoredNode, rule: AnyRule, draft: Draft, period: Period) -> Expression:
    """One quarter's points times its weight."""
    draft.prefix = f"第{period.quarter}季度 "
    asked = Asked(scored.plan, leaf.node, scored.field.at(period.quarter).of(unit), draft)
    return draft.step("得分", unrounded(asked, rule), "分", PLAIN) * period.weight


def _absent(scored: Scored, leaf: ScoredNode, evidence: Evidence, draft: Draft) -> Expression:
    node = leaf.node
    match node.absent:
        case Absent.MEAN:
            cells = [
                draft.figure(f"{name}得分", points, "分", SOURCE)
                for name, points in _others(scored, evidence, node.code)
            ]
            return x.sum_of(cells) / len(cells)
        case Absent.SHARE:
            return x.of(node.points) * (node.absent_share or Decimal(0))
        case _:
            return x.of(0)


def _others(scored: Scored, evidence: Evidence, code: str) -> list[tuple[str, Decimal]]:
    """The points of those that have the task, as far as they have any."""
    peers = {peer.unit: peer.unit_name for peer in evidence.peers(code)}
    leaves = [(sheet.unit, leaf) for sheet in scored.sheets for leaf in sheet.root.leaves() if leaf.node.code == code]
    points = {unit: leaf.points for unit, leaf in leaves if unit in peers}
    return [(name, found) for unit, name in peers.items() if (found := points[unit]) is not None]


def _places(scored: Scored) -> int:
    assert scored.plan.scheme is not None  # there are scores
    return scored.plan.scheme.places
