"""The peers' numbers as cells, for rules that compare."""

from __future__ import annotations

from xiaowei_desktop.domain.rate import ONE
from xiaowei_desktop.domain.scoring.rules.measured import MeasuredRule
from xiaowei_desktop.domain.scoring.rules.seen import Look, View
from xiaowei_desktop.reporting.numbers import PERCENT, PLAIN
from xiaowei_desktop.reporting.score_formulas.calculation import kept
from xiaowei_desktop.reporting.score_formulas.expression import Expression, Lines
from xiaowei_desktop.reporting.score_formulas.measured import Asked

SOURCE = "见其评分表"


def peers_of(asked: Asked, rule: MeasuredRule, view: View, own: Expression) -> Lines:
    """Everybody's number under one another, the organisation's own among them as the formula that it is."""
    draft, look = asked.draft, PERCENT if view.look is Look.RATE else PLAIN
    first, values = draft.next, []
    for peer in asked.evidence.peers(asked.item.code):
        if peer.unit == asked.evidence.unit:
            values.append(draft.step(f"{peer.unit_name}（本单位）", own, look=look))
            continue
        number = rule.seen(asked.item.code, peer, view).number
        assert number is not None  # nobody has points before all have numbers
        cell = draft.figure(peer.unit_name, kept(number.times(ONE)), "", SOURCE, look)
        values.append(cell)
    return Lines(first, tuple(cell.number for cell in values))
