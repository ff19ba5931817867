"""The return workbook as a unit receives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.spreadsheets.office_forms import (
    SECOND_QUARTER,
    column_letters,
    open_sheet,
    read_return,
    return_form,
    row_by_code,
    row_of,
    texts,
)
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnVersion,
    RowKey,
    Source,
    TaskStatus,
)
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.form_names import RETURN_COLUMNS
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms

HEADING_ROW = 5


def test_heading_names_exactly_the_agreed_columns(blank_return: Path) -> None:
    _, sheet = open_sheet(blank_return, "季报")
    assert tuple(sheet.cell(HEADING_ROW, n).value for n in range(1, 16)) == RETURN_COLUMNS
    assert sheet.max_column == len(RETURN_COLUMNS)


def test_head_names_unit_and_quarter(blank_return: Path) -> None:
    head = {label: cell.text for label, cell in read_return(blank_return).head.items()}
    assert head == {
        "填报单位": "市监局", "填报期": "2020年第2季度", "填报人": "", "联系电话": "", "单位负责人": "", "填报日期": "",
    }  # fmt: skip


def test_hidden_sheet_tells_which_form_it_is(blank_return: Path) -> None:
    assert load_workbook(blank_return)["_xiaowei"].sheet_state == "hidden"
    assert read_return(blank_return).identity == {
        "kind": "return", "plan": "binjiang-2020", "unit": "market", "quarter": "2020Q2", "submitted": "0",
        "version": "1",
    }  # fmt: skip


def test_rows_are_those_of_the_unit(plan: Plan, blank_return: Path) -> None:
    codes = [row["指标编码"].text for row in read_return(blank_return).table.rows]
    assert codes == [indicator.code for indicator, _ in plan.rows_of("market")]


@pytest.mark.parametrize(
    ("unit", "code", "asked"),
    [
        ("market", "new_enterprises", {"本季完成", "累计完成"}),
        ("market", "incubator_pool", {"累计完成"}),
        ("market", "company_share", {"累计完成", "分子", "分母"}),
        ("pboc", "loan_growth", {"累计完成", "对照值"}),
        ("office", "covid_policies", {"完成状态"}),
    ],
)
def test_only_what_applies_can_be_typed(plan: Plan, tmp_path: Path, unit: str, code: str, asked: set[str]) -> None:
    path = tmp_path / "form.xlsx"
    OpenpyxlForms().write_return(return_form(plan, unit), path)
    _, sheet = open_sheet(path, "季报")
    row = row_of(sheet, code)
    cells = {name: sheet[f"{letter}{row}"] for name, letter in column_letters(sheet, HEADING_ROW).items()}
    unlocked = {name for name, cell in cells.items() if not cell.protection.locked}
    assert unlocked == asked | {"进展情况", "情况说明", "备注"}
    assert {cells[name].fill.fgColor.rgb for name in unlocked} == {"00FFF8DC"}
    assert sheet.protection.sheet is True
    assert not sheet.protection.password


def test_cells_refuse_what_is_no_figure(blank_return: Path) -> None:
    _, sheet = open_sheet(blank_return, "季报")
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    letters = column_letters(sheet, HEADING_ROW)
    counted = rules[f"{letters['累计完成']}{row_of(sheet, 'new_enterprises')}"]
    assert (counted.type, counted.formula1) == ("whole", "0")
    assert "上季累计：1200家" in str(counted.prompt)
    ratio = rules[f"{letters['累计完成']}{row_of(sheet, 'company_share')}"]
    assert ratio.type == "decimal"
    assert "填 100 表示 100%" in str(ratio.prompt)


def test_texts_of_validation_fit_into_excel(plan: Plan, tmp_path: Path) -> None:
    """Excel calls a workbook damaged whose prompts are longer than 255 characters, their titles than 32."""
    for unit in plan.reporting_units():
        path = tmp_path / f"{unit}.xlsx"
        OpenpyxlForms().write_return(return_form(plan, unit), path)
        _, sheet = open_sheet(path, "季报")
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.errorTitle or "") <= 32


def test_prints_on_a4_landscape_with_its_heading_on_each_page(blank_return: Path) -> None:
    _, sheet = open_sheet(blank_return, "季报")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert "签字" in str([sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)])


def test_a_form_to_correct_holds_what_was_reported(plan: Plan, tmp_path: Path) -> None:
    lines = (
        ReturnLine(RowKey("new_enterprises", plan.subject), Decimal(1600), Decimal(2800), explanation="=1+1"),
        ReturnLine(RowKey("company_share", plan.subject), cumulative=Decimal("86.05")),
    )
    filler = Filler("王芳", "0571-88", "李强", date(2020, 7, 5))
    version = ReturnVersion(
        1, lines, filler, Source(), date(2020, 7, 6), datetime(2020, 7, 6, 9), "小微办"
    )  # fmt: skip
    form = replace(return_form(plan, "market"), current=QuarterlyReturn("market", SECOND_QUARTER).submit(version))
    path = tmp_path / "form.xlsx"
    OpenpyxlForms().write_return(form, path)
    book = read_return(path)
    row = texts(row_by_code(book, "new_enterprises"))
    assert (row.get("本季完成"), row["累计完成"], row["情况说明"]) == (None, "2800", "=1+1")
    unknown = replace(form, previous={})  # then 本季完成 does not follow from 累计完成
    OpenpyxlForms().write_return(unknown, path)
    assert texts(row_by_code(read_return(path), "new_enterprises"))["本季完成"] == "1600"
    assert texts(row_by_code(book, "company_share"))["累计完成"] == "86.05"
    assert book.head["填报日期"].text == "2020-07-05"
    assert book.head["联系电话"].text == "0571-88"
    assert book.identity["submitted"] == "1"


def test_a_form_that_was_sent_back_says_why(plan: Plan, tmp_path: Path) -> None:
    line = ReturnLine(RowKey("new_enterprises", plan.subject), cumulative=Decimal(2800))
    version = ReturnVersion(1, (line,), Filler(), Source(), date(2020, 7, 6), datetime(2020, 7, 6, 9), "小微办")
    sent_back = QuarterlyReturn("market", SECOND_QUARTER).submit(version).send_back("累计数与一季度对不上。")
    path = tmp_path / "form.xlsx"
    OpenpyxlForms().write_return(replace(return_form(plan, "market"), current=sent_back), path)
    _, sheet = open_sheet(path, "季报")
    assert str(sheet["A2"].value).startswith("退回原因：累计数与一季度对不上。")


def test_statuses_to_choose_from_are_those_of_the_domain(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    OpenpyxlForms().write_return(return_form(plan, "office"), path)
    _, sheet = open_sheet(path, "季报")
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert {rule.formula1 for rule in lists} == {f'"{",".join(TaskStatus)}"'}


def test_a_folder_that_is_not_there_is_told(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹不存在"):
        OpenpyxlForms().write_return(return_form(plan, "market"), tmp_path / "没有" / "form.xlsx")
