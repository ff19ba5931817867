"""A plan workbook that came in: what was read, whether it is a plan, and whether it can be mended cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop import bootstrap
from xiaowei_desktop.application.plan_drafts import read_draft
from xiaowei_desktop.application.plan_exchange import export_plan
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.issues import has_errors


@pytest.fixture(scope="module")
def tools() -> Toolbox:
    return bootstrap.toolbox()


@pytest.fixture
def book(tools: Toolbox, tmp_path: Path) -> Path:
    path = tmp_path / "方案.xlsx"
    export_plan(tools, shipped("binjiang-2020"), path)
    return path


def changed(path: Path) -> Workbook:
    workbook = load_workbook(path)
    assert isinstance(workbook, Workbook)
    return workbook


def test_a_right_workbook_is_its_plan(tools: Toolbox, book: Path) -> None:
    draft = read_draft(tools, book)
    assert draft.is_right and not has_errors(draft.issues)
    assert draft.tables == tools.plan_tables.tables(shipped("binjiang-2020"))


def test_a_wrong_cell_leaves_tables_that_can_be_mended(tools: Toolbox, book: Path) -> None:
    workbook = changed(book)
    kind = next(cell for row in workbook["单位"].iter_rows() for cell in row if cell.value == "类别")
    workbook["单位"].cell(kind.row + 1, kind.column, "公司")
    workbook.save(book)
    draft = read_draft(tools, book)
    assert draft.tables is not None and not draft.is_right
    units = next(table for table in draft.tables if table.sheet == "单位")
    assert units.rows[0]["kind"] == "公司"


def test_a_sheet_that_lacks_cannot_be_mended_cell_by_cell(tools: Toolbox, book: Path) -> None:
    workbook = changed(book)
    del workbook["指标"]
    workbook.save(book)
    draft = read_draft(tools, book)
    assert draft.tables is None and not draft.is_right
