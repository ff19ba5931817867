"""材料目录: what it says of each item and each file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.domain.small_office import NOW, PLAN, Q2, key
from xiaowei_desktop.domain.attachment import (
    Attachment,
    Content,
    MarkPlace,
    Place,
    ReturnPlace,
    SelfAssessmentPlace,
)
from xiaowei_desktop.domain.unit_evidence import unit_evidence
from xiaowei_desktop.reporting.evidence_sheet import evidence_sheet, place_words, size_words
from xiaowei_desktop.reporting.sheet import Sheet, Tone

PLACES: tuple[Place, ...] = (
    MarkPlace("science", 2020, "B1"),
    SelfAssessmentPlace("science", 2020, "B1"),
    ReturnPlace("science", Q2, key("reform")),
)


@pytest.fixture
def sheet() -> Sheet:
    """Two files for B1, one for no item; A1 has points and no file."""
    files = [
        Attachment(place, f"材料{number}.pdf", Content(f"{number:064x}", 2048), "盖章件", "李四", NOW, number)
        for number, place in enumerate(PLACES, start=1)
    ]
    evidence = unit_evidence(PLAN, "science", 2020, {"A1": Decimal("24.16"), "B1": Decimal(6)}, {"B1"}, files)
    return evidence_sheet(PLAN, evidence, {(4, 1): "材料.pdf", (4, 2): "材料 (2).pdf", (8, 3): "改革.txt"})


def cells(sheet: Sheet, row: int) -> list[object]:
    return [cell.value if cell else None for cell in sheet.rows[row].cells]


def test_an_item_spans_its_files_under_the_names_that_they_bear(sheet: Sheet) -> None:
    first, second = sheet.rows[3], sheet.rows[4]
    assert cells(sheet, 3)[:7] == [4, "B1 改革成效", Decimal(6), "材料.pdf", "2.0 KB", "评定", "盖章件"]
    assert [cell.rows for cell in first.cells[:3] if cell] == [2, 2, 2]
    assert [cell is None for cell in second.cells[:3]] == [True] * 3
    assert cells(sheet, 4)[3:6] == ["材料 (2).pdf", "2.0 KB", "自评"]


def test_an_item_without_files_says_whether_it_needs_some(sheet: Sheet) -> None:
    assert [(cell.value, cell.tone) for cell in (sheet.rows[0].cells[3], sheet.rows[1].cells[3]) if cell] == [
        ("缺材料", Tone.BAD), ("无", Tone.MUTED),
    ]  # fmt: skip


def test_what_belongs_to_no_item_stands_last(sheet: Sheet) -> None:
    assert cells(sheet, -1)[:4] == [8, "其他材料", None, "改革.txt"]
    assert sheet.head[0] == ("单位：科技局", "小区〔2020〕1号", "共3件，1项缺材料")


def test_a_unit_without_files_of_no_item_has_no_such_row() -> None:
    rows = evidence_sheet(PLAN, unit_evidence(PLAN, "science", 2020, {}, (), ()), {}).rows
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 字节"),
        (1023, "1023 字节"),
        (1024, "1.0 KB"),
        (1234567, "1.2 MB"),
        (200 << 20, "200.0 MB"),
        (3 << 30, "3072.0 MB"),
    ],
)
def test_sizes_are_told_as_file_managers_tell_them(size: int, words: str) -> None:
    assert size_words(size) == words


def test_a_line_is_named_by_its_unit_quarter_and_indicator() -> None:
    assert place_words(PLAN, PLACES[2]) == "科技局2020年第2季度季报“商事改革”"
    assert (
        place_words(PLAN, ReturnPlace("market", Q2, key("converted", "north")))
        == "市监局2020年第2季度季报“个转企（北区）”"
    )
    assert place_words(PLAN, ReturnPlace("market", Q2, key("gone"))) == "市监局2020年第2季度季报“gone”"
