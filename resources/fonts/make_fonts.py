"""Makes the bundled Chinese fonts from Noto Sans CJK.

    sudo apt-get install -y fonts-noto-cjk unicode-data
    python3 dev.py test  # once, for fontTools in .venv
    .venv/bin/python resources/fonts/make_fonts.py

A fresh Linux has no Chinese font, and a score sheet has to look the same on every machine. The result holds
the simplified-Chinese shapes of what an office writes: all of GBK, the 8105 characters of the 通用规范汉字表
(names of people and villages), and the marks of tables and forms. It keeps the CFF outlines, which are a
quarter smaller than TrueType ones; Qt embeds either in a PDF as TrueType, with the used shapes only.
"""

from __future__ import annotations

import argparse
import bz2
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Xiaowei Sans SC"
STYLES = ("Regular", "Bold")
SIMPLIFIED_CHINESE = 2
"""Where a Noto Sans CJK collection keeps the SC face: after JP and KR, before TC and HK."""

COPYRIGHT, FAMILY_NAME, STYLE_NAME, UNIQUE_NAME, FULL_NAME, VERSION, POSTSCRIPT_NAME = range(7)
LICENCE, LICENCE_ADDRESS = 13, 14

BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: × ÷ ° ·
    (0x2010, 0x205E),  # dashes, quotes, … ‰ ※
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # ℃ № ℡
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # ≤ ≥ ≠ ≈ ⋯
    (0x2460, 0x24FF),  # ① – ⑳, ⑴ – ⒇
    (0x2500, 0x25FF),  # lines of boxes, ■ ▲ △ ▼ ○ ●
    (0x2600, 0x2642),  # ★ ☆
    (0x2700, 0x27BF),  # ✓ ❶
    (0x3000, 0x303F),  # CJK punctuation: 、。《》〔〕
    (0x3200, 0x33FF),  # ㈠ – ㈩, ㎡ ㎞
    (0xFE30, 0xFE4F),  # CJK punctuation of vertical text
    (0xFF01, 0xFFEE),  # full-width forms
)


def main() -> None:
    """Writes both weights beside this file."""
    parser = argparse.ArgumentParser(description="Makes the bundled Chinese fonts.")
    parser.add_argument("--noto", type=Path, default=Path("/usr/share/fonts/opentype/noto"))
    parser.add_argument("--unicode", type=Path, default=Path("/usr/share/unicode"))
    arguments = parser.parse_args()
    characters = gbk() | standard_characters(arguments.unicode) | blocks()
    for style in STYLES:
        target = Path(__file__).with_name(f"{FAMILY.replace(' ', '')}-{style}.otf")
        source = arguments.noto / f"NotoSansCJK-{style}.ttc"
        font = TTFont(source, fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
        reduce(font, characters)
        rename(font, style)
        font.save(target)
        absent = len(characters - (font.getBestCmap() or {}).keys())
        print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {absent} characters are not in the source")


def gbk() -> set[int]:
    """Every character of GBK, the character set of Chinese office software before Unicode."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {ord(character) for pair in pairs for character in pair.decode("gbk", errors="ignore")}


def standard_characters(unicode_data: Path) -> set[int]:
    """The 8105 characters of the 通用规范汉字表 of 2013, which Unihan marks with kTGH."""
    with bz2.open(unicode_data / "Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        return {int(line.split("\t")[0][2:], 16) for line in lines if line.startswith("U+") and "\tkTGH\t" in line}


def blocks() -> set[int]:
    """Letters, figures and marks, whole blocks at a time."""
    return {code for first, last in BLOCKS for code in range(first, last + 1)}


def reduce(font: TTFont, characters: set[int]) -> None:
    """Keeps these characters' horizontal shapes and nothing else.

    No substitutions: each shape then stands for one character, so that text copied from a PDF is what was
    printed. Figures are all of one width in the source, so that columns of numbers line up.
    """
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [COPYRIGHT, VERSION, LICENCE, LICENCE_ADDRESS]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """A family of its own: an installed Noto font must neither hide this one nor lend it its shapes.

    The licence asks for it too; the copyright and the licence themselves stay.
    """
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = font["name"]
    kept = {key: names.getDebugName(key) for key in (COPYRIGHT, VERSION, LICENCE, LICENCE_ADDRESS)}
    own = {
        FAMILY_NAME: FAMILY,
        STYLE_NAME: style,
        UNIQUE_NAME: postscript,
        FULL_NAME: f"{FAMILY} {style}",
        POSTSCRIPT_NAME: postscript,
    }
    names.names = []
    for key, text in sorted((kept | own).items()):
        names.setName(text, key, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    top = outlines.topDictIndex[0]
    top.FamilyName, top.FullName, top.Weight = FAMILY, f"{FAMILY} {style}", style
    for part in top.FDArray:
        part.FontName = f"{postscript}-{part.FontName.rpartition('-')[2]}"
    latin_1, simplified_chinese = 1 << 0, 1 << 18
    font["OS/2"].ulCodePageRange1 = latin_1 | simplified_chinese
    font["OS/2"].ulCodePageRange2 = 0


if __name__ == "__main__":
    main()
