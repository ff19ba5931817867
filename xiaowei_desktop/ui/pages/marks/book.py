"""评定 of a year as the page works on it: what is stored, what stands on the screen, and how far the office is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.marks import check_year, enter_mark, marks_by_key, remove_mark, scheme_of
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.evidence import Measurement
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.grids.entry_content import EntryValue
from xiaowei_desktop.ui.pages.marks.judgement import Judgement, Typed, is_fallback, is_needed, judge

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
    """All judged items of a year. What is typed stays here, stored or not, until it is right or taken back.

    `is_final` says that the year is finalised: everything is shown and nothing can be typed.
    """

    def __init__(
        self,
        plan: Plan,
        year: int,
        stored: Mapping[ItemKey, StoredMark],
        measured: Mapping[ItemKey, Measurement],
        is_final: bool,
    ) -> None:
        self.plan = plan
        self.is_final = is_final
        self.year = year
        self.scheme = scheme_of(plan)
        self._nodes = {(unit, node.code): node for unit, node in judged_items(plan)}
        self._stored = dict(stored)
        self._measured = measured
        self._typed = {key: Typed.of(node, stored[key].mark) for key, node in self._nodes.items() if key in stored}
        self._judged = {key: self._judge(key) for key in self._nodes}

    @property
    def keys(self) -> tuple[ItemKey, ...]:
        """All items, organisation by organisation."""
        return tuple(self._nodes)

    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for unit, _ in self._nodes))

    def items(self) -> tuple[Node, ...]:
        """Every judged item once, in the scheme's order."""
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

    def is_needed(self, key: ItemKey) -> bool:
        """False for an item that is computed as long as that can be done."""
        return key not in self._measured or is_needed(self._measured[key])

    def is_open(self, key: ItemKey) -> bool:
        """Still to be judged, or wrong as it stands."""
        return self.is_wrong(key) or (self.is_needed(key) and key not in self._stored)

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

    def take(self, key: ItemKey, changed: Mapping[str, EntryValue]) -> None:
        """What one step has changed in the item's row."""
        self.put(key, self.typed(key).with_values(changed))

    def put(self, key: ItemKey, typed: Typed) -> None:
        """What stands on the screen for the item now."""
        self._typed[key] = typed
        self._judged[key] = self._judge(key)

    def settle(self, desk: Desk, key: ItemKey) -> bool:
        """Stores, changes or removes the mark where that is due; True where something was stored.

        What is wrong is never stored: what was stored before stays.
        """
        judged = self._judged[key]
        before = self._stored.get(key)
        if not judged.is_sound or judged.mark == (before.mark if before else None):
            return False
        if judged.mark is None:
            remove_mark(desk, self.year, *key, "在评定页清除")
            del self._stored[key]
        else:
            enter_mark(desk, self.year, judged.mark)
            self._stored[key] = StoredMark(judged.mark, desk.author.name, desk.author.now)
        self._judged[key] = self._judge(key)
        return True

    def keep_unsaved_of(self, former: MarkBook) -> None:
        """Takes over what was typed and could not be stored, from the book before a reload."""
        for key in former.keys:
            if key in self._nodes and (former.is_wrong(key) or former.judgement(key).problems):
                self.put(key, former.typed(key))

    def _judge(self, key: ItemKey) -> Judgement:
        unit, _ = key
        node, stored = self._nodes[key], self._stored.get(key)
        return judge(unit, node, self.typed(key), stored, self._measured.get(key), self.scheme.places)


def judged_items(plan: Plan) -> Iterator[tuple[str, Node]]:
    """Every organisation with every item that the office judges."""
    scheme = scheme_of(plan)
    return ((unit, node) for unit in scheme.assessed for node in scheme.judged_items(unit))


def open_book(desk: Desk, year: int) -> MarkBook:
    """The year as it is stored. Raises `UserError` for a plan without a scheme and a year outside its span."""
    plans = desk.plans()
    plan = plans.get(year) or desk.plan(year)
    check_year(plan, year)
    fallbacks = [(unit, node) for unit, node in judged_items(plan) if is_fallback(node)]
    with desk.work() as work:
        stored = marks_by_key(work.marks.of_year(plan.id, year))
        returns = work.returns.of_years(plan.id, min(plans), year) if fallbacks else ()
        is_final = year in work.finals.standing(plan.id)
    field = YearEvidence(plan, FigureBook(plan, returns, plans), {}, year)
    measured = {
        (unit, node.code): field.of(unit).measurement(node.rule.indicators()[0])
        for unit, node in fallbacks
        if node.rule is not None
    }
    return MarkBook(plan, year, stored, measured, is_final)
