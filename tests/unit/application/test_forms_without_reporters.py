"""季报表 of plans in which some indicators, or all, have nobody who reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.application.test_owed_and_tasks import at_desk
from tests.unit.domain.small_office import PLAN, Q1
from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.forms import without_reporter, write_return_forms
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms


def test_a_plan_that_names_nobody_says_which_indicators(stores: Stores, tmp_path: Path) -> None:
    nobody = tuple(replace(found, lead=(), responsible=(), data_providers=()) for found in PLAN.indicators)
    plan = replace(PLAN, indicators=nobody)
    folder = tmp_path / "季报"
    with (
        at_desk(stores, tmp_path, plan) as desk,
        pytest.raises(UserError, match="没有一个指标写明由谁填报") as refused,
    ):
        write_return_forms(desk, OpenpyxlForms(), Q1, folder)
    assert "new 新增小微企业" in refused.value.details
    assert not folder.exists(), "nothing is made where nothing can be written"


def test_indicators_that_nobody_hands_in_are_named() -> None:
    note = without_reporter(shipped("hangzhou-2021-2023"), Quarter(2021, 1))
    assert note.startswith("有 4 个指标没有填报单位")
    assert "规下工业小微企业增加值增速、普惠型小微企业贷款增速" in note


def test_a_whole_that_counties_make_up_has_its_figure() -> None:
    assert "新增小微企业" not in without_reporter(shipped("hangzhou-2021-2023"), Quarter(2021, 1))
    assert without_reporter(shipped("binjiang-2020"), Q1) == ""
