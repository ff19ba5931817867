"""下达目标、接收上级目标: a city hands its counties their targets, and a county puts them into its own plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.application.desk import Desk, find_unit
from xiaowei_desktop.application.editions import edition_for
from xiaowei_desktop.application.plan_update import update_plan
from xiaowei_desktop.application.ports.upper_level import HandedDown, ReceivedTargets, UpperLevelFiles
from xiaowei_desktop.application.ports.workbooks import TableRow
from xiaowei_desktop.domain.breakdown import counties_of
from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.measure_unit import factor
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, check_size, exact, parse_quantity
from xiaowei_desktop.errors import UserError

KIND_NAMES = {
    IndicatorKind.FLOW: "累计数",
    IndicatorKind.STOCK: "时点数",
    IndicatorKind.RATIO: "占比",
    IndicatorKind.GROWTH: "增速",
    IndicatorKind.BENCHMARK: "对照增速",
    IndicatorKind.TASK: "定性任务",
}
WHOLE_SPAN, STRETCH = "规划期", "力争"
_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
_COMPARATORS = {comparator.word: comparator for comparator in Comparator}


@dataclass(frozen=True, slots=True)
class TakenTargets:
    """What came of a workbook of targets: sentences about what was added, changed and left out."""

    plan: Plan
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    left_out: tuple[str, ...] = ()


def hand_down(desk: Desk, files: UpperLevelFiles, unit: str, path: Path, year: int | None = None) -> HandedDown:
    """Writes the county's targets as a workbook; with `year` those of the year and of the whole span."""
    plan = desk.plan(year)
    county = find_unit(plan, unit)
    name = plan.organisation(county).name
    if county not in counties_of(plan):
        raise UserError(f"“{name}”不是方案中的区县，没有目标可以下达。", "请写区县的名称。")
    own = [target for target in plan.targets if target.subject == county and target.value is not None]
    found = [target for target in own if year is None or target.scope in (Scope(year), WHOLE_PLAN)]
    if not found:
        raise UserError(f"方案中还没有{name}的目标值。", "请先在“目标任务”页用“分解到区县”。")
    rows = tuple(_row(plan.indicator(target.indicator), target) for target in found)
    handed = HandedDown(plan.id, plan.short_title, plan.document, county, name, rows)
    files.write_targets(handed, path)
    return handed


def _row(indicator: Indicator, target: Target) -> dict[str, str | Decimal]:
    return {
        "指标编码": indicator.code,
        "指标": indicator.name,
        "计量单位": indicator.measure_unit,
        "类型": KIND_NAMES[indicator.kind],
        "范围": WHOLE_SPAN if target.scope.year is None else str(target.scope.year),
        "比较": STRETCH if target.stretch else target.comparator.word,
        "目标值": target.value or Decimal(0),
        "出处": target.reference or indicator.reference,
    }


def take_targets(desk: Desk, files: UpperLevelFiles, path: Path) -> TakenTargets:
    """Puts the city's targets into the county's own plan, as a further edition where that changes anything.

    What answers for an indicator of the city's plan (`upper`) gets the target; otherwise a new indicator is made,
    without reporters, for the county to name. Raises `UserError` for a workbook that is not one of these.
    """
    received = files.read_targets(path)
    plan = desk.plan()
    city = _city_plan(received, plan)
    taken = TakenTargets(plan)
    for row in received.table.rows:
        taken = _with_row(taken, city, row)
    if taken.added or taken.changed:
        with desk.work() as work:
            from_year = edition_for(work.plans.editions(desk.plan_id)).from_year
        update_plan(desk, taken.plan, from_year, f"接收上级目标：“{path.name}”")
    return taken


def _city_plan(received: ReceivedTargets, plan: Plan) -> str:
    city = received.identity.get("plan", "")
    if received.identity.get("kind") != "targets" or not city:
        raise UserError("这不是“下达目标”导出的工作簿，或者隐藏的识别表已被删除。", "请向上级小微办要原文件。")
    if city == plan.id:
        raise UserError("这份目标就是本方案下达的，不能再读入本方案。", "请在区县自己的数据库中接收。")
    return city


def _with_row(taken: TakenTargets, city: str, row: TableRow) -> TakenTargets:
    """One further row taken in, or left out with the reason."""
    cell, name = row["目标值"].cell, row["指标"].text
    try:
        target, kind = _read(row), _KINDS[row["类型"].text]
    except (QuantityError, ValueError, KeyError):
        return _leave_out(taken, f"{cell}“{name}”：类型、范围、比较或目标值读不懂。")
    year = target.scope.year
    if year is not None and year not in taken.plan.span:
        return _leave_out(taken, f"{cell}“{name}”：{year}年不在本方案的规划期（{taken.plan.span}）内。")
    upper = f"{city}/{row['指标编码'].text}"
    own = next((indicator for indicator in taken.plan.indicators if indicator.upper == upper), None)
    if own is None:
        own = Indicator(
            _free_code(taken.plan, row["指标编码"].text), name, kind, row["计量单位"].text, upper=upper,
            reference=row["出处"].text,
        )  # fmt: skip
        plan = replace(taken.plan, indicators=(*taken.plan.indicators, own))
        taken = replace(taken, plan=plan, added=(*taken.added, f"新增指标“{name}”，请指定填报单位"))
    ratio = factor(row["计量单位"].text, own.measure_unit)
    if ratio is None or target.value is None:
        units = f"“{row['计量单位'].text}”与本方案的“{own.measure_unit}”"
        return _leave_out(taken, f"{cell}“{name}”：计量单位{units}不能换算。")
    converted = replace(
        target, indicator=own.code, subject=taken.plan.subject, value=check_size(exact(target.value * ratio))
    )
    return _with_target(taken, own, converted)


def _leave_out(taken: TakenTargets, sentence: str) -> TakenTargets:
    return replace(taken, left_out=(*taken.left_out, sentence))


def _read(row: TableRow) -> Target:
    """The row's target, for the city's indicator. Raises `ValueError` or `KeyError` for what it does not know."""
    value = parse_quantity(row["目标值"].text, row["计量单位"].text)
    if value is None:
        raise ValueError(row["目标值"].text)
    scope = WHOLE_PLAN if row["范围"].text == WHOLE_SPAN else Scope(int(row["范围"].text.removesuffix("年")))
    word = row["比较"].text
    comparator = Comparator.AT_LEAST if word == STRETCH else _COMPARATORS[word]
    return Target("", "", scope, comparator, value.value, word == STRETCH, reference=row["出处"].text)


def _free_code(plan: Plan, wanted: str) -> str:
    taken = {indicator.code for indicator in plan.indicators}
    return next(code for code in _numbered(wanted) if code not in taken)


def _numbered(code: str) -> Iterator[str]:
    yield code
    number = 2
    while True:
        yield f"{code}_{number}"
        number += 1


def _with_target(taken: TakenTargets, indicator: Indicator, new: Target) -> TakenTargets:
    """The target in the place of the one for the same scope; its baseline is the county's own and stays."""
    plan = taken.plan
    key = (new.indicator, new.subject, new.scope, new.stretch)
    old = next((t for t in plan.targets if (t.indicator, t.subject, t.scope, t.stretch) == key), None)
    when = WHOLE_SPAN if new.scope.year is None else f"{new.scope.year}年"
    told = f"“{indicator.name}”{when}目标：{target_text(indicator, new)}"
    if old is None:
        return replace(taken, plan=replace(plan, targets=(*plan.targets, new)), added=(*taken.added, told))
    if (old.value, old.comparator) == (new.value, new.comparator):
        return replace(taken, unchanged=taken.unchanged + 1)
    kept = replace(new, baseline=old.baseline)
    targets = tuple(kept if target is old else target for target in plan.targets)
    sentence = f"{told}（原{target_text(indicator, old)}）"
    return replace(taken, plan=replace(plan, targets=targets), changed=(*taken.changed, sentence))
