"""Where the program's own files and the clerk's files are.

What ships with the program lies beside the package in the source tree, inside it where a wheel is installed,
and in the bundle's folder where PyInstaller has packaged it. What the program writes for itself (settings,
logs) lies in the user's own folders; `XIAOWEI_HOME` puts it all under one folder, for a USB stick or a test.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

APP = "xiaowei-desktop"
HOME_VARIABLE = "XIAOWEI_HOME"


def resources() -> Path:
    """Plans, samples, fonts, icons and styles, as shipped; read only."""
    return _bundle() / "resources"


def plans_folder() -> Path:
    """The shipped plan files, `*.toml`."""
    return resources() / "plans"


def samples_folder() -> Path:
    """The sample year: filled returns and marks as workbooks."""
    return resources() / "samples"


def fonts_folder() -> Path:
    """The bundled Chinese fonts, `*.otf`."""
    return resources() / "fonts"


def migrations() -> Path:
    """The Alembic environment with the versions of the database's tables; read only."""
    return _bundle() / "db"


def data_folder() -> Path:
    """What the program keeps for this user between two starts; made where it is missing."""
    home = _home()
    return _made(home if home else platformdirs.user_data_path(APP, appauthor=False))


def log_folder() -> Path:
    """Logs and crash reports of this user; made where it is missing."""
    home = _home()
    return _made(home / "logs" if home else platformdirs.user_log_path(APP, appauthor=False))


def _bundle() -> Path:
    """The folder that holds `resources/` and `db/`."""
    packaged = getattr(sys, "_MEIPASS", None)
    if packaged:
        return Path(packaged)
    installed = Path(__file__).parent / "_bundle"
    return installed if installed.is_dir() else Path(__file__).parents[1]


def _home() -> Path | None:
    named = os.environ.get(HOME_VARIABLE)
    return Path(named).expanduser().absolute() if named else None


def _made(folder: Path) -> Path:
    """The folder, made where that is possible: a home that cannot be written to stops nobody from working."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
