"""The composition root: the only module that knows every part and puts them together."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xiaowei_desktop import APPLICATION_NAME, __version__, paths
from xiaowei_desktop.application.ports.clock import Clock, FixedClock
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.cli import main as command_line
from xiaowei_desktop.persistence.stores import SqliteStores
from xiaowei_desktop.planfiles.library import ShippedPlans
from xiaowei_desktop.planfiles.tables.codec import PlanTablesInWords
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords
from xiaowei_desktop.planfiles.text import PlanTextCodec
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.plan_book import PlanWorkbooks
from xiaowei_desktop.spreadsheets.reader import CalamineReader
from xiaowei_desktop.spreadsheets.sheet_workbook import write_sheets
from xiaowei_desktop.spreadsheets.upper_level import OpenpyxlUpperLevel

if TYPE_CHECKING:
    from xiaowei_desktop.printing.preview import SheetPrinter

FOOTER = f"{APPLICATION_NAME} {__version__}"


class SystemClock:
    """The computer's local time, to the second: what is stored and what is printed agree."""

    def now(self) -> datetime:
        return datetime.now().replace(microsecond=0)


class WorkbookWriter:
    """Writes sheets as Excel workbooks."""

    def write(self, sheets: Sequence[Sheet], path: Path) -> None:
        write_sheets(sheets, path)


class PaperWriter:
    """Writes PDFs. Qt is loaded when the first sheet is printed: most commands never need it."""

    def write(self, sheets: Sequence[Sheet], path: Path) -> None:
        printer().write_pdf(sheets, path)


def printer() -> SheetPrinter:
    """What paints sheets; needs Qt, and makes the application where there is none."""
    from xiaowei_desktop.printing.preview import SheetPrinter

    return SheetPrinter(paths.fonts_folder(), FOOTER)


def toolbox(clock: Clock | None = None) -> Toolbox:
    """Every port with what stands behind it; without a clock, by the computer's."""
    clock = clock or SystemClock()
    return Toolbox(
        stores=SqliteStores(paths.migrations(), PlanTextCodec(), clock),
        plans=ShippedPlans(paths.plans_folder()),
        plan_tables=PlanTablesInWords(),
        plan_books=PlanWorkbooks(),
        rule_forms=RuleFormsInWords(),
        reader=CalamineReader(),
        forms=OpenpyxlForms(),
        upper=OpenpyxlUpperLevel(),
        workbooks=WorkbookWriter(),
        papers=PaperWriter(),
        clock=clock,
        samples=paths.samples_folder(),
        log_folder=paths.log_folder(),
    )


def main(argv: Sequence[str]) -> int:
    """The window where no command is given (`[DB]`), else the command."""
    if not argv:
        return open_window(None)
    if len(argv) == 1 and (Path(argv[0]).suffix == ".db" or Path(argv[0]).is_file()):
        return open_window(Path(argv[0]))
    if argv[0] == "screenshots":
        return take_screenshots(Path(argv[-1]))
    if "--open" in argv:
        return with_window(lambda: command_line.run(toolbox(), argv, open_window))
    return command_line.run(toolbox(), argv, open_window)


def has_display() -> bool:
    """Whether Qt would find somewhere to show a window; without it would end the process in English."""
    asked = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return asked or not sys.platform.startswith("linux")


def with_window(run: Callable[[], int]) -> int:
    """Runs what prints before it opens a window: the application that can show one has to be there first."""
    from xiaowei_desktop.ui.app import create_application

    application = create_application(["xiaowei-desktop"], paths.resources())
    try:
        return run()
    finally:
        application.quit()


def open_window(database: Path | None) -> int:
    """The window on `database`, or on the one used last."""
    if not has_display():
        print("没有可用的显示器，不能打开窗口。请在图形界面中运行；只用命令行时，用 --help 查看命令。", file=sys.stderr)
        return command_line.DATA_ERROR
    from xiaowei_desktop.ui.start import start

    return start(toolbox(), printer, paths.resources(), paths.data_folder(), database)


def take_screenshots(folder: Path) -> int:
    """The manual's pictures, on a sample year of their own: `screenshots --out FOLDER`, for developers.

    They are taken on a day of that year's end, so that they come out the same whenever that is done.
    """
    from xiaowei_desktop.application.sample_year import play_sample_year
    from xiaowei_desktop.ui.pictures import take_pictures

    tools = toolbox(FixedClock(datetime(2021, 1, 27, 9, 0)))

    def take() -> int:
        with tempfile.TemporaryDirectory(prefix="小微样例年度-") as scratch:
            database = play_sample_year(tools, Path(scratch)).database
            for path in take_pictures(tools, printer, paths.resources(), database, folder):
                print(path)
        return 0

    return with_window(take)
