"""From starting the process to a window on the screen, against an empty PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.ratio import Ratio, compare
from xiaowei_desktop.bootstrap import main

_EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv[:1])
window = QMainWindow()
window.show()
application.processEvents()
"""
_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from xiaowei_desktop import bootstrap
import xiaowei_desktop.ui.app as app
make = app.create_application
import xiaowei_desktop.ui.start as start
def create(argv, resources):
    application = make(argv, resources)
    QTimer.singleShot(0, application.quit)
    return application
start.create_application = create
sys.exit(bootstrap.open_window(Path(sys.argv[1])))
"""


def measure() -> Ratio:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XIAOWEI_HOME": str(Path(folder, "home"))}
        database = str(Path(folder, "bench.db"))
        os.environ["XIAOWEI_HOME"] = environment["XIAOWEI_HOME"]
        main(["new", database, "--plan", "binjiang-2020"])
        return compare(
            "window on a database",
            lambda: _run(_OURS, environment, database),
            "empty PySide6 window",
            lambda: _run(_EMPTY, environment),
        )


def _run(script: str, environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", script, *arguments], env=environment, check=True)
