"""方案设置: the whole plan, edited as a draft and saved as a further edition."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent

from xiaowei_desktop.application.plan_update import update_plan
from xiaowei_desktop.application.ports.plan_tables import PlanTables, ReadPlan
from xiaowei_desktop.application.readings import adopt
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.plan import Adopted, Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.reading_effect_words import reading_effect_lines
from xiaowei_desktop.ui.dialogs.plan_save import PlanSaveDialog
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.messages import ask
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.plan.exchange import PlanExchange
from xiaowei_desktop.ui.pages.plan.help import HELP
from xiaowei_desktop.ui.pages.plan.issue_list import place_words
from xiaowei_desktop.ui.pages.plan.making import PlanMaking
from xiaowei_desktop.ui.pages.plan.scheme_editing import SchemeEditing
from xiaowei_desktop.ui.pages.plan.tables_panel import TablesPanel
from xiaowei_desktop.ui.workplace import Workplace

_CHECK_PAUSE_MS = 250


class PlanPage(Page):
    """What is typed stays on the page until it is saved or given up."""

    help_text = HELP

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "方案设置")
        self.workplace = workplace
        self._stored: Plan | None = None
        self._stored_tables: PlanTables = ()
        self._shown_year: int | None = None
        self._found = ReadPlan(None, ())
        self.panel = TablesPanel(workplace.theme, workplace.settings, self.undo_stack)
        self.set_content(self.panel)
        self.exchange = PlanExchange(self, workplace)
        self.making = PlanMaking(self, workplace)
        self.scheme = SchemeEditing(self, workplace)
        self.save_action = self.primary_action("保存", self.save, "save", "Ctrl+S")
        self.drop_action = self.plain_action("放弃修改", self.drop, "undo-2")
        self.overflow_action("由目标生成细则…", self.scheme.from_targets, "target")
        self.overflow_action("导出方案工作簿…", self.exchange.export, "download", "Ctrl+E")
        self.overflow_action("导入方案工作簿…", self.exchange.take_in, "file-input", "Ctrl+I")
        self.overflow_action("空白方案工作簿…", self.exchange.export_blank, "file-spreadsheet")
        self.overflow_action("新建方案…", self.making.make, "plus")
        self._pause = QTimer(self, singleShot=True, interval=_CHECK_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self.panel.edited.connect(self._edited)
        self.panel.notice.connect(self.message)
        self.panel.rule_wanted.connect(self.scheme.edit_rule)
        self.panel.switch.wanted.connect(self.adopt)
        self.panel.switch.asked.connect(self.tell_effect)

    @property
    def is_changed(self) -> bool:
        """Whether anything stands here that is not stored."""
        return self._stored is not None and _texts(self.panel.typed()) != _texts(self._stored_tables)

    @property
    def plan(self) -> Plan | None:
        """The plan as it has been typed; `None` while something in it is wrong."""
        self.settle()
        return self._found.plan

    def refresh(self) -> None:
        plan = self.workplace.plan(self.year or None)
        former = self._stored
        if former is not None and former.id == plan.id and (plan == former or self.is_changed):
            return
        self._show(plan)

    def on_search(self, text: str) -> None:
        self.panel.current.grid.search.find(text)

    def show_place(self, place: str) -> None:
        """An organisation's, an indicator's, a task's, an item's or a reading's code."""
        self.panel.show_code(place)

    def show_first_issue(self) -> None:
        self.settle()
        self.panel.go_to_issue(0)

    def unsaved_reason(self) -> str:
        self.settle()
        return "方案设置：对方案的修改还没有保存。" if self.is_changed else ""

    def take_focus(self) -> None:
        if self.panel.tables:
            self.panel.current.grid.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)

    @Slot()
    def save(self) -> None:
        """Asks from which year the plan holds and stores it; leads to the first error where there is one."""
        plan, before = self.plan, self._stored
        if plan is None or before is None:
            self.refuse()
            return
        if not self.is_changed:
            self.message.emit("方案没有修改。")
            return
        if self.workplace.plan(self._shown_year) != before:
            told = "方案在修改期间已在别处改过（例如分解到区县、接收上级目标），没有保存。"
            self.show_problem(UserError(told, "请先用“导出方案工作簿”留下您的修改，放弃修改后再改一遍。"))
            return
        year = self.year if self.year in plan.span else plan.span.first
        dialog = PlanSaveDialog(self.workplace.desk, plan, year, self)
        if not is_accepted(dialog):
            return
        try:
            update_plan(self.workplace.desk, plan, dialog.from_year, dialog.reason)
        except UserError as refused:
            self.show_problem(refused)
            return
        self._show(self.workplace.plan(self.year or None))
        self.message.emit(f"方案已保存，从{dialog.from_year}年起执行。")
        self.workplace.desk_changed.emit()
        self.data_changed.emit()

    @Slot()
    def drop(self) -> None:
        """Back to the stored plan; the steps can't be done again."""
        self.settle()
        if not self.is_changed or ask(self, "放弃对方案的全部修改吗？", "放弃修改", "继续修改"):
            self._show(self.workplace.plan(self.year or None))
            self.message.emit("已回到保存的方案。")

    @Slot(str, str)
    def adopt(self, way: str, decision: str) -> None:
        """Takes a reading the one or the other way, with what it changes in the other tables: one step of undo."""
        code = self.panel.reading_texts().get("code", "")
        plan = self.plan
        if plan is None:
            self.refuse()
            return
        try:
            changed = adopt(plan, code, Adopted(way), decision)
        except UserError as refused:
            self.show_problem(refused)
            return
        self.take_tables(self.workplace.tools.plan_tables.tables(changed), "采用口径")

    @Slot(str)
    def tell_effect(self, way: str) -> None:
        """Says below the reading what its chosen way would change, or why it can't be taken."""
        code, plan = self.panel.reading_texts().get("code", ""), self._found.plan
        if plan is None or code not in {reading.code for reading in plan.readings}:
            return
        try:
            changed = adopt(plan, code, Adopted(way))
        except UserError as refused:
            self.panel.switch.tell_refusal(refused.message)
            return
        self.panel.switch.tell(reading_effect_lines(plan, changed))

    def take_tables(self, tables: PlanTables, words: str) -> None:
        """Puts other content in the place of what is shown: a draft still, and one step of undo called `words`."""
        self.panel.replace(tables, words)
        self.check()

    def settle(self) -> None:
        """Takes over what is being typed, and checks it."""
        if self.panel.tables:
            self.panel.current.grid.take_typing()
        if self._pause.isActive():
            self.check()

    @Slot()
    def check(self) -> None:
        """Reads the tables, marks what is wrong, and fills in what follows from what was typed."""
        self._pause.stop()
        codec = self.workplace.tools.plan_tables
        self._found = codec.read(self.panel.typed())
        if self._found.plan is not None:
            self.panel.show_computed(codec.tables(self._found.plan))
        self.panel.show_issues(self._found.issues)
        self.panel.switch.ask()
        self._tell()

    def _show(self, plan: Plan) -> None:
        tables = self.workplace.tools.plan_tables.tables(plan)
        self._stored, self._stored_tables, self._shown_year = plan, tables, self.year or None
        self.panel.show_tables(tables)
        self.check()

    @Slot()
    def _edited(self) -> None:
        self._pause.start()
        self._tell()

    def _tell(self) -> None:
        """Brings sentence, buttons and counts up to what is shown."""
        changed, plan = self.is_changed, self._stored
        assert plan is not None
        self.save_action.setEnabled(changed)
        self.drop_action.setEnabled(changed)
        state = "有修改，还没有保存" if changed else f"{self._counts()}"
        errors, warnings = self._count(Severity.ERROR), self._count(Severity.WARNING)
        problems = (f"；有 {errors} 处问题" if errors else "") + (f"；有 {warnings} 处警告" if warnings else "")
        self.set_state(f"{plan.document or plan.title}：{state}{problems}。")
        self.issues_counted.emit(errors, warnings)

    def _count(self, severity: Severity) -> int:
        return sum(1 for issue in self._found.issues if issue.severity is severity)

    def _counts(self) -> str:
        plan = self._stored
        assert plan is not None
        return (
            f"{len(plan.organisations)} 个单位，{len(plan.indicators)} 个指标，{len(plan.targets)} 个目标，"
            f"{len(plan.readings)} 条口径说明"
        )

    def refuse(self) -> None:
        """Says that nothing is done while something is wrong, and leads to the first place."""
        issues = [issue for issue in self._found.issues if issue.severity is Severity.ERROR]
        headings = {(t.sheet, column.key): column.heading for t in self._stored_tables for column in t.columns}
        details = tuple(f"{place_words(issue, headings)}：{issue.message}" for issue in issues)
        self.show_problem(UserError(f"方案还有 {len(issues)} 处问题。", "请改正后再保存、导出或采用口径。", details))
        self.panel.go_to_issue(0)


def _texts(tables: PlanTables) -> list[list[dict[str, str]]]:
    """What the tables say, without empty cells and what is computed."""
    computed = {"explanation", "indicator_name", "target_unit", "rule_sentence", "children_points"}
    return [[{k: v for k, v in row.items() if v and k not in computed} for row in table.rows] for table in tables]
