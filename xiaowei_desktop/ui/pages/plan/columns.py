"""A plan table's columns as the grid has them; every cell is a text, and the plan's own reading finds what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiaowei_desktop.application.ports.plan_tables import PlanColumn, PlanTable, PlanTables
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryRow, EntryValue, show_plain

HEAD, READINGS, TARGETS, SCHEME = "方案", "口径说明", "目标", "考核细则"
ID_ITEM = "方案编号"

_SHOWN: Mapping[str, frozenset[str]] = {
    HEAD: frozenset({"item", "explanation"}),
    TARGETS: frozenset({"indicator_name", "target_unit"}),
    SCHEME: frozenset({"rule_sentence", "children_points"}),
    READINGS: frozenset({"adopted", "decision"}),
}
"""Columns that say what follows from the others; 采用 is switched below the table, since it changes other tables."""
_LEFT_OUT = {READINGS: frozenset({"effects"})}
"""Kept with the row and not shown: what only technicians write."""
_CODES = frozenset({"code", "indicator", "subset_of"})
"""A code broken over two lines can't be read."""
_BY_CODE = frozenset({"indicator", "indicators", "subset_of", "parent", "acts_on"})
_LONG = 20
_LEAST: Mapping[str, int] = {"rule_parameters": 15, "rule_sentence": 15, "indicators": 12, "acts_on": 12}
"""In characters: what can't be read in a narrow column, even where the table is wider than the window for it."""
_ROOM = {"children_points": 7}
"""In characters: what gets longer while one types."""
_NAMES = {
    "单位": "name",
    "指标": "name",
    TARGETS: "indicator_name",
    "任务": "text",
    SCHEME: "title",
    READINGS: "clause",
}
"""By which column one knows in which row one is; it stays in view together with those before it."""


@dataclass(frozen=True, slots=True)
class TextColumn(EntryColumn):
    """Whatever is typed is kept as it is typed, so that one place says what is wrong with it."""

    def read(self, text: str, choices: Sequence[str]) -> EntryValue:
        return text.strip() or None


def entry_columns(table: PlanTable, labels: Mapping[str, str]) -> tuple[EntryColumn, ...]:
    """`labels`: what the codes of indicators and items stand for, so that nobody has to choose among bare codes."""
    left_out = _LEFT_OUT.get(table.sheet, frozenset())
    return tuple(_column(table.sheet, column, labels) for column in table.columns if column.key not in left_out)


def code_labels(tables: PlanTables) -> dict[str, str]:
    """Every indicator's and item's name by its code."""
    named = {"指标": "name", SCHEME: "title"}
    rows = ((row, named[table.sheet]) for table in tables if table.sheet in named for row in table.rows)
    return {row["code"]: row.get(name, "") for row, name in rows if row.get("code")}


def held_columns(table: PlanTable) -> int:
    """How many columns stay in view when the table is scrolled sideways."""
    keys = [column.key for column in table.columns]
    return 1 + keys.index(_NAMES[table.sheet]) if table.sheet in _NAMES else 0


def entry_row(key: str, sheet: str, texts: Mapping[str, str]) -> EntryRow:
    """A row under the page's own key. The plan's id is never changed: returns and marks are kept under it."""
    is_id = sheet == HEAD and texts.get("item") == ID_ITEM
    locked = frozenset({"content"}) if is_id else frozenset()
    return EntryRow(key, {name: text for name, text in texts.items() if text}, locked)


def row_texts(row: EntryRow) -> dict[str, str]:
    return {name: show_plain(value) for name, value in row.values.items() if value is not None}


def _column(sheet: str, column: PlanColumn, labels: Mapping[str, str]) -> EntryColumn:
    is_choice, is_many = bool(column.choices) and not column.many, bool(column.choices) and column.many
    return TextColumn(
        column.key,
        column.heading,
        EntryKind.CHOICE if is_choice else EntryKind.MANY if is_many else EntryKind.TEXT,
        editable=column.key not in _SHOWN.get(sheet, frozenset()),
        choices=column.choices,
        align=Align.RIGHT if column.is_number else Align.LEFT if is_choice and column.width > _LONG else None,
        characters=_ROOM.get(column.key, 0),
        least=_LEAST.get(column.key, 0),
        labels=labels if column.key in _BY_CODE else {},
        indented=sheet == SCHEME and column.key == "title",
        wrap=is_many or (column.width >= _LONG and not is_choice and column.key not in _CODES),
    )
