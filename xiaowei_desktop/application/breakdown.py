"""分解到区县: proposing the counties' targets, and storing them as a further edition of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

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
    targets_add_up,
    whole_target,
)
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, check_size, plain_text
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.errors import UserError

METHOD_WORDS = {
    Method.EQUAL: "平均分解",
    Method.WEIGHTS: "按权重分解",
    Method.LAST_YEAR: "按上年占比分解",
    Method.SAME: "各区县同值",
    Method.HAND: "逐个填写",
}


@dataclass(frozen=True, slots=True)
class BreakdownRequest:
    """What is to be broken down and how. `weights` and `values` are by county: those the method asks for."""

    indicator: str
    scope: Scope
    method: Method
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[str, Decimal | None] = field(default_factory=dict)


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


def break_down(desk: Desk, request: BreakdownRequest) -> Proposal:
    """The counties' targets by the method; nothing is stored.

    Raises `UserError` for a target that is not there, a method that does not fit, and weights that are missing.
    """
    plan = desk.plan(request.scope.year)
    indicator = _indicator(plan, request.indicator)
    whole = _whole(plan, indicator, request.scope)
    _check_method(indicator, whole, request.method)
    match request.method:
        case Method.SAME:
            parts = tuple(CountyTarget(county, whole.value) for county in counties_of(plan))
            basis = ""
        case Method.HAND:
            parts, basis = _by_hand(plan, indicator, whole, request), ""
        case _:
            weights, basis = _weights(desk, plan, indicator, request)
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
    update_plan(desk, changed, from_year, "，".join(filter(None, (note_of(proposal), reason.strip()))))
    return changed


def note_of(proposal: Proposal) -> str:
    """How a county's target came about: 按权重分解（权重3）."""
    return METHOD_WORDS[proposal.method] + (f"（{proposal.basis}）" if proposal.basis else "")


def difference_text(check: BreakdownCheck) -> str:
    """By how much the counties' targets differ from the whole's, in words; empty where they do not."""
    if not check.difference or check.total is None or check.whole is None:
        return ""
    unit, word = check.indicator.measure_unit, "超分" if check.difference > 0 else "少分"
    return (
        f"“{check.indicator.name}”各区县合计{plain_text(check.total)}{unit}，全域目标{plain_text(check.whole)}{unit}，"
        f"{word}{plain_text(abs(check.difference))}{unit}，"
    )


def _indicator(plan: Plan, code: str) -> Indicator:
    try:
        return plan.indicator(code)
    except KeyError as unknown:
        raise UserError(f"方案中没有编码为“{code}”的指标。", "请用“plan show”查看指标编码。") from unknown


def _whole(plan: Plan, indicator: Indicator, scope: Scope) -> Target:
    if not counties_of(plan):
        raise UserError("方案中没有区县，没有目标可以分解到区县。", "请在“方案设置”的单位中加入区县。")
    whole = whole_target(plan, indicator.code, scope)
    if whole is None:
        when = "规划期" if scope.year is None else f"{scope.year}年"
        known = "、".join(
            "规划期（plan）" if target.scope.year is None else f"{target.scope.year}年"
            for target in plan.targets
            if (target.indicator, target.subject) == (indicator.code, plan.subject)
        )
        raise UserError(f"“{indicator.name}”没有{when}的目标，不能分解。", f"已有目标：{known or '无'}。")
    return whole


def _check_method(indicator: Indicator, whole: Target, method: Method) -> None:
    """Counts are shared out and rates hold for everyone; by hand everything can be set."""
    if method is Method.HAND:
        return
    name = f"“{indicator.name}”"
    if whole.value is None:
        raise UserError(f"{name}没有设全域目标值，只能逐个填写。", "请改用“逐个填写”，或者先在方案中填全域目标值。")
    if targets_add_up(indicator) and method is Method.SAME:
        raise UserError(f"{name}是要分到各区县的数，不能各区县同值。", "请改用平均、权重或上年占比，或者逐个填写。")
    if not targets_add_up(indicator) and method is not Method.SAME:
        raise UserError(f"{name}是比率、增速，不能分摊。", "请改用“各区县同值”，或者逐个填写。")


def _by_hand(plan: Plan, indicator: Indicator, whole: Target, request: BreakdownRequest) -> tuple[CountyTarget, ...]:
    """What was typed; a county that was left out keeps the target it has."""
    counties = set(counties_of(plan))
    unknown = [name for name in request.values if name not in counties]
    if unknown:
        raise UserError(f"“{'、'.join(unknown)}”不是方案中的区县。", "请核对区县名称。")
    for value in request.values.values():
        _check_value(value)
    before = check_breakdown(plan, indicator, whole).parts
    return tuple(replace(part, value=request.values.get(part.subject, part.value)) for part in before)


def _check_value(value: Decimal | None) -> None:
    try:
        if value is not None and check_size(value) < 0:
            raise UserError(f"目标值“{plain_text(value)}”小于 0。", "请核对目标值。")
    except QuantityError as wrong:
        raise UserError(f"目标值{wrong}，不能采用。", "请核对目标值。") from wrong


Weights = Mapping[str, Decimal]


def _weights(desk: Desk, plan: Plan, indicator: Indicator, request: BreakdownRequest) -> tuple[Weights, str]:
    """A weight for each county, and what it is."""
    counties = counties_of(plan)
    match request.method:
        case Method.EQUAL:
            return dict.fromkeys(counties, Decimal(1)), ""
        case Method.LAST_YEAR:
            return _last_year(desk, plan, indicator, request.scope)
        case _:
            _check_weights(plan, request.weights)
            return request.weights, ""


def _check_weights(plan: Plan, weights: Weights) -> None:
    counties = counties_of(plan)
    unknown = [name for name in weights if name not in counties]
    if unknown:
        raise UserError(f"“{'、'.join(unknown)}”不是方案中的区县。", "请核对区县名称。")
    missing = "、".join(plan.organisation(county).name for county in counties if county not in weights)
    if missing:
        raise UserError(f"没有给{missing}写权重。", "每个区县都要有权重；没有任务的写 0。")
    if any(not weight.is_finite() or weight < 0 for weight in weights.values()) or not any(weights.values()):
        raise UserError("权重不能是负数，也不能全是 0。", "请核对权重。")


def _last_year(desk: Desk, plan: Plan, indicator: Indicator, scope: Scope) -> tuple[Weights, str]:
    """The year before's figures where every county has one, else that year's targets."""
    if scope.year is None or scope.year - 1 not in plan.span:
        raise UserError("方案中没有上一年的数，不能按上年占比分解。", "请改用平均或权重。")
    year = scope.year - 1
    before, counties = desk.plan(year), counties_of(plan)
    with desk.work() as work:
        book = FigureBook(before, work.returns.of_quarter(plan.id, Quarter.last_of(year)))
    actual = {county: book.value(RowKey(indicator.code, county), Quarter.last_of(year)) for county in counties}
    targets = {county: _target_value(before, indicator.code, county, year) for county in counties}
    for found, basis in ((actual, f"{year}年实际数"), (targets, f"{year}年目标")):
        known = {county: value for county, value in found.items() if value is not None}
        if len(known) == len(counties) and any(known.values()) and min(known.values()) >= 0:
            return known, basis
    raise UserError(
        f"“{indicator.name}”{year}年的数和目标都不全，不能按上年占比分解。", "请先收齐上年的数，或者改用平均或权重。"
    )


def _target_value(plan: Plan, indicator: str, county: str, year: int) -> Decimal | None:
    target = plan.target_in(indicator, county, Scope(year))
    return target.value if target else None


def _shared(plan: Plan, indicator: Indicator, whole: Target, weights: Weights) -> tuple[CountyTarget, ...]:
    total, counties = whole.value or Decimal(0), counties_of(plan)
    if total < 0:
        raise UserError(f"“{indicator.name}”的全域目标小于 0，不能分摊。", "请改用“逐个填写”。")
    ordered = [weights[county] for county in counties]
    shares = allocate(total, ordered, step_for(indicator.measure_unit, total))
    return tuple(CountyTarget(*found) for found in zip(counties, shares, ordered, strict=True))


def _with_targets(proposal: Proposal, reason: str) -> Plan:
    """The plan with the counties' targets in the place of those they had, behind the whole's."""
    plan, whole, note = proposal.plan, proposal.whole, note_of(proposal)
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
