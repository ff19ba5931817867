"""The program with its window: opening, making and changing databases."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog

from xiaowei_desktop import __version__
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.sample_year import SampleYear, play_sample_year
from xiaowei_desktop.application.standing import quarter_in_work
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.app import create_application, install_crash_reporter
from xiaowei_desktop.ui.dialogs.new_database import DATABASE_FILTER, NewDatabaseDialog
from xiaowei_desktop.ui.dialogs.operator_name import OperatorDialog
from xiaowei_desktop.ui.dialogs.welcome import FirstStep, WelcomeDialog
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.main_pages import page_entries
from xiaowei_desktop.ui.messages import show_error
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

_SETTINGS_FILE = "settings.ini"


def start(
    tools: Toolbox, make_printer: Callable[[], Printer], resources: Path, data: Path, database: Path | None
) -> int:
    """Shows the window until it is closed; its exit status. `data` keeps the user's settings.

    `make_printer` is called when the application exists, which fonts need.
    """
    application = create_application(sys.argv[:1], resources)
    settings = QSettings(str(data / _SETTINGS_FILE), QSettings.Format.IniFormat)
    reporter = install_crash_reporter(tools.log_folder, __version__)
    theme = Theme(application, resources, settings)
    runner = TaskRunner()
    runner.crashed.connect(reporter.handle)
    workplace = Workplace(tools, make_printer(), theme, runner, settings)
    program = Program(workplace)
    try:
        return application.exec() if program.begin(database) else 0
    finally:
        runner.shut_down()
        workplace.close()


class Program(QObject):
    """The window on the open database; another database gets another window."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.window: MainWindow | None = None
        workplace.desk_changed.connect(self._desk_changed)

    def begin(self, database: Path | None) -> bool:
        """Opens what was asked for, or what was used last, or asks; False where the user leaves."""
        wanted = database or self.workplace.last_database
        if wanted is not None and self.take_up(wanted):
            return True
        while not self.workplace.is_open:
            welcome = WelcomeDialog(self.workplace.theme)
            if welcome.exec() != QDialog.DialogCode.Accepted:
                return False
            {FirstStep.NEW: self.new, FirstStep.OPEN: self.open, FirstStep.SAMPLE: self.open_sample}[welcome.step]()
        return True

    def take_up(self, path: Path) -> bool:
        """Opens a database and shows it; an error is shown instead, and what was open stays open."""
        if self.window is not None and not self.window.may_leave():
            return False
        try:
            self.workplace.open(path)
        except UserError as refused:
            show_error(self.window, refused)
            return False
        self._show_window()
        return True

    @Slot()
    def open(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window, "打开数据库", str(self._folder()), DATABASE_FILTER)
        if chosen:
            self.take_up(Path(chosen))

    @Slot()
    def new(self) -> None:
        tools = self.workplace.tools
        plans = [tools.plans.load(plan_id) for plan_id in tools.plans.ids()]
        dialog = NewDatabaseDialog(plans, self._folder(), self.window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        author = Author(self.workplace.operator or "未署名", tools.clock)
        try:
            create_database(tools.stores, tools.plans, dialog.path, dialog.plan_id, author)
        except UserError as refused:
            show_error(self.window, refused)
            return
        self.take_up(dialog.path)

    @Slot()
    def open_sample(self) -> None:
        """Plays the sample year into a folder of its own; on the worker, since it takes some seconds."""
        folder = self._folder() / "小微样例年度"
        sample = folder / "样例.db"
        if self.workplace.is_open and self.workplace.desk.store.path.resolve() == sample.resolve():
            return
        if self.window is None:
            try:
                self._sample_made(play_sample_year(self.workplace.tools, folder))
            except UserError as refused:
                show_error(None, refused)
            return
        tools = self.workplace.tools
        self.workplace.runner.run(
            "正在准备样例年度", lambda _progress: play_sample_year(tools, folder), self._sample_made
        )

    @Slot(str)
    def choose_plan(self, plan_id: str) -> None:
        """Works on another plan of the database; what could not be stored is asked about first."""
        assert self.window is not None
        if self.window.may_leave():
            self.workplace.choose_plan(plan_id)
        else:
            self.window.top_bar.set_plans(self.workplace.plans(), self.workplace.desk.plan_id)

    @Slot()
    def ask_operator(self) -> None:
        dialog = OperatorDialog(self.workplace.operator, self.window)
        if dialog.exec() == QDialog.DialogCode.Accepted and self.window is not None:
            self.workplace.set_operator(dialog.name)
            self.window.set_operator(dialog.name)

    @Slot()
    def _desk_changed(self) -> None:
        """The same window goes on with what is now open: a restored database may hold another version of the plan."""
        if self.window is None or not self.workplace.is_open:
            return
        plan = self.workplace.plan()
        year, quarter = self.window.period
        begin = Quarter(year, quarter) if year in plan.span else quarter_in_work(self.workplace.desk)
        self.window.set_plan(plan.short_title, list(plan.span.years), begin.year, begin.number)
        self.window.top_bar.set_plans(self.workplace.plans(), plan.id)
        self.window.mark_all_stale()

    def _sample_made(self, made: SampleYear) -> None:
        self.take_up(made.database)

    def _show_window(self) -> None:
        former, workplace = self.window, self.workplace
        self.window = MainWindow(page_entries(workplace), workplace.theme, workplace.runner, workplace.settings)
        plan, quarter = workplace.plan(), quarter_in_work(workplace.desk)
        self.window.set_plan(plan.short_title, list(plan.span.years), quarter.year, quarter.number)
        self.window.top_bar.set_plans(workplace.plans(), plan.id)
        self.window.top_bar.plan_chosen.connect(self.choose_plan)
        self.window.setWindowTitle(workplace.desk.store.path.name)
        self.window.set_operator(workplace.operator)
        self.window.operator_clicked.connect(self.ask_operator)
        self._add_menu(self.window)
        self.window.show()
        if former is not None:
            former.close()
            former.deleteLater()

    def _add_menu(self, window: MainWindow) -> None:
        for text, keys, run in (
            ("新建数据库…", "Ctrl+N", self.new),
            ("打开数据库…", "Ctrl+O", self.open),
            ("打开样例年度", "", self.open_sample),
            ("经办人…", "", self.ask_operator),
        ):
            action = QAction(text, window)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(run)
            window.window_menu.add_action(action)

    def _folder(self) -> Path:
        """Where databases go unless the user says otherwise: beside the last one, else 文档."""
        last = self.workplace.last_database
        if last is not None:
            return last.parent
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
