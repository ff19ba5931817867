"""The font of the window: the system's Chinese UI font, or else the bundled one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SYSTEM_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "思源黑体 CN",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
    "文泉驿正黑",
)
BUNDLED_FAMILY = "Xiaowei Sans SC"


def choose_family(font_folder: Path) -> str:
    """The first Chinese font that the system has; the bundled one is loaded only where there is none.

    An empty name, Qt's default font, is left where neither is there.
    """
    present = set(QFontDatabase.families())
    for family in SYSTEM_FAMILIES:
        if family in present:
            return family
    return BUNDLED_FAMILY if BUNDLED_FAMILY in load_bundled(font_folder) else ""


def load_bundled(font_folder: Path) -> frozenset[str]:
    """Makes the fonts of a folder known to Qt and names their families."""
    files = sorted((*font_folder.glob("*.ttf"), *font_folder.glob("*.otf")))
    numbers = [QFontDatabase.addApplicationFont(str(file)) for file in files]
    return frozenset(
        family for number in numbers if number >= 0 for family in QFontDatabase.applicationFontFamilies(number)
    )


def make_font(family: str, size_pt: float) -> QFont:
    """The font with digits of one width, so that figures stand under each other."""
    font = QFont(family) if family else QFont()
    font.setPointSizeF(size_pt)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
