"""What a batch would bring, as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result, ShownChange
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.dialogs.import_preview_sheets import changes_sheet, files_sheet


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
