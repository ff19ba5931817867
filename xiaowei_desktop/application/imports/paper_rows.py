"""The rows of a 自评表 or 异议表, set against the items that went out: each once, in their order, with their titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xiaowei_desktop.application.imports.mark_figures import read_figure
from xiaowei_desktop.application.imports.row_cells import MAX_TEXT, shortened
from xiaowei_desktop.application.ports.workbooks import CellText, ReadTable, TableRow
from xiaowei_desktop.domain.issues import Issue, Place, error, warning
from xiaowei_desktop.domain.item_points import check_points
from xiaowei_desktop.domain.organisation import normal_name
from xiaowei_desktop.domain.quantity import QuantityError
from xiaowei_desktop.domain.scoring.scheme import Node

_CODE, _TITLE = "评分项编码", "考核内容"
_EMPTY = CellText("", "")
_REUSE = "请用下发的表重新填写。"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One item's row, and a reader for its cells that puts what it finds into `issues`."""

    item: Node
    cells: TableRow
    sheet: str
    issues: list[Issue]

    def cell(self, column: str) -> CellText:
        return self.cells.get(column, _EMPTY)

    def text(self, column: str) -> str:
        cell = self.cell(column)
        if cell.is_error:
            self.error("formula-error", column, f"是公式错误“{cell.text}”。请直接填写文字。")
            return ""
        if len(cell.text) > MAX_TEXT:
            self.error("text-too-long", column, f"有 {len(cell.text)} 字，超过 {MAX_TEXT} 字。请缩短。")
            return ""
        return cell.text.strip()

    def points(self, column: str) -> Decimal | None:
        """Points that the item admits; `None` for an empty cell, and for one with an error."""
        try:
            value = read_figure(self.cell(column), "得分")
        except QuantityError as wrong:
            self.error("not-a-number", column, f"：{wrong}。请填数字，不写文字。")
            return None
        if value is None:
            return None
        for issue in check_points(self.item, value):
            self.error(issue.code, column, f"：{issue.message}")
            return None
        return value

    def error(self, code: str, column: str, text: str) -> None:
        self.issues.append(error(code, self._message(column, text), self._place(column)))

    def warning(self, code: str, column: str, text: str) -> None:
        self.issues.append(warning(code, self._message(column, text), self._place(column)))

    def _message(self, column: str, text: str) -> str:
        return f"{self.item.code}“{self.item.title}”的{column}（{self.cell(column).cell}）{text}"

    def _place(self, column: str) -> Place:
        return Place(self.sheet, self.cell(column).cell, self.item.code, field=column)


@dataclass(slots=True)
class PaperRows:
    """The rows that could be told; with any of `issues` an error nothing of the paper is stored."""

    rows: list[PaperRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def match_rows(table: ReadTable, items: Sequence[Node]) -> PaperRows:
    """Sets each row against its item; rows that are unknown, repeated, missing or moved are errors at their cells."""
    known = {item.code: item for item in items}
    found = PaperRows()
    cells: dict[str, CellText] = {}
    for row in table.rows:
        code = row.get(_CODE, _EMPTY)
        item = known.get(code.text.strip())
        if item is None or item.code in cells:
            found.issues.append(_stray(row, code, table.sheet))
            continue
        cells[item.code] = code
        moved = _moved(row, item, table.sheet)
        if moved is None:
            found.rows.append(PaperRow(item, row, table.sheet, found.issues))
        else:
            found.issues.append(moved)
    found.issues.extend(_order(table.sheet, items, found.rows, cells))
    return found


def _stray(row: TableRow, code: CellText, sheet: str) -> Issue:
    if not code.text:
        filled = next(cell for name, cell in row.items() if cell.text)
        message = f"{filled.cell} 填了内容，但这一行没有评分项编码。{_REUSE}"
        return error("code-missing", message, Place(sheet, filled.cell, field=_CODE))
    message = f"评分项编码“{shortened(code.text)}”（{code.cell}）不是本单位的评分项，或者重复了。{_REUSE}"
    return error("unknown-item", message, Place(sheet, code.cell, field=_CODE))


def _moved(row: TableRow, item: Node, sheet: str) -> Issue | None:
    """An item's title beside another item's code means that cells were moved between rows."""
    title = row.get(_TITLE, _EMPTY)
    if not title.text or normal_name(title.text) == normal_name(item.title):
        return None
    message = (
        f"考核内容“{shortened(title.text)}”（{title.cell}）与评分项编码“{item.code}”不符"
        f"（应为“{item.title}”），可能移动过行或单元格。{_REUSE}"
    )
    return error("row-moved", message, Place(sheet, title.cell, item.code, field=_TITLE))


def _order(sheet: str, items: Sequence[Node], rows: Sequence[PaperRow], cells: dict[str, CellText]) -> Iterator[Issue]:
    for item in items:
        if item.code not in cells:
            message = f"缺少“{item.title}”（{item.code}）这一行，可能被删除。{_REUSE}"
            yield error("row-missing", message, Place(sheet, row=item.code))
    fitting = {row.item.code for row in rows}
    in_order = [item for item in items if item.code in fitting]
    for should, row in zip(in_order, rows, strict=True):
        if should is not row.item:
            stands = row.item
            message = (
                f"“{stands.title}”（{stands.code}）不在原来的位置（此处应为“{should.title}”），可能移动过行。{_REUSE}"
            )
            yield error("row-moved", message, Place(sheet, cells[stands.code].cell, stands.code))
            return
