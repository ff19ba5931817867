"""The rows of 考核细则 as an outline: levels, whole branches moved and deleted, codes proposed for new rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from xiaowei_desktop.application.ports.plan_tables import PlanRow

_FIRST, _ROOT = "A", "0"
_NUMBERED = re.compile(r"(.*?)(\d+)")
_LETTERS = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows in another order, by their former places, and the new section of rows that change theirs."""

    order: tuple[int, ...]
    parents: Mapping[int, str]


@dataclass(frozen=True)
class Outline:
    """The rows as they stand, faulty ones too: a row whose section is not there stands by itself."""

    rows: Sequence[PlanRow]

    def level(self, place: int) -> int:
        """How many sections a row is in; 0 for the whole."""
        return len(self._above(place))

    def branch(self, place: int) -> tuple[int, ...]:
        """A row and all that belongs to it, from above."""
        return tuple(other for other in range(len(self.rows)) if other == place or place in self._above(other))

    def children(self, place: int) -> tuple[int, ...]:
        return tuple(other for other in range(len(self.rows)) if self._parent(other) == place)

    def branches(self, places: Sequence[int]) -> frozenset[int]:
        """Everything that goes when these rows go."""
        return frozenset(other for place in places for other in self.branch(place))

    def below(self, place: int) -> int:
        """Where a row stands that comes after all of this one's branch."""
        return self.branch(place)[-1] + 1

    def new_child(self, place: int) -> PlanRow:
        """A row that belongs to this one, after those that do already."""
        parent = self._code(place)
        return {"code": self._free_code(self.children(place), place), "parent": parent}

    def new_sibling(self, place: int) -> PlanRow:
        """A row beside this one; beside the whole there is none, so that it belongs to it."""
        parent = self._parent(place)
        if parent is None:
            return self.new_child(place)
        return {"code": self._free_code(self.children(parent), parent), "parent": self._code(parent)}

    @staticmethod
    def first() -> PlanRow:
        """The whole, where there is no row yet."""
        return {"code": _ROOT, "title": "总分", "points": "100"}

    def moved(self, place: int, step: int) -> Moved | None:
        """The branch before (-1) or behind (1) its neighbour; `None` where it has none on that side."""
        siblings = self._siblings(place)
        at = siblings.index(place) + step
        if not 0 <= at < len(siblings):
            return None
        upper, lower = sorted((place, siblings[at]))
        pair = (*self.branch(lower), *self.branch(upper))
        return Moved(self._with_block(pair, upper), {})

    def moved_in(self, place: int) -> Moved | None:
        """The branch as the last of the row before it; `None` for the first of a section."""
        siblings = self._siblings(place)
        at = siblings.index(place)
        if not at:
            return None
        before = siblings[at - 1]
        pair = (*self.branch(before), *self.branch(place))
        return Moved(self._with_block(pair, before), {place: self._code(before)})

    def moved_out(self, place: int) -> Moved | None:
        """The branch behind its section, beside it; `None` where the section is the whole."""
        parent = self._parent(place)
        above = None if parent is None else self._parent(parent)
        if parent is None or above is None:
            return None
        own = self.branch(place)
        rest = tuple(other for other in self.branch(parent) if other not in own)
        return Moved(self._with_block((*rest, *own), parent), {place: self._code(above)})

    def _siblings(self, place: int) -> tuple[int, ...]:
        parent = self._parent(place)
        if parent is None:
            return tuple(other for other in range(len(self.rows)) if self._parent(other) is None)
        return self.children(parent)

    def _with_block(self, block: Sequence[int], at: int) -> tuple[int, ...]:
        """All rows, those of the block together where row `at` stood."""
        inside = set(block)
        before = (other for other in range(at) if other not in inside)
        behind = (other for other in range(at, len(self.rows)) if other not in inside)
        return (*before, *block, *behind)

    def _free_code(self, siblings: Sequence[int], parent: int) -> str:
        """The code after the last sibling's; the first one's follows from the section's: A1 of A, A1.1 of A1."""
        taken = {self._code(place) for place in range(len(self.rows))}
        last = self._code(siblings[-1]) if siblings else ""
        if _LETTERS.fullmatch(last) and last < "Z":
            candidates = (chr(number) for number in range(ord(last) + 1, ord("Z") + 1))
            if found := next((code for code in candidates if code not in taken), ""):
                return found
        if not siblings and self._parent(parent) is None and _FIRST not in taken:
            return _FIRST
        stem, start = self._numbers(last, self._code(parent))
        return next(code for number in count(start) if (code := f"{stem}{number}") not in taken)

    @staticmethod
    def _numbers(last: str, parent: str) -> tuple[str, int]:
        """What codes are counted on from."""
        if (numbered := _NUMBERED.fullmatch(last)) is not None:
            return numbered[1], int(numbered[2]) + 1
        if last:
            return f"{last}-", 2
        return (f"{parent}.", 1) if parent[-1:].isdigit() else (parent, 1)

    def _code(self, place: int) -> str:
        return self.rows[place].get("code", "").strip()

    def _parent(self, place: int) -> int | None:
        """The section's row; `None` for the whole and where there is no such row."""
        code = self.rows[place].get("parent", "").strip()
        return self._places.get(code) if code and self._places.get(code) != place else None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The first row of each code."""
        return {self._code(place): place for place in reversed(range(len(self.rows)))}

    def _above(self, place: int) -> tuple[int, ...]:
        """The sections that a row is in, the nearest first; each once, also where they go round in a circle."""
        found: list[int] = []
        above = self._parent(place)
        while above is not None and above not in found and above != place:
            found.append(above)
            above = self._parent(above)
        return tuple(found)
