"""自评: the workbooks that go out to the assessed units, and what comes back."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.voice_forms import SelfAssessmentForm, VoiceFormWriter
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.application.voice_form_items import form_items, write_papers


def write_self_assessment_forms(
    desk: Desk, writer: VoiceFormWriter, year: int, folder: Path, unit: str | None = None
) -> tuple[Path, ...]:
    """One 自评表 for each assessed unit, or for the one that `unit` means, with the figures that are in already."""

    def write(scores: YearScores, code: str, path: Path) -> None:
        with desk.work() as work:
            current = work.self_assessments.get(scores.plan.id, code, year)
        form = SelfAssessmentForm(scores.plan, code, year, form_items(scores, code), current)
        writer.write_self_assessment(form, path)

    return write_papers(desk, year, folder, unit, "自评表", write)
