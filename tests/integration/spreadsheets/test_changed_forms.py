"""Forms that a unit has changed: moved columns, inserted rows, renamed sheets, lost columns, lost results."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.spreadsheets.office_forms import open_sheet, read_return, row_by_code, texts
from xiaowei_desktop.application.ports.workbooks import IncomingFile, ReturnWorkbook
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.form_names import MARK_COLUMNS, RETURN_COLUMNS
from xiaowei_desktop.spreadsheets.reader import CalamineReader

ROW: dict[str, str | int] = {"指标编码": "new_enterprises", "填报对象": "全区", "本季完成": 1600, "累计完成": 2800}


def own_sheet(columns: list[str], top: int = 3, left: int = 2) -> tuple[Workbook, Worksheet]:
    """A table that a unit made itself, somewhere on the sheet, without the hidden sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "季报"
    for index, name in enumerate(columns, start=left):
        sheet.cell(top, index).value = name
        sheet.cell(top + 1, index).value = ROW.get(name)
    return book, sheet


def read(book: Workbook, folder: Path) -> IncomingFile:
    path = folder / "季报.xlsx"
    book.save(path)
    return CalamineReader().read(path)


def refusal(book: Workbook, folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read(book, folder)
    assert "季报.xlsx" in caught.value.message
    assert caught.value.hint.endswith("。")
    return caught.value


def test_columns_in_any_order_anywhere_on_the_sheet(tmp_path: Path) -> None:
    book, _ = own_sheet(list(reversed(RETURN_COLUMNS)), top=9, left=4)
    book.save(tmp_path / "own.xlsx")
    content = read_return(tmp_path / "own.xlsx")
    assert [texts(row) for row in content.table.rows] == [{**ROW, "本季完成": "1600", "累计完成": "2800"}]
    assert content.table.rows[0]["累计完成"].cell == "K10"
    assert content.identity == {}


def test_rows_inserted_above_the_heading(blank_return: Path) -> None:
    book, sheet = open_sheet(blank_return, "季报")
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(1, 3)
    book.save(blank_return)
    content = read_return(blank_return)
    assert row_by_code(content, "new_enterprises")["累计完成"].cell == "H10"
    assert content.head["填报单位"].text == "市监局"


def test_headings_with_spaces_and_line_breaks(tmp_path: Path) -> None:
    book, _ = own_sheet([f"{name[:2]} \n{name[2:]}　" for name in RETURN_COLUMNS])
    book.worksheets[0]["C4"].value = "new_enterprises"
    book.save(tmp_path / "own.xlsx")
    assert read_return(tmp_path / "own.xlsx").table.rows[0]["指标编码"].text == "new_enterprises"


def test_renamed_sheet_is_found_by_its_columns(blank_return: Path) -> None:
    book, sheet = open_sheet(blank_return, "季报")
    sheet.title = "市监局二季度"
    book.save(blank_return)
    assert read_return(blank_return).table.sheet == "市监局二季度"


def test_two_sheets_that_could_be_meant(tmp_path: Path) -> None:
    book, sheet = own_sheet(list(RETURN_COLUMNS))
    sheet.title = "一季度"
    book.copy_worksheet(sheet).title = "二季度"
    assert "“一季度”、“二季度”" in refusal(book, tmp_path).message


def test_missing_columns_are_named(tmp_path: Path) -> None:
    book, _ = own_sheet([name for name in RETURN_COLUMNS if name not in ("累计完成", "对照值", "备注")])
    assert "缺少这些列：累计完成、对照值" in refusal(book, tmp_path).message


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    book, _ = own_sheet([*RETURN_COLUMNS, "累计完成"])
    assert "“累计完成”出现了两次" in refusal(book, tmp_path).message


def test_a_mark_workbook_without_its_events(tmp_path: Path) -> None:
    book, sheet = own_sheet(list(MARK_COLUMNS))
    sheet.title = "评定"
    assert "“加扣分”" in refusal(book, tmp_path).message


def test_a_form_whose_table_is_gone(blank_return: Path) -> None:
    book, sheet = open_sheet(blank_return, "季报")
    sheet.delete_rows(1, 50)
    sheet["A1"].value = "另行报送"
    book.save(blank_return)
    with pytest.raises(UserError, match="没有找到“季报”表"):
        CalamineReader().read(blank_return)


def test_unknown_and_empty_workbooks(tmp_path: Path) -> None:
    book = Workbook()
    assert "空工作簿" in refusal(book, tmp_path).message
    book.worksheets[0]["A1"].value = "通讯录"
    assert "不是季报表、评定表、自评表或异议表" in refusal(book, tmp_path).message


def test_labels_with_the_value_in_the_same_cell(tmp_path: Path) -> None:
    book, sheet = own_sheet(list(RETURN_COLUMNS), top=4)
    sheet["B1"].value = "填报单位（盖章）：科技局"
    sheet["E1"].value = "填 报 人："
    sheet["G1"].value = "张伟"
    sheet["B2"].value = "联系电话"
    sheet["C2"].value = "单位负责人"
    sheet["D2"].value = "李强"
    book.save(tmp_path / "own.xlsx")
    head = read_return(tmp_path / "own.xlsx").head
    assert {label: (cell.text, cell.cell) for label, cell in head.items()} == {
        "填报单位": ("科技局", "B1"), "填报人": ("张伟", "G1"), "联系电话": ("", "C2"), "单位负责人": ("李强", "D2"),
    }  # fmt: skip


def test_group_rows_and_notes_are_no_entries_but_stray_figures_are(tmp_path: Path) -> None:
    book, sheet = own_sheet(list(RETURN_COLUMNS))
    sheet["B5"].value = "一、“创新发展”工程"
    sheet["I6"].value = 12
    book.save(tmp_path / "own.xlsx")
    rows = read_return(tmp_path / "own.xlsx").table.rows
    assert [texts(row) for row in rows[1:]] == [{"累计完成": "12"}]


def test_a_formula_that_was_never_calculated_is_no_empty_cell(tmp_path: Path) -> None:
    book, sheet = own_sheet(list(RETURN_COLUMNS))
    sheet["I4"].value = "=H4+1200"
    book.save(tmp_path / "own.xlsx")
    cell = read_return(tmp_path / "own.xlsx").table.rows[0]["累计完成"]
    assert (cell.text, cell.cell, cell.is_error) == ("公式没有计算结果", "I4", True)


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_filled_copy_beside_the_form_is_not_guessed_at(is_hidden: bool, tmp_path: Path) -> None:
    """The unit copied its sheet, typed into the copy and left the old one, perhaps hidden, under the form's name."""
    book, sheet = own_sheet(list(RETURN_COLUMNS))
    copy = book.copy_worksheet(sheet)
    copy.title = "季报 (2)"
    assert isinstance(read(book, tmp_path).content, ReturnWorkbook)
    copy.cell(4, 2 + RETURN_COLUMNS.index("累计完成")).value = 2900
    sheet.sheet_state = "hidden" if is_hidden else "visible"
    refused = refusal(book, tmp_path)
    assert "“季报”、“季报 (2)”" in refused.message
