"""When a unit or a group gets another name, the cells in other tables that name it follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xiaowei_desktop.ui.grids.entry_content import EntryValue, show_plain
from xiaowei_desktop.ui.pages.plan.columns import HEAD, TARGETS, row_texts
from xiaowei_desktop.ui.pages.plan.table_tab import TableTab

Cell = tuple[str, str, str]
"""Sheet, row key, column key."""
Changes = Sequence[tuple[str, str, EntryValue, EntryValue]]

_UNITS = "单位"
_DUTIES = frozenset({"lead", "responsible", "supporting", "data_providers"})
_UNIT_COLUMNS: Mapping[str, frozenset[str]] = {
    "指标": _DUTIES,
    "任务": _DUTIES,
    TARGETS: frozenset({"subject"}),
    "考核细则": frozenset({"applies_to"}),
}
_UNIT_ITEMS = frozenset({"本级地区", "小微办", "考核对象"})
_GROUP_ITEM = "分组"
_GROUP_COLUMNS: Mapping[str, frozenset[str]] = {"指标": frozenset({"group"}), "任务": frozenset({"group"})}
_DIVIDERS = re.compile(r"([、，,；;])")


class Renames:
    """Undo tells a name's change backwards, so that what has followed goes back in the same step."""

    def __init__(self, tables: Mapping[str, TableTab]) -> None:
        self._tables = tables
        self._last: dict[tuple[str, str], str] = {}
        self._followed: dict[tuple[str, str, str], frozenset[Cell]] = {}

    def follow(self, sheet: str, changes: Changes) -> str:
        """Changes what names the rows that were renamed; a sentence about it, empty where nothing followed."""
        told = []
        for row, column, old, new in changes:
            if not self._is_name(sheet, row, column):
                continue
            former, name = show_plain(old) or self._last.get((sheet, row), ""), show_plain(new)
            self._last[sheet, row] = name or former
            if former and name and former != name and not self._is_borne(sheet, row, former, name):
                count = self._rename(sheet, row, former, name)
                told += [f"“{former}”改为“{name}”，其他表中 {count} 处一并更改"] if count else []
        return f"{'；'.join(told)}；撤销时一并恢复。" if told else ""

    def _is_name(self, sheet: str, row: str, column: str) -> bool:
        if sheet == HEAD:
            return column == "content" and self._item(row) == _GROUP_ITEM
        return sheet == _UNITS and column == "name"

    def _is_borne(self, sheet: str, row: str, *names: str) -> bool:
        """Whether another unit, or another group, has one of the names: then it is not clear who is meant."""
        column = "content" if sheet == HEAD else "name"
        others = (one for one in self._tables[sheet].rows() if one.key != row)
        return any(row_texts(one).get(column) in names for one in others if self._is_name(sheet, one.key, column))

    def _rename(self, sheet: str, row: str, former: str, name: str) -> int:
        """Changes every cell that names it; on the way back those alone that had followed."""
        only = self._followed.pop((row, former, name), None)
        texts = {
            cell: renamed
            for cell, text in self._references(sheet)
            if (only is None or cell in only) and (renamed := _replaced(text, former, name)) != text
        }
        for table in self._tables.values():
            own = {(row_key, key): text for (at, row_key, key), text in texts.items() if at == table.sheet}
            if own:
                table.grid.set_values(own)
                table.filter.refresh()
        self._followed[row, name, former] = frozenset(texts)
        return len(texts)

    def _references(self, sheet: str) -> Iterator[tuple[Cell, str]]:
        """Cells that may name a unit (or a group, where the head was changed), with their texts."""
        columns = _GROUP_COLUMNS if sheet == HEAD else _UNIT_COLUMNS
        for table in self._tables.values():
            for row in table.rows():
                texts = row_texts(row)
                keys = columns.get(table.sheet, frozenset())
                if table.sheet == HEAD and sheet == _UNITS and texts.get("item") in _UNIT_ITEMS:
                    keys = frozenset({"content"})
                yield from (((table.sheet, row.key, key), texts[key]) for key in keys if key in texts)

    def _item(self, row: str) -> str:
        return show_plain(self._tables[HEAD].grid.value(row, "item"))


def _replaced(text: str, former: str, name: str) -> str:
    """The list with one of its names changed."""
    return "".join(part.replace(former, name) if part.strip() == former else part for part in _DIVIDERS.split(text))
