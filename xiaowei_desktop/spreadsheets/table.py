"""Finds a table on a sheet by its column names, wherever it stands and in whatever order its columns are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xiaowei_desktop.application.ports.workbooks import CellText, ReadTable, TableRow
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.form_names import (
    EVENT_COLUMNS,
    EVENT_SHEET,
    MARK_COLUMNS,
    MARK_SHEET,
    OBJECTION_COLUMNS,
    OBJECTION_SHEET,
    RETURN_COLUMNS,
    RETURN_SHEET,
    SELF_ASSESSMENT_COLUMNS,
    SELF_ASSESSMENT_SHEET,
)  # fmt: skip
from xiaowei_desktop.spreadsheets.opened_book import Grid

_HEADING_WITHIN = 100
"""Rows in which a heading is looked for."""
_REMEDY = "请用下发的表格填报，不要删除、改名或合并表头；也可以把数据粘贴到新下发的表格中再导入。"


@dataclass(frozen=True, slots=True)
class TableForm:
    """What a table must look like. `code` is the column by which rows are known.

    `given` columns are printed by the program: a row in which only these have a text is a group row, a
    signature or a note, not an entry. Columns in `optional` may be missing.
    """

    sheet: str
    columns: tuple[str, ...]
    code: str
    given: frozenset[str]
    optional: frozenset[str]


RETURN_TABLE = TableForm(
    RETURN_SHEET, RETURN_COLUMNS, "指标编码", frozenset({"序号", "目标任务", "填报对象", "计量单位", "目标值"}),
    frozenset({"序号", "目标任务", "计量单位", "目标值", "备注"}),
)  # fmt: skip
MARK_TABLE = TableForm(
    MARK_SHEET, MARK_COLUMNS, "评分项编码", frozenset({"考核内容", "分值"}), frozenset({"考核内容", "分值", "评分人"})
)
EVENT_TABLE = TableForm(EVENT_SHEET, EVENT_COLUMNS, "评分项编码", frozenset(), frozenset({"依据"}))
SELF_ASSESSMENT_TABLE = TableForm(
    SELF_ASSESSMENT_SHEET, SELF_ASSESSMENT_COLUMNS, "评分项编码",
    frozenset({"考核内容", "分值", "计分说明", "完成情况"}),
    frozenset({"考核内容", "分值", "计分说明", "完成情况", "备注"}),
)  # fmt: skip
OBJECTION_TABLE = TableForm(
    OBJECTION_SHEET, OBJECTION_COLUMNS, "评分项编码", frozenset({"考核内容", "分值", "得分", "计算过程"}),
    frozenset({"考核内容", "分值", "计算过程"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row, and the place of each column that it names."""

    row: int
    places: Mapping[str, int]
    twice: tuple[str, ...]

    def missing(self, form: TableForm) -> tuple[str, ...]:
        return tuple(c for c in form.columns if c not in self.places and c not in form.optional)


def plain_key(text: str) -> str:
    """A name without spaces, line breaks and full-width forms: 本季 完成 is 本季完成."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def find_heading(grid: Grid, form: TableForm) -> Heading | None:
    """The row that names most of the form's columns, more than half of them; the first of equals."""
    rows = (_heading_in(grid, row, form) for row in range(min(grid.height, _HEADING_WITHIN)))
    best = max(rows, key=lambda heading: len(heading.places), default=None)
    return best if best is not None and len(best.places) * 2 > len(form.columns) else None


def _heading_in(grid: Grid, row: int, form: TableForm) -> Heading:
    keys = {plain_key(name): name for name in form.columns}
    places: dict[str, int] = {}
    twice: list[str] = []
    for column in range(grid.width(row)):
        name = keys.get(plain_key(grid.text(row, column)))
        if name is None:
            continue
        if name in places:
            twice.append(name)
        places.setdefault(name, column)
    return Heading(row, places, tuple(twice))


def read_table(file_name: str, grid: Grid, form: TableForm, heading: Heading) -> ReadTable:
    """The rows below the heading. Raises `UserError` where columns are missing or stand twice."""
    missing = heading.missing(form)
    if missing:
        raise UserError(f"文件“{file_name}”的工作表“{grid.name}”缺少这些列：{'、'.join(missing)}。", _REMEDY)
    if heading.twice:
        names = "、".join(dict.fromkeys(heading.twice))
        raise UserError(f"文件“{file_name}”的工作表“{grid.name}”表头中“{names}”出现了两次。", _REMEDY)
    return ReadTable(grid.name, tuple(_rows(grid, form, heading)))


def _rows(grid: Grid, form: TableForm, heading: Heading) -> Iterator[TableRow]:
    for row in range(heading.row + 1, grid.height):
        texts = {name: grid.text(row, column) for name, column in heading.places.items()}
        repeated = plain_key(texts[form.code]) == form.code
        if not repeated and any(text for name, text in texts.items() if name not in form.given):
            cells = {name: grid.cell(row, column) for name, column in heading.places.items()}
            yield {name: cells.get(name, CellText("", "")) for name in form.columns}
