"""Sheets into a file of the clerk's choice: asked for in Chinese, written on the worker, the folder offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import safe_name
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.messages import ask
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import LAST_DATABASE_KEY, Workplace

_FOLDER_KEY = "export/folder"


class FileKind(StrEnum):
    """What a sheet can be written as; the value is the file's ending."""

    EXCEL = ".xlsx"
    PDF = ".pdf"


ALL_KINDS = (FileKind.EXCEL, FileKind.PDF)
_FILTERS = {FileKind.EXCEL: "Excel 工作簿 (*.xlsx)", FileKind.PDF: "PDF 文件 (*.pdf)"}


def export_sheets(
    page: Page,
    workplace: Workplace,
    sheets: Sequence[Sheet],
    suggested_name: str,
    kinds: Sequence[FileKind] = ALL_KINDS,
) -> None:
    """Asks where to, writes, and says on the page where the file lies."""
    path = ask_target(page, workplace.settings, suggested_name, kinds)
    if path is not None:
        write_to(workplace, sheets, path, lambda written: offer_folder(page, written), page.show_problem)


def ask_target(parent: QWidget, settings: QSettings, suggested_name: str, kinds: Sequence[FileKind]) -> Path | None:
    """The file that the clerk names, with an ending of `kinds`; `None` where they leave it."""
    proposal = last_folder(settings) / f"{safe_name(suggested_name)}{kinds[0].value}"
    words = ";;".join(_FILTERS[kind] for kind in kinds)
    chosen, chosen_filter = QFileDialog.getSaveFileName(parent, "导出", str(proposal), words)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() not in {kind.value for kind in kinds}:
        kind = next((kind for kind in kinds if _FILTERS[kind] == chosen_filter), kinds[0])
        path = path.with_name(path.name + kind.value)
        # the file dialog has asked about the name without the ending only
        if path.exists() and not ask(parent, f"“{path.name}”已经存在。要替换它吗？", "替换", "不导出"):
            return None
    remember_folder(settings, path.parent)
    return path


def write_to(
    workplace: Workplace,
    sheets: Sequence[Sheet],
    path: Path,
    on_done: Callable[[Path], object],
    on_error: Callable[[UserError], object],
) -> None:
    """Writes on the worker, as Excel or PDF by the path's ending."""
    tools = workplace.tools
    writer = tools.papers if path.suffix.lower() == FileKind.PDF.value else tools.workbooks
    workplace.runner.run(
        f"正在导出“{path.name}”", lambda _progress: writer.write(sheets, path), lambda _none: on_done(path), on_error
    )


def offer_folder(page: Page, written: Path) -> None:
    """Says on the page that the file is there, and opens its folder if the clerk wants."""
    text = f"已导出“{written.name}”，在文件夹“{written.parent}”中。"
    page.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: open_folder(written.parent))


def open_folder(folder: Path) -> None:
    """Shows the folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def last_folder(settings: QSettings) -> Path:
    """Where the clerk exported to the last time, else 文档; on a machine without it, beside the database."""
    stored = str(settings.value(_FOLDER_KEY, ""))
    if stored and Path(stored).is_dir():
        return Path(stored)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    database = str(settings.value(LAST_DATABASE_KEY, ""))
    return Path(database).parent if database and not documents.is_dir() else documents


def remember_folder(settings: QSettings, folder: Path) -> None:
    """Begin there the next time."""
    settings.setValue(_FOLDER_KEY, str(folder))
