"""加扣分: what happened, event by event; each event chosen from those of its item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import MarkForm
from xiaowei_desktop.domain.scoring.mark import MarkEvent
from xiaowei_desktop.domain.scoring.rules import EventsRule
from xiaowei_desktop.spreadsheets.form_names import EVENT_COLUMNS
from xiaowei_desktop.spreadsheets.form_page import protect, set_page, write_heading, write_title
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.mark_lists import ListSheet

EVENT_WIDTHS = (16.0, 16.0, 52.0, 8.0, 10.0, 60.0)
_HEADING_ROW = 3
_BLANK_ROWS = 60
_CENTERED = ("考核对象", "评分项编码", "次数", "分值")
_FORMATS = {"评分项编码": "@", "次数": "0"}
_HINT = "每行登记一类事项：先选考核对象和评分项编码，再选事项。分值是每次的分值，不带正负号；细则规定固定分值的可不填。"


def write_events(sheet: Worksheet, form: MarkForm, lists: ListSheet) -> None:
    """The events so far, and blank rows for more."""
    title = f"{form.plan.short_title} {form.year}年度加扣分登记表"
    write_title(sheet, title, _HINT, len(EVENT_WIDTHS))
    write_heading(sheet, _HEADING_ROW, EVENT_COLUMNS, EVENT_WIDTHS)
    first, row = _HEADING_ROW + 1, _HEADING_ROW
    for unit, item, event in _known_events(form):
        row += 1
        _write_row(sheet, row, (unit, item, event.kind, event.count, event.points, event.basis or None))
        texts = ((event.kind, EVENT_WIDTHS[2]), (event.basis, EVENT_WIDTHS[5]))
        sheet.row_dimensions[row].height = row_height(texts)
    for blank in range(row + 1, row + 1 + _BLANK_ROWS):
        _write_row(sheet, blank, (None,) * len(EVENT_COLUMNS))
        sheet.row_dimensions[blank].height = row_height(())
    last = row + _BLANK_ROWS
    for column, rule in _validations(form, lists, first):
        letter = get_column_letter(EVENT_COLUMNS.index(column) + 1)
        rule.promptTitle, rule.errorTitle = column, f"{column}有误"
        rule.showInputMessage = rule.showErrorMessage = True
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)
    set_page(sheet, _HEADING_ROW, title)
    sheet.freeze_panes = f"A{first}"
    protect(sheet)


def _known_events(form: MarkForm) -> Iterator[tuple[str, str, MarkEvent]]:
    for unit, nodes in form.items:
        for node in nodes:
            mark = form.marks.get((unit, node.code))
            for event in mark.events if mark else ():
                yield form.plan.organisation(unit).name, node.code, event


def _write_row(sheet: Worksheet, row: int, values: Sequence[str | Decimal | int | None]) -> None:
    for index, (column, value) in enumerate(zip(EVENT_COLUMNS, values, strict=True), start=1):
        side = "center" if column in _CENTERED else "left"
        dress(put(sheet, row, index, value), Look.FILL_IN, side, _FORMATS.get(column, "General"))


def _validations(form: MarkForm, lists: ListSheet, first: int) -> Iterator[tuple[str, DataValidation]]:
    units = [form.plan.organisation(unit).name for unit, _ in form.items]
    items = {node.code: node for _, nodes in form.items for node in nodes if isinstance(node.rule, EventsRule)}
    codes = "；".join(f"{code} {node.title}" for code, node in items.items())
    yield "考核对象", _list(lists.choices(units), "请选被考核单位。", "请从下拉列表中选择被考核单位。")
    yield (
        "评分项编码",
        _list(lists.choices(items or ("",)), f"请选评分项：{codes}"[:255], "请从下拉列表中选择评分项编码。"),
    )
    code_cell = f"$B{first}"
    yield "事项", _list(
        lists.events_of(code_cell), "先选评分项编码，再选该评分项的事项。",
        "请先选评分项编码，再从下拉列表中选择该评分项的事项。",
    )  # fmt: skip
    yield "次数", DataValidation(
        "whole", "1", allow_blank=True, operator="greaterThanOrEqual", prompt="请填次数：1 或更大的整数。",
        error="次数请填 1 或更大的整数。",
    )  # fmt: skip
    yield "分值", DataValidation(
        "decimal", "0", allow_blank=True, operator="greaterThanOrEqual",
        prompt="每次的分值，不带正负号。细则规定固定分值的可不填；规定幅度的（如 0.1—0.5 分）必须填。",
        error="分值请填不小于 0 的数字；扣分也不带负号。",
    )  # fmt: skip
    yield "依据", DataValidation(allow_blank=True, prompt="请写明文件名称、文号或日期，便于查对。")


def _list(formula: str, prompt: str, error: str) -> DataValidation:
    return DataValidation("list", formula, allow_blank=True, prompt=prompt, error=error)
