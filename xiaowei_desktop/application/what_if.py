"""试算: what points, totals and places would be with other figures or judgements; nothing stored is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import standing_final
from xiaowei_desktop.application.marks import scheme_of
from xiaowei_desktop.application.ports.finals import StoredFinal, YearInputs
from xiaowei_desktop.application.scoring import YearScores, evidence_of, score_all, scored_on
from xiaowei_desktop.application.year_inputs import read_inputs
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.improvement import Improvement, Loss, improvements, lost_points
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure

SUPPOSED = "假设，未录入"
"""Where a supposed mark says that it came from."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed: figures of the year's last quarter by row, and marks."""

    figures: Mapping[RowKey, SupposedFigure] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """A year as it stands, to be tried out. `scores` is how it stands without any supposition.

    `final` is the one whose frozen inputs are tried out, where the year is final.
    """

    inputs: YearInputs
    evidence: YearEvidence
    scores: YearScores
    final: StoredFinal | None = None

    def suppose(self, supposition: Supposition) -> YearScores:
        """All sheets and places as they would be."""
        scheme = scheme_of(self.inputs.plan)
        marks = {mark.key: RecordedMark(mark, SUPPOSED) for mark in supposition.marks}
        evidence = self.evidence.supposing(supposition.figures, marks)
        sheets = score_all(scheme, evidence, self.inputs.adjustments)
        return replace(self.scores, sheets=sheets, ranking=rank(scheme, sheets), final=None, evidence=evidence)

    def losses(self, unit: str) -> tuple[Loss, ...]:
        """Where the organisation lost points, most first, and how much more of what would bring some back."""
        sheet = self.scores.sheet(unit)
        return tuple(Loss(lost, self._improvements(sheet, lost.item)) for lost in lost_points(sheet))

    def _improvements(self, sheet: ScoreSheet, item: str) -> tuple[Improvement, ...]:
        return improvements(self.evidence, scheme_of(self.inputs.plan), sheet.unit, sheet.node(item))


def open_trial(desk: Desk, year: int) -> Trial:
    """The year's inputs: of a final year those it was finalised with. Raises `UserError` as scoring does."""
    with desk.work() as work:
        final = standing_final(work, desk.plan_id, year)
        inputs = final.final.inputs if final is not None else read_inputs(work, desk.plan_id, year)
    return trial_of(inputs, final)


def trial_of(inputs: YearInputs, final: StoredFinal | None = None) -> Trial:
    """A year's inputs, to be tried out. Raises `UserError` for a plan without a scheme."""
    evidence = evidence_of(inputs.plans, inputs.year, inputs.returns, inputs.marks)
    return Trial(inputs, evidence, scored_on(inputs, evidence), final)
