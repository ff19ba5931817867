"""分解到区县: what is asked for, and whether the plan allows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xiaowei_desktop.domain.breakdown import Method, counties_of, targets_add_up, whole_target
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, check_size, plain_text
from xiaowei_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class BreakdownRequest:
    """What is to be broken down and how. `weights` and `values` are by county: those the method asks for."""

    indicator: str
    scope: Scope
    method: Method
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    values: Mapping[str, Decimal | None] = field(default_factory=dict)


def asked_target(plan: Plan, request: BreakdownRequest) -> tuple[Indicator, Target]:
    """The indicator and the whole area's target. Raises `UserError` where one is missing or the method does not fit."""
    indicator = _indicator(plan, request.indicator)
    whole = _whole(plan, indicator, request.scope)
    _check_method(indicator, whole, request.method)
    return indicator, whole


def check_counties(plan: Plan, names: Iterable[str]) -> None:
    """Raises `UserError` for what is no county of the plan."""
    counties = counties_of(plan)
    unknown = [name for name in names if name not in counties]
    if unknown:
        raise UserError(f"“{'、'.join(unknown)}”不是方案中的区县。", "请核对区县名称。")


def check_target_value(value: Decimal | None) -> None:
    """Raises `UserError` for a target that is negative or larger than can be kept."""
    try:
        if value is not None and check_size(value) < 0:
            raise UserError(f"目标值“{plain_text(value)}”小于 0。", "请核对目标值。")
    except QuantityError as wrong:
        raise UserError(f"目标值{wrong}，不能采用。", "请核对目标值。") from wrong


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
        known = "、".join(
            "规划期（plan）" if target.scope.year is None else f"{target.scope.year}年"
            for target in plan.targets
            if (target.indicator, target.subject) == (indicator.code, plan.subject)
        )
        raise UserError(f"“{indicator.name}”没有{scope.in_words}的目标，不能分解。", f"已有目标：{known or '无'}。")
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
