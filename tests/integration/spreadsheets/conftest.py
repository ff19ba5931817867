"""Blank forms on disk, and LibreOffice to save them again."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.integration.spreadsheets.office_forms import PLANS, Resave, mark_form, return_form
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.planfiles.toml_file import load_plan
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(PLANS / "binjiang-2020.toml")


@pytest.fixture
def blank_return(plan: Plan, tmp_path: Path) -> Path:
    """The blank return of 市监局."""
    path = tmp_path / "市监局 2020Q2.xlsx"
    OpenpyxlForms().write_return(return_form(plan, "market"), path)
    return path


@pytest.fixture
def blank_marks(plan: Plan, tmp_path: Path) -> Path:
    path = tmp_path / "评定表.xlsx"
    OpenpyxlForms().write_marks(mark_form(plan), path)
    return path


@pytest.fixture
def resave(soffice: Path, tmp_path: Path) -> Resave:
    """Opens a workbook in LibreOffice and saves it in another format, as an office without Excel would."""

    def convert(path: Path, suffix: str) -> Path:
        out = tmp_path / f"resaved-{suffix}"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = (soffice, profile, "--headless", "--convert-to", suffix, "--outdir", out, path)
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return out / f"{path.stem}.{suffix}"

    return convert
