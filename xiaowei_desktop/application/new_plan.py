"""新建方案: an empty one, one after a shipped plan, and one that carries last year's on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from xiaowei_desktop.application.readings import holds_in
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Scope, Span
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

Answered = TypeVar("Answered", Indicator, Task)

_SUBJECT = "area"


def free_id(span: Span, taken: Collection[str]) -> str:
    """An id that no plan of the database has: plan-2021-2023, plan-2021-2023-2 …"""
    years = str(span.first) if span.first == span.last else f"{span.first}-{span.last}"
    wanted, number = f"plan-{years}", 2
    while wanted in taken:
        wanted, number = f"plan-{years}-{number}", number + 1
    return wanted


def empty_plan(plan_id: str, title: str, span: Span, subject_name: str) -> Plan:
    """A plan with nothing but the area that it is about."""
    subject = Organisation(_SUBJECT, subject_name, OrganisationKind.AREA)
    return Plan(plan_id, title, title, "", "", span, _SUBJECT, (subject,), (), (), (), (), None, ())


def from_shipped(plan: Plan, plan_id: str, title: str, span: Span) -> Plan:
    """A plan after a shipped one, with its figures.

    In other years the yearly targets and the deadlines move by as many years as the span's beginning does; targets
    of years that the new span has not are left out, and so is the number of a document that was about other years.
    """
    if span == plan.span:
        return replace(plan, id=plan_id, title=title, short_title=title)
    years = span.first - plan.span.first
    targets = tuple(moved for target in plan.targets if _is_in(moved := _moved(target, years), span))
    tasks = tuple(replace(task, deadline=_later(task.deadline, years)) for task in plan.tasks)
    kept = replace(plan, id=plan_id, title=title, short_title=title, document="", span=span, tasks=tasks)
    return with_living_effects(replace(kept, targets=targets))


def from_last_year(plan: Plan, plan_id: str, title: str, span: Span) -> Plan:
    """The plan carried on into new years.

    Organisations that still exist, indicators with who reports them, scheme and readings go on. What is demanded
    every year (每年) is demanded again with the same value; a target for the whole plan goes on without its value,
    which the new document sets. Targets of years that are over stay behind, as do tasks past their deadline.
    """
    begin = date(span.first, 1, 1)
    gone = {
        found.code
        for found in plan.organisations
        if found.valid_until is not None and found.valid_until < begin and found.code != plan.subject
    }
    carried = replace(
        plan,
        id=plan_id,
        title=title,
        short_title=title,
        document="",
        span=span,
        organisations=tuple(found for found in plan.organisations if found.code not in gone),
        indicators=tuple(_without_units(found, gone) for found in plan.indicators),
        targets=tuple(found for found in _carried_targets(plan, span) if found.subject not in gone),
        tasks=tuple(_without_units(found, gone) for found in plan.tasks if _is_open(found, begin)),
        scheme=_scheme_without(plan.scheme, gone),
        office="" if plan.office in gone else plan.office,
    )
    return with_living_effects(carried)


def _carried_targets(plan: Plan, span: Span) -> Iterator[Target]:
    """In the order of the old plan's targets; what is demanded every year stands where its first year stood."""
    years = {key: _years(plan, key) for key in map(_key, plan.targets)}
    for target in plan.targets:
        key, year = _key(target), target.scope.year
        if year is None:
            yield replace(target, value=None, baseline=None)
        elif years[key] != set(plan.span.years):
            if year in span:
                yield target
        elif year == plan.span.first:
            last = next(one for one in plan.targets if _key(one) == key and one.scope.year == plan.span.last)
            yield from (replace(last, scope=Scope(later)) for later in span.years)


def _key(target: Target) -> tuple[str, str, bool]:
    return target.indicator, target.subject, target.stretch


def _years(plan: Plan, key: tuple[str, str, bool]) -> set[int]:
    """The years for which there is such a target."""
    return {target.scope.year for target in plan.targets if _key(target) == key and target.scope.year is not None}


def _is_open(task: Task, begin: date) -> bool:
    return task.deadline is None or task.deadline >= begin


def _without_units(answered: Answered, gone: Collection[str]) -> Answered:
    return replace(
        answered,
        lead=_others(answered.lead, gone),
        responsible=_others(answered.responsible, gone),
        supporting=_others(answered.supporting, gone),
        data_providers=_others(answered.data_providers, gone),
    )


def _scheme_without(scheme: ScoringScheme | None, gone: Collection[str]) -> ScoringScheme | None:
    """The scheme for the organisations that go on; `None` where it assesses nobody any more."""
    if scheme is None:
        return None
    assessed = _others(scheme.assessed, gone)
    root = _node_without(scheme.root, gone)
    return replace(scheme, root=root, assessed=assessed) if assessed and root is not None else None


def _node_without(node: Node, gone: Collection[str]) -> Node | None:
    """`None` for what was only for organisations that are gone: without a name it would be for all."""
    applies_to = _others(node.applies_to, gone)
    if node.applies_to and not applies_to:
        return None
    children = tuple(kept for child in node.children if (kept := _node_without(child, gone)) is not None)
    if node.rule is None and not children:
        return None
    return replace(node, applies_to=applies_to, children=children)


def _others(codes: Iterable[str], gone: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code not in gone)


def _moved(target: Target, years: int) -> Target:
    year = target.scope.year
    return target if year is None else replace(target, scope=Scope(year + years))


def _is_in(target: Target, span: Span) -> bool:
    return target.scope.year is None or target.scope.year in span


def _later(day: date | None, years: int) -> date | None:
    """The same day some years later; the 28th for a 29th of February that the year has not."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def with_living_effects(plan: Plan) -> Plan:
    """Readings speak only of what the plan still has."""
    items = {node.code for node in plan.scheme.root.walk()} if plan.scheme else set()
    known = items | {found.code for found in plan.indicators}

    def living(reading: Reading) -> Reading:
        acts_on = tuple(code for code in reading.acts_on if code in known)
        return replace(reading, effects=reading.effects if holds_in(plan, reading) else (), acts_on=acts_on)

    return replace(plan, readings=tuple(living(reading) for reading in plan.readings))
