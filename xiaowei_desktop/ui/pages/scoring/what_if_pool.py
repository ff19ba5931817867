"""Everything that is supposed for a year, of all organisations; it lives in the window only."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from xiaowei_desktop.application.supposed_inputs import Entry, SupposedInput
from xiaowei_desktop.application.supposed_marks import MarkInput
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.reporting.trial_words import SupposedLine


class WhatIfPool:
    """Texts by the inputs' keys. An input that several organisations share is one, wherever it is typed."""

    def __init__(self) -> None:
        self._inputs: Mapping[str, SupposedInput] = {}
        self._texts: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def texts(self) -> Mapping[str, str]:
        return dict(self._texts)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(Entry(self._inputs[key], text) for key, text in self._texts.items())

    def lines(self, plan: Plan, unit: str, wrong: Collection[str]) -> tuple[SupposedLine, ...]:
        """What is supposed, in words, without what is wrong.

        Judgements of other organisations than `unit` are told with their names.
        """
        return tuple(_line(plan, unit, entry) for entry in self.entries if entry.input.key not in wrong)

    def set_inputs(self, inputs: Mapping[str, SupposedInput]) -> None:
        """The inputs of all organisations as they stand now; what was supposed of one that is gone is dropped."""
        self._inputs = inputs
        self._texts = {key: text for key, text in self._texts.items() if key in inputs}

    def put(self, key: str, text: str) -> None:
        """What is typed for an input; an empty text leaves it as it is."""
        if text.strip():
            self._texts[key] = text.strip()
        else:
            self._texts.pop(key, None)

    def replace(self, texts: Mapping[str, str]) -> None:
        self._texts = {key: text for key, text in texts.items() if key in self._inputs}


def _line(plan: Plan, unit: str, entry: Entry) -> SupposedLine:
    one = entry.input
    item = one.item.code
    if isinstance(one, MarkInput) and one.unit != unit:
        item = f"{plan.organisation(one.unit).name} {item}"
    return SupposedLine(item, one.name, one.now, entry.text, one.measure_unit)
