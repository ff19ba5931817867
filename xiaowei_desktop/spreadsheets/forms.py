"""Writes the forms that go out to the units and the office."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.ports.workbooks import MarkForm, ReturnForm
from xiaowei_desktop.files import replace_file
from xiaowei_desktop.spreadsheets.mark_form import build_marks
from xiaowei_desktop.spreadsheets.return_form import build_return


class OpenpyxlForms:
    """The application's `FormWriter`: workbooks for Excel and WPS, whole or not at all."""

    def write_return(self, form: ReturnForm, path: Path) -> None:
        book = build_return(form)
        with replace_file(path) as draft:
            book.save(draft)

    def write_marks(self, form: MarkForm, path: Path) -> None:
        book = build_marks(form)
        with replace_file(path) as draft:
            book.save(draft)
