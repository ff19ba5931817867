"""按名次得分: the place among the peers, or the place that was entered."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.rules import RankRule
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.seen import Best, View
from xiaowei_desktop.reporting.numbers import COUNT
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import Draft
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.measured import Asked, Number
from xiaowei_desktop.reporting.score_formulas.peers import peers_of


def ranked(asked: Asked, rule: RankRule, view: View, seen: Number, points: Decimal) -> Expression:
    """One more than those who stand nearer to the end from which places are counted; equal numbers share a place."""
    peers = peers_of(asked, rule, view, seen.number)
    from_highest = (rule.best is Best.HIGHEST) == (rule.counted_from is End.FIRST)
    nearer = peers.count(">" if from_highest else "<", seen.number)
    name = "名次" if rule.counted_from is End.FIRST else "倒数名次"
    place = asked.draft.step(name, nearer + 1, "名", COUNT)
    value, share = _worth(rule, place, points), rule.share(view)
    return value if share == 1 else value * share


def placed(rule: RankRule, points: Decimal, draft: Draft, recorded: RecordedMark) -> Expression:
    """By the place that the office entered; 无 for one that has none."""
    place = recorded.mark.place
    if place is None:
        draft.word("名次", "无", recorded.source)
        return x.of(rule.otherwise if rule.drop is None else rule.floor or Decimal(0))
    return _worth(rule, draft.figure("名次", place, "名", recorded.source), points)


def _worth(rule: RankRule, place: Expression, points: Decimal) -> Expression:
    if rule.drop is None:
        if not rule.table:
            return x.of(rule.otherwise)
        within = place.compared("<=", len(rule.table))
        return x.if_(within, x.choose(place, rule.table), rule.otherwise)
    first = points if rule.first is None else rule.first
    drop = rule.drop if rule.drop_of is DropOf.POINTS else points * rule.drop / 100
    least = Decimal(0) if rule.floor is None else rule.floor
    return x.at_least(least, x.of(first) - x.of(drop) * (place - 1))
