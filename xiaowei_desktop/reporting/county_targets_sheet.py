"""区县目标分解表: what each county has to reach, and whether that comes to the whole's target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaowei_desktop.domain.breakdown import BreakdownCheck, check_breakdown, counties_of, targets_add_up
from xiaowei_desktop.domain.indicator import Comparator, Indicator, Target, target_text
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.reporting.matrix import (
    ALONE,
    BESIDE_SUMS,
    FIXED,
    MatrixLine,
    matrix_rows,
    open_words,
    page_shares,
    row_numbers,
    subject_columns,
)
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Sheet, Tone

_SCOPE = Column("scope", "范围", 20, Align.CENTER)
_NOTE = "区县合计＝各区县目标值之和；比率、增速不合计。空格为尚未分解；“超分”“少分”为区县合计比全域目标多、少的数。"


def county_targets_sheets(plan: Plan, year: int) -> tuple[Sheet, ...]:
    """The year's targets and the whole plan's, on as many sheets as the counties need; none without counties."""
    counties = counties_of(plan)
    if not counties:
        return ()
    found = [(plan.indicator(whole.indicator), whole) for whole in _wholes(plan, year)]
    shares = page_shares(counties, BESIDE_SUMS, ALONE)
    return tuple(_sheet(plan, share, number, len(shares), found) for number, share in enumerate(shares, start=1))


def _wholes(plan: Plan, year: int) -> Iterator[Target]:
    """The whole area's targets in the order of the plan's groups: those of the year, then those of the span."""
    for indicator in plan.grouped_indicators:
        for scope in (Scope(year), WHOLE_PLAN):
            for target in plan.targets:
                if (target.indicator, target.subject, target.scope) == (indicator.code, plan.subject, scope):
                    yield target


def _sheet(
    plan: Plan, counties: Sequence[str], number: int, count: int, found: Sequence[tuple[Indicator, Target]]
) -> Sheet:
    whole = plan.organisation(plan.subject).name
    sums = (
        Column("total", "区县合计", 22, Align.RIGHT, PLAIN),
        Column("whole", f"{whole}目标", 24, Align.RIGHT, PLAIN),
        Column("check", "核对", 34),
    )
    is_last = number == count
    columns = (*FIXED, _SCOPE, *subject_columns(plan, counties), *(sums if is_last else ()))
    lines = []
    for indicator, target in found:
        check = check_breakdown(plan, indicator, target)
        cells = [Cell(target.scope.in_words), *_county_cells(check, counties)]
        lines.append(MatrixLine(indicator, (*cells, *(_sum_cells(plan, check, target) if is_last else ()))))
    notes = (f"{indicator.name}：{target.note}" for indicator, target in found if target.note)
    return Sheet(
        name=f"区县目标分解表{number if count > 1 else ''}",
        title=f"{plan.short_title}区县目标分解表{f'（{number}/{count}）' if count > 1 else ''}",
        columns=columns,
        rows=tuple(matrix_rows(lines, len(columns), row_numbers(line.indicator for line in lines))),
        head=((plan.document, "", f"规划期：{plan.span}年"),),
        notes=(_NOTE, *(notes if is_last else ())),
        orientation=Orientation.LANDSCAPE,
    )


def _county_cells(check: BreakdownCheck, counties: Sequence[str]) -> Iterator[Cell]:
    values = {part.subject: part.value for part in check.parts}
    for county in counties:
        yield Cell(values[county])


def _sum_cells(plan: Plan, check: BreakdownCheck, whole: Target) -> tuple[Cell, ...]:
    is_bare = whole.value is not None and whole.comparator is Comparator.AT_LEAST and not whole.stretch
    aim = Cell(whole.value) if is_bare else Cell(target_text(check.indicator, whole))
    return Cell(check.total, bold=True), aim, _verdict(plan, check)


def _verdict(plan: Plan, check: BreakdownCheck) -> Cell:
    """What the comparison comes to, in words."""
    if check.missing:
        counties = [part.subject for part in check.parts]
        return Cell(open_words(plan, counties, check.missing, "分解"), tone=Tone.MUTED)
    if not targets_add_up(check.indicator):
        return Cell("不合计")
    if check.difference is None:
        return Cell("未设全域目标值", tone=Tone.MUTED)
    if not check.difference:
        return Cell("● 一致", tone=Tone.GOOD)
    word = "超分" if check.difference > 0 else "少分"
    return Cell(f"■ {word}{plain_text(abs(check.difference))}", tone=Tone.BAD)
