"""Line icons in the colour of the text beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_ICON_SIZES = (16, 18, 20, 24)
_LINE = 'stroke-width="2"'
_THIN_LINE = 'stroke-width="1.75"'


class IconSet:
    """The icons of one folder, drawn once for each colour, size and screen resolution."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def svg(self, name: str, colour: str) -> str:
        """The drawing with its lines in `colour`. `FileNotFoundError` names an icon that is not there."""
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text("utf-8").replace(_LINE, _THIN_LINE)
        return self._sources[name].replace("currentColor", colour)

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """The icon `size` logical pixels wide, sharp where one of them is `ratio` device pixels."""
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _paint(self.svg(name, colour), size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, normal: str, disabled: str, checked: str) -> QIcon:
        """An icon for a button, with its disabled and its checked look."""
        icon = QIcon()
        for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
            for size in _ICON_SIZES:
                add = icon.addPixmap
                add(self.pixmap(name, normal, size, ratio), QIcon.Mode.Normal, QIcon.State.Off)
                add(self.pixmap(name, checked, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
                add(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled, QIcon.State.Off)
        return icon


def _paint(svg: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
