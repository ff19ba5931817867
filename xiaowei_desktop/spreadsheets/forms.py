"""Writes the forms that go out to the units and the office."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.ports.voice_forms import ObjectionForm, SelfAssessmentForm
from xiaowei_desktop.application.ports.workbooks import MarkForm, ReturnForm
from xiaowei_desktop.spreadsheets.mark_form import build_marks
from xiaowei_desktop.spreadsheets.objection_form import build_objections
from xiaowei_desktop.spreadsheets.return_form import build_return
from xiaowei_desktop.spreadsheets.saving import save_workbook
from xiaowei_desktop.spreadsheets.self_assessment_form import build_self_assessment


class OpenpyxlForms:
    """The application's `FormWriter`: workbooks for Excel and WPS, whole or not at all."""

    def write_return(self, form: ReturnForm, path: Path) -> None:
        save_workbook(build_return(form), path)

    def write_marks(self, form: MarkForm, path: Path) -> None:
        save_workbook(build_marks(form), path)

    def write_self_assessment(self, form: SelfAssessmentForm, path: Path) -> None:
        save_workbook(build_self_assessment(form), path)

    def write_objections(self, form: ObjectionForm, path: Path) -> None:
        save_workbook(build_objections(form), path)
