"""杭州市小微企业三年成长计划（2021—2023年）: how its unclear places are read."""

from __future__ import annotations

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.period import Scope

PLAN = shipped("hangzhou-2021-2023")
AIMS = [indicator for indicator in PLAN.indicators if indicator.reference.startswith("工作目标")]


def unit(name: str) -> str:
    return PLAN.directory.find(name).code


def test_aims_wait_for_their_units() -> None:
    """Of the city's bureaus nobody reports; the counties do, on themselves."""
    assert all(PLAN.reporters_of(aim, PLAN.subject) == () for aim in AIMS)
    assert all("no_lead_units" in {reading.code for reading in PLAN.readings_on(aim.code)} for aim in AIMS)


def test_units_of_the_tasks_report_on_them() -> None:
    named = {code for task in PLAN.tasks for code in task.responsible}
    assert PLAN.scheme is not None
    bureaus = set(PLAN.reporting_units()) - set(PLAN.scheme.assessed)
    assert bureaus == named - {unit("领导小组成员单位"), unit("各区县（市）政府")}
    figures = {i.code for code in bureaus for i, _ in PLAN.rows_of(code) if i.has_figure}
    assert figures == {"guarantee_fee"}


def test_a_level_held_every_year() -> None:
    for year in PLAN.span.years:
        held = PLAN.target("joint_stock", "hangzhou", year)
        assert held is not None
        assert held.scope == Scope(year)
        assert held.value == 2000


def test_the_aim_governs_where_a_task_only_strives() -> None:
    (target,) = [t for t in PLAN.targets if (t.indicator, t.subject) == ("tax_benefit", PLAN.subject)]
    assert target.value == 100
    assert not target.stretch


def test_the_guarantee_fee_is_better_when_lower() -> None:
    assert PLAN.indicator("guarantee_fee").direction is Direction.LOWER


UNCLEAR = (
    "new_enterprises", "city_pool", "credit_demonstration_city", "joint_stock", "listing_reserve",
    "high_tech", "new_loans", "inclusive_loan_growth", "park_area", "tax_benefit",
    "exporters", "guarantee_fee", "task_entry_exit", "task_services", "task_innovation",
)  # fmt: skip


@pytest.mark.parametrize("code", UNCLEAR)
def test_an_unclear_place_has_its_reading(code: str) -> None:
    assert [reading for reading in PLAN.readings_on(code) if reading.code != "no_lead_units"]
