"""Colours can be told apart, sizes follow the text, icons take the text's colour, Qt speaks Chinese."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from xiaowei_desktop import APPLICATION_NAME
from xiaowei_desktop.ui.theme.contrast import MIN_TEXT_CONTRAST, contrast
from xiaowei_desktop.ui.theme.fonts import SYSTEM_FAMILIES, choose_family
from xiaowei_desktop.ui.theme.icons import IconSet
from xiaowei_desktop.ui.theme.stylesheet import make_stylesheet
from xiaowei_desktop.ui.theme.theme import Look, Theme
from xiaowei_desktop.ui.theme.tokens import DARK, LIGHT, Colours, Sizes, Tokens
from xiaowei_desktop.ui.widgets.banner import Banner, BannerTone

GROUNDS = ("window", "surface", "raised", "navigation", "accent_soft", "entry", "match")
READ_ON = {
    "text": (*GROUNDS, "good_soft", "slow_soft", "bad_soft"),
    "text_muted": ("window", "surface", "raised", "navigation", "accent_soft"),
    "accent": ("window", "surface", "raised", "accent_soft"),
    "good": ("surface", "window", "raised", "accent_soft", "good_soft"),
    "slow": ("surface", "window", "raised", "accent_soft", "slow_soft"),
    "bad": ("surface", "window", "raised", "accent_soft", "bad_soft"),
    "bad_hover": ("bad_soft",),
    "on_accent": ("accent", "accent_hover", "accent_pressed"),
    "on_tooltip": ("tooltip",),
}


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), [(w, g) for w, grounds in READ_ON.items() for g in grounds])
def test_text_stands_out_from_its_ground(colours: Colours, words: str, ground: str) -> None:
    assert contrast(getattr(colours, words), getattr(colours, ground)) >= MIN_TEXT_CONTRAST


@pytest.mark.parametrize(("asked", "given"), [(5, 9), (10.5, 10.5), (16, 16), (40, 16)])
def test_text_stays_between_9_and_16_points(asked: float, given: float) -> None:
    sizes = Sizes.for_text(asked)
    assert sizes.text_pt == given
    assert sizes.small_pt >= 9


def test_rows_have_the_height_of_the_design_and_grow_with_the_text() -> None:
    default = Sizes.for_text(10.5)
    assert (default.row, default.row_compact, default.title_pt) == (30, 26, 14)
    assert Sizes.for_text(16).row > default.row


def test_every_word_of_the_stylesheet_is_a_token(resources: Path, tmp_path: Path) -> None:
    template = (resources / "styles" / "app.qss").read_text("utf-8")
    tokens = Tokens(LIGHT, Sizes.for_text(10.5))
    sheet = make_stylesheet(template, tokens, IconSet(resources / "icons"), tmp_path)
    assert "@" not in sheet
    assert LIGHT.accent in sheet
    with pytest.raises(KeyError, match="no_such_token"):
        make_stylesheet("QLabel { color: @no_such_token; }", tokens, IconSet(resources / "icons"), tmp_path)


def test_the_stylesheet_names_no_colour_itself(resources: Path) -> None:
    template = (resources / "styles" / "app.qss").read_text("utf-8")
    named = [line for line in template.splitlines() if ": #" in line or "rgb(" in line]
    assert named == []


def test_the_look_changes_at_once_and_is_remembered(
    theme: Theme, chinese_app: QApplication, settings: QSettings, resources: Path
) -> None:
    mine = Theme(chinese_app, resources, settings)
    mine.set_look(Look.DARK)
    mine.set_text_size(12)
    assert chinese_app.palette().window().color() == QColor(DARK.window)
    assert DARK.accent in chinese_app.styleSheet()
    again = Theme(chinese_app, resources, settings)
    assert (again.look, again.tokens.sizes.text_pt) == (Look.DARK, 12)
    assert chinese_app.font().pointSizeF() == 12
    mine.setParent(None)
    again.setParent(None)


def test_spoilt_settings_fall_back_to_the_default(
    theme: Theme, chinese_app: QApplication, settings: QSettings, resources: Path
) -> None:
    settings.setValue("look/mode", "violet")
    settings.setValue("look/text-pt", "huge")
    mine = Theme(chinese_app, resources, settings)
    assert (mine.look, mine.tokens.sizes.text_pt) == (Look.SYSTEM, 10.5)
    mine.setParent(None)


def test_icons_take_the_colour_of_the_look(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.bind_icon(button, "printer")
    assert _ink(button.icon().pixmap(24, 24)) == QColor(LIGHT.text).name()
    theme.set_look(Look.DARK)
    assert _ink(button.icon().pixmap(24, 24)) == QColor(DARK.text).name()
    theme.bind_icon(button, "printer", "bad")
    assert _ink(button.icon().pixmap(24, 24)) == QColor(DARK.bad).name()


def test_a_deleted_button_is_forgotten(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton()
    theme.bind_icon(button, "printer")
    binding = button.findChildren(QObject)[-1]
    with qtbot.waitSignal(binding.destroyed):
        button.deleteLater()
    theme.set_look(Look.DARK)


def test_every_icon_draws_something(theme: Theme, resources: Path) -> None:
    names = [file.stem for file in (resources / "icons").glob("*.svg") if file.stem != "app"]
    assert len(names) > 40
    assert [name for name in names if _ink(theme.pixmap(name, 24, ratio=2)) != QColor(LIGHT.text).name()] == []


def test_an_unknown_icon_is_named(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        theme.icon("no-such-icon")


def test_a_chinese_font_is_found(chinese_app: QApplication, resources: Path) -> None:
    family = choose_family(resources / "fonts")
    assert family in SYSTEM_FAMILIES or family == "Xiaowei Sans SC"


def test_qt_speaks_chinese(theme: Theme, chinese_app: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert any("粘贴" in word for word in words)
    assert not any(word[:1].isascii() and word[:1].isalpha() for word in words)
    assert chinese_app.applicationDisplayName() == APPLICATION_NAME


def _ink(pixmap: QPixmap) -> str:
    """The colour of the darkest mark on a transparent ground."""
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    marks = [colour for x, y in points if (colour := image.pixelColor(x, y)).alpha() > 200]
    return max(marks, key=QColor.alpha).name() if marks else ""


def test_a_banners_icon_follows_the_look(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.show_message("数据库完好。", BannerTone.GOOD)
    (icon,) = [label for label in banner.findChildren(QLabel) if not label.text()]
    light = icon.pixmap().toImage()
    theme.set_look(Look.DARK)
    assert icon.pixmap().toImage() != light


def test_no_word_of_the_look_means_two_things() -> None:
    names = [field.name for part in (Colours, Sizes) for field in fields(part)]
    assert len(names) == len(set(names))
