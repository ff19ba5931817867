"""How one indicator has come on: in the quarter, the year and the whole plan, and quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.indicator import IndicatorKind, target_text
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Light
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.standings import Standing
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.progress_cells import row_of_source, standing_cell, state_cell
from xiaowei_desktop.reporting.words import LIGHT_WORDS, names
from xiaowei_desktop.ui.widgets.facts import Fact, Facts, FactTable

YearProgress = Mapping[Quarter, Sequence[ProgressRow]]
"""The progress rows of the year's quarters up to the one that is shown."""

_NONE = "—"


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many indicators stand in each light, for how many no figure has come in, and how many tasks are overdue."""

    green: int
    yellow: int
    red: int
    missing: int
    overdue: int = 0

    @property
    def sentence(self) -> str:
        """● 正常 12 个，▲ 偏慢 3 个，■ 滞后 2 个，5 个还没有数据。"""
        parts = [f"● 正常 {self.green} 个，▲ 偏慢 {self.yellow} 个，■ 滞后 {self.red} 个"]
        if self.overdue:
            parts.append(f"■ 逾期 {self.overdue} 个")
        if self.missing:
            parts.append(f"{self.missing} 个还没有数据")
        return f"{'，'.join(parts)}。"


def count_lights(rows: Sequence[ProgressRow]) -> LightCount:
    """Tasks without a figure have no light and are not counted, but for those whose deadline has passed."""
    lights = [row.light for row in rows]
    missing = sum(1 for row in rows if row.indicator.has_figure and row.actual is None)
    overdue = sum(1 for row in rows if row.is_overdue)
    return LightCount(lights.count(Light.GREEN), lights.count(Light.YELLOW), lights.count(Light.RED), missing, overdue)


def progress_facts(plan: Plan, source: str, year: YearProgress) -> Facts:
    """What is known of one row of the sheet: the whole area's with its counties, or one county's."""
    code, subject = row_of_source(plan, source)
    about = "" if subject == plan.subject else f"（{plan.organisation(subject).name}）"
    newest = [row for row in year[max(year)] if row.indicator.code == code]
    own = next(row for row in newest if row.subject == subject)
    counties = [row for row in newest if row.subject != plan.subject] if subject == plan.subject else []
    title = f"{plan.indicator(code).name}{about}"
    return Facts(title, tuple(_parts(plan, own, counties, year)))


def _parts(
    plan: Plan, row: ProgressRow, counties: Sequence[ProgressRow], year: YearProgress
) -> Iterator[Fact | FactTable]:
    indicator = row.indicator
    if indicator.has_figure:
        yield from _standings(plan, max(year), row)
        yield _series(row, year)
    else:
        yield Fact("完成状态", str(state_cell(row).value))
        yield Fact("完成时限", f"{row.deadline:%Y年%m月%d日}" if row.deadline else "")
    if counties:
        yield FactTable("各区县", ("区县", "完成", "完成率", "状态"), tuple(_county(plan, row) for row in counties))
    yield Fact("进展情况", row.progress)
    yield Fact("数据状态", _arrival(row))
    yield Fact("数据提供单位", names(plan, plan.reporters_of(indicator, row.subject, max(year))))
    if indicator.kind is IndicatorKind.BENCHMARK:
        yield Fact("对照", indicator.benchmark_name)


def _standings(plan: Plan, quarter: Quarter, row: ProgressRow) -> Iterator[Fact | FactTable]:
    """In a plan of several years the quarter, the year and the span; in one of a year the target says enough."""
    if plan.span.first == plan.span.last:
        yield Fact(
            "目标值", target_text(row.indicator, plan.shown_target(row.indicator.code, row.subject, quarter.year))
        )
        return
    this_quarter = _NONE if row.indicator.kind is not IndicatorKind.FLOW else _figure(row, row.quarter_value)
    rows = (
        ("本季", _NONE, this_quarter, _NONE, _NONE),
        ("本年", *_standing(row, row.year)),
        ("规划期", *_standing(row, row.span)),
    )
    yield FactTable("本季、本年和规划期", ("", "目标", "完成", "完成率", "状态"), rows)
    schedules = (("本年", row.year.schedule), ("规划期", row.span.schedule))
    yield Fact("序时进度", "，".join(f"{word}{rate.percent_text}" for word, rate in schedules if rate))
    missing = row.span.completion.reason if row.span.actual is None else ""
    yield Fact("规划期数算不出的原因", f"{missing}。" if missing else "")


def _standing(row: ProgressRow, standing: Standing) -> tuple[str, ...]:
    shown = standing.shown_target
    return (
        target_text(row.indicator, shown) if shown else _NONE,
        _figure(row, standing.actual),
        _percent(standing.completion.rate),
        str(standing_cell(standing, row.year).value) or _NONE,
    )


def _county(plan: Plan, row: ProgressRow) -> tuple[str, ...]:
    state = str(state_cell(row).value) or _NONE
    return plan.organisation(row.subject).name, _figure(row, row.actual), _percent(row.completion.rate), state


def _series(wanted: ProgressRow, year: YearProgress) -> FactTable:
    rows = [
        _series_row(quarter, row)
        for quarter in sorted(year)
        for row in year[quarter]
        if (row.indicator.code, row.subject) == (wanted.indicator.code, wanted.subject)
    ]
    return FactTable("各季度", ("季度", "累计完成", "完成率", "序时进度", "状态"), tuple(rows))


def _series_row(quarter: Quarter, row: ProgressRow) -> tuple[str, ...]:
    benchmark = f"（对照 {PLAIN.text(row.benchmark)}）" if row.benchmark is not None else ""
    return (
        f"{quarter.number}季度",
        _figure(row, row.actual) + benchmark,
        _percent(row.completion.rate),
        _percent(row.schedule),
        LIGHT_WORDS[row.light] if row.light else _NONE,
    )


def _percent(rate: Rate | None) -> str:
    return rate.percent_text if rate else _NONE


def _figure(row: ProgressRow, value: Decimal | None) -> str:
    """Missing where the quarter itself is not in; else a figure before it is."""
    if value is None:
        return "未报" if row.year.actual is None else "缺数"
    return PLAIN.text(value)


def _arrival(row: ProgressRow) -> str:
    if row.year.actual is None and row.status is None:
        return "○ 还没有收到"
    return "● 已审核" if row.is_accepted else "▲ 已报，尚未审核"
