"""A technician prints from the command line, where nothing has started Qt and no screen is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.unit.printing.demo_sheet import FONTS, TITLE

ROOT = Path(__file__).parents[3]
PRINT = """
import sys
from pathlib import Path
from tests.unit.printing.demo_sheet import demo_sheet
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.printing.preview import SheetPrinter
try:
    SheetPrinter(Path(sys.argv[1])).write_pdf([demo_sheet()], Path(sys.argv[2]))
except UserError as error:
    sys.exit("\\n".join(error.lines()))
"""


def print_alone(fonts: Path, target: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Print in a process of its own."""
    dropped = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PRINT, fonts, target],
        cwd=ROOT,
        env=kept | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_pdf_needs_no_display(tmp_path: Path) -> None:
    done = print_alone(FONTS, tmp_path / "表.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert TITLE in PdfReader(tmp_path / "表.pdf").pages[0].extract_text()


@pytest.mark.skipif(sys.platform != "linux", reason="Windows always has Chinese fonts")
def test_a_machine_without_any_chinese_font_is_told_what_to_install(tmp_path: Path) -> None:
    no_fonts = tmp_path / "fonts.conf"
    no_fonts.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    done = print_alone(tmp_path, tmp_path / "表.pdf", FONTCONFIG_FILE=str(no_fonts))
    assert done.returncode == 1
    assert "没有找到可以打印中文的字体" in done.stderr
    assert "fonts-noto-cjk" in done.stderr
    assert not (tmp_path / "表.pdf").exists()
