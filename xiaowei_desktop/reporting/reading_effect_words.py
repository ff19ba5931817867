"""What taking the other way of a 口径说明 changes in the plan, in the office's words."""

from __future__ import annotations

from collections.abc import Sequence

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import PlanChange, field_changes
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.plan_change_words import quoted, stated_value
from xiaowei_desktop.reporting.plan_field_words import PART_WORDS, entry_name, field_word

_NAMED_AT_MOST = 3
_BARE_WORDS = frozenset({"requirement", "reference"})
"""Fields that people read and nothing is computed from."""


def reading_effect_lines(old: Plan, new: Plan) -> tuple[str, ...]:
    """One sentence for each different change, bare words last; entries that change alike share one.

    Empty where nothing changes.
    """
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for change in sorted(field_changes(old, new), key=lambda change: change.field in _BARE_WORDS):
        before, after = _stated(old, change, change.old), _stated(new, change, change.new)
        key = (PART_WORDS[change.part], field_word(change.field), before, after)
        alike.setdefault(key, []).append(entry_name(old, change.entry))
    return tuple(
        f"{part}{_together(names)}的{field}由{quoted(before)}改为{quoted(after)}。"
        for (part, field, before, after), names in alike.items()
    )


def _stated(plan: Plan, change: PlanChange, value: object) -> str:
    code = change.entry.code if isinstance(change.entry, Node) else ""
    return stated_value(plan, code, change.field, value)


def _together(names: Sequence[str]) -> str:
    """“甲”、“乙”、“丙”等7项"""
    shown = "、".join(f"“{name}”" for name in names[:_NAMED_AT_MOST])
    return shown if len(names) <= _NAMED_AT_MOST else f"{shown}等{len(names)}项"
