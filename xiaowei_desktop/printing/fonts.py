"""The typeface of printed sheets: the bundled one, else a Chinese typeface of the system."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from xiaowei_desktop.errors import UserError

BUNDLED_FAMILY = "Xiaowei Sans SC"
SYSTEM_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "SimHei",
)
UNITS_PER_MM = 100
"""Fonts are measured in hundredths of a millimetre, so that lines break alike on every device."""

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Typeface:
    """One family, in two weights and any size."""

    family: str

    def font(self, points: float, strong: bool) -> QFont:
        """The font in `UNITS_PER_MM`, with figures of equal width and not fitted to any pixels."""
        font = QFont(self.family)
        font.setPixelSize(round(points * MM_PER_POINT * UNITS_PER_MM))
        font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


def load_typeface(folder: Path) -> Typeface:
    """The typeface from the files in `folder`, else one of the system; `UserError` where there is none."""
    for file in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
        QFontDatabase.addApplicationFont(str(file))
    present = set(QFontDatabase.families())
    family = next((name for name in (BUNDLED_FAMILY, *SYSTEM_FAMILIES) if name in present), None)
    if family is None:
        raise UserError(
            "没有找到可以打印中文的字体：程序自带的字体文件缺失，系统中也没有安装中文字体。",
            "请重新安装本程序；或者安装字体后重试：UOS、麒麟等系统执行 sudo apt-get install fonts-noto-cjk，"
            "Windows 在“设置—应用—可选功能”中添加“简体中文补充字体”。",
            (f"字体文件夹：{folder}",),
        )
    return Typeface(family)
