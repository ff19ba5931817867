"""比较得分: a share of the best, or between the worst and the best."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.scoring.rules import RelativeRule
from xiaowei_desktop.domain.scoring.rules.seen import Best, View
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.measured import Asked, Number
from xiaowei_desktop.reporting.score_formulas.peers import peers_of


def relative(asked: Asked, rule: RelativeRule, view: View, seen: Number, points: Decimal) -> Expression:
    """How far from the worst (0) to the best (1) the number stands, of the points between both."""
    peers = peers_of(asked, rule, view, seen.number)
    ends = (peers.highest, peers.lowest) if rule.best is Best.HIGHEST else (peers.lowest, peers.highest)
    best, worst = asked.draft.step(f"{rule.best.word}", ends[0]), asked.draft.step(rule.best.worst_word, ends[1])
    part = asked.draft.step(
        "所占比例",
        x.if_(x.rounded(seen.number - best, x.CLOSE).compared("=", 0), 1, _part(rule, seen.number, best, worst)),
    )
    top = points if rule.high is None else rule.high
    low = Decimal(0) if rule.low is None else rule.low
    value = x.of(top - low) * part
    value = x.of(low) + value if low else value
    share = rule.share(view)
    return value if share == 1 else value * share


def _part(rule: RelativeRule, own: Expression, best: Expression, worst: Expression) -> Expression:
    if rule.low is not None:
        return (own - worst) / (best - worst)
    share = own / best if rule.best is Best.HIGHEST else best / own
    return x.if_(best.compared("<=", 0), 0, x.at_least(0, share))
