"""分解到区县: by what the whole's target is shared out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xiaowei_desktop.application.breakdown_request import BreakdownRequest, check_counties
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.domain.breakdown import Method, counties_of
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.period import Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.errors import UserError

Weights = Mapping[str, Decimal]


def weights_for(desk: Desk, plan: Plan, indicator: Indicator, request: BreakdownRequest) -> tuple[Weights, str]:
    """A weight for each county, and what the weights are. Raises `UserError` where any is missing or none is left."""
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
    check_counties(plan, weights)
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
