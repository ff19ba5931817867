"""支撑材料 on the command line: attached, listed, taken off, exported, checked and backed up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.integration.command_line import done, dump, run


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "来件"
    folder.mkdir()
    paths = [folder / name for name in ("会议纪要.pdf", "照片.jpg")]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    return paths


def test_files_are_attached_to_an_item_and_listed(played: Path, papers: list[Path]) -> None:
    added = done(
        "evidence", "add", played, *papers, "--unit", "市监局", "--year", "2020", "--item", "A2", "--note", "盖章件",
        "--operator", "李四",
    )  # fmt: skip
    assert added.out.splitlines()[0].startswith("1\t会议纪要.pdf\t2020年评定 市监局 A2")
    assert added.err == "附上 2 个文件，0 个没有附上。\n"
    listed = done("evidence", "list", played, "--year", "2020", "--unit", "市监局", "--json").json
    (unit,) = listed["units"]
    item = next(item for item in unit["items"] if item["code"] == "A2")
    assert (listed["year"], unit["unit"], item["points"], item["missing"]) == (2020, "市监局", "7.50", False)
    first = item["files"][0]
    assert len(first.pop("sha256")) == 64
    assert first.pop("attached_at")
    assert first == {
        "number": 1, "name": "会议纪要.pdf", "size": 16, "attached_to": "mark", "place": "评定", "note": "盖章件",
        "attached_by": "李四",
    }  # fmt: skip
    others = [item["code"] for item in unit["items"] if item["missing"]]
    text = done("evidence", "list", played, "--year", "2020", "--unit", "市监局")
    assert text.err.count("缺材料：市监局 ") == len(others)
    assert "\t1\t会议纪要.pdf\t16 字节\t评定" in text.out


def test_a_line_of_a_return_and_a_self_assessment_take_files(played: Path, papers: list[Path]) -> None:
    done(
        "evidence",
        "add",
        played,
        papers[0],
        "--unit",
        "科技局",
        "--quarter",
        "2020Q4",
        "--indicator",
        "innovation_vouchers",
    )
    done(
        "evidence", "add", played, papers[1], "--unit", "科技局", "--year", "2020", "--item", "A2", "--self-assessment"
    )
    (unit,) = done("evidence", "list", played, "--year", "2020", "--unit", "科技局", "--json").json["units"]
    places = {file["attached_to"]: item["code"] for item in unit["items"] for file in item["files"]}
    assert places == {"return": "B2.2", "self": "A2"}


def test_each_file_stands_for_itself_and_refused_ones_are_named(played: Path, papers: list[Path]) -> None:
    empty = papers[0].with_name("空.pdf")
    empty.touch()
    ran = run(
        "evidence",
        "add",
        played,
        papers[0],
        empty,
        papers[1].parent,
        "--unit",
        "市监局",
        "--year",
        "2020",
        "--item",
        "A2",
    )
    assert ran.status == 1
    assert ran.out.count("\n") == 1
    assert "“空.pdf”是空文件" in ran.err
    assert "“来件”是文件夹" in ran.err
    assert ran.err.endswith("附上 1 个文件，2 个没有附上。\n")
    again = done("evidence", "add", played, papers[0], "--unit", "市监局", "--year", "2020", "--item", "A2")
    assert "内容相同，没有重复附上；存档的一份完好" in again.err
    assert again.err.endswith("附上 0 个文件，0 个没有附上，1 个原来已附。\n")


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        ((), 2, "没有写明附在哪里"),
        (("--year", "2020"), 2, "没有写明附在哪里"),
        (("--year", "2020", "--item", "A2", "--quarter", "2020Q1", "--indicator", "x"), 2, "没有写明附在哪里"),
        (("--year", "2020", "--item", "A2", "--quarter", "2020Q1"), 2, "没有写明附在哪里"),
        (("--year", "20200", "--item", "A2"), 2, "“20200”不是年度"),
        (("--year", "2020", "--item", "Z9"), 1, "没有对市监局的评分项“Z9”"),
        (("--quarter", "2020Q1", "--indicator", "x"), 1, "没有“x”这一行"),
        (("--quarter", "2020Q1", "--indicator", "x", "--subject", "火星"), 1, "没有单位“火星”"),
    ],
)
def test_a_place_that_is_none_changes_nothing(
    played: Path, papers: list[Path], options: tuple[str, ...], status: int, says: str
) -> None:
    before = dump(played)
    ran = run("evidence", "add", played, papers[0], "--unit", "市监局", *options)
    assert (ran.status, ran.out) == (status, "")
    assert says in ran.err
    assert dump(played) == before
    assert not (played.parent / "支撑材料").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux passes on names as bytes")
def test_a_name_that_windows_packed_into_an_archive(played: Path, tmp_path: Path) -> None:
    name = os.fsdecode("会议纪要.pdf".encode("gb18030"))
    paper, empty = tmp_path / name, tmp_path / f"空{name}"
    paper.write_text("正文", encoding="utf-8")
    empty.touch()
    place = ("--unit", "市监局", "--year", "2020", "--item", "A2")
    assert "\t会议纪要.pdf\t" in done("evidence", "add", played, paper, *place).out
    assert "“会议纪要.pdf”与已附的“会议纪要.pdf”内容相同" in done("evidence", "add", played, paper, *place).err
    refused = run("evidence", "add", played, empty, *place)
    assert (refused.status, "是空文件" in refused.err) == (1, True)
    out = tmp_path / "交"
    done("evidence", "export", played, "--year", "2020", "--unit", "市监局", "--out", out)
    assert [path.name for path in out.rglob("会议纪要*")] == ["会议纪要.pdf"]


def test_a_file_is_taken_off_and_kept(played: Path, papers: list[Path]) -> None:
    done("evidence", "add", played, papers[0], "--unit", "市监局", "--year", "2020", "--item", "A2")
    assert run("evidence", "remove", played, "1").status == 2
    taken = done("evidence", "remove", played, "1", "--reason", "附错了")
    assert taken.err == "已取下“会议纪要.pdf”（编号 1）；文件仍保存在“支撑材料”文件夹中。\n"
    assert run("evidence", "remove", played, "1", "--reason", "附错了").status == 1
    for number in ("9" * 30, "x", "-1", ""):
        assert run("evidence", "remove", played, "--reason", "附错了", "--", number).status == 2
    assert "数据库完好" in done("check", played).err


def test_numbers_that_are_none_do_not_keep_the_others(played: Path, papers: list[Path]) -> None:
    done("evidence", "add", played, *papers, "--unit", "市监局", "--year", "2020", "--item", "A2")
    taken = run("evidence", "remove", played, "1", "99", "2", "--reason", "附错了")
    assert (taken.status, taken.err.count("已取下")) == (1, 2)
    assert "没有编号为 99 的支撑材料" in taken.err
    assert taken.err.endswith("取下 2 个，1 个没有取下。\n")


def test_a_units_files_are_exported_once(played: Path, papers: list[Path], tmp_path: Path) -> None:
    done("evidence", "add", played, *papers, "--unit", "市监局", "--year", "2020", "--item", "A2")
    out = tmp_path / "交"
    ran = done("evidence", "export", played, "--year", "2020", "--unit", "市监局", "--out", out)
    assert (ran.out, ran.err) == (f"{out}\n", "已导出 2 个文件和材料目录。\n")
    assert (out / "材料目录.pdf").read_bytes().startswith(b"%PDF")
    again = run("evidence", "export", played, "--year", "2020", "--unit", "市监局", "--out", out)
    assert (again.status, again.out) == (1, "")
    assert "不是空的" in again.err


def test_check_backup_and_restore_know_the_files(played: Path, papers: list[Path], tmp_path: Path) -> None:
    done("evidence", "add", played, papers[0], "--unit", "市监局", "--year", "2020", "--item", "A2")
    stick = tmp_path / "U盘"
    stick.mkdir()
    done("backup", played, stick / "备份.db")
    (copy,) = (path for path in (played.parent / "支撑材料").rglob("*") if path.is_file())
    copy.chmod(0o644)
    copy.write_text("改动", encoding="utf-8")
    checked = run("check", played)
    assert checked.status == 1
    assert "支撑材料“会议纪要.pdf”（2020年评定 市监局 A2" in checked.err
    done("restore", stick / "备份.db", played)
    assert copy.read_text("utf-8") == "会议纪要.pdf"
    assert "数据库完好" in done("check", played).err


def test_a_final_year_takes_no_files_and_keeps_those_it_has(played: Path, papers: list[Path]) -> None:
    done("evidence", "add", played, papers[0], "--unit", "市监局", "--year", "2020", "--item", "A2")
    done("score", played, "--year", "2020", "--final")
    before = dump(played)
    added = run("evidence", "add", played, papers[1], "--unit", "市监局", "--year", "2020", "--item", "A2")
    removed = run("evidence", "remove", played, "1", "--reason", "附错了")
    assert (added.status, removed.status) == (1, 1)
    assert "已定稿" in added.err
    assert "已定稿" in removed.err
    assert dump(played) == before
    assert sum(path.is_file() for path in (played.parent / "支撑材料").rglob("*")) == 1


def test_a_damaged_file_of_a_final_year_is_mended_by_attaching_it_again(played: Path, papers: list[Path]) -> None:
    place = ("--unit", "市监局", "--year", "2020", "--item", "A2")
    done("evidence", "add", played, papers[0], *place)
    done("score", played, "--year", "2020", "--final")
    before = dump(played)
    (copy,) = (path for path in (played.parent / "支撑材料").rglob("*") if path.is_file())
    copy.unlink()
    assert run("check", played).status == 1
    assert "内容相同，没有重复附上" in done("evidence", "add", played, papers[0], *place).err
    assert copy.read_text("utf-8") == "会议纪要.pdf"
    assert dump(played) == before
