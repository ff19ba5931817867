"""What the units say of a year's scores, as it stands: the newest self-assessments, objections with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from xiaowei_desktop.application.assessable import items_of
from xiaowei_desktop.application.ports.storage import UnitOfWork
from xiaowei_desktop.domain.item_points import PLACES, check_points
from xiaowei_desktop.domain.objection import ObjectionCase, UnitObjections
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.self_assessment import SelfAssessment
from xiaowei_desktop.domain.units_voice import UnitVoice


def voices_of(
    plan: Plan, assessments: Iterable[SelfAssessment], objections: Iterable[UnitObjections]
) -> Mapping[str, UnitVoice]:
    """What each unit says that has said anything, by its code."""
    assessed = {found.unit: found.current for found in assessments}
    replied = {found.unit: (standing_cases(plan, found), found.current) for found in objections}
    return {unit: UnitVoice(assessed.get(unit), *replied.get(unit, ())) for unit in (*assessed, *replied)}


def adjustments_of(work: UnitOfWork, plan_id: str, year: int) -> tuple[Adjustment, ...]:
    """The points that answers to objections have changed, for the evaluation of the year."""
    plan = work.plans.get(plan_id, year)
    cases = (case for found in work.objections.of_year(plan_id, year) for case in standing_cases(plan, found))
    return tuple(_adjustments(plan, cases))


def standing_cases(plan: Plan, objections: UnitObjections) -> tuple[ObjectionCase, ...]:
    """The unit's objections in the scheme's order; one whose answer the scheme no longer admits is open again."""
    items = _items(plan, objections.unit)
    order = {code: number for number, code in enumerate(items)}
    cases = sorted(objections.cases(), key=lambda case: order.get(case.item, len(order)))
    return tuple(case if _fits(items, case) else replace(case, is_open=True) for case in cases)


def _adjustments(plan: Plan, cases: Iterable[ObjectionCase]) -> Iterable[Adjustment]:
    for case in cases:
        answer = case.answer
        if answer is None or answer.points is None or not _fits(_items(plan, case.unit), case):
            continue
        source = f"{answer.answered_by}于{answer.answered_at:%Y-%m-%d}答复异议"
        points = round_half_up(answer.points, PLACES)
        yield Adjustment(case.unit, case.item, points, answer.reason, source)


def _fits(items: Mapping[str, Node], case: ObjectionCase) -> bool:
    """Whether the answer's points are still points of the item: a changed plan may have taken it or its points away."""
    if case.answer is None or case.answer.points is None:
        return True
    item = items.get(case.item)
    return item is not None and not check_points(item, case.answer.points)


def _items(plan: Plan, unit: str) -> Mapping[str, Node]:
    return {item.code: item for item in items_of(plan, unit)}
