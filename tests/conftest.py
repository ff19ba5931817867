"""What every test may use: Qt without a screen, a home of its own, and programs that read what we print."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt, which reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

FONTS = Path(__file__).parents[1] / "resources" / "fonts"


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and logs of the tests go to a temporary folder, never to the developer's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XIAOWEI_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice, which shows a workbook as a clerk would see it.

    Started through a script of this test process: with a profile of its own, because two LibreOffices cannot share
    one, and with the bundled fonts beside the system's, which may have no Chinese one.
    """
    program = _program("soffice", "libreoffice-calc")
    if os.name == "nt":
        return program
    folder = tmp_path_factory.mktemp("soffice")
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>',
        encoding="utf-8",
    )
    script = folder / "soffice"
    script.write_text(
        "#!/bin/sh\n"
        f"export FONTCONFIG_FILE='{folder / 'fonts.conf'}' XDG_CONFIG_HOME='{folder}'\n"
        f"exec '{program}' \"$@\"\n",
        encoding="utf-8",
    )
    script.chmod(0o700)
    return script


@pytest.fixture(scope="session")
def pdftoppm() -> Path:
    """Turns pages of a PDF into pictures."""
    return _program("pdftoppm", "poppler-utils")


@pytest.fixture(scope="session")
def pdffonts() -> Path:
    """Lists the fonts of a PDF and whether they are embedded."""
    return _program("pdffonts", "poppler-utils")


@pytest.fixture(scope="session")
def pdftotext() -> Path:
    """Gives the text of a PDF as it can be searched and copied."""
    return _program("pdftotext", "poppler-utils")


def _program(name: str, package: str) -> Path:
    """An installed program; its absence skips the test on a developer's machine and fails it in CI."""
    found = shutil.which(name)
    if found:
        return Path(found)
    missing = f"{name} is missing: sudo apt-get install -y {package}"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(missing)
    pytest.skip(missing)
