"""The rows of a return workbook, read into lines with every finding at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from xiaowei_desktop.application.imports.row_cells import CellReader, shortened
from xiaowei_desktop.application.ports.workbooks import CellText, ReadTable, TableRow
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.issues import Issue, Place, error, has_errors
from xiaowei_desktop.domain.organisation import UnknownOrganisationError, normal_name
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnLine, RowKey
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD, NUMBER_COLUMNS, STATUS_COLUMN, row_title

_EMPTY = CellText("", "")
_BESIDE = {"quarter_value": "cumulative", "cumulative": "quarter_value"}


@dataclass(slots=True)
class ReadRows:
    """The lines that could be read, the findings, and the cell in which each field of a row stands."""

    lines: list[ReturnLine] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    cells: dict[tuple[RowKey, str], str] = field(default_factory=dict)
    row_cells: dict[RowKey, str] = field(default_factory=dict)

    def placed(self, sheet: str, found: Sequence[Issue]) -> Iterator[Issue]:
        """The issues with the sheet and cell of their row and field.

        A finding about a figure that was computed from the one beside it stands at that one, and only once: the
        unit is never sent to a cell that it left empty.
        """
        said = {(issue.code, issue.place) for issue in found}
        for issue in found:
            key, name = RowKey(issue.place.row, issue.place.subject), self._filled_field(issue.place)
            if name != issue.place.field and (issue.code, replace(issue.place, field=name)) in said:
                continue
            cell = self.cells.get((key, name)) or self.row_cells.get(key, "")
            column = COLUMN_OF_FIELD.get(name, name)
            yield replace(issue, place=replace(issue.place, sheet=sheet, cell=cell, field=column))

    def _filled_field(self, place: Place) -> str:
        """The field itself, or the one beside it where only that one was filled in."""
        beside = _BESIDE.get(place.field)
        line = next((line for line in self.lines if line.key == RowKey(place.row, place.subject)), None)
        if beside is None or line is None or getattr(line, place.field) is not None:
            return place.field
        return place.field if getattr(line, beside) is None else beside


def read_rows(table: ReadTable, plan: Plan, unit: str, quarter: Quarter) -> ReadRows:
    """Finds each of the unit's rows by its code and subject; what is missing, moved, doubled or strange is an error."""
    read = ReadRows()
    expected = plan.row_keys(unit, quarter)
    seen: list[RowKey] = []
    for row in table.rows:
        key = _key(row, table.sheet, plan, expected, read.issues)
        if key is None:
            continue
        code = row["指标编码"]
        if key in seen:
            message = f"第{_line(code)}行的指标编码“{shortened(code.text)}”与前面的行重复。请删去多余的行。"
            read.issues.append(error("row-twice", message, Place(table.sheet, code.cell)))
            continue
        seen.append(key)
        read.row_cells[key] = code.cell
        read.lines.append(_read_line(row, table.sheet, plan.indicator(key.indicator), key, read))
    read.issues += _row_order(plan, table.sheet, expected, seen, read.row_cells)
    if not has_errors(read.issues) and all(line.is_empty for line in read.lines):
        message = "表中一个数都没有填。请填好后再报。"
        read.issues.append(error("empty-return", message, Place(table.sheet)))
    return read


def _line(cell: CellText) -> str:
    return "".join(filter(str.isdigit, cell.cell))


def _key(row: TableRow, sheet: str, plan: Plan, expected: Sequence[RowKey], issues: list[Issue]) -> RowKey | None:
    code = row.get("指标编码", _EMPTY)
    if not code.text:
        filled = next((row[c] for c in (*NUMBER_COLUMNS, STATUS_COLUMN) if row.get(c, _EMPTY).text), None)
        if filled is not None:
            message = f"第{_line(filled)}行填了数，但没有指标编码。请恢复原表的编码，或用下发的表重新填报。"
            issues.append(error("code-missing", message, Place(sheet, filled.cell)))
        return None
    subject = _subject(row, sheet, plan, code, issues)
    if subject is None:
        return None
    if (code.text, subject) not in expected:
        message = f"指标编码“{shortened(code.text)}”不是本单位该报的指标。请恢复原表的编码，或用下发的表重新填报。"
        issues.append(error("unknown-code", message, Place(sheet, code.cell)))
        return None
    _check_title(row, sheet, plan.indicator(code.text), issues)
    return RowKey(code.text, subject)


def _subject(row: TableRow, sheet: str, plan: Plan, code: CellText, issues: list[Issue]) -> str | None:
    written = row.get("填报对象", _EMPTY)
    if not written.text:
        return plan.subject
    try:
        return plan.directory.find(written.text).code
    except UnknownOrganisationError:
        message = f"指标“{shortened(code.text)}”的填报对象“{shortened(written.text)}”不在方案中。请恢复原表的内容。"
        issues.append(error("unknown-subject", message, Place(sheet, written.cell)))
        return None


def _check_title(row: TableRow, sheet: str, indicator: Indicator, issues: list[Issue]) -> None:
    """A task text that belongs to another code means that cells were moved between rows."""
    title = row.get("目标任务", _EMPTY)
    if title.text and normal_name(title.text) != normal_name(row_title(indicator)):
        message = (
            f"第{_line(title)}行的目标任务与指标编码“{indicator.code}”不符（应为“{row_title(indicator)}”），"
            "可能移动过行或单元格。请用下发的表重新填报。"
        )
        issues.append(error("row-moved", message, Place(sheet, title.cell)))


def _row_order(
    plan: Plan, sheet: str, expected: Sequence[RowKey], seen: list[RowKey], cells: dict[RowKey, str]
) -> Iterator[Issue]:
    for key in expected:
        if key not in seen:
            name = plan.indicator(key.indicator).name
            message = f"缺少“{name}”（{key.indicator}）这一行，可能被删除。请用下发的表重新填报。"
            yield error("row-missing", message, Place(sheet, row=key.indicator))
    in_order = [key for key in expected if key in seen]
    for should, stands in zip(in_order, seen, strict=True):
        if should != stands:
            names = plan.indicator(stands.indicator).name, plan.indicator(should.indicator).name
            message = f"“{names[0]}”不在原来的位置（此处应为“{names[1]}”），可能移动过行。请用下发的表重新填报。"
            yield error("row-moved", message, Place(sheet, cells[stands], stands.indicator))
            return


def _read_line(row: TableRow, sheet: str, indicator: Indicator, key: RowKey, read: ReadRows) -> ReturnLine:
    reader = CellReader(sheet, indicator, read.issues)
    found = {name: row.get(column, _EMPTY) for name, column in COLUMN_OF_FIELD.items()}
    if reader.is_level_in_quarter_column(found["quarter_value"], found["cumulative"]):
        found["cumulative"], found["quarter_value"] = found["quarter_value"], _EMPTY
    read.cells.update({(key, name): cell.cell for name, cell in found.items()})
    return ReturnLine(
        key,
        quarter_value=reader.number(found["quarter_value"], "quarter_value"),
        cumulative=reader.number(found["cumulative"], "cumulative"),
        benchmark=reader.number(found["benchmark"], "benchmark"),
        numerator=reader.number(found["numerator"], "numerator"),
        denominator=reader.number(found["denominator"], "denominator"),
        status=reader.status(found["status"]),
        progress=reader.text(found["progress"], "progress"),
        explanation=reader.text(found["explanation"], "explanation"),
        remark=reader.text(found["remark"], "remark"),
    )
