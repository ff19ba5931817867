"""评定 while it is being done: what marks come to as they stand on somebody's screen, and which are still owed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.marks import recorded_marks, scheme_of
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.year_inputs import read_inputs
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.rate import ONE
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import Basis, Evidence, Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkKey
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.periods import is_scored_by_period
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode

T = TypeVar("T")
_NO_POINTS = Decimal(-1)
"""No rule takes it: where points are asked for they are still owed with it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One organisation's item with the marks as they stand.

    `is_wanted` says that the office has something to enter: not where an item that is computed as a rule can be
    computed. `is_owed` says that some of it is lacking, or does not fit the figures as they are now.
    """

    scored: ScoredNode
    is_wanted: bool
    is_owed: bool


class Marking:
    """A year's items, each scored alone for everybody as often as a mark changes."""

    def __init__(self, inputs: YearInputs) -> None:
        self.inputs = inputs
        self.scheme = scheme_of(inputs.plan)
        self._figures = FigureBook(inputs.plan, inputs.returns, inputs.plans)
        self._alone = dict(_alone(self.scheme))

    def field(self, marks: Mapping[MarkKey, RecordedMark]) -> YearEvidence:
        """The year's figures with these marks in the place of the stored ones."""
        return YearEvidence(self.inputs.plan, self._figures, marks, self.inputs.year)

    def standings(self, item: str, field: YearEvidence) -> Mapping[str, Standing]:
        """The item of every organisation that it is for. Raises `KeyError` for what is no item."""
        changed = (adjustment for adjustment in self.inputs.adjustments if adjustment.item == item)
        sheets = score_scheme(self._alone[item], field, changed)
        return {sheet.unit: _standing(sheet.root, self._looked_at(sheet.root, field, sheet.unit)) for sheet in sheets}

    def _looked_at(self, scored: ScoredNode, field: YearEvidence, unit: str) -> Sequence[Evidence]:
        """What the item is scored on: the year's end, or the ends of the scheme's quarters."""
        rule = scored.node.rule
        if rule is None or not is_scored_by_period(rule) or not self.scheme.periods:
            return (field.of(unit),)
        return tuple(field.at(period.quarter).of(unit) for period in self.scheme.periods)

    def owed(self) -> frozenset[MarkKey]:
        """What the office has still to enter, as the marks are stored."""
        field = self.field(recorded_marks(self.inputs.marks))
        return frozenset(
            (unit, item)
            for item in self._alone
            for unit, standing in self.standings(item, field).items()
            if standing.is_owed
        )


def owed_marks(desk: Desk, year: int) -> frozenset[MarkKey]:
    """The judgements that the office still owes for a year. Raises `UserError` as scoring does."""
    with desk.work() as work:
        inputs = read_inputs(work, desk.plan_id, year)
    return Marking(inputs).owed()


def _alone(scheme: ScoringScheme) -> Iterator[tuple[str, ScoringScheme]]:
    """The scheme with one item for its whole tree, item by item."""
    everybody = [(unit, frozenset(item.code for item in scheme.items_of(unit))) for unit in scheme.assessed]
    for leaf in scheme.root.leaves():
        concerned = tuple(unit for unit, items in everybody if leaf.code in items)
        yield leaf.code, replace(scheme, root=replace(leaf, applies_to=concerned), assessed=concerned)


def _standing(scored: ScoredNode, evidences: Sequence[Evidence]) -> Standing:
    item, rule, outcome = scored.node, scored.node.rule, scored.outcome
    assert rule is not None and outcome is not None  # an item alone has both
    recorded = evidences[0].mark(item.code)
    if recorded is not None and recorded.mark.not_applicable:
        return Standing(scored, bool(rule.asks()), False)
    if not rule.asks():
        return Standing(scored, False, False)
    is_changed = scored.adjustment is not None
    if not rule.indicators():
        return Standing(scored, True, bool(outcome.open_reasons) and not is_changed)
    entered = RecordedMark(_everything(evidences[0].unit, item.code, rule), "")
    lasting, unmarked = _open(item, rule, evidences, entered), _open(item, rule, evidences, None)
    is_owed = bool(set(outcome.open_reasons) - lasting) and not is_changed
    return Standing(scored, bool(unmarked - lasting), is_owed)


def _open(item: Node, rule: AnyRule, evidences: Sequence[Evidence], recorded: RecordedMark | None) -> set[str]:
    """What keeps the item open with another mark, or without any."""
    outcomes = (rule.score(item.code, item.points, _With.of(evidence, recorded)) for evidence in evidences)
    return {reason for outcome in outcomes for reason in outcome.open_reasons}


def _everything(unit: str, item: str, rule: AnyRule) -> Mark:
    """A mark with all that a rule may ask for beside its indicators: what is open with it waits for figures."""
    return Mark(unit, item, grade=next(iter(rule.choices()), ""), points=_NO_POINTS, rate=ONE)


@dataclass(frozen=True, slots=True)
class _With:
    """The organisation's evidence with another mark, or without any, in its own item only."""

    base: Evidence
    recorded: RecordedMark | None
    unit: str
    unit_name: str

    @classmethod
    def of(cls, base: Evidence, recorded: RecordedMark | None) -> _With:
        return cls(base, recorded, base.unit, base.unit_name)

    def mark(self, item: str) -> RecordedMark | None:  # noqa: ARG002 - one item, one mark
        return self.recorded

    def measurement(self, indicator: str, basis: Basis = Basis.HELD) -> Measurement:
        return self.base.measurement(indicator, basis)

    def peers(self, item: str) -> Sequence[Evidence]:
        return self.base.peers(item)

    def shared(self, about: Hashable, make: Callable[[], T]) -> T:
        return self.base.shared(about, make)
