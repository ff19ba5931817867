"""The return workbook of a unit that reports on tasks alone: no columns for figures to be seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.spreadsheets.office_forms import (
    PLANS,
    column_letters,
    open_sheet,
    read_return,
    row_by_code,
    row_of,
    texts,
)
from xiaowei_desktop.application.ports.workbooks import ReturnForm
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.planfiles.toml_file import load_plan
from xiaowei_desktop.spreadsheets.form_names import RETURN_COLUMNS
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms

HEADING_ROW = 5
UNIT = "office"
QUARTER = Quarter(2021, 1)
OF_FIGURES = ["计量单位", "目标值", "本季完成", "累计完成", "对照值", "分子", "分母"]


def province() -> Plan:
    """The measures of the province, followed by its office."""
    plan = load_plan(PLANS / "zhejiang-sme-2020.toml")
    unit = replace(plan.organisations[0], code=UNIT, name="省促进办", aliases=(), full_name="")
    tasks = tuple(replace(i, data_providers=(UNIT,)) for i in plan.indicators if not i.has_figure)
    kept = {indicator.code for indicator in tasks}
    return replace(
        plan,
        organisations=(*(found for found in plan.organisations if found.code != UNIT), unit),
        indicators=tasks,
        targets=(),
        tasks=tuple(replace(t, indicators=tuple(c for c in t.indicators if c in kept)) for t in plan.tasks),
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasks") / "季报.xlsx"
    plan = province()
    OpenpyxlForms().write_return(
        ReturnForm(plan, UNIT, QUARTER, plan.due_on(QUARTER), {}, QuarterlyReturn(UNIT, QUARTER)), path
    )
    return path


def hidden(sheet: Worksheet) -> list[str]:
    letters = column_letters(sheet, HEADING_ROW)
    return [name for name, letter in letters.items() if sheet.column_dimensions[letter].hidden]


def test_the_columns_of_figures_are_there_and_hidden(written: Path) -> None:
    _, sheet = open_sheet(written, "季报")
    assert list(column_letters(sheet, HEADING_ROW)) == list(RETURN_COLUMNS)
    assert hidden(sheet) == OF_FIGURES


def test_their_room_goes_to_what_was_done(written: Path) -> None:
    _, sheet = open_sheet(written, "季报")
    letters = column_letters(sheet, HEADING_ROW)
    widths = {name: sheet.column_dimensions[letter].width for name, letter in letters.items()}
    assert widths["进展情况"] > 50
    assert widths["完成状态"] > 12


def test_labels_and_values_of_the_head_begin_in_columns_that_are_shown(written: Path) -> None:
    _, sheet = open_sheet(written, "季报")
    concealed = {letter for name, letter in column_letters(sheet, HEADING_ROW).items() if name in OF_FIGURES}
    starts = {cell.column_letter for row in sheet["A1:O4"] for cell in row if cell.value is not None}
    assert not starts & concealed
    assert not any("本季完成填" in str(cell.value) for cell in sheet["A"])


def test_it_is_read_like_any_other(written: Path, tmp_path: Path) -> None:
    book, sheet = open_sheet(written, "季报")
    letters = column_letters(sheet, HEADING_ROW)
    row = row_of(sheet, "business_registration")
    sheet[f"{letters['完成状态']}{row}"] = "按计划推进"
    sheet[f"{letters['进展情况']}{row}"] = "企业开办一日办结"
    sheet["O3"] = "张三"
    path = tmp_path / "填好.xlsx"
    book.save(path)
    content = read_return(path)
    assert content.head["填报人"].text == "张三"
    assert content.head["填报期"].text == "2021年第1季度"
    found = texts(row_by_code(content, "business_registration"))
    assert (found["完成状态"], found["进展情况"]) == ("按计划推进", "企业开办一日办结")
