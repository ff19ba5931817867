"""口径说明: taking the one or the other way of an unclear place, with what it changes in the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from xiaowei_desktop.application.plan_fields import with_field
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.plan import Adopted, Plan, Reading, ReadingEffect
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.errors import UserError

Entry = TypeVar("Entry", Indicator, Target)


def adopt(plan: Plan, reading_code: str, adopted: Adopted, decision: str = "") -> Plan:
    """The plan with a reading taken the way that is asked for, and its effects applied.

    A way of the office's own leaves the figures as they are: the office changes them itself. `decision` says why, or
    for a way of its own, which. Raises `UserError` where the way is not described or an effect finds no place.
    """
    reading = next(found for found in plan.readings if found.code == reading_code)
    if adopted is Adopted.ALTERNATIVE and not reading.alternative:
        raise UserError("这条口径说明没有另一种理解。", "请选“自定”，并在说明中写明怎样理解。")
    if adopted is Adopted.OWN and not decision.strip():
        raise UserError("自定的口径没有写明怎样理解。", "请在说明中写明，再选“自定”。")
    taken = replace(reading, adopted=adopted, decision=decision.strip())
    readings = tuple(taken if found.code == reading_code else found for found in plan.readings)
    changed = replace(plan, readings=readings)
    if adopted is not Adopted.OWN:
        for effect in reading.effects:
            changed = _applied(changed, reading, effect, adopted)
    return changed


def _applied(plan: Plan, reading: Reading, effect: ReadingEffect, adopted: Adopted) -> Plan:
    text = effect.default if adopted is Adopted.DEFAULT else effect.alternative
    found = False

    def place(entry_code: str) -> bool:
        nonlocal found
        found = found or entry_code == effect.code
        return entry_code == effect.code

    try:
        changed = _with_effect(plan, effect, text, place)
    except (ValueError, ArithmeticError) as unfit:
        raise _no_place(reading, effect) from unfit
    if not found:
        raise _no_place(reading, effect)
    return changed


def _with_effect(plan: Plan, effect: ReadingEffect, text: str, is_place: Callable[[str], bool]) -> Plan:
    match effect.table:
        case "indicators":
            indicators = _set(plan.indicators, lambda one: one.code, is_place, effect.field, text)
            return replace(plan, indicators=indicators)
        case "targets":
            return replace(plan, targets=_set(plan.targets, target_code, is_place, effect.field, text))
        case "nodes" if plan.scheme is not None:
            root = _set_node(plan.scheme.root, is_place, effect.field, text)
            return replace(plan, scheme=replace(plan.scheme, root=root))
    return plan


def target_code(target: Target) -> str:
    """How an effect names a target: indicator/subject/scope."""
    return f"{target.indicator}/{target.subject}/{target.scope}"


def _set(
    entries: Sequence[Entry], code: Callable[[Entry], str], is_place: Callable[[str], bool], field: str, text: str
) -> tuple[Entry, ...]:
    return tuple(with_field(one, field, text) if is_place(code(one)) else one for one in entries)


def _set_node(node: Node, is_place: Callable[[str], bool], field: str, text: str) -> Node:
    children = tuple(_set_node(child, is_place, field, text) for child in node.children)
    whole = replace(node, children=children)
    return with_field(whole, field, text) if is_place(node.code) else whole


def _no_place(reading: Reading, effect: ReadingEffect) -> UserError:
    return UserError(
        f"口径说明“{reading.code}”要改动的“{effect.code}”（{effect.field}）在方案中找不到，或者已改成别的形式。",
        "请选“自定”，并在相应的表中自行修改。",
    )
