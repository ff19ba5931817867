"""A copy of a city's form with figures in it: what is not filled in stays as it was, whatever wrote the file."""

from __future__ import annotations

import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.command_line import done
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.upper_level import OpenpyxlUpperLevel

FILES = OpenpyxlUpperLevel()


@pytest.fixture
def form(tmp_path: Path) -> Path:
    database = tmp_path / "绍兴.db"
    done("new", database, "--plan", "shaoxing-2021-2023")
    done("forms", database, "--quarter", "2021Q1", "--unit", "柯桥区", "--out", tmp_path / "表")
    return next((tmp_path / "表").glob("*.xlsx"))


def comment_sizes(path: Path) -> list[str]:
    """The shapes of the file's comment boxes, without their place on the sheet."""
    with zipfile.ZipFile(path) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml")]
    return sorted(size for drawing in drawings for size in re.findall(r"width:\d+px;height:\d+px", drawing))


def test_comment_boxes_keep_their_sizes(form: Path, tmp_path: Path) -> None:
    out = tmp_path / "已填.xlsx"
    FILES.fill(form, "季报", {"H7": Decimal(5)}, out)
    assert "width:260px;height:90px" in comment_sizes(form)
    assert comment_sizes(out) == comment_sizes(form)
    assert load_workbook(out)["季报"]["H7"].value == 5


@pytest.mark.parametrize("kind", ["ods", "xls"])
@pytest.mark.parametrize("renamed", [False, True], ids=["named", "renamed"])
def test_other_formats_are_refused_by_what_they_are(form: Path, tmp_path: Path, kind: str, *, renamed: bool) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", tmp_path, form],
        check=True, capture_output=True,
    )  # fmt: skip
    other = tmp_path / f"{form.stem}.{kind}"
    if renamed:
        other = other.rename(tmp_path / "改名.xlsx")
    with pytest.raises(UserError, match="不能代填") as refused:
        FILES.fill(other, "季报", {"H7": Decimal(5)}, tmp_path / "已填.xlsx")
    assert "另存为 .xlsx" in refused.value.hint
    assert not (tmp_path / "已填.xlsx").exists()
