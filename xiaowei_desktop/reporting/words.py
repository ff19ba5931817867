"""Words that several sheets share."""

from __future__ import annotations

from collections.abc import Iterable

from xiaowei_desktop.domain.plan import Plan, Reading
from xiaowei_desktop.domain.progress import Light
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme

STATE_WORDS = {
    ReturnState.MISSING: "未报",
    ReturnState.DRAFT: "草稿",
    ReturnState.REPORTED: "已报",
    ReturnState.RETURNED: "退回",
    ReturnState.APPROVED: "已审核",
    ReturnState.LOCKED: "锁定",
}
LIGHT_WORDS = {Light.GREEN: "● 正常", Light.YELLOW: "▲ 偏慢", Light.RED: "■ 滞后"}
PROVISIONAL, FINAL = "试算", "定稿"
"""What is stamped on a sheet of scores."""
SIGNATURES = ("考核人：", "复核人：", "日期：")


def year_title(plan: Plan, year: int) -> str:
    """The plan's short title, led by the year unless it begins with it: 2020年高新区（滨江）小微企业三年成长计划."""
    return plan.short_title if plan.short_title.startswith(f"{year}年") else f"{year}年度{plan.short_title}"


def basis(plan: Plan) -> str:
    """The document that a sheet is made by; nothing where the plan has no number."""
    return f"依据：{plan.document}" if plan.document else ""


def assessed_time(scheme: ScoringScheme | None, year: int) -> str:
    """考核年度：2020年; with its months where the assessment year begins in another one than January."""
    if scheme is None or scheme.first_month == 1:
        return f"考核年度：{year}年"
    begins, ends = scheme.first_month, scheme.first_month - 1
    return f"考核年度：{year}年（{year - 1}年{begins}月—{year}年{ends}月）"


def names(plan: Plan, codes: Iterable[str]) -> str:
    """Organisations as a list for a cell."""
    return "、".join(plan.organisation(code).name for code in codes)


def about(plan: Plan, subject: str) -> str:
    """Behind an indicator's name: whom the row is about where it is one county and not the whole area."""
    return "" if subject == plan.subject else f"（{plan.organisation(subject).name}）"


def scheme_note(scheme: ScoringScheme | None) -> tuple[str, ...]:
    """What is to be said under every sheet that the scheme makes, as a foot note; empty where there is nothing."""
    return (f"评分办法：{scheme.note}",) if scheme is not None and scheme.note else ()


def reading_notes(readings: Iterable[Reading]) -> tuple[str, ...]:
    """口径说明 as numbered foot notes; empty where no reading acts."""
    found = tuple(readings)
    return tuple(
        f"口径说明{number}：{reading.unclear}本表按：{reading.in_force}（{reading.clause}）"
        for number, reading in enumerate(found, start=1)
    )
