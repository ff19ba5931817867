"""What is done to a scheme in dialogs: the rule of an item, and a whole scheme made from the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from xiaowei_desktop.application.plan_indicators import typed_indicators
from xiaowei_desktop.application.rule_editing import edited_item
from xiaowei_desktop.application.scheme_from_targets import assessable_bureaus, assessable_counties
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.dialogs.scheme_from_targets import SchemeFromTargetsDialog
from xiaowei_desktop.ui.pages.plan.columns import SCHEME
from xiaowei_desktop.ui.pages.plan.rule_editor import RuleEditor
from xiaowei_desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from xiaowei_desktop.ui.pages.plan.page import PlanPage


class SchemeEditing(QObject):
    """Whatever comes of it is one step of undo, checked and saved like what is typed."""

    def __init__(self, page: PlanPage, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace

    @Slot(str)
    def edit_rule(self, row_key: str) -> None:
        """Opens on what has been typed so far, also where other tables are not right yet."""
        page, panel, workplace = self._page, self._page.panel, self._workplace
        page.settle()
        tables = panel.typed()
        item = edited_item(tables, panel.scheme.texts(row_key))
        forms, known = workplace.tools.rule_forms, typed_indicators(tables)
        dialog = RuleEditor(workplace.theme, workplace.settings, forms, item, known, page)
        if is_accepted(dialog):
            panel.scheme.set_rule(row_key, dialog.cells)
            page.check()
        panel.scheme.grid.setFocus()

    @Slot()
    def from_targets(self) -> None:
        """A scheme in the place of the one that is there, from the plan as it has been typed."""
        page, workplace = self._page, self._workplace
        plan = page.plan
        if plan is None:
            page.refuse()
            return
        if not (assessable_bureaus(plan) or assessable_counties(plan)):
            told = "还没有可以考核的目标，没有生成细则。"
            hint = "请先在“指标”中填写责任单位，在“目标”中填写目标值；考核区县的，先把目标分解到区县。"
            page.show_problem(UserError(told, hint))
            return
        dialog = SchemeFromTargetsDialog(workplace.theme, workplace.settings, plan, page)
        if is_accepted(dialog) and dialog.made is not None:
            page.take_tables(workplace.tools.plan_tables.tables(dialog.made), "由目标生成细则")
            page.panel.show_sheet(SCHEME)
            page.message.emit("已由目标生成细则，请核对、调整后保存；可以撤销（Ctrl+Z）。")
