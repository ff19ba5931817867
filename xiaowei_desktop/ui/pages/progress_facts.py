"""How one indicator has come on, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.indicator import IndicatorKind, target_text
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Light
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.words import LIGHT_WORDS, names
from xiaowei_desktop.ui.widgets.facts import Fact, Facts, FactTable

YearProgress = Mapping[Quarter, Sequence[ProgressRow]]
"""The progress rows of the year's quarters up to the one that is shown."""


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many indicators stand in each light, and for how many no figure has come in."""

    green: int
    yellow: int
    red: int
    missing: int

    @property
    def sentence(self) -> str:
        """● 正常 12 个，▲ 偏慢 3 个，■ 滞后 2 个，5 个还没有数据。"""
        lights = f"● 正常 {self.green} 个，▲ 偏慢 {self.yellow} 个，■ 滞后 {self.red} 个"
        return f"{lights}，{self.missing} 个还没有数据。" if self.missing else f"{lights}。"


def count_lights(rows: Sequence[ProgressRow]) -> LightCount:
    """Tasks without a figure have no light and are not counted."""
    lights = [row.light for row in rows]
    missing = sum(1 for row in rows if row.indicator.has_figure and row.actual is None)
    return LightCount(lights.count(Light.GREEN), lights.count(Light.YELLOW), lights.count(Light.RED), missing)


def progress_facts(plan: Plan, code: str, year: YearProgress) -> Facts:
    """The series of every subject of the indicator, and what the newest return says of it."""
    return Facts(plan.indicator(code).name, tuple(_parts(plan, code, year)))


def _parts(plan: Plan, code: str, year: YearProgress) -> Iterator[Fact | FactTable]:
    indicator = plan.indicator(code)
    newest = [row for row in year[max(year)] if row.indicator.code == code]
    for row in newest:
        subject = "" if row.subject == plan.subject else plan.organisation(row.subject).name
        if indicator.has_figure:
            yield Fact(f"目标值 {subject}".strip(), target_text(indicator, row.target))
            yield _series(f"各季度 {subject}".strip(), code, row.subject, year)
        else:
            yield Fact("完成状态", row.status.value if row.status else "未报")
        yield Fact("进展情况", row.progress)
        yield Fact("数据状态", _standing(row))
    yield Fact("数据提供单位", names(plan, indicator.reporters))
    if indicator.kind is IndicatorKind.BENCHMARK:
        yield Fact("对照", indicator.benchmark_name)


def _series(word: str, code: str, subject: str, year: YearProgress) -> FactTable:
    rows = [
        _series_row(quarter, row)
        for quarter in sorted(year)
        for row in year[quarter]
        if (row.indicator.code, row.subject) == (code, subject)
    ]
    return FactTable(word, ("季度", "累计完成", "完成率", "序时进度", "状态"), tuple(rows))


def _series_row(quarter: Quarter, row: ProgressRow) -> tuple[str, ...]:
    done = row.completion.rate
    return (
        f"{quarter.number}季度",
        _figure(row.actual) + (f"（对照 {_figure(row.benchmark)}）" if row.benchmark is not None else ""),
        done.percent_text if done else "—",
        row.schedule.percent_text if row.schedule else "—",
        LIGHT_WORDS[row.light] if row.light else "—",
    )


def _figure(value: Decimal | None) -> str:
    return "未报" if value is None else PLAIN.text(value)


def _standing(row: ProgressRow) -> str:
    if row.actual is None and row.status is None:
        return "○ 还没有收到"
    return "● 已审核" if row.is_accepted else "▲ 已报，尚未审核"
