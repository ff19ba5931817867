"""Qt needs an application object before it can measure a letter, with or without a screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def ensure_gui_application() -> QGuiApplication:
    """The running application, or a new one that needs no display; the caller keeps it while it paints."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return QGuiApplication(["xiaowei-desktop", "-platform", "offscreen"])
