"""What differs between two plans, entry by entry and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.organisation import Organisation
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme


class PlanPart(StrEnum):
    """Where in a plan an entry stands; `head` is what the document says of the plan as a whole."""

    HEAD = "head"
    ORGANISATION = "organisation"
    INDICATOR = "indicator"
    TARGET = "target"
    TASK = "task"
    SCHEME = "scheme"
    NODE = "node"
    READING = "reading"


class ChangeKind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


Entry = Organisation | Indicator | Target | Task | ScoringScheme | Node | Reading | Plan

ORDER = "order"
"""The field of a change in the order of a part's entries; its values are the codes that both plans have."""
PARENT = "parent"
"""The field of an item that moved to another section; its values are the sections' codes."""


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One entry added or removed, or one field of it changed from `old` to `new`.

    `entry` is the entry as it is now, the one that is gone where it was removed. `code` names it within its part
    (indicator/subject/scope for a target, `""` for the head and the scheme). Without a `field` the entry as a whole
    came or went, and `old` and `new` are `None`.
    """

    part: PlanPart
    kind: ChangeKind
    code: str
    entry: Entry
    field: str = ""
    old: object = None
    new: object = None


def plan_changes(old: Plan, new: Plan) -> tuple[PlanChange, ...]:
    """All that differs, part by part; empty exactly where the plans are the same."""
    return (
        *_fields(PlanPart.HEAD, "", old, new, _HEAD),
        *_part(PlanPart.ORGANISATION, _by_code(old.organisations), _by_code(new.organisations)),
        *_part(PlanPart.INDICATOR, _by_code(old.indicators), _by_code(new.indicators)),
        *_part(PlanPart.TARGET, _targets(old), _targets(new)),
        *_part(PlanPart.TASK, _by_code(old.tasks), _by_code(new.tasks)),
        *_part(PlanPart.SCHEME, _scheme(old), _scheme(new)),
        *_part(PlanPart.NODE, _nodes(old), _nodes(new)),
        *_parents(old, new),
        *_part(PlanPart.READING, _by_code(old.readings), _by_code(new.readings)),
    )


def field_changes(old: Plan, new: Plan) -> tuple[PlanChange, ...]:
    """What differs between plans with the same entries in the same order, such as before and after a reading's switch.

    A target that moved into another year is one change of its scope here, and not one target gone and one come. The
    entry of each change is the one as it was.
    """
    pairs: tuple[tuple[PlanPart, Iterable[Entry], Iterable[Entry]], ...] = (
        (PlanPart.INDICATOR, old.indicators, new.indicators),
        (PlanPart.TARGET, old.targets, new.targets),
        (PlanPart.NODE, _nodes(old).values(), _nodes(new).values()),
    )
    return tuple(
        replace(change, entry=was)
        for part, before, after in pairs
        for was, entry in zip(before, after, strict=True)
        for change in _fields(part, "", was, entry, _names(entry))
    )


_PARTS = {"organisations", "indicators", "targets", "tasks", "scheme", "readings"}
_INNER = {"root", "children"}
"""What is compared entry by entry, and not as a field of what holds it."""
_HEAD = tuple(field.name for field in fields(Plan) if field.name not in _PARTS)


def _by_code(entries: Iterable[Organisation | Indicator | Task | Reading]) -> Mapping[str, Entry]:
    return {entry.code: entry for entry in entries}


def _targets(plan: Plan) -> Mapping[str, Target]:
    """A stretch target may stand beside the one that is scored."""
    return {
        "/".join(
            (target.indicator, target.subject, str(target.scope), *(["stretch"] if target.stretch else []))
        ): target
        for target in plan.targets
    }


def _scheme(plan: Plan) -> Mapping[str, ScoringScheme]:
    return {"": plan.scheme} if plan.scheme else {}


def _nodes(plan: Plan) -> Mapping[str, Node]:
    return {node.code: node for node in plan.scheme.root.walk()} if plan.scheme else {}


def _part(part: PlanPart, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[PlanChange]:
    for code, entry in old.items():
        if code not in new:
            yield PlanChange(part, ChangeKind.REMOVED, code, entry)
    for code, entry in new.items():
        if code in old:
            yield from _fields(part, code, old[code], entry, _names(entry))
        else:
            yield PlanChange(part, ChangeKind.ADDED, code, entry)
    before, after = tuple(code for code in old if code in new), tuple(code for code in new if code in old)
    if before != after:
        yield PlanChange(part, ChangeKind.CHANGED, "", new[after[0]], ORDER, before, after)


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(field.name for field in fields(entry) if field.name not in _INNER)


def _fields(part: PlanPart, code: str, old: Entry, new: Entry, names: tuple[str, ...]) -> Iterator[PlanChange]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield PlanChange(part, ChangeKind.CHANGED, code, new, name, before, after)


def _parents(old: Plan, new: Plan) -> Iterator[PlanChange]:
    """Items that moved to another section."""
    before, after = _sections(old), _sections(new)
    for code, node in _nodes(new).items():
        if code in before and before[code] != after[code]:
            yield PlanChange(PlanPart.NODE, ChangeKind.CHANGED, code, node, PARENT, before[code], after[code])


def _sections(plan: Plan) -> Mapping[str, str]:
    """The section of each node by code; the root stands in none."""
    nodes = _nodes(plan)
    inside = {child.code: node.code for node in nodes.values() for child in node.children}
    return {code: inside.get(code, "") for code in nodes}
