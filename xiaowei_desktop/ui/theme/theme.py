"""The look in force: which tokens, which icons, and what the user chose."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from xiaowei_desktop.ui.theme.fonts import choose_family, make_font
from xiaowei_desktop.ui.theme.icons import IconSet
from xiaowei_desktop.ui.theme.palette import make_palette
from xiaowei_desktop.ui.theme.stylesheet import make_stylesheet
from xiaowei_desktop.ui.theme.tokens import DARK, DEFAULT_TEXT_PT, LIGHT, Sizes, Tokens

_LOOK_KEY = "look/mode"
_TEXT_KEY = "look/text-pt"


class Look(StrEnum):
    """What the user chose."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class TakesIcon(Protocol):
    """A button or an action."""

    def setIcon(self, icon: QIcon, /) -> None: ...


class Theme(QObject):
    """Applies a look to the whole application and hands out its colours, sizes and icons.

    `changed` is emitted after another look or text size is in force. Widgets that paint themselves read
    `tokens` while painting and need no more; widgets with an icon bind it once with `bind_icon`.
    """

    changed = Signal()

    def __init__(self, application: QApplication, resources: Path, settings: QSettings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._icons = IconSet(resources / "icons")
        self._template = (resources / "styles" / "app.qss").read_text("utf-8")
        self._family = choose_family(resources / "fonts")
        self._drawings = QTemporaryDir()
        self._look = _stored_look(settings)
        self._text_pt = _stored_text_size(settings)
        self.tokens = self._make_tokens()
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def look(self) -> Look:
        return self._look

    def set_look(self, look: Look) -> None:
        """Light, dark or as the system; remembered."""
        self._look = look
        self._settings.setValue(_LOOK_KEY, look.value)
        self._apply()

    def set_text_size(self, points: float) -> None:
        """Text size in points, brought between 9 and 16; remembered."""
        self._text_pt = Sizes.for_text(points).text_pt
        self._settings.setValue(_TEXT_KEY, self._text_pt)
        self._apply()

    def font(self, points: float | None = None, *, bold: bool = False) -> QFont:
        """The window's font, in the text size if no other is named."""
        font = make_font(self._family, points or self.tokens.sizes.text_pt)
        font.setBold(bold)
        return font

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """An icon in the colour of a token."""
        colours = self.tokens.colours
        normal = getattr(colours, colour)
        checked = colours.accent if colour in {"text", "text_muted"} else normal
        return self._icons.icon(name, normal, colours.text_disabled, checked)

    def pixmap(self, name: str, size: int, colour: str = "text", ratio: float = 1.0) -> QPixmap:
        """An icon `size` logical pixels wide, in the colour of a token."""
        return self._icons.pixmap(name, getattr(self.tokens.colours, colour), size, ratio)

    def bind_icon(self, target: TakesIcon, name: str, colour: str = "text") -> None:
        """Gives a button or an action an icon that follows every change of the look."""
        if not isinstance(target, QObject):
            raise TypeError("an icon is bound to a button or an action")
        binding = target.findChild(_IconBinding, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if binding is None:
            binding = _IconBinding(self, target)
        binding.show(name, colour)

    def _make_tokens(self) -> Tokens:
        dark = self._look is Look.DARK or (self._look is Look.SYSTEM and self._system_is_dark())
        return Tokens(DARK if dark else LIGHT, Sizes.for_text(self._text_pt))

    def _system_is_dark(self) -> bool:
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _apply(self) -> None:
        """Dressing every widget anew takes a third of a second: a look that is on already stays as it is."""
        self.tokens = self._make_tokens()
        sheet = make_stylesheet(self._template, self.tokens, self._icons, Path(self._drawings.path()))
        if sheet == self._application.styleSheet():
            return
        self._application.setFont(self.font())
        self._application.setPalette(make_palette(self.tokens.colours))
        self._application.setStyleSheet(sheet)
        self.changed.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self._look is Look.SYSTEM:
            self._apply()


class _IconBinding(QObject):
    """Belongs to the button and goes with it, so the theme never holds a dead one."""

    def __init__(self, theme: Theme, target: QObject) -> None:
        super().__init__(target)
        self._theme = theme
        self._name = ""
        self._colour = ""
        theme.changed.connect(self.refresh)

    def show(self, name: str, colour: str) -> None:
        self._name = name
        self._colour = colour
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        self.parent().setIcon(self._theme.icon(self._name, self._colour))  # type: ignore[attr-defined]


def _stored_look(settings: QSettings) -> Look:
    stored = str(settings.value(_LOOK_KEY, Look.SYSTEM.value))
    return next((look for look in Look if look.value == stored), Look.SYSTEM)


def _stored_text_size(settings: QSettings) -> float:
    try:
        return float(str(settings.value(_TEXT_KEY, DEFAULT_TEXT_PT)))
    except ValueError:
        return DEFAULT_TEXT_PT
