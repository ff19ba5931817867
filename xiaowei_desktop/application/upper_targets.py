"""下达目标、接收上级目标: a city hands its counties their targets, and a county puts them into its own plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xiaowei_desktop.application.addressee import check_addressee
from xiaowei_desktop.application.desk import Desk, find_unit
from xiaowei_desktop.application.editions import edition_for
from xiaowei_desktop.application.plan_update import update_plan
from xiaowei_desktop.application.ports.upper_level import HandedDown, ReceivedTargets, UpperLevelFiles
from xiaowei_desktop.application.upper_rows import RowError, UpperTarget, read_row, written_row
from xiaowei_desktop.domain.breakdown import counties_of
from xiaowei_desktop.domain.indicator import Indicator, Target, target_text
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError


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
    own = [
        target
        for target in plan.targets
        if target.subject == county and target.value is not None and plan.indicator(target.indicator).has_figure
    ]
    found = [target for target in own if year is None or target.scope in (Scope(year), WHOLE_PLAN)]
    if not found:
        raise UserError(f"方案中还没有{name}的目标值。", "请先在“目标任务”页用“分解到区县”。")
    rows = tuple(written_row(plan.indicator(target.indicator), target) for target in found)
    handed = HandedDown(plan.id, plan.short_title, plan.document, county, name, rows)
    files.write_targets(handed, path)
    return handed


def take_targets(desk: Desk, files: UpperLevelFiles, path: Path) -> TakenTargets:
    """Puts the city's targets into the county's own plan, as a further edition where that changes anything.

    What answers for an indicator of the city's plan (`upper`) gets the target; otherwise a new indicator is made,
    without reporters, for the county to name. Raises `UserError` for a workbook that is not one of these.
    """
    received = files.read_targets(path)
    plan = desk.plan()
    city = _city_plan(received, plan)
    check_addressee(plan, received.identity.get("unit_name", ""), path.name)
    taken, seen = TakenTargets(plan), set[tuple[str, Scope, bool]]()
    for row in received.table.rows:
        try:
            taken = _with_row(taken, city, read_row(row), seen)
        except RowError as why:
            sentence = f"{row['目标值'].cell}“{row['指标'].text or row['指标编码'].text}”：{why}。"
            taken = replace(taken, left_out=(*taken.left_out, sentence))
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


def _with_row(taken: TakenTargets, city: str, row: UpperTarget, seen: set[tuple[str, Scope, bool]]) -> TakenTargets:
    """One further row taken in. Raises `RowError` with the reason why it is left out."""
    if row.key in seen:
        raise RowError("与前面一行是同一个目标，只读前面一行")
    seen.add(row.key)
    year, plan = row.scope.year, taken.plan
    if year is not None and year not in plan.span:
        raise RowError(f"{year}年不在本方案的规划期（{plan.span}）内")
    upper = f"{city}/{row.code}"
    known = [indicator for indicator in plan.indicators if indicator.upper == upper]
    if len(known) > 1:
        raise RowError(f"本方案有几个指标都对应它：{'、'.join(indicator.name for indicator in known)}")
    own = known[0] if known else row.indicator(_free_code(plan, row.code), upper)
    target = row.target(own, plan.subject)
    if not known:
        grown = replace(plan, indicators=(*plan.indicators, own))
        taken = replace(taken, plan=grown, added=(*taken.added, f"新增指标“{own.name}”，请指定填报单位"))
    return _with_target(taken, own, target)


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
    told = f"“{indicator.name}”{new.scope.in_words}目标：{target_text(indicator, new)}"
    if old is None:
        return replace(taken, plan=replace(plan, targets=(*plan.targets, new)), added=(*taken.added, told))
    if (old.value, old.comparator) == (new.value, new.comparator):
        return replace(taken, unchanged=taken.unchanged + 1)
    kept = replace(new, baseline=old.baseline)
    targets = tuple(kept if target is old else target for target in plan.targets)
    sentence = f"{told}（原{target_text(indicator, old)}）"
    return replace(taken, plan=replace(plan, targets=targets), changed=(*taken.changed, sentence))
