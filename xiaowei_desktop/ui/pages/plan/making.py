"""新建方案: a further plan in the same database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from xiaowei_desktop.application.new_plan import empty_plan, from_last_year, from_shipped
from xiaowei_desktop.application.plans import add_plan
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.new_plan import NewPlanDialog, PlanOrigin
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from xiaowei_desktop.ui.pages.plan.page import PlanPage


class PlanMaking(QObject):
    """The new plan is stored and taken up at once, unless something here has not been saved."""

    def __init__(self, page: PlanPage, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace

    def make(self) -> None:
        """Asks which way, stores the plan, and shows it."""
        if self._page.unsaved_reason():
            self._page.show_problem(UserError("对方案的修改还没有保存。", "请先保存或放弃修改，再新建方案。"))
            return
        workplace, tools = self._workplace, self._workplace.tools
        shipped = [tools.plans.load(plan_id) for plan_id in tools.plans.ids()]
        stored = [plan_id for plan_id, _ in workplace.plans()]
        dialog = NewPlanDialog(workplace.plan(), shipped, stored, self._page)
        if not is_accepted(dialog):
            return
        plan = self._made(dialog)
        try:
            add_plan(workplace.desk.store, plan, workplace.desk.author)
        except UserError as refused:
            self._page.show_problem(refused)
            return
        workplace.choose_plan(plan.id)
        self._page.message.emit(f"已新建方案“{plan.short_title}”，可以在上方切换方案。")

    def _made(self, dialog: NewPlanDialog) -> Plan:
        match dialog.origin:
            case PlanOrigin.EMPTY:
                return empty_plan(dialog.plan_id, dialog.title, dialog.span, dialog.subject)
            case PlanOrigin.SHIPPED:
                return from_shipped(dialog.shipped, dialog.plan_id, dialog.title, dialog.span)
            case PlanOrigin.LAST_YEAR:
                return from_last_year(self._workplace.plan(), dialog.plan_id, dialog.title, dialog.span)
