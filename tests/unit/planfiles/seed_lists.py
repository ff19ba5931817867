"""Lists made from a document alone, and the same lists out of the plan that ships for it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import parse_quantity

_CASES = Path(__file__).parents[2] / "cases"


@dataclass(frozen=True, slots=True)
class Aim:
    """One quantified target as a list has it. `scope` is `plan` or `year` (each year of the span)."""

    value: Decimal | None
    measure_unit: str
    kind: str
    scope: str
    comparator: str
    stretch: bool
    lead: tuple[str, ...]
    responsible: tuple[str, ...]


def seed_list(name: str) -> dict[str, Any]:
    return tomllib.loads((_CASES / f"{name}.toml").read_text("utf-8"))


def codes(plan: Plan, names: list[str]) -> tuple[str, ...]:
    """The codes behind names as the document writes them."""
    return tuple(plan.directory.find(name).code for name in names)


def named(row: dict[str, Any]) -> str:
    """What a test is called after: the row's number or clause, with its lead unit, else its bureau or title."""
    return "-".join(str(row[key]) for key in ("number", "clause", "lead", "bureau", "title") if key in row)


def listed_aims(plan: Plan, clause: dict[str, Any]) -> list[Aim]:
    """The figures of one clause as the list from the document has them."""
    return [
        Aim(
            Decimal(figure["value"]) if "value" in figure else None,
            figure["unit"],
            figure["kind"],
            figure["scope"],
            figure["comparator"],
            figure.get("stretch", False),
            codes(plan, [clause["lead"]] if "lead" in clause else []),
            codes(plan, clause.get("responsible", [])),
        )
        for figure in clause["figures"]
    ]


def indicators_of(plan: Plan, clause: dict[str, Any]) -> list[Indicator]:
    """The indicators that the plan finds in the clause, under the same lead unit where the clause names one."""
    lead = codes(plan, [clause["lead"]] if "lead" in clause else [])
    found = [indicator for indicator in plan.indicators if clause["clause"] in indicator.reference.split("；")]
    return [indicator for indicator in found if indicator.lead == lead]


def planned_aims(plan: Plan, indicator: Indicator) -> list[Aim]:
    """What the plan's targets for the whole area say of one indicator; equal targets of every year are one."""
    targets = [target for target in plan.targets if target.indicator == indicator.code]
    assert {target.subject for target in targets} <= {plan.subject}
    years = [target.scope.year for target in targets]
    assert years in ([], [None], list(plan.span.years))
    found = {
        Aim(
            target.value,
            indicator.measure_unit,
            indicator.kind.value,
            "plan" if target.scope.year is None else "year",
            target.comparator.value,
            target.stretch,
            indicator.lead,
            indicator.responsible,
        )
        for target in targets
    }
    assert len(found) == min(len(targets), 1)
    return list(found)


def read_as_written(written: str, indicator: Indicator) -> Decimal | None:
    """The figure as the document writes it, read as a clerk's entry in the indicator's unit."""
    parsed = parse_quantity(written, indicator.measure_unit)
    return parsed.value if parsed else None
