"""The indicators of a plan that is still being typed: enough of them to choose from and to try a rule on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from xiaowei_desktop.application.ports.plan_tables import PlanRow, PlanTables
from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import WHOLE_PLAN
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity
from xiaowei_desktop.reporting.enumeration_words import word_of

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TypedIndicator:
    """An indicator, and the first target that the plan sets it: a scheme is tried on one of them."""

    indicator: Indicator
    target: Target | None = None


TypedIndicators = Mapping[str, TypedIndicator]
"""By code, in the plan's order."""


def typed_indicators(tables: PlanTables) -> TypedIndicators:
    """What can't be read is taken for what is usual: its fault is told where it stands, and not here."""
    rows = {table.sheet: table.rows for table in tables}
    targets: dict[str, Target] = {}
    found: dict[str, TypedIndicator] = {}
    units = {row["code"]: row.get("measure_unit", "") for row in rows.get("指标", ()) if row.get("code")}
    for row in rows.get("目标", ()):
        code = row.get("indicator", "")
        if code in units and not row.get("stretch") and code not in targets:
            targets[code] = _target(code, row, units[code])
    for row in rows.get("指标", ()):
        if code := row.get("code", ""):
            found.setdefault(code, TypedIndicator(_indicator(code, row), targets.get(code)))
    return found


def _indicator(code: str, row: PlanRow) -> Indicator:
    return Indicator(
        code,
        row.get("name", "") or code,
        _meant(row.get("kind", ""), IndicatorKind.FLOW),
        row.get("measure_unit", ""),
        direction=_meant(row.get("direction", ""), Direction.HIGHER),
        benchmark_name=row.get("benchmark_name", ""),
    )


def _target(code: str, row: PlanRow, unit: str) -> Target:
    comparator = _meant(row.get("comparator", ""), Comparator.AT_LEAST)
    try:
        value = parse_quantity(row.get("value", ""), unit)
    except QuantityError:
        value = None
    return Target(code, row.get("subject", ""), WHOLE_PLAN, comparator, value.value if value else None)


def _meant(word: str, usual: E) -> E:
    return next((one for one in type(usual) if word.strip() in (word_of(one), one.value)), usual)
