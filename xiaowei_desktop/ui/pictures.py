"""The manual's pictures: every page of the program on the sample year, and a city's, taken without a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from xiaowei_desktop.application.breakdown import break_down, save_targets
from xiaowei_desktop.application.breakdown_request import BreakdownRequest
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.breakdown import Method, targets_add_up
from xiaowei_desktop.ui.app import create_application
from xiaowei_desktop.ui.dialogs.breakdown import BreakdownDialog
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.main_pages import page_entries
from xiaowei_desktop.ui.pages.scoring.losses_panel import LossesPanel
from xiaowei_desktop.ui.pages.scoring.what_if_panel import WhatIfPanel
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Look, Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

_SIZE = (1366, 768)
_SUPPOSED = {"A1": "8", "A2": "10", "innovation_vouchers": "700"}


_CITY, _BROKEN_DOWN = "shaoxing-2021-2023", "new_enterprises"
_GROUPS = 2
"""How many of the city's groups are broken down to its counties: as many as a picture has room for."""


def take_pictures(
    tools: Toolbox, make_printer: Callable[[], Printer], resources: Path, database: Path, folder: Path
) -> tuple[Path, ...]:
    """Opens every page on `database` and saves what it shows in `folder`. `make_printer` needs the application."""
    application = create_application(["pictures"], resources)
    folder.mkdir(parents=True, exist_ok=True)
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
    taken = _pages(window, workplace, SCENES, folder)
    workplace.open(_city_database(tools, database.with_name(f"{_CITY}.db")))
    window.mark_all_stale()
    taken += _pages(window, workplace, CITY_SCENES, folder)
    taken.append(_breakdown_dialog(window, workplace, folder))
    runner.shut_down()
    workplace.close()
    return tuple(taken)


def _pages(window: MainWindow, workplace: Workplace, scenes: Sequence[Scene], folder: Path) -> list[Path]:
    """Pictures of the plan that is open, in its first year."""
    plan = workplace.plan()
    taken = []
    for scene in scenes:
        window.set_plan(plan.short_title, list(plan.span.years), plan.span.first, scene.quarter)
        window.show_page(scene.page, scene.place)
        _until_idle(workplace.runner)
        if scene.tab:
            _show_tab(window, workplace, scene)
        taken.append(_saved(window, folder / f"{scene.file}.png"))
    return taken


def _show_tab(window: MainWindow, workplace: Workplace, scene: Scene) -> None:
    """Brings the page's tab to the front, and tries out there what the scene supposes."""
    tabs = window.current_page.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(next(n for n in range(tabs.count()) if tabs.tabText(n) == scene.tab))
    _until_idle(workplace.runner)
    panel = tabs.currentWidget()
    if isinstance(panel, WhatIfPanel):
        named = {name: one.key for one in panel.inputs for name in one.names}
        panel.suppose({named[name]: text for name, text in scene.supposed.items()})
        _until_idle(workplace.runner)


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


def _breakdown_dialog(window: MainWindow, workplace: Workplace, folder: Path) -> Path:
    dialog = BreakdownDialog(workplace, workplace.plan().span.first, _BROKEN_DOWN, window)
    dialog.show()
    _until_idle(workplace.runner)
    path = _saved(dialog, folder / "分解到区县.png")
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
