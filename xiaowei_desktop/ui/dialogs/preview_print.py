"""打印: the system's print dialog, then the sheets on the printer that the clerk has chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.workplace import Workplace


def print_sheets(
    parent: QWidget,
    workplace: Workplace,
    sheets: Sequence[Sheet],
    on_done: Callable[[str], object],
    on_error: Callable[[UserError], object],
) -> None:
    """Asks for printer, copies and pages, and prints on the worker. `on_done` gets a sentence to show."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setDocName(sheets[0].title)
    dialog = QPrintDialog(device, parent)
    dialog.setWindowTitle("打印")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    taken, printer = tuple(sheets), workplace.printer
    workplace.runner.run(
        "正在打印", lambda _progress: printer.print_to(taken, device), lambda _none: on_done(_sent(device)), on_error
    )


def _sent(device: QPrinter) -> str:
    if device.outputFileName():
        return f"已打印到文件“{device.outputFileName()}”。"
    return f"已发送到打印机“{device.printerName()}”。"
