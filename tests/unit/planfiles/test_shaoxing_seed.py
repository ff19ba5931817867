"""绍政办发〔2021〕23号: how its unclear places are read."""

from __future__ import annotations

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.domain.indicator import Comparator, Direction
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope

PLAN = shipped("shaoxing-2021-2023")


def unit(name: str) -> str:
    return PLAN.directory.find(name).code


def test_one_bureau_under_two_names() -> None:
    assert unit("市人社局") == unit("市人力社保局") == "labour"


def test_the_stretch_is_never_scored() -> None:
    assert [target.value for target in PLAN.targets if target.stretch] == [1500]
    assert all(PLAN.target("province_pool", "shaoxing", year) is None for year in PLAN.span.years)


def test_yearly_targets_stand_in_each_year_and_cumulative_ones_over_the_span() -> None:
    for year in PLAN.span.years:
        yearly = PLAN.target("standards", "shaoxing", year)
        cumulative = PLAN.target("ip_management", "shaoxing", year)
        assert yearly is not None
        assert cumulative is not None
        assert yearly.scope == Scope(year)
        assert yearly.value == 20
        assert cumulative.scope == WHOLE_PLAN
        assert cumulative.value == 100


def test_the_guarantee_fee_is_better_when_lower() -> None:
    fee = PLAN.target("guarantee_fee", "shaoxing", 2023)
    assert fee is not None
    assert fee.comparator is Comparator.BELOW
    assert PLAN.indicator("guarantee_fee").direction is Direction.LOWER


def test_who_hands_in_figures_that_stand_inside_tasks() -> None:
    for code, bureau in (("guarantee_fee", "人行绍兴市中心支行"), ("tax_benefit", "市市场监管局")):
        assert PLAN.reporters_of(PLAN.indicator(code), PLAN.subject) == (unit(bureau),)


def test_who_reports() -> None:
    named = {code for task in PLAN.tasks for code in (*task.lead, *task.responsible)}
    assert PLAN.scheme is not None
    assert set(PLAN.reporting_units()) == {*named - {unit("领导小组成员单位")}, *PLAN.scheme.assessed}
    assert [indicator.code for indicator, _ in PLAN.rows_of(unit("市司法局"))] == ["task_services"]


UNCLEAR = (
    "city_pool", "province_pool", "value_added_growth", "standards", "ip_management",
    "test_services", "exporters", "new_loans", "inclusive_loan_growth", "borrower_growth",
    "guarantee_fee", "tax_benefit", "task_entry_exit",
)  # fmt: skip


@pytest.mark.parametrize("code", UNCLEAR)
def test_an_unclear_place_has_its_reading(code: str) -> None:
    assert PLAN.readings_on(code)
