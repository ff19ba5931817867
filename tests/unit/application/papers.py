"""自评表 and 异议表 of the small office, filled in as units fill them in, and read as scripts would hand them over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from tests.unit.application.office import Cells, Office, fill
from tests.unit.domain.small_office import NOW, PLAN
from xiaowei_desktop.application.imports.outcome import FileOutcome
from xiaowei_desktop.application.objections import write_objection_forms
from xiaowei_desktop.application.self_assessments import write_self_assessment_forms
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms

YEAR = 2020
HEAD = {"填报人": "张三", "联系电话": "0571-87000000"}


def self_assessment(office: Office, cells: Cells, unit: str = "科技局", name: str = "") -> Path:
    """The unit's 自评表, filled in; under another file name where one is given."""
    (path,) = write_self_assessment_forms(office.desk, OpenpyxlForms(), YEAR, office.folder, unit)
    return _filled(path, "自评", cells, name)


def objections(office: Office, cells: Cells, unit: str = "科技局", name: str = "") -> Path:
    """The unit's 异议表, filled in."""
    (path,) = write_objection_forms(office.desk, OpenpyxlForms(), YEAR, office.folder, unit)
    return _filled(path, "异议", cells, name)


def _filled(path: Path, sheet: str, cells: Cells, name: str) -> Path:
    fill(path, sheet, cells, HEAD)
    return path.rename(path.with_name(name)) if name else path


def adopt(office: Office, root: Node) -> None:
    """Gives the office's plan another tree of items, from its first year on."""
    assert PLAN.scheme is not None
    with office.desk.work() as work:
        work.plans.save(replace(PLAN, scheme=replace(PLAN.scheme, root=root)), "李四", NOW, PLAN.span.first)
        work.commit()


def set_cells(path: Path, sheet: str, values: Mapping[str, object]) -> None:
    """Types into cells by their places; `None` empties them."""
    book = load_workbook(path)
    for cell, value in values.items():
        book[sheet][cell] = value  # type: ignore[assignment]
    book.save(path)


def drop_sheet(path: Path, sheet: str) -> None:
    book = load_workbook(path)
    del book[sheet]
    book.save(path)


def found(outcome: FileOutcome, severity: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    """The findings of a severity, by code and cell."""
    return [(issue.code, issue.place.cell) for issue in outcome.issues if issue.severity is severity]
