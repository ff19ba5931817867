"""方案: everything that one document sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.organisation import Directory, Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span
from xiaowei_desktop.domain.progress import LightLimits
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme

Rows = Mapping[str, tuple[tuple[Indicator, str], ...]]
"""The rows of returns, indicator and subject, by reporting unit."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the task breakdown table (任务分解表), or a measure of the document.

    `indicators` are what it is followed by: figures, or one of kind `task` with a status and a text.
    """

    code: str
    number: str
    text: str
    group: str = ""
    responsible: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    data_providers: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    note: str = ""
    in_table: bool = True
    deadline: date | None = None
    reference: str = ""


class Adopted(StrEnum):
    """Which way of an unclear place the office took."""

    DEFAULT = "default"
    ALTERNATIVE = "alternative"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class ReadingEffect:
    """One field of the plan that differs between the two ways of a reading.

    `table` and `code` name the entry (`indicators`, `targets`, `nodes`; a target's code is indicator/subject/scope as
    the default has it, with `*` as subject for everyone who has such a target), `field` the parameter in it (`kind`,
    `rule.start`). `default` and `alternative` are what stands there, as JSON.
    """

    table: str
    code: str
    field: str
    default: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Reading:
    """口径说明: how an unclear place of the document is read, and how else it could be.

    `acts_on` holds the codes of the indicators and scoring items that the reading touches; it is printed as
    a foot note where they are. `adopted` says which way the office took, and `decision` why or, for a way of its own,
    which. `effects` are the places of the plan that differ between the default and the alternative.
    """

    code: str
    clause: str
    unclear: str
    default: str
    alternative: str = ""
    acts_on: tuple[str, ...] = ()
    adopted: Adopted = Adopted.DEFAULT
    decision: str = ""
    effects: tuple[ReadingEffect, ...] = ()

    @property
    def in_force(self) -> str:
        """The reading as it is applied, in words."""
        ways = {Adopted.DEFAULT: self.default, Adopted.ALTERNATIVE: self.alternative, Adopted.OWN: self.decision}
        return ways[self.adopted]


@dataclass(frozen=True)
class Plan:
    """One document's plan. Codes are unique within their kind, and every code that is named exists."""

    id: str
    title: str
    short_title: str
    document: str
    issuer: str
    span: Span
    subject: str
    organisations: tuple[Organisation, ...]
    groups: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    scheme: ScoringScheme | None
    readings: tuple[Reading, ...]
    notes: tuple[str, ...] = ()
    due_days: int = 10
    office: str = ""
    lights: LightLimits = field(default_factory=LightLimits)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.organisations)

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def grouped_indicators(self) -> tuple[Indicator, ...]:
        """The indicators group by group (工程), as forms and progress tables show them; those in no group last."""
        order = {group: number for number, group in enumerate(self.groups)}
        return tuple(sorted(self.indicators, key=lambda indicator: order.get(indicator.group, len(order))))

    @cached_property
    def _targets(self) -> Mapping[tuple[str, str, Scope], Target]:
        """The targets that are scored, by indicator, subject and scope."""
        return {(found.indicator, found.subject, found.scope): found for found in self.targets if not found.stretch}

    @cached_property
    def _stretch_targets(self) -> Mapping[tuple[str, str, Scope], Target]:
        """The targets that are only striven for (力争), by indicator, subject and scope."""
        return {(found.indicator, found.subject, found.scope): found for found in self.targets if found.stretch}

    @cached_property
    def _subjects(self) -> Mapping[str, tuple[str, ...]]:
        """The whole area, then the counties that have a target or report on themselves; by indicator."""
        found = {one.code: {self.subject, *(self._areas & set(one.data_providers))} for one in self.indicators}
        for target in self.targets:
            found[target.indicator].add(target.subject)
        order = [self.subject, *(organisation.code for organisation in self.organisations)]
        return {code: tuple(dict.fromkeys(area for area in order if area in areas)) for code, areas in found.items()}

    @cached_property
    def _areas(self) -> frozenset[str]:
        return frozenset(found.code for found in self.organisations if found.kind is OrganisationKind.AREA)

    @cached_property
    def _rows(self) -> dict[Quarter | None, Rows]:
        """The rows of each reporting unit's return, quarter by quarter as they are asked for."""
        return {}

    def _rows_in(self, quarter: Quarter | None) -> Rows:
        if quarter not in self._rows:
            found: dict[str, list[tuple[Indicator, str]]] = {}
            for indicator in self.grouped_indicators:
                for subject in self.subjects_of(indicator):
                    for unit in self.reporters_of(indicator, subject, quarter):
                        found.setdefault(unit, []).append((indicator, subject))
            self._rows[quarter] = {unit: tuple(rows) for unit, rows in found.items()}
        return self._rows[quarter]

    def organisation(self, code: str) -> Organisation:
        """Raises `KeyError` for an unknown code, as `indicator` does."""
        return self.directory[code]

    def indicator(self, code: str) -> Indicator:
        return self._indicators[code]

    def has_indicator(self, code: str) -> bool:
        return code in self._indicators

    def subjects_of(self, indicator: Indicator) -> tuple[str, ...]:
        """Whom the indicator's figure is about: the whole area, and the counties that have a target or report."""
        return self._subjects[indicator.code]

    def parts_of(self, indicator: Indicator) -> tuple[str, ...]:
        """The counties whose figures make up the whole area's; none for what cannot be added up."""
        if not indicator.adds_up:
            return ()
        return tuple(subject for subject in self.subjects_of(indicator) if subject != self.subject)

    def reporters_of(self, indicator: Indicator, subject: str, quarter: Quarter | None = None) -> tuple[str, ...]:
        """Who hands in the figure about `subject`: a county that is named reports on itself, else bureaus report.

        Only units that exist at the end of `quarter`; without a quarter, those of any time. Empty where the whole
        area's figure is made up of the counties' (汇总).
        """
        named = indicator.reporters
        if subject in named:
            return (subject,)
        bureaus = (unit for unit in named if unit not in self._areas)
        return tuple(unit for unit in bureaus if quarter is None or self.organisation(unit).exists_on(quarter.last_day))

    def target(self, indicator: str, subject: str, year: int) -> Target | None:
        """The target that is scored in `year`: the year's own, else the whole plan's; never a stretch."""
        own = self._targets.get((indicator, subject, Scope(year)))
        return own or self._targets.get((indicator, subject, WHOLE_PLAN))

    def target_in(self, indicator: str, subject: str, scope: Scope) -> Target | None:
        """The target that is scored for exactly that year, or for exactly the whole plan; never a stretch."""
        return self._targets.get((indicator, subject, scope))

    def stretch_in(self, indicator: str, subject: str, scope: Scope) -> Target | None:
        """The stretch target (力争) for exactly that scope."""
        return self._stretch_targets.get((indicator, subject, scope))

    def shown_target(self, indicator: str, subject: str, year: int) -> Target | None:
        """The target that a table shows: the one that is scored, else the stretch target (力争) of the year or plan."""
        stretch = (self.stretch_in(indicator, subject, scope) for scope in (Scope(year), WHOLE_PLAN))
        return self.target(indicator, subject, year) or next((found for found in stretch if found), None)

    def due_on(self, quarter: Quarter) -> date:
        """The last day on which a return is on time: `due_days` after the quarter's end."""
        return quarter.last_day + timedelta(days=self.due_days)

    def reporting_units(self, quarter: Quarter | None = None) -> tuple[str, ...]:
        """Organisations that hand in a return for the quarter (for any quarter without one), in the plan's order."""
        rows = self._rows_in(quarter)
        return tuple(organisation.code for organisation in self.organisations if organisation.code in rows)

    def rows_of(self, unit: str, quarter: Quarter | None = None) -> tuple[tuple[Indicator, str], ...]:
        """The rows of a unit's return: each indicator it reports, with the subject; group by group."""
        return self._rows_in(quarter).get(unit, ())

    def row_keys(self, unit: str, quarter: Quarter | None = None) -> tuple[RowKey, ...]:
        """What the rows of a unit's return are known by, in the order of `rows_of`."""
        return tuple(RowKey(indicator.code, subject) for indicator, subject in self.rows_of(unit, quarter))

    def readings_on(self, *codes: str) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if set(codes) & set(reading.acts_on))
