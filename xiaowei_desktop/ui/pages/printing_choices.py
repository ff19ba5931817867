"""The sheets that can be printed, by the names the office knows, and for whom each can be had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xiaowei_desktop.application.sheets import SheetRequest
from xiaowei_desktop.domain.breakdown import counties_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan


def _nobody(_plan: Plan) -> tuple[str, ...]:
    return ()


def _assessed(plan: Plan) -> tuple[str, ...]:
    return plan.scheme.assessed if plan.scheme else ()


def _assesses_alike(plan: Plan) -> bool:
    return plan.scheme is not None and plan.scheme.assesses_alike


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One kind of sheet. `units` gives those it can be printed for one by one; none where there is one sheet."""

    key: str
    word: str
    explanation: str
    units: Callable[[Plan], tuple[str, ...]] = _nobody
    needs_scheme: bool = False
    needs_counties: bool = False
    ranks_items: bool = False

    def request(self, quarter: Quarter, unit: str | None) -> SheetRequest:
        """The sheet of the period in the top bar, for one unit or, with `None`, for all."""
        return SheetRequest(self.key, quarter.year, quarter, unit)

    def file_name(self, plan: Plan, quarter: Quarter, unit: str | None) -> str:
        """季报表_2020Q2_市监局: what an exported file is called at first."""
        period = str(quarter) if self.key in {"return", "progress", "rollup", "tasks", "chase"} else str(quarter.year)
        return "_".join((self.word, period, *((plan.organisation(unit).name,) if unit else ())))


CHOICES = (
    SheetChoice("breakdown", "任务分解表", "全部任务的目标值、责任单位和数据提供单位"),
    SheetChoice("county-targets", "区县目标分解表", "各区县的目标值、合计和与全域目标的差", needs_counties=True),
    SheetChoice("return", "季报表", "所选季度各单位报送的数，供盖章存档", Plan.reporting_units),
    SheetChoice("rollup", "汇总表", "所选季度各区县（或各单位）的数、合计和差异"),
    SheetChoice("progress", "进度表", "所选季度各指标的完成率和序时进度"),
    SheetChoice("tasks", "任务进展情况表", "所选季度各任务的完成状态和进展情况，按填报单位"),
    SheetChoice("chase", "催报单", "所选季度逾期没有报齐的单位，一个单位一张", Plan.reporting_units),
    SheetChoice("score", "评分明细表", "各考核对象的得分、依据和计算过程", _assessed, needs_scheme=True),
    SheetChoice("ranking", "排名表", "全部考核对象的总分和名次", needs_scheme=True),
    SheetChoice(
        "evaluation",
        "评价排序表",
        "各项指标的得分、完成率和名次，以及总分和总名次",
        needs_scheme=True,
        ranks_items=True,
    ),
    SheetChoice("self-assessment", "自评对照表", "各单位自评得分、核定得分和差额", _assessed, needs_scheme=True),
    SheetChoice("objections", "异议处理表", "各单位的异议、处理意见和理由", _assessed, needs_scheme=True),
    SheetChoice("losses", "失分分析表", "各单位失分的项目和怎样增加得分", _assessed, needs_scheme=True),
)


def choices_for(plan: Plan) -> tuple[SheetChoice, ...]:
    """The sheets that the plan can fill."""
    return tuple(
        choice
        for choice in CHOICES
        if (plan.scheme is not None or not choice.needs_scheme)
        and (counties_of(plan) or not choice.needs_counties)
        and (_assesses_alike(plan) or not choice.ranks_items)
    )
