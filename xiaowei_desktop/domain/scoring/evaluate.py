"""Scores a scheme for all organisations that it assesses.

Two passes, because points may depend on others' points: first every item of everybody, then what those come to who
have no such task, and the sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from xiaowei_desktop.domain.rate import ZERO, round_half_up
from xiaowei_desktop.domain.scoring.absence import absent_outcome
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evidence import Evidence, RecordedMark
from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.periods import is_scored_by_period, over_periods
from xiaowei_desktop.domain.scoring.rule import Rule
from xiaowei_desktop.domain.scoring.rules.veto import Limit, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
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
    changed = {(adjustment.unit, adjustment.item): adjustment for adjustment in adjustments}
    scored = {unit: _Scored(unit, tree, scheme.places, field.of(unit), changed) for unit, tree in scheme.trees()}
    scorers = _Scorers(scheme, field)
    for one in scored.values():
        one.score_items(scorers.of_tree(one.tree))
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


def item_outcome(scheme: ScoringScheme, field: Field, unit: str, item: Node) -> Outcome:
    """One item of one organisation by its rule, over the scheme's periods where it has some; before rounding."""
    assert item.rule is not None  # items are leaves
    return _Scorers(scheme, field).of_item(item, item.rule)(field.of(unit))


ScoreItem = Callable[[Evidence], Outcome]


class _Scorers:
    """How each item is scored, made ready once for all organisations that share its node."""

    def __init__(self, scheme: ScoringScheme, field: Field) -> None:
        self._periods = scheme.periods
        self._standings = [(period, field.at(period.quarter)) for period in scheme.periods]
        self._known: dict[int, tuple[Node, tuple[tuple[Node, ScoreItem], ...]]] = {}

    def of_tree(self, tree: Node) -> tuple[tuple[Node, ScoreItem], ...]:
        """The tree's items with how each is scored. Trees are told apart by identity: alike ones are one."""
        found = self._known.get(id(tree))
        if found is None:
            items = tuple((leaf, self.of_item(leaf, leaf.rule)) for leaf in tree.leaves() if leaf.rule is not None)
            found = self._known[id(tree)] = (tree, items)
        return found[1]

    def of_item(self, item: Node, rule: Rule) -> ScoreItem:
        """Once at the year's end; where the scheme has periods, computed items at the end of each of them."""
        at_once = rule.scorer(item.code, item.points)
        if not self._periods or not is_scored_by_period(rule):
            return at_once
        return lambda evidence: over_periods([(p, at_once(field.of(evidence.unit))) for p, field in self._standings])


@dataclass(frozen=True, slots=True)
class _Scored:
    """One organisation while its sheet is made; `outcomes` fills up item by item."""

    unit: str
    tree: Node
    places: int
    evidence: Evidence
    changed: Mapping[_Leaf, Adjustment]
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    excused: list[tuple[Node, RecordedMark]] = field(default_factory=list)
    """Items that the organisation has no task in (无此任务), with the mark that says so."""

    def score_items(self, items: Iterable[tuple[Node, ScoreItem]]) -> None:
        evidence = self.evidence
        for leaf, score in items:
            recorded = evidence.mark(leaf.code)
            if recorded is not None and recorded.mark.not_applicable:
                self.excused.append((leaf, recorded))
            else:
                self.outcomes[leaf.code] = score(evidence)

    def settle_absences(self, everybody: Mapping[str, _Scored]) -> None:
        for leaf, recorded in self.excused:
            others = [everybody[peer.unit].printed(leaf) for peer in self.evidence.peers(leaf.code)]
            self.outcomes[leaf.code] = absent_outcome(leaf, recorded, others)

    def printed(self, leaf: Node) -> Decimal | None:
        """The item's points as printed; `None` while it has none."""
        return self._item(leaf).points

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
        if item.outcome is not None and item.outcome.open_reasons and item.adjustment is None:
            missing.extend(Missing(self.unit, node.code, node.title, why) for why in item.outcome.open_reasons)
        return item

    def _item(self, node: Node) -> ScoredNode:
        outcome = self.outcomes[node.code]
        adjustment = self.changed.get((self.unit, node.code))
        maximum = node.within_cap(node.points)
        counted = None if outcome.points is None else round_half_up(outcome.points, self.places)
        points = counted if counted is None else node.limited(counted)
        if adjustment is not None:
            points = round_half_up(adjustment.points, self.places)
        elif counted is None and outcome.is_left_out:
            maximum = ZERO
        return ScoredNode(node, maximum, counted, points, (), outcome, adjustment)
