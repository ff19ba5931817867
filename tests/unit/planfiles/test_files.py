"""Plan files on the disk, the folder of shipped plans, and texts from a database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from xiaowei_desktop import paths
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.planfiles.findings import PlanFileError
from xiaowei_desktop.planfiles.library import ShippedPlans
from xiaowei_desktop.planfiles.text import PlanTextCodec
from xiaowei_desktop.planfiles.toml_file import load_plan

SHIPPED = paths.plans_folder()


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_every_shipped_plan_loads() -> None:
    library = ShippedPlans(SHIPPED)
    assert "binjiang-2020" in library.ids()
    assert [library.load(plan_id).id for plan_id in library.ids()] == list(library.ids())


@pytest.mark.parametrize("plan_id", ["binjiang-2021", "../plans/binjiang-2020", ""])
def test_an_id_that_is_not_shipped(plan_id: str) -> None:
    with pytest.raises(LookupError):
        ShippedPlans(SHIPPED).load(plan_id)


def test_a_file_named_unlike_its_plan(tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "binjiang-2020.toml", tmp_path / "other.toml")
    with pytest.raises(PlanFileError) as refused:
        ShippedPlans(tmp_path).load("other")
    assert refused.value.issues[0].place.field == "id"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打不开"):
        load_plan(tmp_path / "none.toml")


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    marked = b"\xef\xbb\xbf" + (SHIPPED / "binjiang-2020.toml").read_bytes()
    assert load_plan(written(tmp_path / "p.toml", marked)).id == "binjiang-2020"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"title = ", "plan-syntax"),
        ('title = "方案"'.encode("gb18030"), "plan-encoding"),
        (b"", "plan-missing-key"),
    ],
)
def test_a_file_that_is_no_plan(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(PlanFileError, match=r"p\.toml") as refused:
        load_plan(written(tmp_path / "p.toml", content))
    assert {issue.code for issue in refused.value.issues} == {code}


@pytest.mark.parametrize(
    ("text", "code"),
    [("{", "plan-syntax"), ("[]", "plan-type"), ("{}", "plan-missing-key"), ('{"due_days": 1.5}', "plan-type")],
)
def test_a_damaged_text(text: str, code: str) -> None:
    with pytest.raises(PlanFileError, match="数据库") as refused:
        PlanTextCodec().load(text)
    assert code in {issue.code for issue in refused.value.issues}
