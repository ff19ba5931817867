"""Each shipped plan from the list of plans to forms and the first progress table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.command_line import done
from xiaowei_desktop import paths
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.planfiles.library import ShippedPlans

LIBRARY = ShippedPlans(paths.plans_folder())


def test_the_list_of_plans() -> None:
    listed = done("plans", "--json").json["plans"]
    assert [plan["id"] for plan in listed] == list(LIBRARY.ids())


@pytest.mark.parametrize("plan_id", LIBRARY.ids())
def test_a_plan_becomes_a_database_with_forms_and_progress(plan_id: str, tmp_path: Path) -> None:
    plan = LIBRARY.load(plan_id)
    database, forms, quarter = tmp_path / "office.db", tmp_path / "forms", f"{plan.span.first}Q1"
    done("new", database, "--plan", plan_id)
    assert done("plan", "show", database, "--json").json == done("plan", "show", plan_id, "--json").json
    done("forms", database, "--quarter", quarter, "--out", forms)
    units = [plan.organisation(code).name for code in plan.reporting_units(Quarter.parse(quarter))]
    assert {path.name for path in forms.iterdir()} == {f"{quarter}_{unit}_季报.xlsx" for unit in units}
    rows = done("progress", database, "--quarter", quarter, "--json").json["rows"]
    expected = {
        (indicator.code, plan.organisation(subject).name)
        for indicator in plan.indicators
        for subject in plan.subjects_of(indicator)
    }
    assert len(rows) == len(expected)
    assert {(row["indicator"], row["subject"]) for row in rows} == expected
    assert {row["actual"] for row in rows} == {None}


@pytest.mark.parametrize("plan_id", LIBRARY.ids())
def test_plan_show_has_every_target_exactly(plan_id: str) -> None:
    plan = LIBRARY.load(plan_id)
    shown = done("plan", "show", plan_id, "--json").json
    listed = [
        (indicator["code"], target["subject"], str(target["scope"]), target["comparator"], target["value"])
        for indicator in shown["indicators"]
        for target in indicator["targets"]
    ]
    expected = [
        (
            target.indicator,
            plan.organisation(target.subject).name,
            str(target.scope),
            target.comparator.value,
            None if target.value is None else str(target.value),
        )
        for target in plan.targets
    ]
    assert sorted(listed, key=str) == sorted(expected, key=str)
