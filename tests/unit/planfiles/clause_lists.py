"""Lists that go through a document clause by clause, and the same lists out of the plan that ships for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.unit.planfiles.seeds import codes
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import parse_quantity


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
    targets = [t for t in plan.targets if (t.indicator, t.subject) == (indicator.code, plan.subject)]
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
