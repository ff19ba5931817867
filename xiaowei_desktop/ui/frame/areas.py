"""F6: from area to area of the window, since Tab stays inside a grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def go_to_next_area(areas: Sequence[QWidget], here: QWidget | None, step: int) -> None:
    """Puts the keyboard into the area after (1) or before (-1) the one that holds `here`, round and round."""
    open_areas = [area for area in areas if _entrance(area) is not None]
    if not open_areas:
        return
    number = next((n for n, area in enumerate(open_areas) if here is not None and _holds(area, here)), None)
    if number is None:
        number = -1 if step > 0 else 0
    entrance = _entrance(open_areas[(number + step) % len(open_areas)])
    assert entrance is not None  # areas without one have been left out
    reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
    entrance.setFocus(reason)


def _holds(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)


def _entrance(area: QWidget) -> QWidget | None:
    """Where the keyboard enters an area: the area itself, the button that is chosen in it, or what comes first."""
    found = [one for one in (area, *area.findChildren(QWidget)) if one.isVisible() and one.isEnabled()]
    stops = [one for one in found if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    # of the buttons of one choice Qt lets Tab stop only at the one that had the keyboard last
    chosen = [one for one in found if isinstance(one, QAbstractButton) and one.isChecked()]
    return area if area in stops else next(iter((*chosen, *stops)), None)
