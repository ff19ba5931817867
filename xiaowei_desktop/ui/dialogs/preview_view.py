"""Pages one below the other on a grey desk, to scroll, zoom and leaf through."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from xiaowei_desktop.ui.dialogs.preview_pages import MM_PER_INCH, PreviewPages
from xiaowei_desktop.ui.theme.theme import Theme

_GAP = 12
_SCREEN_DPI = 96
_LEAST_ZOOM, _MOST_ZOOM = 0.25, 4.0
_ZOOM_STEP = 1.25


class PreviewView(QAbstractScrollArea):
    """`page_changed` (from 0, how many) for the page in view; `zoom_changed` with the zoom, 1.0 for life size.

    PgUp and PgDn leaf, Home and End go to the ends, Ctrl+wheel zooms.
    """

    page_changed = Signal(int, int)
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme, pages: PreviewPages) -> None:
        super().__init__()
        self._theme = theme
        self._pages = pages
        self._zoom = 1.0
        self._fits_width = True
        self._boxes: tuple[QRect, ...] = ()
        self._current = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印预览")
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        pages.loaded.connect(self._begin)
        pages.drawn.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def fits_width(self) -> bool:
        """Whether the zoom follows the window."""
        return self._fits_width

    @property
    def current_page(self) -> int:
        """The page in view, from 0; -1 while there is none."""
        return self._current

    @property
    def page_count(self) -> int:
        return len(self._boxes)

    @Slot()
    def fit_width(self) -> None:
        """The widest page fills the view; stays so when the window is resized."""
        self._fits_width = True
        self._arrange()

    def set_zoom(self, zoom: float) -> None:
        """1.0 shows the paper in its own size."""
        self._fits_width = False
        self._zoom = min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)
        self._arrange()

    @Slot()
    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * _ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / _ZOOM_STEP)

    def go_to(self, page: int) -> None:
        """Puts the upper edge of a page (from 0) at the top; beyond the ends it stays at the end."""
        if self._boxes:
            box = self._boxes[min(max(page, 0), len(self._boxes) - 1)]
            self.verticalScrollBar().setValue(box.top() - _GAP)

    @Slot()
    def next_page(self) -> None:
        self.go_to(self._current + 1)

    @Slot()
    def previous_page(self) -> None:
        """To the top of this page, or of the one before."""
        below_top = bool(self._boxes) and self.verticalScrollBar().value() > self._boxes[self._current].top()
        self.go_to(self._current if below_top else self._current - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_PageDown: self.next_page,
            Qt.Key.Key_PageUp: self.previous_page,
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._boxes) - 1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            move()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._theme.tokens.colours
        painter.fillRect(event.rect(), QColor(colours.raised))
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, box in zip(self._pages.pages, self._boxes, strict=True):
            shown = box.translated(-left, -top)
            if not shown.intersects(self.viewport().rect()):
                continue
            picture = self._pages.picture(page, self._dpi())
            # paper is white in every look: it shows what the printer will give
            painter.fillRect(shown, Qt.GlobalColor.white)
            if picture is not None:
                self._draw(painter, shown, picture)
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawRect(shown.adjusted(0, 0, -1, -1))

    def _draw(self, painter: QPainter, box: QRect, picture: QImage) -> None:
        """Pixel for pixel where the picture is of this zoom; until it has come, the one before is stretched."""
        ratio = self.devicePixelRatioF()
        if abs(picture.width() - box.width() * ratio) < 2:
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(box.topLeft(), picture)
        else:
            painter.drawImage(box, picture, QRect(QPoint(), picture.size()))

    def _dpi(self) -> int:
        """The screen's own dots per inch of paper."""
        return round(_SCREEN_DPI * self._zoom * self.devicePixelRatioF())

    @Slot()
    def _begin(self) -> None:
        self._current = -1
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def _arrange(self) -> None:
        """Lays the pages out anew; what was at the top of the view stays there."""
        before = self.verticalScrollBar().value() / max(1, self._height())
        self._fit()
        sizes = [page.pixels(self._dpi()) * (1 / self.devicePixelRatioF()) for page in self._pages.pages]
        widest = max((size.width() for size in sizes), default=0)
        room = max(self.viewport().width(), widest + 2 * _GAP)
        boxes, y = [], _GAP
        for size in sizes:
            boxes.append(QRect((room - size.width()) // 2, y, size.width(), size.height()))
            y += size.height() + _GAP
        self._boxes = tuple(boxes)
        self._set_ranges(room)
        self.verticalScrollBar().setValue(round(before * self._height()))
        self._tell_page()
        self.zoom_changed.emit(self._zoom)
        self.viewport().update()

    def _fit(self) -> None:
        widest = max((page.width for page in self._pages.pages), default=0)
        if self._fits_width and widest:
            # the scroll bar's room is always left free, or the pages would jump when it comes
            room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _GAP
            dpi = math.floor(room * self.devicePixelRatioF() * MM_PER_INCH / widest)
            zoom = dpi / (_SCREEN_DPI * self.devicePixelRatioF())
            self._zoom = min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)

    def _set_ranges(self, width: int) -> None:
        port = self.viewport()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._height() - port.height()))
        vertical.setPageStep(port.height())
        vertical.setSingleStep(40)
        horizontal.setRange(0, 0 if self._fits_width else max(0, width - port.width()))
        horizontal.setPageStep(port.width())

    def _height(self) -> int:
        return self._boxes[-1].bottom() + 1 + _GAP if self._boxes else 0

    @Slot()
    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        current = sum(1 for box in self._boxes if box.top() <= middle) - 1
        if current != self._current:
            self._current = current
            self.page_changed.emit(current, len(self._boxes))
