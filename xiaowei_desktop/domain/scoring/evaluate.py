"""Scores a scheme for all organisations that it assesses.

Two passes, because points may depend on others' points: first every item of everybody, then what those come to who
have no such task, and the sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from xiaowei_desktop.domain.rate import ZERO, round_half_up
from xiaowei_desktop.domain.scoring.absence import absent_outcome
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.periods import over_periods
from xiaowei_desktop.domain.scoring.rule import Rule
from xiaowei_desktop.domain.scoring.rules.veto import Limit, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Node, Period, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import Missing, ScoredNode, ScoreSheet
from xiaowei_desktop.domain.scoring.sections import scored_section

_Leaf = tuple[str, str]
"""Organisation and item."""


class Field(Protocol):
    """What is known of all organisations in the scored year."""

    @property
    def year(self) -> int: ...

    def of(self, unit: str) -> Evidence:
        """What is known of one organisation."""
        ...

    def at(self, number: int) -> Field:
        """The same at the end of an earlier quarter of the year."""
        ...


def score_scheme(scheme: ScoringScheme, field: Field, adjustments: Iterable[Adjustment] = ()) -> tuple[ScoreSheet, ...]:
    """The score sheets of all that the scheme assesses, in its order; those for whom it has no item are left out."""
    trees = [(unit, tree) for unit in scheme.assessed if (tree := scheme.for_organisation(unit)) is not None]
    changed = {(adjustment.unit, adjustment.item): adjustment for adjustment in adjustments}
    scored = {unit: _Scored(unit, tree, scheme.places, field.of(unit), changed, {}) for unit, tree in trees}
    for one in scored.values():
        one.score_items(_by_periods(scheme.periods, field, one.unit))
    for one in scored.values():
        one.settle_absences(scored)
    return tuple(one.sheet(field.year) for one in scored.values())


def score_organisation(
    scheme: ScoringScheme, unit: str, field: Field, adjustments: Iterable[Adjustment] = ()
) -> ScoreSheet:
    """One organisation's sheet. Raises `ValueError` for one that the scheme does not assess."""
    found = [sheet for sheet in score_scheme(scheme, field, adjustments) if sheet.unit == unit]
    if not found:
        raise ValueError(f"{unit} is not assessed")
    return found[0]


ScoreItem = Callable[[Node, Rule, Evidence], Outcome]


def _at_once(item: Node, rule: Rule, evidence: Evidence) -> Outcome:
    return rule.score(item.code, item.points, evidence)


def _by_periods(periods: tuple[Period, ...], field: Field, unit: str) -> ScoreItem:
    """Once at the year's end; where the scheme has periods, computed items at the end of each of them."""
    if not periods:
        return _at_once
    standings = [(period, field.at(period.quarter).of(unit)) for period in periods]

    def score(item: Node, rule: Rule, evidence: Evidence) -> Outcome:
        if rule.asks() or not rule.indicators():
            return _at_once(item, rule, evidence)
        return over_periods([(period, _at_once(item, rule, standing)) for period, standing in standings])

    return score


@dataclass(frozen=True, slots=True)
class _Scored:
    """One organisation while its sheet is made; `outcomes` fills up item by item."""

    unit: str
    tree: Node
    places: int
    evidence: Evidence
    changed: Mapping[_Leaf, Adjustment]
    outcomes: dict[str, Outcome | RecordedMark]
    """What the rule gave, or, for an item that the organisation has no task in, the mark that says so."""

    def score_items(self, score: ScoreItem) -> None:
        for leaf in self.tree.leaves():
            if leaf.rule is None:
                continue
            recorded = self.evidence.mark(leaf.code)
            is_excused = recorded is not None and recorded.mark.not_applicable
            self.outcomes[leaf.code] = recorded if recorded and is_excused else score(leaf, leaf.rule, self.evidence)

    def settle_absences(self, everybody: Mapping[str, _Scored]) -> None:
        for leaf in self.tree.leaves():
            found = self.outcomes[leaf.code]
            if isinstance(found, RecordedMark):
                peers = [everybody[peer.unit] for peer in self.evidence.peers(leaf.code)]
                others = [peer.rounded(leaf) for peer in peers]
                self.outcomes[leaf.code] = absent_outcome(leaf, found, others)

    def rounded(self, leaf: Node) -> Decimal | None:
        """The item's points as printed; `None` while it has none."""
        if (adjustment := self.changed.get((self.unit, leaf.code))) is not None:
            return adjustment.points
        outcome = self.outcomes[leaf.code]
        points = outcome.points if isinstance(outcome, Outcome) else None
        return None if points is None else leaf.limited(round_half_up(points, self.places))

    def sheet(self, year: int) -> ScoreSheet:
        missing: list[Missing] = []
        limits: list[Limit] = []
        root = self._node(self.tree, missing, limits)
        return ScoreSheet(self.unit, year, root, tuple(missing), tuple(limits))

    def _node(self, node: Node, missing: list[Missing], limits: list[Limit]) -> ScoredNode:
        if node.rule is None:
            return scored_section(
                node, tuple(self._node(child, missing, limits) for child in node.children), self.places
            )
        if isinstance(node.rule, VetoRule) and (limit := node.rule.limit(node.code, self.evidence)) is not None:
            limits.append(limit)
        item = self._item(node)
        if item.outcome is not None and item.adjustment is None:
            missing.extend(Missing(self.unit, node.code, node.title, why) for why in item.outcome.open_reasons)
        return item

    def _item(self, node: Node) -> ScoredNode:
        outcome = self.outcomes[node.code]
        assert isinstance(outcome, Outcome)
        adjustment = self.changed.get((self.unit, node.code))
        left_out = outcome.is_left_out and adjustment is None
        maximum = ZERO if left_out else node.within_cap(node.points)
        counted = None if outcome.points is None else round_half_up(outcome.points, self.places)
        points = counted if counted is None else node.limited(counted)
        if adjustment is not None:
            points = adjustment.points
        return ScoredNode(node, maximum, counted, points, (), outcome, adjustment)
