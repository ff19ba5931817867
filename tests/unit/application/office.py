"""The small office at work: a desk on a real database, and workbooks filled in as units fill them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.application.acceptance import approve
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.forms import write_mark_form, write_return_forms
from xiaowei_desktop.application.imports.outcome import FileOutcome
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.ports.finals import Final, FinalHead, FinalSheets
from xiaowei_desktop.application.ports.storage import Change, StoredMark
from xiaowei_desktop.application.returns import save_draft, submit_draft
from xiaowei_desktop.application.year_inputs import read_inputs
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import Filler, QuarterlyReturn, ReturnLine
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

Cells = Mapping[str, Mapping[str, object]]
"""What is typed into a form: by row code (`converted@北区` for one county's row) and column."""


@dataclass(frozen=True, slots=True)
class Office:
    """A desk with its folder of files."""

    desk: Desk
    folder: Path

    def at(self, moment: datetime) -> Office:
        """The same office on another day."""
        return replace(self, desk=replace(self.desk, author=Author(self.desk.author.name, FixedClock(moment))))

    def returned(self, unit: str, quarter: Quarter) -> QuarterlyReturn:
        with self.desk.work() as work:
            return work.returns.get(PLAN.id, unit, quarter)

    def history(self) -> tuple[Change, ...]:
        with self.desk.work() as work:
            return work.history.all(PLAN.id)

    def marks(self) -> tuple[StoredMark, ...]:
        with self.desk.work() as work:
            return work.marks.of_year(PLAN.id, 2020)

    def lock(self, year: int = 2020) -> None:
        """The year is final: what its score was made from may no longer be changed."""
        with self.desk.work() as work:
            head = FinalHead(year, len(work.finals.of_year(PLAN.id, year)) + 1, "李四", self.desk.author.now, "1.0")
            sheets = FinalSheets({}, Sheet("排名表", "排名表", (), ()))
            work.finals.add(PLAN.id, Final(head, read_inputs(work, PLAN.id, year), (), sheets))
            work.commit()

    def type_in(self, unit: str, quarter: Quarter, *lines: ReturnLine) -> QuarterlyReturn:
        """A return on paper, typed and submitted."""
        save_draft(self.desk, unit, quarter, lines)
        return submit_draft(self.desk, unit, quarter, Filler("张三"))

    def accept(self, unit: str, quarter: Quarter, *lines: ReturnLine) -> QuarterlyReturn:
        self.type_in(unit, quarter, *lines)
        return approve(self.desk, unit, quarter, "电话核实。")

    def form(self, unit: str, quarter: Quarter, cells: Cells, head: Mapping[str, str] | None = None) -> Path:
        """The unit's workbook for the quarter, filled in."""
        (path,) = write_return_forms(self.desk, OpenpyxlForms(), quarter, self.folder, unit)
        fill(path, "季报", cells, {"填报人": "张三", **(head or {})})
        return path

    def mark_form(self, cells: Cells, events: Iterable[tuple[object, ...]] = (), name: str = "评定表.xlsx") -> Path:
        """The mark workbook, rows known by unit and item (`科技局 B1`)."""
        path = self.folder / name
        write_mark_form(self.desk, OpenpyxlForms(), 2020, path)
        fill(path, "评定", cells, {})
        book = load_workbook(path)
        sheet = book["加扣分"]
        heading = heading_row(sheet, "评分项编码")
        free = next(
            r for r in range(heading + 1, heading + 500) if not sheet.cell(r, columns(sheet, heading)["事项"]).value
        )
        for row, event in enumerate(events, start=free):
            for name_, value in zip(("考核对象", "评分项编码", "事项", "次数", "分值", "依据"), event, strict=False):
                sheet.cell(row, columns(sheet, heading)[name_]).value = value  # type: ignore[assignment]
        book.save(path)
        return path

    def take(self, *paths: Path) -> tuple[FileOutcome, ...]:
        return TakeIn(self.desk, CalamineReader()).take(paths)

    def preview(self, *paths: Path) -> tuple[FileOutcome, ...]:
        return TakeIn(self.desk, CalamineReader()).preview(paths)


def heading_row(sheet: Worksheet, column: str) -> int:
    return next(row for row in range(1, 40) if column in [cell.value for cell in sheet[row]])


def columns(sheet: Worksheet, heading: int) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[heading] if cell.value and cell.column}


def fill(path: Path, name: str, cells: Cells, head: Mapping[str, str]) -> None:
    """Types into the cells of a form."""
    book = load_workbook(path)
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    code = "指标编码" if name == "季报" else "评分项编码"
    heading = heading_row(sheet, code)
    places = columns(sheet, heading)
    rows = {_row_name(sheet, row, places, code): row for row in range(heading + 1, sheet.max_row + 1)}
    for key, values in cells.items():
        for column, value in values.items():
            sheet.cell(rows[key], places[column]).value = value  # type: ignore[assignment]
    for label, text in head.items():
        _fill_head(sheet, heading, label, text)
    book.save(path)


def _row_name(sheet: Worksheet, row: int, places: Mapping[str, int], code: str) -> str:
    found = str(sheet.cell(row, places[code]).value or "")
    if "考核对象" in places:
        return f"{sheet.cell(row, places['考核对象']).value} {found}"
    subject = sheet.cell(row, places["填报对象"]).value if "填报对象" in places else None
    return f"{found}@{subject}" if found and subject not in (None, "", "全区") else found


def _fill_head(sheet: Worksheet, heading: int, label: str, text: str) -> None:
    """Labels stand in one cell (`填报人：`) with the answer behind, or in the cell to the right."""
    for row in sheet.iter_rows(1, heading - 1):
        for cell in row:
            if str(cell.value or "").startswith(label):
                cell.value = f"{label}：{text}"
                return
    raise AssertionError(f"no {label} on the form")
