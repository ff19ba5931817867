"""The manual's pictures: every page of the program on the sample year, taken without a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QSettings, QTimer

from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.ui.app import create_application
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.main_pages import page_entries
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Look, Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

_SIZE = (1366, 728)


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its file name, the page, what it leads to there, and the quarter in the top bar."""

    file: str
    page: str
    place: str = ""
    quarter: int = 4


SCENES = (
    Scene("工作台", "workbench"),
    Scene("目标任务", "breakdown", "individual_to_company"),
    Scene("季报填报", "returns", "market"),
    Scene("汇总进度", "progress", quarter=3),
    Scene("评定", "marks", "market|A2"),
    Scene("考核评分", "scoring", "B2.2"),
    Scene("报表打印", "printing"),
    Scene("方案设置", "readings"),
    Scene("数据安全", "safety"),
)


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
    plan = workplace.plan()
    window.set_operator(workplace.operator)
    window.show()
    taken = []
    for scene in SCENES:
        window.set_plan(plan.short_title, list(plan.span.years), plan.span.first, scene.quarter)
        window.show_page(scene.page, scene.place)
        _until_idle(runner)
        path = folder / f"{scene.file}.png"
        window.grab().save(str(path))
        taken.append(path)
    runner.shut_down()
    workplace.close()
    return tuple(taken)


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
