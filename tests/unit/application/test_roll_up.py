"""汇总: the whole that its counties do not come to is told, from what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.application.city_desk import desk_with, hand_in
from tests.unit.domain.small_city import CITY
from tests.unit.domain.test_roll_up import EAST, Q1, SOUTH, WEST, WHOLE
from xiaowei_desktop.application.acceptance import differing_rows
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.roll_up import differing_parts
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError


def test_what_differs_is_told(stores: Stores, tmp_path: Path) -> None:
    desk = desk_with(stores, tmp_path / "小城.db", CITY)
    for report in (WHOLE, EAST, WEST, SOUTH):
        version = report.current
        assert version is not None
        hand_in(desk, report.unit, Q1, *version.lines)
    issues = differing_parts(desk, Q1)
    assert [issue.place.row for issue in issues] == ["new", "research"]
    assert differing_rows(desk, "east", Q1) == differing_rows(desk, "market", Q1) == issues
    assert [issue.place.row for issue in differing_rows(desk, "south", Q1)] == ["new"]
    desk.store.close()


def test_a_plan_without_counties_has_no_county_targets(stores: Stores, tmp_path: Path, district: Plan) -> None:
    desk = desk_with(stores, tmp_path / "区.db", district)
    with pytest.raises(UserError, match="没有区县"):
        build_sheets(desk, SheetRequest("county-targets"))
    desk.store.close()


@pytest.fixture
def district() -> Plan:
    from tests.unit.planfiles.seeds import shipped

    return shipped("binjiang-2020")
