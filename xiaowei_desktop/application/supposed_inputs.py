"""假设: everything that can be supposed for an organisation, and what was typed put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xiaowei_desktop.application.supposed_figures import FigureInput, figure_inputs
from xiaowei_desktop.application.supposed_marks import MarkInput, mark_inputs
from xiaowei_desktop.application.what_if import Supposition, Trial
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.mark import Mark, MarkKey
from xiaowei_desktop.domain.scoring.mark_check import check_mark
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure
from xiaowei_desktop.errors import UserError

SupposedInput = FigureInput | MarkInput

_HOW_TO_WRITE = {"mark-event-points": "写成 次数×每次分值，如 1×0.5。"}
"""What is typed in one place here is two cells elsewhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is typed for one input."""

    input: SupposedInput
    text: str


@dataclass(frozen=True, slots=True)
class ReadEntries:
    """What can be supposed of what was typed; `wrong` says by the inputs' keys what is wrong with the rest."""

    supposition: Supposition
    wrong: Mapping[str, str]


def inputs_of(trial: Trial, unit: str) -> tuple[SupposedInput, ...]:
    """In the order of the items; of an item first its figures, then what the office judges."""
    order = [leaf.node.code for leaf in trial.scores.sheet(unit).root.leaves()]
    found: tuple[SupposedInput, ...] = (*figure_inputs(trial, unit), *mark_inputs(trial, unit))
    return tuple(sorted(found, key=lambda one: order.index(one.item.code)))


def input_named(inputs: Iterable[SupposedInput], name: str) -> SupposedInput:
    """The input that a command calls by its code or name. Raises `UserError` with those there are."""
    known = tuple(inputs)
    found = next((one for one in known if name in one.names), None)
    if found is None:
        codes = "、".join(one.names[0] for one in known)
        raise UserError(f"没有可以假设的“{name}”。", f"可以假设：{codes}。")
    return found


def read_entries(entries: Iterable[Entry]) -> ReadEntries:
    """Reads everything typed; an empty text leaves its input as it is."""
    figures: dict[RowKey, SupposedFigure] = {}
    marks: dict[MarkKey, tuple[MarkInput, Mark]] = {}
    wrong: dict[str, str] = {}
    for entry in entries:
        text, asked = entry.text.strip(), entry.input
        if not text:
            continue
        try:
            if isinstance(asked, FigureInput):
                figures[asked.row] = asked.changed(figures.get(asked.row, asked.stands), asked.read(text))
            else:
                _, before = marks.get(asked.stored.key, (asked, asked.stored))
                marks[asked.stored.key] = (asked, asked.changed(before, text))
        except ValueError as unread:
            wrong[asked.key] = str(unread)
    sound = []
    for asked, mark in marks.values():
        issues = check_mark(asked.item, mark)
        if issues:
            wrong.setdefault(asked.key, issues[0].message + _HOW_TO_WRITE.get(issues[0].code, ""))
        else:
            sound.append(mark)
    return ReadEntries(Supposition(figures, tuple(sound)), wrong)
