"""The table of 假设试算: what can be supposed, as it stands and as it is supposed, with the item's points then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.application.supposed_inputs import SupposedInput
from xiaowei_desktop.application.supposed_marks import MarkInput
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.reporting.trial_words import points
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryRow, EntryValue


class WhatIfColumn(StrEnum):
    """The keys of the columns."""

    ITEM = "item"
    NAME = "name"
    HINT = "hint"
    NOW = "now"
    THEN = "then"
    POINTS = "points"
    TRIED = "tried"


_SETTLED = "异议复核后已定分，改评定也不变"
COLUMNS = (
    EntryColumn(WhatIfColumn.ITEM, "考核内容", editable=False, wrap=True, least=8),
    EntryColumn(WhatIfColumn.NAME, "数据或评定", editable=False, wrap=True, least=6),
    EntryColumn(WhatIfColumn.HINT, "目标，可以填什么", editable=False, wrap=True, least=15),
    EntryColumn(WhatIfColumn.NOW, "现在", editable=False, align=Align.RIGHT),
    # a choice where the row has some to choose from; else typed
    EntryColumn(WhatIfColumn.THEN, "假设", EntryKind.CHOICE, align=Align.RIGHT, characters=5),
    EntryColumn(WhatIfColumn.POINTS, "得分", editable=False, align=Align.RIGHT),
    EntryColumn(WhatIfColumn.TRIED, "试算", editable=False, align=Align.RIGHT, characters=4),
)


def what_if_rows(
    inputs: Sequence[SupposedInput], texts: Mapping[str, str], before: ScoreSheet, after: ScoreSheet
) -> Iterator[EntryRow]:
    """A row for each input; the item and its points stand in the first of its rows.

    A judgement of an item whose points an answered objection set moves nothing, and is locked.
    """
    tried = tried_points(inputs, before, after)
    answered = {leaf.node.code for leaf in before.root.leaves() if leaf.adjustment is not None}
    last = ""
    for one in inputs:
        is_settled = isinstance(one, MarkInput) and one.item.code in answered
        is_first, last = one.item.code != last, one.item.code
        values: dict[str, EntryValue] = {
            WhatIfColumn.ITEM: f"{one.item.code} {one.item.title}" if is_first else None,
            WhatIfColumn.NAME: named(one),
            WhatIfColumn.HINT: _SETTLED if is_settled else one.hint,
            WhatIfColumn.NOW: one.now,
            WhatIfColumn.THEN: texts.get(one.key),
            WhatIfColumn.POINTS: points(points_of(before, one.item.code)) if is_first else None,
            WhatIfColumn.TRIED: tried.get((one.key, WhatIfColumn.TRIED)),
        }
        locked = frozenset({WhatIfColumn.THEN.value} if is_settled else ())
        yield EntryRow(one.key, values, locked, {WhatIfColumn.THEN: one.choices})


def named(one: SupposedInput) -> str:
    """The input with its measure unit: 发放科技创新券（万元）."""
    is_said = one.name.endswith("得分")
    return one.name if is_said or not one.measure_unit else f"{one.name}（{one.measure_unit}）"


def tried_points(
    inputs: Sequence[SupposedInput], before: ScoreSheet, after: ScoreSheet
) -> Mapping[tuple[str, str], EntryValue]:
    """The items' points as they would be, with a sign where they change: 25.00 ▲."""
    found: dict[tuple[str, str], EntryValue] = {}
    last = ""
    for one in inputs:
        is_first, last = one.item.code != last, one.item.code
        now, then = points_of(before, one.item.code), points_of(after, one.item.code)
        found[one.key, WhatIfColumn.TRIED] = f"{points(then)}{_sign(now, then)}" if is_first else None
    return found


def points_of(sheet: ScoreSheet, item: str) -> Decimal | None:
    return sheet.node(item).points


def _sign(now: Decimal | None, then: Decimal | None) -> str:
    if now == then:
        return ""
    return " ▼" if then is None or (now is not None and then < now) else " ▲"
