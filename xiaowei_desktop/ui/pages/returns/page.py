"""季报填报: a unit's form typed in or imported, checked, and accepted or sent back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent

from xiaowei_desktop.application.acceptance import acceptance_note
from xiaowei_desktop.application.returns import OpenReturn, open_return
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnState
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.grids.entry_content import EntryValue
from xiaowei_desktop.ui.page import Page, place_in
from xiaowei_desktop.ui.pages.returns.actions import StateActions, wanted_jobs
from xiaowei_desktop.ui.pages.returns.drafts import DraftKeeper
from xiaowei_desktop.ui.pages.returns.findings import EDITABLE
from xiaowei_desktop.ui.pages.returns.help_text import HELP
from xiaowei_desktop.ui.pages.returns.intake import Intake, Taken, dropped_paths
from xiaowei_desktop.ui.pages.returns.jobs import ReturnJobs
from xiaowei_desktop.ui.pages.returns.layout import ReturnsLayout
from xiaowei_desktop.ui.pages.returns.office import OfficeSteps
from xiaowei_desktop.ui.pages.returns.overview import units_of, with_draft
from xiaowei_desktop.ui.pages.returns.typed_form import CellKey, TypedForm
from xiaowei_desktop.ui.pages.returns.wording import state_sentence
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace

IMPORT_PLACE = "import:"
"""What another page's link asks for to open the import."""


class ReturnsPage(Page):
    """One unit at a time; what is typed is stored as a draft by itself."""

    help_text = HELP

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.theme, "季报填报")
        self.workplace = workplace
        self.unit = ""
        self._report: QuarterlyReturn | None = None
        self._unread: dict[tuple[str, Quarter], dict[CellKey, EntryValue]] = {}
        self._layout = ReturnsLayout(workplace.theme, workplace.settings, self.undo_stack)
        self.panel, self.picker = self._layout.panel, self._layout.picker
        self.set_content(self._layout)
        self.keeper = DraftKeeper(self, self.panel.lines)
        self.office = OfficeSteps(self, workplace)
        self.intake = Intake(self, workplace)
        self.jobs = ReturnJobs(self)
        self.actions_by_state = StateActions(self, self.jobs.all())
        self.overflow_action("上一个单位", lambda: self.go_to_neighbour(-1), "chevron-up", "Alt+Up")
        self.overflow_action("下一个单位", lambda: self.go_to_neighbour(1), "chevron-down", "Alt+Down")
        self.setAcceptDrops(True)
        self._connect()

    @property
    def chosen(self) -> Quarter:
        """The quarter of the top bar."""
        return Quarter(self.year, self.quarter)

    @property
    def report(self) -> QuarterlyReturn:
        """The return that is shown; what has been typed and waits to be stored makes it a draft already."""
        assert self._report is not None
        return replace(self._report, state=ReturnState.DRAFT) if self.keeper.is_waiting else self._report

    def refresh(self) -> None:
        self.settle()
        units = units_of(self.workplace.desk, self.chosen)
        if not units:
            self._report = None
            self.set_state("")
            self.show_empty("clipboard-list", "方案中没有报送单位", "方案的指标都没有数据提供单位，没有季报要收。")
            return
        self.show_content()
        if self.unit not in [one.unit for one in units]:
            self.unit = next((one for one in units if one.status.state is ReturnState.REPORTED), units[0]).unit
        self.picker.show_units(units, self.unit)
        self._open_form()

    def on_search(self, text: str) -> None:
        if self.panel.grid is not None:
            self.panel.grid.search.filter(text)

    def show_place(self, place: str) -> None:
        if place == IMPORT_PLACE:
            QTimer.singleShot(0, self.jobs.import_files)
        elif place in [one.unit for one in self.picker.units]:
            self.choose_unit(place)

    def period_changed(self, year: int, quarter: int) -> None:
        self.settle()
        super().period_changed(year, quarter)

    def take_focus(self) -> None:
        (self.panel.grid or self).setFocus()

    @Slot(str)
    def choose_unit(self, unit: str) -> None:
        """Shows another unit's return, after what was typed for this one is stored."""
        if unit == self.unit:
            return
        if self.settle():
            self.unit = unit
        self.picker.show_units(self.picker.units, self.unit)
        self._open_form()

    def show_first_issue(self) -> None:
        self.panel.go_to_first_issue()

    def unsaved_reason(self) -> str:
        """Text in a figure's cell is kept while the program runs; a draft can't hold it."""
        if not self.settle():
            return "季报填报：刚输入的内容没有能保存。"
        count = sum(map(len, self._unread.values()))
        return f"季报填报：还有 {count} 处没能识别的内容没有保存。" if count else ""

    def show_unsaved(self) -> None:
        """The return with the first text that is no figure, in its own quarter."""
        place = next((place for place, texts in self._unread.items() if texts), None)
        if place is not None:
            unit, quarter = place
            self.page_wanted.emit("returns", place_in(unit, quarter))
        self.show_first_issue()

    def go_to_neighbour(self, step: int) -> None:
        """To the unit above or below in the list."""
        unit = self.picker.neighbour(self.unit, step)
        if unit is not None:
            self.choose_unit(unit)

    def settle(self) -> bool:
        """Takes over and stores what is being typed; False where it could not be stored."""
        if self._report is None or self.panel.grid is None:
            return True
        self.panel.grid.take_typing()
        self._unread[self.panel.form.unit, self.panel.form.quarter] = self.panel.unread()
        return self.keeper.save_now()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.keeper.save_now()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.settle()
        self.intake.preview(dropped_paths(event.mimeData()))

    def _open_form(self) -> None:
        desk, quarter = self.workplace.desk, self.chosen
        opened = open_return(desk, self.unit, quarter)
        self._report = opened.report
        self.panel.show_form(TypedForm(opened, self.unit, quarter), acceptance_note(desk, opened.report))
        self._layout.order_tabs()
        self.keeper.watch(desk, self.unit, quarter)
        kept = self._unread.pop((self.unit, quarter), {})
        if opened.report.state in EDITABLE:
            self.panel.put_back(kept)
        self._tell()

    @Slot()
    def _edited(self) -> None:
        self.keeper.typed()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Brings sentence, buttons and counts up to what is shown."""
        if self._report is None:
            return
        found, report = self.panel.found, self.report
        self.set_state(state_sentence(self.panel.form, report, found, self.workplace.desk.author.today))
        row = self.panel.selected_row()
        verified = row is not None and report.verified_figure(row) is not None
        self.actions_by_state.arrange(wanted_jobs(report, row_is_verified=verified))
        has_figure = row is not None and self.panel.form.opened.plan.indicator(row.indicator).has_figure
        self.actions_by_state.enable("verify", enabled=has_figure)
        self.issues_counted.emit(found.errors, found.warnings)

    @Slot(OpenReturn)
    def _draft_saved(self, stored: OpenReturn) -> None:
        self._report = stored.report
        self.panel.show_report(stored.report)
        self.picker.show_units(with_draft(self.picker.units, self.unit, self.panel.found), self.unit)
        self._tell()
        self.message.emit(f"已存草稿 {self.workplace.desk.author.now:%H:%M}")
        self.data_changed.emit()

    @Slot(str)
    def _step_done(self, sentence: str) -> None:
        self.message.emit(sentence)
        self._reload()

    @Slot(object)
    def _files_taken(self, taken: Taken) -> None:
        plan = self.workplace.plan
        for one in taken.imported:
            if one.unit and one.quarter:
                directory = plan(one.quarter.year).directory
                self._unread.pop((directory.find(one.unit).code, one.quarter), None)
        here = [one for one in taken.imported if one.unit and one.quarter == self.chosen]
        if here and here[0].unit:
            self.unit = plan(self.chosen.year).directory.find(here[0].unit).code
        self._reload()
        if taken.is_whole:
            self.message.emit(taken.sentence)
        else:
            self.banner.show_message(taken.sentence, BannerTone.SLOW)

    def _reload(self) -> None:
        self.data_changed.emit()
        self.banner.hide()
        self.refresh()
        if self.isVisible():
            # the button that had the keyboard may be gone, and Qt would pass it on to the navigation
            self.take_focus()

    def is_ready_to_submit(self) -> bool:
        """Leads to the first error and says how many there are; True where there is none."""
        errors = [issue for issue in self.panel.found.issues if issue.severity is Severity.ERROR]
        if not errors:
            return True
        details = tuple(error.message for error in errors)
        self.show_problem(UserError(f"还有 {len(errors)} 处错误，没有提交。", "请改正后再提交。", details))
        place = errors[0].place
        self.panel.go_to(f"{place.row}|{place.subject}", place.field)
        return False

    def _connect(self) -> None:
        self._layout.unit_chosen.connect(self.choose_unit)
        self._layout.form_wanted.connect(self.take_focus)
        self.panel.edited.connect(self._edited)
        self.panel.row_selected.connect(self._tell)
        self.panel.notice.connect(self.message)
        self.keeper.saved.connect(self._draft_saved)
        self.keeper.failed.connect(self.show_problem)
        self.office.done.connect(self._step_done)
        self.intake.taken.connect(self._files_taken)
