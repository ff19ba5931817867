"""The application around the window: name, language, fonts, look, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from xiaowei_desktop import APPLICATION_NAME
from xiaowei_desktop.ui.crash import CrashReporter
from xiaowei_desktop.ui.messages import show_crash

APPLICATION_ID = "xiaowei-desktop"


def create_application(argv: Sequence[str], resources: Path) -> QApplication:
    """The one `QApplication`: Chinese, Fusion as its base, sharp at every scaling; the running one where there is.

    `resources` is the folder with icons, styles and fonts. It has to come before anything prints: printing makes do
    with an application that cannot show widgets.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(argv))
    prepare_application(application, resources)
    return application


def prepare_application(application: QApplication, resources: Path) -> None:
    """Gives a `QApplication` its name, icon, base style and language."""
    application.setApplicationName(APPLICATION_ID)
    application.setApplicationDisplayName(APPLICATION_NAME)
    application.setDesktopFileName(APPLICATION_ID)
    application.setWindowIcon(QIcon(str(resources / "icons" / "app.svg")))
    application.setStyle(QStyleFactory.create("Fusion"))
    _speak_chinese(application)


def install_crash_reporter(log_folder: Path, version: str) -> CrashReporter:
    """Every unexpected failure is now written to `log_folder` and shown once. Keep what is returned."""
    reporter = CrashReporter(
        log_folder, version, lambda path, text: show_crash(QApplication.activeWindow(), path, text)
    )
    reporter.install()
    return reporter


def _speak_chinese(application: QApplication) -> None:
    """Qt's own words (menus of text fields, calendar, print dialog) in Chinese on every system."""
    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(chinese)
    translator = QTranslator(application)
    if translator.load(chinese, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
