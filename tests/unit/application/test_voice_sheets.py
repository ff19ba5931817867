"""自评对照表 and 异议处理表 by their names, for all units and for one."""

from __future__ import annotations

import pytest

from tests.unit.application.office import Office
from tests.unit.application.papers import YEAR, objections, self_assessment
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.errors import UserError

NAMES = {"self-assessment": "自评对照表", "objections": "异议处理表"}


@pytest.fixture
def heard(office: Office) -> Office:
    """The office that has heard from 科技局."""
    office.take(self_assessment(office, {"B1": {"自评得分": 9}}), objections(office, {"B1": {"异议意见": "应为突出"}}))
    return office


@pytest.mark.parametrize("name", NAMES)
def test_the_whole_years_sheet_and_one_units(heard: Office, name: str) -> None:
    (whole,) = build_sheets(heard.desk, SheetRequest(name, YEAR))
    (own,) = build_sheets(heard.desk, SheetRequest(name, YEAR, unit="科技局"))
    assert (whole.name, own.name) == (NAMES[name], f"{NAMES[name]}-科技局")
    assert (whole.stamp, own.stamp) == ("试算", "试算")


@pytest.mark.parametrize(
    ("name", "unit", "says"),
    [
        ("self-assessment", "市监局", "还没有收到自评表"),
        ("objections", "市监局", "还没有收到异议表"),
        ("objections", "北区", "“北区”不是考核对象"),
    ],
)
def test_nothing_to_show_is_told(heard: Office, name: str, unit: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        build_sheets(heard.desk, SheetRequest(name, YEAR, unit=unit))


def test_the_score_sheet_has_the_units_points(heard: Office) -> None:
    (sheet,) = build_sheets(heard.desk, SheetRequest("score", YEAR, unit="科技局"))
    assert "assessed" in [column.key for column in sheet.columns]
    assert any(note.startswith("异议1：B1") for note in sheet.notes)
    (other,) = build_sheets(heard.desk, SheetRequest("score", YEAR, unit="市监局"))
    assert "assessed" not in [column.key for column in other.columns]
