"""考核评分: a year's score sheets and ranking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.editions import plans_by_year
from xiaowei_desktop.application.marks import check_year, recorded_marks, scheme_of
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.scoring.evaluate import score_organisation
from xiaowei_desktop.domain.scoring.organisation_evidence import OrganisationEvidence
from xiaowei_desktop.domain.scoring.ranking import Ranked, rank
from xiaowei_desktop.domain.scoring.score_sheet import Missing, ScoreSheet
from xiaowei_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class YearScores:
    """All score sheets of a year. `is_final` says that they were asked for as final and nothing is missing."""

    plan: Plan
    year: int
    sheets: tuple[ScoreSheet, ...]
    ranking: tuple[Ranked, ...]
    is_final: bool = False

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(missing for sheet in self.sheets for missing in sheet.missing)

    def sheet(self, unit: str) -> ScoreSheet:
        return next(sheet for sheet in self.sheets if sheet.unit == unit)

    def place(self, unit: str) -> int | None:
        return next(ranked.place for ranked in self.ranking if ranked.sheet.unit == unit)


def score_year(desk: Desk, year: int) -> YearScores:
    """Scores every assessed organisation on what is stored now; provisional while anything is missing."""
    return YearScores(*_scored(desk, year))


def score_year_finally(desk: Desk, year: int) -> YearScores:
    """The same as final. Raises `UserError` with the list of what is missing."""
    scores = score_year(desk, year)
    if scores.missing:
        raise UserError(
            f"{year}年度还有 {len(scores.missing)} 处未齐，不能定稿。",
            "请补齐数据、审核季报、完成评定后再定稿。",
            tuple(missing_text(scores.plan, missing) for missing in scores.missing),
        )
    return YearScores(scores.plan, year, scores.sheets, scores.ranking, is_final=True)


def missing_text(plan: Plan, missing: Missing) -> str:
    """科技局 B2.2 发放科技创新券：缺少科技局2020年第4季度“发放科技创新券”的完成数"""
    return f"{plan.organisation(missing.unit).name} {missing.item} {missing.title}：{missing.reason}"


def _scored(desk: Desk, year: int) -> tuple[Plan, int, tuple[ScoreSheet, ...], tuple[Ranked, ...]]:
    with desk.work() as work:
        plans = plans_by_year(work, desk.plan_id)
        plan = plans.get(year) or work.plans.get(desk.plan_id, year)
        check_year(plan, year)
        returns = work.returns.of_years(plan.id, min(plans), year)
        marks = work.marks.of_year(plan.id, year)
    scheme_of(plan)
    sheets = sheets_of(plans, year, returns, marks)
    return plan, year, sheets, rank(sheets)


def sheets_of(
    plans: Mapping[int, Plan], year: int, returns: Iterable[QuarterlyReturn], marks: Iterable[StoredMark]
) -> tuple[ScoreSheet, ...]:
    """The score sheets of a year under the plan as it holds then; none where it has no scheme.

    `returns` are those of the year and of the years before it, `marks` those of the year.
    """
    plan = plans[year]
    if plan.scheme is None:
        return ()
    book, recorded = FigureBook(plan, returns, plans), recorded_marks(marks)
    return tuple(
        score_organisation(plan.scheme, unit, year, OrganisationEvidence(plan, book, recorded, unit, year))
        for unit in plan.scheme.assessed
    )
