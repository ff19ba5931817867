"""The rows of a return as they come in: every cell read or complained of, at its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN, line
from xiaowei_desktop.application.imports.return_rows import ReadRows, read_rows
from xiaowei_desktop.application.ports.workbooks import CellText, ReadTable
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import TaskStatus
from xiaowei_desktop.domain.return_form import row_title

Q2 = Quarter(2020, 2)
Row = dict[str, str]
COLUMNS = (
    "指标编码",
    "目标任务",
    "填报对象",
    "本季完成",
    "累计完成",
    "对照值",
    "分子",
    "分母",
    "完成状态",
    "进展情况",
    "情况说明",
    "备注",
)


def table(*rows: Row) -> ReadTable:
    """Rows from line 6 on; `#…` is an Excel error."""
    made = [
        {
            c: CellText(row[c], f"{chr(65 + COLUMNS.index(c))}{number}", row[c].startswith("#"))
            for c in COLUMNS
            if c in row
        }
        for number, row in enumerate(rows, start=6)
    ]
    return ReadTable("季报", tuple(made))


def form(unit: str, **cells: Row) -> list[Row]:
    """The unit's form as it went out, with cells filled in."""
    rows = []
    for indicator, subject in PLAN.rows_of(unit):
        given = {
            "指标编码": indicator.code,
            "目标任务": row_title(indicator),
            "填报对象": PLAN.organisation(subject).name,
        }
        rows.append(given | (cells.get(indicator.code, {}) if subject == PLAN.subject else {}))
    return rows


def read(unit: str, **cells: Row) -> ReadRows:
    return read_rows(table(*form(unit, **cells)), PLAN, unit, Q2)


def found(rows: ReadRows) -> list[tuple[str, str, str]]:
    return [(issue.severity.value, issue.code, issue.place.cell) for issue in rows.issues]


def test_a_row_is_read_whole() -> None:
    rows = read(
        "science",
        voucher={"本季完成": "1，200元", "进展情况": " 已发 3 批。 ", "备注": "=1+1"},
        research={"累计完成": "12%", "分子": "12", "分母": "100", "情况说明": "见附件"},
        reform={"完成状态": "已完成"},
    )
    assert rows.lines[0] == line("voucher", quarter_value="0.12", progress="已发 3 批。", remark="=1+1")
    assert rows.lines[1] == line("research", "12", numerator="12", denominator="100", explanation="见附件")
    assert rows.lines[2].status is TaskStatus.DONE
    assert [(issue.code, issue.message) for issue in rows.issues] == [
        ("converted", "“发放科技创新券”的本季完成（D6）按 1200元 = 0.12万元 换算。")
    ]


@pytest.mark.parametrize(
    ("unit", "cells", "expected"),
    [
        ("market", {"new": {"累计完成": "#REF!"}}, ("error", "formula-error", "E6")),
        ("market", {"new": {"累计完成": "5900户"}}, ("error", "not-a-number", "E6")),
        ("market", {"new": {"累计完成": "9" * 61}}, ("error", "not-a-number", "E6")),
        ("market", {"new": {"累计完成": "1", "进展情况": "字" * 2001}}, ("error", "text-too-long", "J6")),
        ("market", {"new": {"累计完成": "1", "备注": "#N/A"}}, ("error", "formula-error", "L6")),
        ("market", {"new": {"累计完成": "1", "分母": "7"}}, ("note", "not-asked", "H6")),
        ("market", {"new": {"累计完成": "1", "完成状态": "已完成"}}, ("note", "not-asked", "I6")),
        ("market", {"pool": {"累计完成": "3000", "本季完成": "50"}}, ("note", "not-asked", "D8")),
        ("market", {"pool": {"本季完成": "3000"}}, ("note", "level-in-quarter", "D8")),
        ("science", {"reform": {"完成状态": "差不多"}}, ("error", "unknown-status", "I8")),
        ("science", {"research": {"分子": "12万元"}}, ("error", "not-a-number", "G7")),
        ("bank", {"loans": {"累计完成": "1", "对照值": "二十"}}, ("error", "not-a-number", "F6")),
        ("market", {}, ("error", "empty-return", "")),
        ("market", {"new": {"分子": "7"}}, ("note", "not-asked", "G6")),
    ],
)
def test_a_cell_that_cannot_be_taken_as_it_is(unit: str, cells: dict[str, Row], expected: tuple[str, str, str]) -> None:
    assert expected in found(read(unit, **cells))


def test_a_form_whose_only_figure_is_not_asked_for_is_empty() -> None:
    assert [code for _, code, _ in found(read("market", new={"分子": "7"}))] == ["not-asked", "empty-return"]


def test_dashes_are_empty_cells() -> None:
    rows = read("science", voucher={"累计完成": "5", "分子": "—", "完成状态": "/"}, reform={"完成状态": "—"})
    assert (rows.issues, rows.lines[2].status) == ([], None)


def test_a_level_written_under_the_quarter_is_the_level() -> None:
    rows = read("market", pool={"本季完成": "3000"})
    assert rows.lines[2] == line("pool", "3000")
    (placed,) = rows.placed("季报", [finding("pool", "cumulative")])
    assert (placed.place.cell, placed.place.field) == ("D8", "累计完成")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda rows: rows.pop(1), ("row-missing", "")),
        (lambda rows: rows.append(dict(rows[0])), ("row-twice", "A11")),
        (lambda rows: rows.insert(0, rows.pop(2)), ("row-moved", "A6")),
        (lambda rows: rows[0].update(目标任务="培育库企业"), ("row-moved", "B6")),
        (lambda rows: rows[0].update(指标编码="gone"), ("unknown-code", "A6")),
        (lambda rows: rows[0].update(指标编码="voucher"), ("unknown-code", "A6")),
        (lambda rows: rows[0].update(指标编码=""), ("code-missing", "E6")),
        (lambda rows: rows[4].update(填报对象="西区"), ("unknown-subject", "C10")),
        (lambda rows: rows[0].update(填报对象="北区"), ("unknown-code", "A6")),
    ],
)
def test_rows_that_were_moved_deleted_doubled_or_changed(change: object, expected: tuple[str, str]) -> None:
    rows = form("market", new={"累计完成": "1"})
    change(rows)  # type: ignore[operator]
    assert expected in [(code, cell) for _, code, cell in found(read_rows(table(*rows), PLAN, "market", Q2))]


def test_a_moved_row_is_told_once() -> None:
    rows = form("market", new={"累计完成": "1"})
    rows.reverse()
    issues = read_rows(table(*rows), PLAN, "market", Q2).issues
    assert [issue.code for issue in issues] == ["row-moved"]
    assert "“个转企”不在原来的位置（此处应为“新增小微企业”）" in issues[0].message


def test_group_rows_notes_and_a_form_without_a_subject_column() -> None:
    rows = [{"目标任务": "一、稳增长"}, *form("science", voucher={"累计完成": "5"})]
    for row in rows:
        row.pop("填报对象", None)
        row.pop("目标任务", None) if row.get("指标编码") else None
    found_rows = read_rows(table(*rows), PLAN, "science", Q2)
    assert (found_rows.issues, found_rows.lines[0].cumulative) == ([], Decimal(5))


def finding(row: str, field: str) -> Issue:
    return error("x", "", Place(row=row, subject="district", field=field))


def test_findings_stand_at_the_cell_that_the_unit_filled_in() -> None:
    rows = read("market", new={"本季完成": "-5"}, eight={"累计完成": "1"})
    computed = [finding("new", "quarter_value"), finding("new", "cumulative")]
    assert [issue.place.cell for issue in rows.placed("季报", computed)] == ["D6"]
    assert [issue.place.cell for issue in rows.placed("季报", computed[1:])] == ["D6"]
    both = [finding("eight", "quarter_value"), finding("pool", "cumulative"), finding("new", "benchmark")]
    assert [issue.place.cell for issue in rows.placed("季报", both)] == ["E7", "A8", "A6"]


def test_a_finding_about_no_row() -> None:
    (placed,) = read("market", new={"累计完成": "1"}).placed("季报", [finding("gone", "其他")])
    assert (placed.place.sheet, placed.place.cell, placed.place.field) == ("季报", "", "其他")
