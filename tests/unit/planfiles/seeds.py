"""Lists made from the documents alone, and what a plan says where such a list names a figure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xiaowei_desktop import paths
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.planfiles.toml_file import load_plan

_CASES = Path(__file__).parents[2] / "cases"


def shipped(plan_id: str) -> Plan:
    return load_plan(paths.plans_folder() / f"{plan_id}.toml")


def seed(name: str) -> dict[str, Any]:
    """The list in `tests/cases` that was made from one document."""
    listed: dict[str, Any] = tomllib.loads((_CASES / f"{name}_seed.toml").read_text("utf-8"))
    return listed


def named(row: dict[str, Any]) -> str:
    """What a row is called in a test's name."""
    keys = ("about", "number", "measure", "row", "clause", "bureau", "title")
    return next(str(row[key]) for key in keys if key in row)


def codes(plan: Plan, names: list[str]) -> tuple[str, ...]:
    """The codes behind names as the document writes them."""
    return tuple(plan.directory.find(name).code for name in names)


def about(plan: Plan, words: str) -> Indicator:
    """The one indicator whose name holds the words."""
    found = [indicator for indicator in plan.indicators if words in indicator.name]
    assert len(found) == 1, f"{words}: {[indicator.name for indicator in found]}"
    return found[0]


@dataclass(frozen=True)
class Aim:
    """A quantified target, as a list or as a plan has it: all that decides how a figure is held against it."""

    kind: str
    measure_unit: str
    scopes: tuple[str, ...]
    comparator: str
    value: Decimal
    stretch: bool
    subset_of: str | None
    direction: str
    lead: tuple[str, ...]
    clause: str


def listed_aim(plan: Plan, figure: dict[str, Any]) -> Aim:
    """The aim as the list has it."""
    return Aim(
        kind=figure["kind"],
        measure_unit=figure["unit"],
        scopes=tuple(str(year) for year in figure.get("scope", ["plan"])),
        comparator=figure.get("comparator", ">="),
        value=Decimal(figure["value"]),
        stretch=figure.get("stretch", False),
        subset_of=about(plan, figure["part_of"]).code if "part_of" in figure else None,
        direction="lower" if figure.get("lower_is_better") else "higher",
        lead=codes(plan, [figure["lead"]]) if "lead" in figure else (),
        clause=figure["clause"],
    )


def planned_aim(plan: Plan, indicator: Indicator) -> Aim:
    """The aim as the plan has it for its whole area, the same in every scope."""
    targets = [t for t in plan.targets if (t.indicator, t.subject) == (indicator.code, plan.subject)]
    ((comparator, value, stretch, reference),) = {(t.comparator, t.value, t.stretch, t.reference) for t in targets}
    assert value is not None
    assert reference == indicator.reference
    return Aim(
        kind=indicator.kind.value,
        measure_unit=indicator.measure_unit,
        scopes=tuple(str(target.scope) for target in targets),
        comparator=comparator.value,
        value=value,
        stretch=stretch,
        subset_of=indicator.subset_of,
        direction=indicator.direction.value,
        lead=indicator.lead,
        clause=reference.split("；")[0],
    )


def indicators_with_figures(plan: Plan) -> list[str]:
    return [indicator.code for indicator in plan.indicators if indicator.has_figure]
