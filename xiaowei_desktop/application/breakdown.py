"""分解到区县: proposing the counties' targets, and storing them as a further edition of the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xiaowei_desktop.application.breakdown_request import (
    BreakdownRequest,
    asked_target,
    check_counties,
    check_target_value,
)
from xiaowei_desktop.application.breakdown_weights import Weights, weights_for
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.editions import edition_for
from xiaowei_desktop.application.plan_update import update_plan
from xiaowei_desktop.domain.breakdown import (
    BreakdownCheck,
    CountyTarget,
    Method,
    allocate,
    check_breakdown,
    counties_of,
    step_for,
)
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.breakdown_words import difference_text, method_note


@dataclass(frozen=True, slots=True)
class Proposal:
    """The counties' targets as they would be stored, beside the whole's. `basis` says what the shares were taken by."""

    plan: Plan
    whole: Target
    method: Method
    check: BreakdownCheck
    basis: str

    @property
    def indicator(self) -> Indicator:
        return self.check.indicator

    @property
    def note(self) -> str:
        """How each county's target came about."""
        return method_note(self.method, self.basis)


def break_down(desk: Desk, request: BreakdownRequest) -> Proposal:
    """The counties' targets by the method; nothing is stored.

    Raises `UserError` for a target that is not there, a method that does not fit, and weights that are missing.
    """
    plan = desk.plan(request.scope.year)
    indicator, whole = asked_target(plan, request)
    match request.method:
        case Method.SAME:
            parts = tuple(CountyTarget(county, whole.value) for county in counties_of(plan))
            basis = ""
        case Method.HAND:
            parts, basis = _by_hand(plan, indicator, whole, request), ""
        case _:
            weights, basis = weights_for(desk, plan, indicator, request)
            parts = _shared(plan, indicator, whole, weights)
    return Proposal(plan, whole, request.method, BreakdownCheck(indicator, whole.value, parts), basis)


def save_targets(desk: Desk, proposal: Proposal, reason: str = "") -> Plan:
    """Stores the counties' targets as a further edition, each with the method as its note.

    Where they do not come to the whole's target, `reason` has to say why; it is kept as the note of the whole's.
    """
    check = proposal.check
    if check.missing:
        missing = "、".join(proposal.plan.organisation(code).name for code in check.missing)
        raise UserError(
            f"“{check.indicator.name}”还没有分解完：{missing}没有目标值。", "请填好每个区县的目标值后再保存。"
        )
    if check.difference and not reason.strip():
        raise UserError(difference_text(check) + "必须写明理由。", "请填写理由，或者调整各区县的目标值。")
    changed = _with_targets(proposal, reason.strip() if check.difference else "")
    with desk.work() as work:
        from_year = edition_for(work.plans.editions(desk.plan_id), proposal.whole.scope.year).from_year
    update_plan(desk, changed, from_year, "，".join(filter(None, (proposal.note, reason.strip()))))
    return changed


def _by_hand(plan: Plan, indicator: Indicator, whole: Target, request: BreakdownRequest) -> tuple[CountyTarget, ...]:
    """What was typed; a county that was left out keeps the target it has."""
    check_counties(plan, request.values)
    for value in request.values.values():
        check_target_value(value)
    before = check_breakdown(plan, indicator, whole).parts
    return tuple(replace(part, value=request.values.get(part.subject, part.value)) for part in before)


def _shared(plan: Plan, indicator: Indicator, whole: Target, weights: Weights) -> tuple[CountyTarget, ...]:
    total, counties = whole.value or Decimal(0), counties_of(plan)
    if total < 0:
        raise UserError(f"“{indicator.name}”的全域目标小于 0，不能分摊。", "请改用“逐个填写”。")
    ordered = [weights[county] for county in counties]
    shares = allocate(total, ordered, step_for(indicator.measure_unit, total))
    return tuple(CountyTarget(*found) for found in zip(counties, shares, ordered, strict=True))


def _with_targets(proposal: Proposal, reason: str) -> Plan:
    """The plan with the counties' targets in the place of those they had, behind the whole's."""
    plan, whole, note = proposal.plan, proposal.whole, proposal.note
    key = (whole.indicator, whole.scope, whole.stretch)
    counties = set(counties_of(plan))
    own = {
        target.subject: target
        for target in plan.targets
        if (target.indicator, target.scope, target.stretch) == key and target.subject in counties
    }
    fresh = replace(whole, baseline=None, reference="", note="")
    new = tuple(
        replace(own.get(part.subject, fresh), subject=part.subject, value=part.value, note=note)
        for part in proposal.check.parts
    )
    kept = []
    for target in plan.targets:
        if target == whole:
            kept += [replace(whole, note=reason), *new]
        elif target not in own.values():
            kept.append(target)
    return replace(plan, targets=tuple(kept))
