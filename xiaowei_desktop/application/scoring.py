"""考核评分: a year's score sheets and ranking; of a year that is final, those that were finalised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import find_final, standing_final
from xiaowei_desktop.application.marks import recorded_marks, scheme_of
from xiaowei_desktop.application.ports.finals import StoredFinal, YearInputs
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.units_voice import voices_of
from xiaowei_desktop.application.year_inputs import read_inputs
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.final.thawed import thawed_ranking, thawed_sheet
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.ranking import Ranked, rank
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import Missing, ScoreSheet
from xiaowei_desktop.domain.units_voice import UnitVoice
from xiaowei_desktop.memory import collector_at_rest


@dataclass(frozen=True, slots=True)
class YearScores:
    """All score sheets of a year. `final` is what they were read from where the year is final.

    `voices` hold what the organisations say of themselves, of those that have said anything. `evidence` is what
    scores that are not final were computed from.
    """

    plan: Plan
    year: int
    sheets: tuple[ScoreSheet, ...]
    ranking: tuple[Ranked, ...]
    final: StoredFinal | None = None
    voices: Mapping[str, UnitVoice] = field(default_factory=dict)
    evidence: YearEvidence | None = field(default=None, compare=False, repr=False)

    @property
    def is_final(self) -> bool:
        return self.final is not None

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(missing for sheet in self.sheets for missing in sheet.missing)

    def sheet(self, unit: str) -> ScoreSheet:
        return next(sheet for sheet in self.sheets if sheet.unit == unit)

    def ranked(self, unit: str) -> Ranked:
        return next(ranked for ranked in self.ranking if ranked.sheet.unit == unit)

    def place(self, unit: str) -> int | None:
        return self.ranked(unit).place


def score_year(desk: Desk, year: int) -> YearScores:
    """The final where the year is final; else every assessed organisation scored on what is stored now."""
    with desk.work() as work:
        final = standing_final(work, desk.plan_id, year)
        if final is not None:
            return final_scores(final)
        inputs = read_inputs(work, desk.plan_id, year)
    return scored(inputs)


def scored(inputs: YearInputs) -> YearScores:
    """The scores that the inputs come to; provisional while anything is missing."""
    return scored_on(inputs, evidence_of(inputs.plans, inputs.year, inputs.returns, inputs.marks))


def scored_on(inputs: YearInputs, evidence: YearEvidence) -> YearScores:
    """The scores of inputs whose evidence is there already."""
    scheme = scheme_of(inputs.plan)
    sheets = score_all(scheme, evidence, inputs.adjustments)
    return YearScores(inputs.plan, inputs.year, sheets, rank(scheme, sheets), voices=_voices(inputs), evidence=evidence)


def final_scores(stored: StoredFinal) -> YearScores:
    """The scores as they were finalised, nothing computed anew."""
    final = stored.final
    plan, year = final.inputs.plan, final.head.year
    scheme = scheme_of(plan)
    sheets = tuple(thawed_sheet(result, scheme, year) for result in final.results)
    return YearScores(plan, year, sheets, thawed_ranking(final.results, sheets), stored, _voices(final.inputs))


def finalised_scores(desk: Desk, year: int, number: int) -> YearScores:
    """One of the year's finals, whether it still stands or not. Raises `UserError` where there is none of it."""
    with desk.work() as work:
        find_final(work, desk.plan_id, year, number)
        return final_scores(work.finals.load(desk.plan_id, year, number))


def _voices(inputs: YearInputs) -> Mapping[str, UnitVoice]:
    return voices_of(inputs.plan, inputs.self_assessments, inputs.objections)


def missing_text(plan: Plan, missing: Missing) -> str:
    """科技局 B2.2 发放科技创新券：缺少科技局2020年第4季度“发放科技创新券”的完成数"""
    return f"{plan.organisation(missing.unit).name} {missing.item} {missing.title}：{missing.reason}"


def sheets_of(
    plans: Mapping[int, Plan],
    year: int,
    returns: Iterable[QuarterlyReturn],
    marks: Iterable[StoredMark],
    adjustments: Iterable[Adjustment] = (),
) -> tuple[ScoreSheet, ...]:
    """The score sheets of a year under the plan as it holds then; none where it has no scheme.

    `returns` are those of the year and of the years before it, `marks` and `adjustments` those of the
    year.
    """
    scheme = plans[year].scheme
    return () if scheme is None else score_all(scheme, evidence_of(plans, year, returns, marks), adjustments)


def evidence_of(
    plans: Mapping[int, Plan], year: int, returns: Iterable[QuarterlyReturn], marks: Iterable[StoredMark]
) -> YearEvidence:
    """What is known of everybody at the end of a year."""
    plan = plans[year]
    return YearEvidence(plan, FigureBook(plan, returns, plans), recorded_marks(marks), year)


def score_all(
    scheme: ScoringScheme, evidence: YearEvidence, adjustments: Iterable[Adjustment] = ()
) -> tuple[ScoreSheet, ...]:
    """Everybody's score sheets on this evidence."""
    with collector_at_rest():
        return score_scheme(scheme, evidence, adjustments)
