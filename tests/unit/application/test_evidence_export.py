"""The folder that is handed over: its names, its contents sheet, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.application.office import Office
from tests.unit.application.test_attachments import kept, paper
from tests.unit.domain.small_office import Q2, key
from xiaowei_desktop.application.attachments import attach, detach
from xiaowei_desktop.application.evidence_export import export_evidence
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.bootstrap import toolbox
from xiaowei_desktop.domain.attachment import MarkPlace, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.errors import UserError

ITEM = MarkPlace("science", 2020, "B1")


@pytest.fixture(scope="module")
def tools(qapp: object) -> Toolbox:
    return toolbox()


def export(office: Office, tools: Toolbox, out: Path) -> int:
    return export_evidence(office.desk, tools.workbooks, tools.papers, 2020, "科技局", out, lambda *_step: None)


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def proved(office: Office) -> Office:
    attach(office.desk, ITEM, paper(office, "总结.pdf", "一"))
    attach(office.desk, SelfAssessmentPlace("science", 2020, "B1"), paper(office, "总结.PDF", "二"), "盖章件")
    attach(office.desk, ReturnPlace("science", Q2, key("voucher")), paper(office, "发放\n明细.xlsx", "三"))
    attach(office.desk, ReturnPlace("science", Q2, key("reform")), paper(office, "改革.txt", "四"))
    return office


FILES = [
    "01 A1 发放科技创新券/发放_明细.xlsx",
    "04 B1 改革成效/总结 (2).PDF",
    "04 B1 改革成效/总结.pdf",
    "08 其他材料/改革.txt",
    "材料目录.pdf",
    "材料目录.xlsx",
]


def test_the_folder_follows_the_scheme_the_same_every_time(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    out = tmp_path / "交" / "科技局"
    count = export_evidence(
        proved.desk, tools.workbooks, tools.papers, 2020, "科技局", out, lambda *step: steps.append(step)
    )
    assert count == 4
    assert tree(out) == FILES
    assert (out / FILES[1]).read_text("utf-8") == "二"
    assert [(done, total) for done, total, _ in steps] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    export(proved, tools, tmp_path / "再交")
    assert tree(tmp_path / "再交") == FILES
    assert [path.name for path in out.parent.iterdir()] == ["科技局"]


def test_the_contents_sheet_names_every_file_as_it_lies_there(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    export(proved, tools, tmp_path / "交")
    sheet = load_workbook(tmp_path / "交" / "材料目录.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    names = {row[3]: row for row in rows if row[3]}
    assert set(names) >= {"发放_明细.xlsx", "总结.pdf", "总结 (2).PDF", "改革.txt"}
    assert names["总结 (2).PDF"][5:7] == ["自评", "盖章件"]
    assert [row[0] for row in rows if row[1] == "B1 改革成效"] == [4]
    assert any("共4件，0项缺材料" in str(value) for row in rows for value in row)


def test_the_same_file_at_mark_and_self_assessment_lies_there_once(
    proved: Office, tools: Toolbox, tmp_path: Path
) -> None:
    attach(proved.desk, SelfAssessmentPlace("science", 2020, "B1"), paper(proved, "总结.pdf", "一"))
    assert export(proved, tools, tmp_path / "交") == 4
    assert tree(tmp_path / "交") == FILES
    sheet = load_workbook(tmp_path / "交" / "材料目录.xlsx").worksheets[0]
    shown = [(row[3].value, row[5].value) for row in sheet.iter_rows() if row[3].value == "总结.pdf"]
    assert shown == [("总结.pdf", "评定"), ("总结.pdf", "自评")]


def test_an_empty_folder_is_taken_and_one_with_files_is_not(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    out = tmp_path / "交"
    out.mkdir()
    export(proved, tools, out)
    with pytest.raises(UserError, match="不是空的，没有导出"):
        export(proved, tools, out)
    assert tree(out) == FILES
    with pytest.raises(UserError, match="是一个文件，没有导出"):
        export(proved, tools, out / "材料目录.pdf")


def test_a_unit_without_files_has_nothing_to_hand_over(office: Office, tools: Toolbox, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="还没有支撑材料"):
        export(office, tools, tmp_path / "交")
    assert not (tmp_path / "交").exists()


def test_a_damaged_copy_stops_the_export_and_nothing_is_left(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    kept(proved)[0].unlink()
    with pytest.raises(UserError, match="没有导出：支撑材料文件缺失"):
        export(proved, tools, tmp_path / "交" / "科技局")
    assert list((tmp_path / "交").iterdir()) == []


def test_a_cancelled_export_leaves_nothing(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    def cancel(done: int, _total: int, _name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_evidence(proved.desk, tools.workbooks, tools.papers, 2020, "科技局", tmp_path / "交" / "科", cancel)
    assert list((tmp_path / "交").iterdir()) == []


def test_what_was_taken_off_is_not_handed_over(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    detach(proved.desk, 1, "附错了")
    export(proved, tools, tmp_path / "交")
    assert tree(tmp_path / "交")[1] == "04 B1 改革成效/总结.PDF"


def test_a_folder_that_cannot_be_put_in_place(proved: Office, tools: Toolbox, tmp_path: Path) -> None:
    out = tmp_path / "交"

    def somebody_else_writes(_done: int, _total: int, _name: str) -> None:
        out.mkdir(exist_ok=True)
        (out / "别人的.txt").touch()

    with pytest.raises(UserError, match="没有写成"):
        export_evidence(proved.desk, tools.workbooks, tools.papers, 2020, "科技局", out, somebody_else_writes)
    assert tree(out) == ["别人的.txt"]
