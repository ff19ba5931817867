"""自评: the workbooks that go out to the assessed units, and what comes back."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.assessable import assessed_units
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.voice_forms import SelfAssessmentForm, VoiceFormWriter
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.voice_form_items import form_items
from xiaowei_desktop.files import make_folder, safe_name


def write_self_assessment_forms(
    desk: Desk, writer: VoiceFormWriter, year: int, folder: Path, unit: str | None = None
) -> tuple[Path, ...]:
    """One 自评表 for each assessed unit, or for the one that `unit` means, with the figures that are in already."""
    units = assessed_units(desk.plan(year), year, unit)
    scores = score_year(desk, year)
    make_folder(folder)
    written = []
    for code in units:
        with desk.work() as work:
            current = work.self_assessments.get(scores.plan.id, code, year)
        path = folder / safe_name(f"{year}_{scores.plan.organisation(code).name}_自评表.xlsx")
        writer.write_self_assessment(
            SelfAssessmentForm(scores.plan, code, year, form_items(scores, code), current), path
        )
        written.append(path)
    return tuple(written)
