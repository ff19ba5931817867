"""`plan show --json`: what a scheme says around its items, as a workbook wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.integration.command_line import done

_HEAD = {
    "考核分组": "名称=牵头；成员=市监局、科技局、人社局\n名称=其他；成员=发改局（金融办）、商务局、税务局",
    "等次": "名称=优秀；从=90\n名称=合格；从=0；到=90",
    "同分比较": "A1、A2",
    "分期计分": "季度=2；权重=40%\n季度=4；权重=60%",
    "考核年度起始月": "12",
}
_ITEM = {"条款号": "（一）", "分组分值": "分组=牵头；分值=8", "无此任务": "按比例得分", "无此任务得分比例": "60%"}


@pytest.fixture
def scheme(tmp_path: Path) -> dict[str, Any]:
    """The shipped scheme with more said about the whole and about A1, as it is shown."""
    path = tmp_path / "方案.xlsx"
    done("plan", "export", "binjiang-2020", path)
    book = load_workbook(path)
    for row in book["方案"].iter_rows(min_row=2):
        if row[0].value in _HEAD:
            row[1].value = _HEAD[str(row[0].value)]
    sheet = book["考核细则"]
    heading = {str(cell.value): cell.column or 0 for cell in sheet[1]}
    (first,) = (row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heading["编码"]).value == "A1")
    for name, text in _ITEM.items():
        sheet.cell(first, heading[name]).value = text
    book.save(path)
    done("new", tmp_path / "库.db", "--plan", path)
    shown: dict[str, Any] = done("plan", "show", tmp_path / "库.db", "--json").json["scheme"]
    return shown


def test_groups_grades_ties_and_periods_are_shown(scheme: dict[str, Any]) -> None:
    assert scheme["groups"] == [
        {"name": "牵头", "members": ["市监局", "科技局", "人社局"]},
        {"name": "其他", "members": ["发改局（金融办）", "商务局", "税务局"]},
    ]
    assert scheme["bands"] == [
        {"name": "优秀", "low": "90", "high": None},
        {"name": "合格", "low": "0", "high": "90"},
    ]
    assert (scheme["tie_break"], scheme["first_month"]) == (["A1", "A2"], 12)
    assert scheme["periods"] == [{"quarter": 2, "weight": "0.4"}, {"quarter": 4, "weight": "0.6"}]


def test_what_an_item_says_of_groups_and_absences_is_shown(scheme: dict[str, Any]) -> None:
    first = scheme["nodes"][0]["children"][0]
    assert (first["code"], first["number"], first["weight"]) == ("A1", "（一）", None)
    assert first["points_by_group"] == [{"group": "牵头", "points": "8"}]
    assert (first["absent"], first["absent_share"]) == ("share", "0.6")
    assert scheme["nodes"][1]["absent"] is None
