"""The rows at the foot of 评定 in which the office says that an organisation lacks a task that is computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import MarkForm
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.spreadsheets.form_names import ABSENT, MARK_COLUMNS
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.mark_cells import MarkRules

_BLANK_ROWS = 10
_FILLED = ("考核对象", "评分项编码", "等次", "评定依据")


def write_absences(sheet: Worksheet, first: int, form: MarkForm, rules: MarkRules, widths: Mapping[str, float]) -> int:
    """Those known so far and blank rows for more, from row `first` on; the last row is returned.

    A scheme in which everything is judged needs none.
    """
    computed = tuple(_computed(form))
    if not computed:
        return first - 1
    known = [
        {"考核对象": form.plan.organisation(unit).name, "评分项编码": item.code, "等次": ABSENT, "评定依据": mark.basis}
        for unit, item in computed
        if (mark := form.marks.get((unit, item.code))) is not None and mark.not_applicable
    ]
    rows = [*known, *({} for _ in range(_BLANK_ROWS))]
    last = first + len(rows) - 1
    for row, values in enumerate(rows, start=first):
        for index, column in enumerate(MARK_COLUMNS, start=1):
            look = Look.FILL_IN if column in _FILLED else Look.NOT_ASKED
            side = "left" if column == "评定依据" else "center"
            dress(put(sheet, row, index, values.get(column) or None), look, side, "@")
        sheet.row_dimensions[row].height = row_height([(values.get("评定依据", ""), widths["评定依据"])])
    units = tuple(dict.fromkeys(form.plan.organisation(unit).name for unit, _ in computed))
    codes = tuple(dict.fromkeys(item.code for _, item in computed))
    for column, choices, prompt in (
        ("考核对象", units, "请选没有这项任务的考核对象。"),
        ("评分项编码", codes, "请选评分项编码（按报表计算的评分项）。"),
        ("等次", (ABSENT,), f"没有这项任务的选“{ABSENT}”。"),
    ):
        letter = get_column_letter(MARK_COLUMNS.index(column) + 1)
        sheet.add_data_validation(rules.column(choices, prompt, column, f"{letter}{first}:{letter}{last}"))
    return last


def _computed(form: MarkForm) -> Iterator[tuple[str, Node]]:
    """The items of the form's organisations of which no sheet has a row."""
    scheme = form.plan.scheme
    for unit, _ in form.items:
        items = scheme.items_of(unit) if scheme else ()
        yield from ((unit, item) for item in items if item.rule is not None and not item.rule.asks())
