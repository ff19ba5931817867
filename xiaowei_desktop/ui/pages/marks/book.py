"""评定 of a year as the page works on it: what is stored, what stands on the screen, and how far the office is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import standing_final
from xiaowei_desktop.application.marking import Marking, Standing
from xiaowei_desktop.application.marks import enter_marks, mark_source, marks_by_key, remove_marks
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.year_inputs import read_inputs
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.grids.entry_content import EntryValue
from xiaowei_desktop.ui.pages.marks.judgement import Judgement, Typed, judge

ItemKey = tuple[str, str]
"""An organisation and an item, by their codes."""


@dataclass(frozen=True, slots=True)
class Count:
    """How far some items are. Those that need no judgement are not counted; `wrong` ones are not stored."""

    done: int
    needed: int
    wrong: int

    @property
    def open(self) -> int:
        return self.needed - self.done


class MarkBook:
    """All items of a year. What is typed stays here, stored or not, until it is right or taken back.

    Points are scored with everything that stands on the screen and is right, so that organisations which are
    compared with each other are judged by the same marks. `is_final` says that the year is finalised: everything is
    shown and nothing can be typed.
    """

    def __init__(self, marking: Marking, is_final: bool) -> None:
        self._marking = marking
        self.plan = marking.inputs.plan
        self.year = marking.inputs.year
        self.is_final = is_final
        self.scheme = marking.scheme
        self._nodes = {(unit, node.code): node for unit in self.scheme.assessed for node in self.scheme.items_of(unit)}
        self._stored = dict(marks_by_key(marking.inputs.marks))
        self._typed = {k: Typed.of(node, self._stored[k].mark) for k, node in self._nodes.items() if k in self._stored}
        self._judged = {key: judge(key[0], node, self.typed(key)) for key, node in self._nodes.items()}
        self._standings: dict[str, Mapping[str, Standing]] = {}
        self._score(dict.fromkeys(code for _, code in self._nodes))

    @property
    def keys(self) -> tuple[ItemKey, ...]:
        """All items, organisation by organisation."""
        return tuple(self._nodes)

    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for unit, _ in self._nodes))

    def items(self) -> tuple[Node, ...]:
        """Every item once, in the scheme's order."""
        codes = {code for _, code in self._nodes}
        return tuple(node for node in self.scheme.root.leaves() if node.code in codes)

    def keys_of_unit(self, unit: str) -> tuple[ItemKey, ...]:
        return tuple(key for key in self._nodes if key[0] == unit)

    def keys_of_item(self, item: str) -> tuple[ItemKey, ...]:
        return tuple(key for key in self._nodes if key[1] == item)

    def node(self, key: ItemKey) -> Node:
        return self._nodes[key]

    def stored(self, key: ItemKey) -> StoredMark | None:
        return self._stored.get(key)

    def typed(self, key: ItemKey) -> Typed:
        return self._typed.get(key, Typed())

    def judgement(self, key: ItemKey) -> Judgement:
        return self._judged[key]

    def standing(self, key: ItemKey) -> Standing:
        """The item's points with the marks on the screen, and whether the office still owes something."""
        return self._standings[key[1]][key[0]]

    def is_judged(self, key: ItemKey) -> bool:
        """Whether the item is the office's matter: its rule asks for something, or 无此任务 stands there."""
        rule = self._nodes[key].rule
        return (rule is not None and bool(rule.asks())) or not self.typed(key).is_empty

    def is_needed(self, key: ItemKey) -> bool:
        """False for an item that is computed as long as that can be done."""
        return self.standing(key).is_wanted

    def is_open(self, key: ItemKey) -> bool:
        """Still to be judged, or wrong as it stands."""
        return self.is_wrong(key) or self.standing(key).is_owed

    def is_wrong(self, key: ItemKey) -> bool:
        return not self._judged[key].is_sound

    def count(self, keys: Iterable[ItemKey]) -> Count:
        looked_at = tuple(keys)
        needed = [key for key in looked_at if self.is_needed(key)]
        return Count(
            sum(not self.is_open(key) for key in needed), len(needed), sum(self.is_wrong(key) for key in looked_at)
        )

    def next_open(self, order: tuple[ItemKey, ...], here: ItemKey | None) -> ItemKey | None:
        """The next open item behind `here`, from the last on to the first; `None` when all is done."""
        start = order.index(here) + 1 if here in order else 0
        return next((key for key in (*order[start:], *order[:start]) if self.is_open(key)), None)

    def take(self, changes: Mapping[ItemKey, Mapping[str, EntryValue]]) -> None:
        """What one step has changed, row by row."""
        self.put({key: self.typed(key).with_values(changed) for key, changed in changes.items()})

    def put(self, typed: Mapping[ItemKey, Typed]) -> None:
        """What stands on the screen for the items now."""
        self._typed.update(typed)
        self._judged.update({key: judge(key[0], self._nodes[key], now) for key, now in typed.items()})
        self._score(dict.fromkeys(code for _, code in typed))

    def store(self, desk: Desk, keys: Iterable[ItemKey]) -> bool:
        """Stores together what is right and new among the items; True where something was stored.

        What is wrong is never stored: what was stored before stays.
        """
        marks = [mark for key in keys if (mark := self._judged[key].counted) is not None and mark != self._before(key)]
        if not marks:
            return False
        enter_marks(desk, self.year, marks)
        stored = {mark.key: StoredMark(mark, desk.author.name, desk.author.now) for mark in marks}
        self._stored.update(stored)
        self._score(dict.fromkeys(code for _, code in stored))
        return True

    def cleared(self) -> tuple[ItemKey, ...]:
        """Items of which a mark is stored while nothing stands on the screen any more."""
        judged = ((key, self._judged[key]) for key in self._stored if key in self._judged)
        return tuple(key for key, now in judged if now.mark is None and now.is_sound)

    def remove(self, desk: Desk, reason: str) -> None:
        """Takes the marks back that were cleared on the screen."""
        keys = self.cleared()
        remove_marks(desk, self.year, keys, reason)
        for key in keys:
            del self._stored[key]

    def keep_unsaved_of(self, former: MarkBook) -> None:
        """Takes over what was typed and could not be stored, from the book before a reload."""
        kept = (key for key in former.keys if key in self._nodes and former.judgement(key).problems)
        self.put({key: former.typed(key) for key in kept})

    def _before(self, key: ItemKey) -> Mark | None:
        stored = self._stored.get(key)
        return stored.mark if stored else None

    def _score(self, items: Iterable[str]) -> None:
        """Scores the items anew for everybody, with what counts of the screen."""
        counted = ((key, judged.counted) for key, judged in self._judged.items())
        field = self._marking.field({key: self._recorded(key, mark) for key, mark in counted if mark is not None})
        for item in items:
            self._standings[item] = self._marking.standings(item, field)

    def _recorded(self, key: ItemKey, mark: Mark) -> RecordedMark:
        stored = self._stored.get(key)
        return RecordedMark(mark, mark_source(stored) if stored and stored.mark == mark else "")


def open_book(desk: Desk, year: int) -> MarkBook:
    """The year as it is stored, a final one as it was finalised.

    Raises `UserError` for a plan without a scheme and a year outside its span.
    """
    with desk.work() as work:
        final = standing_final(work, desk.plan_id, year)
        inputs = final.final.inputs if final is not None else read_inputs(work, desk.plan_id, year)
    return MarkBook(Marking(inputs), final is not None)
