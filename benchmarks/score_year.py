"""Scoring 100 bureaus × 40 items against a bare loop over the same inputs in floats.

Figures found in the returns, sources, what is open and exact points are included; the words of a leaf's trail are
written only for whoever reads it.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from benchmarks.made_plan import AREA, YEAR, made_plan, with_scheme
from benchmarks.ratio import Ratio, compare
from xiaowei_desktop.application.marks import scheme_of
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnVersion,
    RowKey,
    Source,
)
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import GradedRule, ProportionalRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

UNITS = 100
ITEMS = 40
_NOW = datetime(2021, 1, 10, 9, 0)
_MARKED = Decimal(7)


def measure() -> Ratio:
    plan = with_scheme(made_plan(UNITS, ITEMS // 2), ITEMS)
    scheme = scheme_of(plan)
    returns = [_return(plan, unit) for unit in scheme.assessed]
    marks = {
        (unit, leaf.code): RecordedMark(_mark(unit, leaf), "评定")
        for unit in scheme.assessed
        for leaf in scheme.judged_items(unit)
    }
    floats = _as_floats(plan, scheme, returns)

    def ours() -> Decimal:
        sheets = score_scheme(scheme, YearEvidence(plan, FigureBook(plan, returns), marks, YEAR))
        return sum((sheet.total or Decimal(0) for sheet in sheets), Decimal(0))

    if abs(float(ours()) - _float_loop(floats)) > UNITS * ITEMS / 100:
        raise SystemExit("the two ways do not compute the same thing")
    return compare(f"score {UNITS} bureaus × {ITEMS} items", ours, "bare float loop", lambda: _float_loop(floats))


def _mark(unit: str, item: Node) -> Mark:
    """As marks are stored: points with the grade that they belong to."""
    mark = Mark(unit, item.code, points=_MARKED)
    return item.rule.completed(mark) if isinstance(item.rule, GradedRule) else mark


def _return(plan: Plan, unit: str) -> QuarterlyReturn:
    lines = tuple(
        ReturnLine(RowKey(indicator.code, AREA), cumulative=Decimal(600 + 37 * number))
        for number, (indicator, _) in enumerate(plan.rows_of(unit))
    )
    version = ReturnVersion(1, lines, Filler(), Source("报表.xlsx"), date(2021, 1, 8), _NOW, "张三")
    return QuarterlyReturn(unit, Quarter(YEAR, 4)).submit(version).approve("张三", _NOW)


def _as_floats(
    plan: Plan, scheme: ScoringScheme, returns: list[QuarterlyReturn]
) -> list[list[tuple[float, float, float, bool]]]:
    """For each bureau its items: points, actual, target, whether it is computed."""
    actual = {line.key.indicator: line.cumulative for report in returns for line in report.versions[0].lines}
    target = {found.indicator: found.value for found in plan.targets}
    bureaus = []
    for unit in scheme.assessed:
        tree = scheme.for_organisation(unit)
        items = []
        for leaf in tree.leaves() if tree else ():
            if isinstance(leaf.rule, ProportionalRule):
                code = leaf.rule.indicator
                items.append((float(leaf.points), float(actual[code] or 0), float(target[code] or 1), True))
            else:
                items.append((float(leaf.points), float(_MARKED), 1.0, False))
        bureaus.append(items)
    return bureaus


def _float_loop(bureaus: list[list[tuple[float, float, float, bool]]]) -> float:
    gate = 0.7
    total = 0.0
    for items in bureaus:
        for points, value, target, computed in items:
            if computed:
                rate = value / target
                total += 0.0 if rate < gate else round(points * min(1.0, rate), 2)
            else:
                total += value
    return total
