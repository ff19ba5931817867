"""Fills the program's own forms with the sample year's figures: `python -m resources.samples.make_samples`.

Reads `figures.toml` and writes the workbooks that the units and the office send in beside `year.toml`, which says
on which day each of them arrives. The same figures give the same bytes, so that a change shows in the repository
only where a figure has changed.
"""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop import paths
from xiaowei_desktop.application.forms import form_name
from xiaowei_desktop.application.ports.workbooks import MarkForm, ReturnForm
from xiaowei_desktop.domain.fill_in import fill_from_other
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import parse_quantity
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, RowKey
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD
from xiaowei_desktop.planfiles.library import ShippedPlans
from xiaowei_desktop.spreadsheets.form_names import EVENT_SHEET, MARK_SHEET, RETURN_SHEET
from xiaowei_desktop.spreadsheets.form_style import row_height
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms

FIGURES = Path(__file__).with_name("figures.toml")
_ANY_DAY = (2020, 1, 1, 0, 0, 0)
_TIMESTAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MARK_COLUMNS = {"grade": "等次", "points": "得分", "rate": "完成率", "place": "名次", "basis": "评定依据"}
_EVENT_COLUMNS = {
    "unit": "考核对象", "item": "评分项编码", "what": "事项", "count": "次数", "points": "分值", "basis": "依据",
}  # fmt: skip

Cells = Mapping[str, Any]
"""What stands in one row, by the keys of `figures.toml`: numbers, or texts as a unit typed them."""


@dataclass(slots=True)
class SampleReturns:
    """Writes the returns in the order of the figures; a form shows the quarter before, as the unit got it."""

    plan: Plan
    folder: Path
    units: Mapping[str, Mapping[str, str]]
    rows: dict[tuple[str, Quarter], dict[str, Cells]] = field(default_factory=dict)
    reached: dict[tuple[str, Quarter], dict[RowKey, Decimal]] = field(default_factory=dict)

    def write(self, figures: Mapping[str, Any]) -> Path:
        """One return; a correcting one is the form sent before with some cells changed."""
        unit, quarter = str(figures["unit"]), Quarter.parse(figures["quarter"])
        corrects = bool(figures.get("corrects"))
        sent = self.rows.get((unit, quarter), {}) if corrects else {}
        given: Mapping[str, Cells] = figures["rows"]
        rows: dict[str, Cells] = {code: {**sent.get(code, {}), **given.get(code, {})} for code in {**sent, **given}}
        self.rows[unit, quarter] = rows
        before = self._before(unit, quarter)
        self.reached[unit, quarter] = dict(self._cumulative(quarter, rows, before))
        name = form_name(self.plan, unit, quarter)
        path = self.folder / (name.replace(".xlsx", "_重报.xlsx") if corrects else name)
        blank = QuarterlyReturn(unit, quarter)
        form = ReturnForm(self.plan, unit, quarter, self.plan.due_on(quarter), before, blank)
        OpenpyxlForms().write_return(form, path)
        self._fill(path, unit, figures["filled_on"], rows)
        return path

    def _before(self, unit: str, quarter: Quarter) -> Mapping[RowKey, Decimal]:
        earlier = quarter.previous_in_year
        return self.reached[unit, earlier] if earlier else {}

    def _cumulative(
        self, quarter: Quarter, rows: Mapping[str, Cells], before: Mapping[RowKey, Decimal]
    ) -> Iterator[tuple[RowKey, Decimal]]:
        for code, cells in rows.items():
            key, indicator = RowKey(code, self.plan.subject), self.plan.indicator(code)
            own, total = (_figure(cells.get(name), indicator.measure_unit) for name in ("quarter_value", "cumulative"))
            line = fill_from_other(ReturnLine(key, own, total), indicator, quarter, before.get(key))
            if line.cumulative is not None:
                yield key, line.cumulative

    def _fill(self, path: Path, unit: str, filled_on: date, rows: Mapping[str, Cells]) -> None:
        book = load_workbook(path)
        sheet = book[RETURN_SHEET]
        person = self.units[unit]
        for label, value in (
            ("填报人", person["filler"]), ("联系电话", person["phone"]), ("单位负责人", person["head"]),
            ("填报日期", filled_on),
        ):  # fmt: skip
            _beside_label(sheet, label, value)
        heading = _heading_row(sheet, "指标编码")
        at = {str(sheet.cell(row, heading["指标编码"]).value): row for row in range(1, sheet.max_row + 1)}
        for code, cells in rows.items():
            _put(sheet, at[code], heading, {COLUMN_OF_FIELD[name]: value for name, value in cells.items()})
        book.save(path)
        _freeze(path)


def write_marks(plan: Plan, year: int, folder: Path, figures: Mapping[str, Any]) -> Path:
    """A mark workbook with the judgements and events that one part of the office enters."""
    scheme = plan.scheme
    if scheme is None:
        raise ValueError(f"{plan.id} has no scheme")
    path = folder / str(figures["file"])
    items = tuple((unit, scheme.judged_items(unit)) for unit in scheme.assessed)
    OpenpyxlForms().write_marks(MarkForm(plan, year, items, {}), path)
    book = load_workbook(path)
    marks, events = book[MARK_SHEET], book[EVENT_SHEET]
    heading = _heading_row(marks, "评分项编码")
    for row in range(1, marks.max_row + 1):
        name, code = (marks.cell(row, heading[column]).value for column in ("考核对象", "评分项编码"))
        unit = next((unit for unit in figures["items"] if plan.organisation(unit).name == name), "")
        given = figures["items"].get(unit, {}).get(code, {})
        _put(marks, row, heading, {_MARK_COLUMNS[key]: value for key, value in given.items()})
    heading = _heading_row(events, "事项")
    first = next(row for row in range(1, events.max_row) if events.cell(row, heading["事项"]).value == "事项") + 1
    for row, event in enumerate(figures.get("events", ()), start=first):
        named = {**event, "unit": plan.organisation(event["unit"]).name}
        _put(events, row, heading, {_EVENT_COLUMNS[key]: value for key, value in named.items()})
    book.save(path)
    _freeze(path)
    return path


def _figure(value: Any, unit: str) -> Decimal | None:
    """The figure that a cell stands for, whether typed as a number or as a text."""
    parsed = parse_quantity(str(value), unit) if value is not None else None
    return parsed.value if parsed else None


def _heading_row(sheet: Worksheet, column: str) -> Mapping[str, int]:
    """The columns of the sheet's table by their names; `column` is one that only the heading row holds."""
    for row in sheet.iter_rows():
        names = {str(cell.value): int(cell.column) for cell in row if cell.value is not None and cell.column}
        if column in names:
            return names
    raise ValueError(f"{sheet.title} has no heading {column}")


def _beside_label(sheet: Worksheet, label: str, value: str | date) -> None:
    cell = next(cell for row in sheet.iter_rows(max_row=4) for cell in row if cell.value == label)
    span = next((merged for merged in sheet.merged_cells.ranges if cell.coordinate in merged), None)
    last = span.max_col if span else cell.column
    sheet.cell(cell.row, last + 1).value = value


def _put(sheet: Worksheet, row: int, heading: Mapping[str, int], given: Mapping[str, Any]) -> None:
    """Types into the row's cells, and draws the row open until its texts can be read, as people do."""
    texts = []
    for column, value in given.items():
        cell = sheet.cell(row, heading[column])
        cell.value = value
        texts.append((str(value), sheet.column_dimensions[get_column_letter(heading[column])].width))
    if texts:
        sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, row_height(texts))


def _freeze(path: Path) -> None:
    """Packs the workbook again without the moment of its making."""
    with zipfile.ZipFile(path) as packed:
        parts = [(name, packed.read(name)) for name in packed.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _ANY_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, _TIMESTAMP.sub(rb"\g<1>2020-01-01T00:00:00Z", content))


def make(folder: Path) -> tuple[Path, ...]:
    """All workbooks of the sample year, written into `folder`."""
    figures = tomllib.loads(FIGURES.read_text(encoding="utf-8"), parse_float=Decimal)
    plan = ShippedPlans(paths.plans_folder()).load(figures["plan"])
    returns = SampleReturns(plan, folder, figures["units"])
    written = [returns.write(one) for one in figures["returns"]]
    return (*written, *(write_marks(plan, plan.span.first, folder, marks) for marks in figures["marks"]))


def main() -> None:
    """Writes the workbooks anew and removes those that the figures no longer name."""
    folder = FIGURES.with_name("binjiang-2020")
    written = make(folder)
    for old in set(folder.glob("*.xlsx")) - set(written):
        old.unlink()
    print(f"已生成 {len(written)} 个工作簿：{folder}")


if __name__ == "__main__":
    main()
