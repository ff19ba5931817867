"""Scoring 100 counties × 60 nodes of one scheme, with trails, against a bare float loop; and ten times as many.

What was reported is measured once before; what is timed is everything from there on: points, exactly and rounded,
sums, what is open, and the trails' ingredients (their words are written for whoever reads them).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from benchmarks.made_plan import YEAR, bare_plan
from benchmarks.ratio import Ratio, compare
from xiaowei_desktop.application.scoring import score_all
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    ReturnVersion,
    RowKey,
    Source,
)
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    Step,
    StepRule,
)
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

COUNTIES = 100
SECTIONS, ITEMS = 6, 9
"""60 nodes with the root's sections: 6 sections of 9 items each."""
_NOW = datetime(2021, 1, 10, 9, 0)
_GATE = Decimal("0.7")
_STEPS = (Step(Decimal(1), Decimal(10)), Step(Decimal("0.8"), Decimal(6)), Step(Decimal("0.6"), Decimal(3)))
_GRADES = (Grade("一般", Decimal(2), Decimal(4)), Grade("较好", Decimal(5), Decimal(10)))

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Floats:
    """The same inputs in floats, found as they are in the program: by organisation and indicator or item."""

    items: tuple[tuple[int, str, str], ...]
    """Kind, item and indicator."""
    figures: dict[Key, float]
    targets: dict[Key, float]
    marks: dict[Key, float]


def measure() -> Ratio:
    scheme, field, floats = _year(COUNTIES)
    total = sum((sheet.total or Decimal(0) for sheet in score_all(scheme, field)), Decimal(0))
    if abs(float(total) - _float_loop(scheme.assessed, floats)) > COUNTIES * SECTIONS * ITEMS / 100:
        raise SystemExit("the two ways do not compute the same thing")
    name = f"score {COUNTIES} counties × {SECTIONS * (ITEMS + 1)} nodes"
    return compare(
        name, lambda: score_all(scheme, field), "bare float loop", lambda: _float_loop(scheme.assessed, floats)
    )


def measure_growth() -> Ratio:
    """How much longer ten times the counties take: 10 would be in proportion."""
    scheme, field, _ = _year(COUNTIES)
    wider, wide_field, _ = _year(10 * COUNTIES)
    name = f"score {10 * COUNTIES} counties"
    return compare(name, lambda: score_all(wider, wide_field), f"{COUNTIES} counties", lambda: score_all(scheme, field))


def _year(counties: int) -> tuple[ScoringScheme, YearEvidence, Floats]:
    units = tuple(f"c{number}" for number in range(counties))
    plan = _plan(units)
    scheme = _scheme(units)
    plan = replace(plan, scheme=scheme)
    returns = [_return(plan, unit, number) for number, unit in enumerate(units)]
    marks = {(unit, leaf.code): RecordedMark(_mark(unit, leaf), "评定") for unit in units for leaf in _marked(scheme)}
    field = YearEvidence(plan, FigureBook(plan, returns), marks, YEAR)
    score_all(scheme, field)
    return scheme, field, _floats(scheme, field)


def _plan(units: tuple[str, ...]) -> Plan:
    codes = [f"i{number}" for number in range(SECTIONS * ITEMS)]
    counties = [Organisation(unit, unit, OrganisationKind.AREA) for unit in units]
    indicators = tuple(Indicator(code, code, IndicatorKind.FLOW, "家", data_providers=units) for code in codes)
    targets = tuple(Target(code, unit, Scope(YEAR), value=Decimal(1000)) for unit in units for code in codes)
    return bare_plan(counties, indicators, targets)


def _scheme(units: tuple[str, ...]) -> ScoringScheme:
    sections = tuple(
        Node(
            f"s{section}",
            f"部分{section}",
            Decimal(10 * ITEMS),
            tuple(_leaf(section * ITEMS + item) for item in range(ITEMS)),
        )
        for section in range(SECTIONS)
    )
    return ScoringScheme("测量", Node("0", "总分", Decimal(10 * ITEMS * SECTIONS), sections), units)


def _leaf(number: int) -> Node:
    rules: tuple[AnyRule, ...] = (
        ProportionalRule(f"i{number}", gate=_GATE),
        StepRule(f"i{number}", steps=_STEPS),
        GradedRule(_GRADES),
        JudgedRule(Decimal(1), Decimal(10)),
    )
    return Node(f"n{number}", f"项{number}", Decimal(10), rule=rules[number % 4])


def _marked(scheme: ScoringScheme) -> list[Node]:
    return [leaf for leaf in scheme.root.leaves() if leaf.rule is not None and leaf.rule.asks()]


def _mark(unit: str, leaf: Node) -> Mark:
    return Mark(unit, leaf.code, grade="较好" if isinstance(leaf.rule, GradedRule) else "", points=Decimal(7))


def _return(plan: Plan, unit: str, number: int) -> QuarterlyReturn:
    lines = tuple(
        ReturnLine(RowKey(indicator.code, unit), cumulative=Decimal(600 + (37 * place + 11 * number) % 500))
        for place, indicator in enumerate(plan.indicators)
    )
    version = ReturnVersion(1, lines, Filler(), Source("报表.xlsx"), date(2021, 1, 8), _NOW, "张三")
    return QuarterlyReturn(unit, Quarter.last_of(YEAR), ReturnState.APPROVED, (version,), approved_at=_NOW)


def _floats(scheme: ScoringScheme, field: YearEvidence) -> Floats:
    items: list[tuple[int, str, str]] = []
    figures: dict[Key, float] = {}
    targets: dict[Key, float] = {}
    marks: dict[Key, float] = {}
    for leaf in scheme.root.leaves():
        computed = isinstance(leaf.rule, ProportionalRule | StepRule)
        indicator = leaf.rule.indicators()[0] if computed and leaf.rule else ""
        items.append((0 if isinstance(leaf.rule, ProportionalRule) else 1 if computed else 2, leaf.code, indicator))
        for unit in scheme.assessed:
            if computed:
                measured = field.of(unit).measurement(indicator)
                figures[unit, indicator] = float(measured.actual or 0)
                targets[unit, indicator] = float(measured.target or 1)
            else:
                marks[unit, leaf.code] = 7.0
    return Floats(tuple(items), figures, targets, marks)


def _float_loop(units: tuple[str, ...], floats: Floats) -> float:
    """Finds each input, makes points of it, rounds them as the sheet prints them, adds them up."""
    whole = 0.0
    for unit in units:
        total = 0.0
        for kind, item, indicator in floats.items:
            if kind == 0:
                rate = floats.figures[unit, indicator] / floats.targets[unit, indicator]
                points = 0.0 if rate < 0.7 else 10.0 * min(1.0, rate)
            elif kind == 1:
                rate = floats.figures[unit, indicator] / floats.targets[unit, indicator]
                points = 10.0 if rate >= 1.0 else 6.0 if rate >= 0.8 else 3.0 if rate >= 0.6 else 0.0
            else:
                points = floats.marks[unit, item]
            total += round(points, 2)
        whole += total
    return whole
