"""The manual's pictures: every page of the program on the sample year, and a city's, taken without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from xiaowei_desktop.application.breakdown import break_down, save_targets
from xiaowei_desktop.application.breakdown_request import BreakdownRequest
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.plan_indicators import typed_indicators
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.rule_editing import edited_item
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.breakdown import Method, targets_add_up
from xiaowei_desktop.ui.app import create_application
from xiaowei_desktop.ui.dialogs.breakdown import BreakdownDialog
from xiaowei_desktop.ui.dialogs.scheme_from_targets import SchemeFromTargetsDialog
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.main_pages import page_entries
from xiaowei_desktop.ui.pages.plan.rule_editor import RuleEditor
from xiaowei_desktop.ui.picture_scenes import CITY_SCENES, FINAL_SCENES, SCENES, Scene
from xiaowei_desktop.ui.picture_year import finish_year, prepare_year
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Look, Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

_SIZE = (1366, 768)
_YEAR = 2020
_SCORED, _TRIED = "B2.2", {"actual": "676.48"}
"""The item whose rule is edited, and what is tried there."""
_CITY, _BROKEN_DOWN = "shaoxing-2021-2023", "new_enterprises"
_GROUPS = 2
"""How many of the city's groups are broken down to its counties: as many as a picture has room for."""


def take_pictures(
    tools: Toolbox, make_printer: Callable[[], Printer], resources: Path, database: Path, folder: Path
) -> tuple[Path, ...]:
    """Opens every page on `database`, the sample year, and saves what it shows in `folder`.

    `make_printer` needs the application.
    """
    application = create_application(["pictures"], resources)
    folder.mkdir(parents=True, exist_ok=True)
    prepare_year(tools, database, _YEAR)
    settings = QSettings(str(database.parent / "pictures.ini"), QSettings.Format.IniFormat)
    settings.clear()
    settings.setValue("operator/name", "王敏")
    theme = Theme(application, resources, settings)
    theme.set_look(Look.LIGHT)
    runner = TaskRunner()
    workplace = Workplace(tools, make_printer(), theme, runner, settings)
    workplace.open(database)
    window = MainWindow(page_entries(workplace), theme, runner, settings)
    window.resize(*_SIZE)
    window.set_operator(workplace.operator)
    window.show()
    taken = tuple(_all_pictures(window, workplace, database.with_name(f"{_CITY}.db"), folder))
    runner.shut_down()
    workplace.close()
    return taken


def _all_pictures(window: MainWindow, workplace: Workplace, city: Path, folder: Path) -> Iterator[Path]:
    yield from _pages(window, workplace, SCENES, folder)
    yield _dialog_picture(_rule_editor(window, workplace), workplace, folder / "编辑计分方式.png")
    yield _dialog_picture(_scheme_from_targets(window, workplace), workplace, folder / "由目标生成细则.png")
    finish_year(workplace.desk, _YEAR)
    window.mark_all_stale()
    yield from _pages(window, workplace, FINAL_SCENES, folder)
    workplace.open(_city_database(workplace.tools, city))
    window.mark_all_stale()
    yield from _pages(window, workplace, CITY_SCENES, folder)
    broken_down = BreakdownDialog(workplace, workplace.plan().span.first, _BROKEN_DOWN, window)
    yield _dialog_picture(broken_down, workplace, folder / "分解到区县.png")


def _pages(window: MainWindow, workplace: Workplace, scenes: Sequence[Scene], folder: Path) -> Iterator[Path]:
    """Pictures of the plan that is open, in its first year."""
    plan = workplace.plan()
    for scene in scenes:
        window.set_plan(plan.short_title, list(plan.span.years), plan.span.first, scene.quarter)
        scene.show(window, partial(_until_idle, workplace.runner))
        yield _saved(window, folder / f"{scene.file}.png")


def _rule_editor(window: MainWindow, workplace: Workplace) -> RuleEditor:
    """编辑计分方式 as the plan page opens it, with a trial."""
    tables = workplace.tools.plan_tables.tables(workplace.plan())
    rows = next(table.rows for table in tables if table.sheet == "考核细则")
    row = next(row for row in rows if row.get("code") == _SCORED)
    item, known = edited_item(tables, row), typed_indicators(tables)
    dialog = RuleEditor(workplace.theme, workplace.settings, workplace.tools.rule_forms, item, known, window)
    for key, box in dialog.trial.boxes.items():
        tried = _TRIED.get(key.partition(":")[0])
        if tried is not None and isinstance(box, QLineEdit):
            box.setText(tried)
    return dialog


def _scheme_from_targets(window: MainWindow, workplace: Workplace) -> SchemeFromTargetsDialog:
    return SchemeFromTargetsDialog(workplace.theme, workplace.settings, workplace.plan(), window)


def _city_database(tools: Toolbox, path: Path) -> Path:
    """The city's plan with its first targets shared out equally, rates held alike."""
    author = Author("王敏", tools.clock)
    create_database(tools.stores, tools.plans, path, _CITY, author)
    store = tools.stores.open(path)
    try:
        desk = Desk(store, _CITY, author)
        plan = desk.plan()
        for target in plan.targets:
            indicator = plan.indicator(target.indicator)
            is_whole = target.subject == plan.subject and target.value is not None and not target.stretch
            if is_whole and indicator.has_figure and indicator.group in plan.groups[:_GROUPS]:
                method = Method.EQUAL if targets_add_up(indicator) else Method.SAME
                save_targets(desk, break_down(desk, BreakdownRequest(indicator.code, target.scope, method)))
    finally:
        store.close()
    return path


def _dialog_picture(dialog: QDialog, workplace: Workplace, path: Path) -> Path:
    dialog.show()
    _until_idle(workplace.runner)
    _saved(dialog, path)
    dialog.close()
    return path


def _saved(widget: QWidget, path: Path) -> Path:
    widget.grab().save(str(path))
    return path


def _until_idle(runner: TaskRunner) -> None:
    """Lets the window work off its events, and its worker the jobs that the page has begun."""
    loop = QEventLoop()
    watch = QTimer(loop, interval=20)
    calm = _Calm(runner, loop)
    watch.timeout.connect(calm.look)
    watch.start()
    loop.exec()


class _Calm(QObject):
    """Ends the loop after some looks in a row at an idle worker."""

    _LOOKS = 10

    def __init__(self, runner: TaskRunner, loop: QEventLoop) -> None:
        super().__init__()
        self._runner = runner
        self._loop = loop
        self._idle_looks = 0

    def look(self) -> None:
        self._idle_looks = 0 if self._runner.is_busy else self._idle_looks + 1
        if self._idle_looks >= self._LOOKS:
            self._loop.quit()
