"""What a table of the mark page shows: whose items, and which of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xiaowei_desktop.ui.pages.marks.book import ItemKey, MarkBook


class View(StrEnum):
    """How the items are put together: those of one organisation, or one item of all."""

    BY_UNIT = "unit"
    BY_ITEM = "item"


Board = tuple[View, str]
"""A view and the organisation or item that it shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which rows are shown: 只看未评, and with them the items that are computed (计算的项目)."""

    only_open: bool = False
    with_computed: bool = False

    def keeps(self, book: MarkBook, key: ItemKey) -> bool:
        if not self.with_computed and not book.is_judged(key):
            return False
        return not self.only_open or book.is_open(key)
