"""What a batch would bring, as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result, ShownChange
from xiaowei_desktop.domain.issues import Place, error
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.dialogs.import_preview_sheets import changes_sheet, files_sheet, problem_list


@pytest.mark.parametrize(
    ("value", "shown", "align"),
    [
        ("15000", "15,000", Align.RIGHT),
        ("0.5", "0.5", Align.RIGHT),
        ("已联系 15 家企业", "已联系 15 家企业", Align.LEFT),
        ("", "（空）", Align.LEFT),
    ],
)
def test_figures_stand_at_the_right_and_words_at_the_left(value: str, shown: str, align: Align) -> None:
    (row,) = changes_sheet([ShownChange("新增小微企业", "累计完成", "", value)]).rows
    cell = row.cells[3]
    assert cell is not None
    assert (cell.value, cell.align) == (shown, align)


def test_a_quarter_is_named_as_the_office_names_it() -> None:
    outcome = FileOutcome(Path("季报.xlsx"), FileKind.RETURN, "市监局", Quarter(2020, 1), Result.IMPORTED)
    (row,) = files_sheet([outcome]).rows
    assert [cell.value for cell in row.cells if cell][:3] == ["季报.xlsx", "市监局", "2020年第1季度"]


MARKS = FileOutcome(
    Path("评定表.xlsx"),
    FileKind.MARKS,
    None,
    None,
    Result.REJECTED,
    issues=(error("mark-points-range", "得分 9 不在分值范围内。", Place("评定", "E7")),),
    year=2020,
)


def test_a_mark_workbook_has_its_year_and_no_unit() -> None:
    sheet = files_sheet([MARKS])
    (row,) = sheet.rows
    assert [column.title for column in sheet.columns] == ["文件", "年度", "结果", "改动", "问题"]
    assert [cell.value for cell in row.cells if cell] == ["评定表.xlsx", "2020年度", "有错误", "", 1]
    problems = problem_list("评定表导入问题清单", [MARKS])
    assert [column.title for column in problems.columns] == ["文件", "级别", "工作表", "单元格", "问题"]
    (found,) = problems.rows
    assert len(found.cells) == len(problems.columns)


def test_beside_returns_a_mark_workbook_says_what_it_is() -> None:
    returned = FileOutcome(Path("季报.xlsx"), FileKind.RETURN, "市监局", Quarter(2020, 1), Result.IMPORTED)
    rows = files_sheet([returned, MARKS]).rows
    assert [cell.value for cell in rows[1].cells if cell][:3] == ["评定表.xlsx", "评定表", "2020年度"]
