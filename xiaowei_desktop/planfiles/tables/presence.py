"""Whether the tables have the sheets and columns without which they cannot be read; what lacks is told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiaowei_desktop.application.ports.plan_tables import PlanColumn, PlanTable
from xiaowei_desktop.domain.issues import Place
from xiaowei_desktop.planfiles.tables import columns
from xiaowei_desktop.planfiles.tables.columns import HEAD_SHEET, LISTS, ColumnText, ListTable
from xiaowei_desktop.planfiles.tables.head import COLUMNS, ITEMS
from xiaowei_desktop.planfiles.tables.places import Faults, any_row

_PARENT = "parent"
_FOLLOWS: Mapping[str, tuple[str, ...]] = {columns.RULE_KIND: ("rule",), _PARENT: (_PARENT, "rule")}
"""What cannot be said of a table's entries where a column lacks, if that is not the column's own key."""


def tables_are_there(given: Mapping[str, PlanTable], faults: Faults) -> bool:
    """Whether every sheet is there with the columns without which it cannot be read."""
    head = _is_there(given, HEAD_SHEET, (COLUMNS[0], COLUMNS[1]), faults) and _is_filled(given, HEAD_SHEET, faults)
    if not head:
        for item in ITEMS:
            faults.silence(item.path[0])
    complete = head
    for table in LISTS:
        is_empty = table.sheet in given and not given[table.sheet].rows
        needed = [column for column in table.columns if column.key in _required(given, table) and not is_empty]
        missing = {column.key for column in needed} - {column.key for column in _columns(given, table.sheet)}
        if not _is_there(given, table.sheet, needed, faults):
            complete = False
            for key in missing:
                for follows in _FOLLOWS.get(key, (key,)):
                    faults.silence(any_row(table.path, follows))
        if table.sheet not in given:
            faults.silence(table.path)
    organisations = columns.ORGANISATIONS
    if not _is_filled(given, organisations.sheet, faults):
        faults.silence(organisations.path)
        complete = False
    if _has_rows(given, columns.TARGETS.sheet) and not _is_filled(given, columns.INDICATORS.sheet, faults):
        complete = False
    return complete


def _has_rows(given: Mapping[str, PlanTable], sheet: str) -> bool:
    return sheet in given and any(any(row.values()) for row in given[sheet].rows)


def _is_filled(given: Mapping[str, PlanTable], sheet: str, faults: Faults) -> bool:
    """Whether a sheet that the others build on has a row: without any, everything they name would be unknown."""
    if sheet not in given or _has_rows(given, sheet):
        return True
    faults.add("plan-sheet-empty", f"“{sheet}”表是空的，请填写。", Place(sheet), f"{sheet}!")
    return False


def _required(given: Mapping[str, PlanTable], table: ListTable) -> frozenset[str]:
    """Beside what every entry needs: a scheme of more than its root needs to say what belongs to what."""
    is_tree = table is columns.NODES and sum(map(bool, given[table.sheet].rows if table.sheet in given else ())) > 1
    return table.required | {_PARENT} if is_tree else table.required


def _is_there(
    given: Mapping[str, PlanTable], sheet: str, needed: Sequence[ColumnText | PlanColumn], faults: Faults
) -> bool:
    if sheet not in given:
        message = f"缺少工作表“{sheet}”，请补上；没有内容的，保留表头即可。"
        faults.add("plan-sheet-missing", message, Place(sheet), f"{sheet}!")
        return False
    there = {column.key for column in _columns(given, sheet)}
    missing = [column for column in needed if column.key not in there]
    for column in missing:
        message = f"工作表“{sheet}”缺少“{column.heading}”这一列，请补上。"
        faults.add("plan-column-missing", message, Place(sheet, field=column.key), f"{sheet}!{column.key}")
    return not missing


def _columns(given: Mapping[str, PlanTable], sheet: str) -> tuple[PlanColumn, ...]:
    return given[sheet].columns if sheet in given else ()
