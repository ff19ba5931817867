"""How wide columns are: fit to their content and the room, and as the clerk last pulled them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QHeaderView


@dataclass(frozen=True, slots=True)
class WidthWish:
    """What a column asks for, in pixels: at least, and at best. It stretches when it holds long text."""

    key: str
    least: int
    natural: int
    stretches: bool


def share_out(wishes: Sequence[WidthWish], room: int) -> list[int]:
    """Widths for the columns in `room`: long text gives way first and takes what is left over.

    Where even the least widths do not fit, the least widths stand and the table scrolls sideways.
    """
    widths = [wish.natural for wish in wishes]
    elastic = [index for index, wish in enumerate(wishes) if wish.stretches]
    if not elastic:
        return widths
    spare = room - sum(widths)
    if spare >= 0:
        return _grow(widths, elastic, spare)
    slack = [wishes[index].natural - wishes[index].least for index in elastic]
    if not sum(slack):
        return widths
    cut = min(-spare, sum(slack))
    left = cut
    for index, part in zip(elastic, slack, strict=True):
        # rounded up, so that no stray pixel brings a scroll bar
        share = min(left, -(-cut * part // sum(slack)))
        widths[index] -= share
        left -= share
    return widths


def _grow(widths: list[int], elastic: list[int], spare: int) -> list[int]:
    total = sum(widths[index] for index in elastic)
    grown = list(widths)
    for index in elastic:
        grown[index] += spare * widths[index] // total
    grown[elastic[-1]] += spare - (sum(grown) - sum(widths))
    return grown


class RememberedWidths(QObject):
    """Keeps the widths the clerk has pulled, for each table by its name and column keys."""

    def __init__(self, header: QHeaderView, settings: QSettings) -> None:
        super().__init__(header)
        self._header = header
        self._settings = settings
        self._name = ""
        self._wishes: tuple[WidthWish, ...] = ()
        self._is_fitting = False
        header.sectionResized.connect(self._resized)

    def watch(self, name: str, wishes: Sequence[WidthWish], room: int) -> None:
        """Lays out the columns of table `name`: as remembered where the clerk chose, else to fit."""
        self._name = name
        self._wishes = tuple(wishes)
        self.fit(room)

    def fit(self, room: int) -> None:
        """Shares `room` out again, for another window width."""
        chosen = self._chosen()
        wishes = [
            WidthWish(wish.key, width, width, stretches=False) if (width := chosen.get(wish.key)) else wish
            for wish in self._wishes
        ]
        self._is_fitting = True
        for index, width in enumerate(share_out(wishes, room)):
            self._header.resizeSection(index, width)
        self._is_fitting = False

    def forget(self, room: int) -> None:
        """Back to widths that fit."""
        self._settings.remove(self._group())
        self.fit(room)

    @Slot(int, int, int)
    def _resized(self, index: int, _old: int, width: int) -> None:
        if not self._is_fitting and index < len(self._wishes) and width:
            self._settings.setValue(f"{self._group()}/{self._wishes[index].key}", width)

    def _chosen(self) -> dict[str, int]:
        stored = {wish.key: str(self._settings.value(f"{self._group()}/{wish.key}", "")) for wish in self._wishes}
        return {key: int(width) for key, width in stored.items() if width.isdigit()}

    def _group(self) -> str:
        return f"columns/{self._name}"
