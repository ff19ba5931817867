"""口径说明: taking the one or the other way of an unclear place, with what it changes in the plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from xiaowei_desktop.application.plan_fields import with_field
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.plan import Adopted, Plan, Reading, ReadingEffect
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.errors import UserError

Entry = TypeVar("Entry", Indicator, Target)
Place = Callable[[Collection[str]], bool]
"""Whether what has these codes is what an effect speaks of."""

EVERYBODY = "*"


def adopt(plan: Plan, reading_code: str, adopted: Adopted, decision: str = "") -> Plan:
    """The plan with a reading taken the way that is asked for, and its effects applied.

    A way of the office's own leaves the figures as they are: the office changes them itself. `decision` says why, or
    for a way of its own, which. Raises `UserError` where the way is not described or an effect finds no place.
    """
    reading = next(found for found in plan.readings if found.code == reading_code)
    if adopted is Adopted.ALTERNATIVE and not reading.alternative:
        raise UserError("这条口径说明没有另一种理解。", "请选“自行确定”，并在说明中写明怎样理解。")
    if adopted is Adopted.OWN and not decision.strip():
        raise UserError("自行确定的口径没有写明怎样理解。", "请在说明中写明，再选“自行确定”。")
    taken = replace(reading, adopted=adopted, decision=decision.strip())
    readings = tuple(taken if found.code == reading_code else found for found in plan.readings)
    changed = replace(plan, readings=readings)
    return changed if adopted is Adopted.OWN else _all_applied(changed, reading, adopted)


def holds_in(plan: Plan, reading: Reading) -> bool:
    """Whether the plan says in every place what the reading's way in force says, and could take either way.

    Half a way is none: a plan made from another one keeps the effects of a reading where all of them still hold.
    """
    try:
        ways = {way: _all_applied(plan, reading, way) for way in (Adopted.DEFAULT, Adopted.ALTERNATIVE)}
    except UserError:
        return False
    return ways.get(reading.adopted, plan) == plan


def _all_applied(plan: Plan, reading: Reading, adopted: Adopted) -> Plan:
    for effect in reading.effects:
        plan = _applied(plan, reading, effect, adopted)
    return plan


def _applied(plan: Plan, reading: Reading, effect: ReadingEffect, adopted: Adopted) -> Plan:
    text = effect.default if adopted is Adopted.DEFAULT else effect.alternative
    found = False

    def place(codes: Collection[str]) -> bool:
        nonlocal found
        found = found or effect.code in codes
        return effect.code in codes

    try:
        changed = _with_effect(plan, effect, text, place)
    except (ValueError, ArithmeticError) as unfit:
        raise _no_place(reading, effect) from unfit
    if not found or not _targets_fit(changed):
        raise _no_place(reading, effect)
    return changed


def _with_effect(plan: Plan, effect: ReadingEffect, text: str, is_place: Place) -> Plan:
    match effect.table:
        case "indicators":
            indicators = _set(plan.indicators, lambda one: (one.code,), is_place, effect.field, text)
            return replace(plan, indicators=indicators)
        case "targets":
            moves = _moves(plan.readings)
            targets = _set(plan.targets, lambda one: _codes_at_home(one, moves), is_place, effect.field, text)
            return replace(plan, targets=targets)
        case "nodes" if plan.scheme is not None:
            root = _set_node(plan.scheme.root, is_place, effect.field, text)
            return replace(plan, scheme=replace(plan.scheme, root=root))
    return plan


def target_codes(target: Target) -> frozenset[str]:
    """How an effect names a target: indicator/subject/scope, with `*` for whoever has such a target."""
    return frozenset(f"{target.indicator}/{subject}/{target.scope}" for subject in (target.subject, EVERYBODY))


class _Move(NamedTuple):
    """A reading puts the targets with this code from one scope into another."""

    code: str
    default: Scope
    alternative: Scope


def _moves(readings: Iterable[Reading]) -> tuple[_Move, ...]:
    effects = (effect for reading in readings for effect in reading.effects)
    return tuple(
        _Move(effect.code, _scope(effect.default), _scope(effect.alternative))
        for effect in effects
        if (effect.table, effect.field) == ("targets", "scope")
    )


def _scope(text: str) -> Scope:
    return with_field(Target("", "", WHOLE_PLAN), "scope", text).scope


def _codes_at_home(target: Target, moves: Iterable[_Move]) -> frozenset[str]:
    """The target's codes, and those it has in the default scope where a reading may have moved it."""
    codes = target_codes(target)
    for move in moves:
        if target.scope == move.alternative:
            at_home = target_codes(replace(target, scope=move.default))
            codes |= at_home if move.code in at_home else frozenset()
    return codes


def _targets_fit(plan: Plan) -> bool:
    """Whether a moved target lies in the plan's years, and not where the office has set one of its own."""
    keys = {(found.indicator, found.subject, found.scope, found.stretch) for found in plan.targets}
    years = {found.scope.year for found in plan.targets if found.scope.year is not None}
    return len(keys) == len(plan.targets) and years <= set(plan.span.years)


def _set(
    entries: Sequence[Entry],
    codes: Callable[[Entry], Collection[str]],
    is_place: Place,
    field: str,
    text: str,
) -> tuple[Entry, ...]:
    return tuple(with_field(one, field, text) if is_place(codes(one)) else one for one in entries)


def _set_node(node: Node, is_place: Place, field: str, text: str) -> Node:
    children = tuple(_set_node(child, is_place, field, text) for child in node.children)
    whole = replace(node, children=children)
    return with_field(whole, field, text) if is_place((node.code,)) else whole


def _no_place(reading: Reading, effect: ReadingEffect) -> UserError:
    return UserError(
        f"口径说明“{reading.code}”要改动的“{effect.code}”（{effect.field}）在方案中找不到，或者已改成别的形式。",
        "请选“自行确定”，并在相应的表中自行修改。",
    )
