"""考核细则 as an outline: whole branches are moved and deleted, and each item's rule has an editor of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtGui import QUndoStack

from xiaowei_desktop.application.ports.plan_tables import PlanRow, PlanTable
from xiaowei_desktop.application.ports.rule_forms import RuleCells
from xiaowei_desktop.application.scheme_outline import Moved, Outline
from xiaowei_desktop.ui.grids.entry_content import EntryRow, EntryValue
from xiaowei_desktop.ui.pages.plan.columns import row_texts
from xiaowei_desktop.ui.pages.plan.steps import Rows
from xiaowei_desktop.ui.pages.plan.table_tab import TableTab
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.widgets.buttons import link_button

_KIND, _PARAMETERS = "rule_kind", "rule_parameters"


class SchemeTab(TableTab):
    """`rule_wanted` (row key) when an item's rule is to be edited; `settings_wanted` for grades, groups and periods."""

    rule_wanted = Signal(str)
    settings_wanted = Signal()
    add_words, delete_words = "添加同级", "删除"

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        undo_stack: QUndoStack,
        table: PlanTable,
        put: Callable[[Rows, tuple[str, str]], None],
    ) -> None:
        super().__init__(theme, settings, undo_stack, table, put)
        self.delete_button.setToolTip("删除选中的各行和它们的下级（Ctrl+Del）")
        self.child_button = self.button("添加下级", "Ctrl+Shift+Ins", self.add_child)
        self.out_button = self.button("升一级", "Alt+Shift+Left", self.move_out)
        self.in_button = self.button("降一级", "Alt+Shift+Right", self.move_in)
        self.rule_button = self.button("编辑计分方式…", "Ctrl+R", self.edit_rule)
        self.settings_button = link_button("等次、分组、同分比较…")
        self.settings_button.setToolTip("整个细则只写一次的，在“基本情况”中填写")
        self.settings_button.clicked.connect(self.settings_wanted)
        for place, button in ((1, self.child_button), (5, self.out_button), (6, self.in_button), (0, self.rule_button)):
            self.line.removeWidget(button)
            self.line.insertWidget(place, button)
        self.line.insertWidget(8, self.settings_button)
        self.grid.open_elsewhere((_KIND, _PARAMETERS))
        self.grid.opening_wanted.connect(self.ask_for_rule)
        self.grid.changed.connect(self._follow_codes)
        self.grid.changed.connect(self._show_levels)

    @property
    def outline(self) -> Outline:
        return Outline([row_texts(row) for row in self.rows()])

    def set_rows(self, rows: Sequence[EntryRow]) -> None:
        super().set_rows(rows)
        self._show_levels()

    @Slot()
    def add_row(self) -> None:
        """Beside the current row, behind all that belongs to it; the whole where there is no row yet."""
        here, outline = self.numbers(), self.outline
        if here:
            self._add(outline.new_sibling(here[-1]), outline.below(here[-1]))
        else:
            self._add(outline.first(), 0)

    @Slot()
    def add_child(self) -> None:
        """As the last that belongs to the current row."""
        here, outline = self.numbers(), self.outline
        if not here:
            self.add_row()
            return
        self._add(outline.new_child(here[-1]), outline.below(here[-1]))

    @Slot()
    def delete_rows(self) -> None:
        """The selected rows with everything that belongs to them."""
        rows, chosen = self.rows(), self.numbers()
        gone = self.outline.branches(chosen)
        kept = [row for number, row in enumerate(rows) if number not in gone]
        if gone:
            self.push(kept, kept[min(chosen[0], len(kept) - 1)].key if kept else "", "删除评分项")
            self.grid.notice.emit(f"已删除 {len(gone)} 行（含下级），可以撤销（Ctrl+Z）。")

    def move_rows(self, step: int) -> None:
        """The current row with all that belongs to it, before or behind its neighbour."""
        self._move(lambda outline, place: outline.moved(place, step))

    @Slot()
    def move_in(self) -> None:
        self._move(Outline.moved_in)

    @Slot()
    def move_out(self) -> None:
        self._move(Outline.moved_out)

    @Slot()
    def edit_rule(self) -> None:
        """The rule of the current row."""
        place = self.grid.place()
        if place is None:
            self.grid.notice.emit("请先添加评分项，再编辑它的计分方式。")
        else:
            self.ask_for_rule(place[0])

    @Slot(str)
    def ask_for_rule(self, row_key: str) -> None:
        """Sections have no rule of their own."""
        keys = [row.key for row in self.rows()]
        if row_key in keys and self.outline.children(keys.index(row_key)):
            self.grid.notice.emit("这一行有下级，得分由下级相加，没有计分方式。请到各评分项中编辑。")
            return
        self.rule_wanted.emit(row_key)

    def texts(self, row_key: str) -> PlanRow:
        """What a row holds now."""
        return next(row_texts(row) for row in self.rows() if row.key == row_key)

    def set_rule(self, row_key: str, cells: RuleCells) -> None:
        """Both cells of the rule, as one step of undo."""
        entries = self.grid.entries
        row = entries.row_number(row_key)
        if row is not None:
            texts = {_KIND: cells.kind, _PARAMETERS: cells.parameters}
            entries.edit({(row, entries.column_number(key)): text for key, text in texts.items()}, "编辑计分方式")

    def _add(self, texts: PlanRow, at: int) -> None:
        rows = self.rows()
        row = self.new_row(texts)
        self.push([*rows[:at], row, *rows[at:]], row.key, "添加评分项")
        self.grid.select_cell(row.key, "title")
        self.grid.setFocus()

    def _move(self, how: Callable[[Outline, int], Moved | None]) -> None:
        rows, here = self.rows(), self.numbers()
        moved = how(self.outline, here[0]) if here else None
        if moved is None:
            return
        changed = [
            EntryRow(row.key, {**row.values, "parent": moved.parents[number]}, row.locked)
            if number in moved.parents
            else row
            for number, row in enumerate(rows)
        ]
        self.push([changed[number] for number in moved.order], rows[here[0]].key, "移动评分项")

    @Slot(list)
    def _follow_codes(self, changes: list[tuple[str, str, EntryValue, EntryValue]]) -> None:
        """What belongs to a section goes on belonging to it under its new code; undo tells the change backwards."""
        for row_key, column, old, new in changes:
            if column != "code" or not old or not new:
                continue
            others = [row for row in self.rows() if row.key != row_key]
            if not any(row.values.get("code") in (old, new) for row in others):
                own = [row.key for row in others if row.values.get("parent") == old]
                self.grid.set_values({(key, "parent"): new for key in own})

    @Slot()
    def _show_levels(self) -> None:
        outline = self.outline
        self.grid.entries.set_levels({row.key: outline.level(number) for number, row in enumerate(self.rows())})
