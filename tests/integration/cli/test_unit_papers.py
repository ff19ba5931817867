"""What units say of their scores, on the command line: papers out and in, answers, and what they do to the score."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.integration.cli.changed_workbooks import changed, typed
from tests.integration.command_line import done, dump, find_node, run, unit_named

YEAR = ("--year", "2020")
ASSESSMENT = "2020_科技局_自评表.xlsx"
OBJECTION = "2020_科技局_异议表.xlsx"


def assessment(database: Path, folder: Path, *, points: object = 25) -> Path:
    """科技局's 自评表, with points for one item."""
    done("self-assessment", database, *YEAR, "--out", folder, "--unit", "科技局")
    path = folder / ASSESSMENT
    return changed(
        path, path, typed("B2.2", "自评得分", points, "自评"), typed("B2.2", "支撑材料", "清单\n报告", "自评")
    )


def objection(database: Path, folder: Path, *, wanted: object = 25) -> Path:
    """科技局's 异议表, with an objection to one item."""
    done("objections", database, *YEAR, "--out", folder, "--unit", "科技局")
    path = folder / OBJECTION
    return changed(
        path, path, typed("B2.2", "异议意见", "应计入12月数", "异议"), typed("B2.2", "认为应得分", wanted, "异议")
    )


def test_a_paper_for_each_assessed_unit(played: Path, tmp_path: Path) -> None:
    for command, word in (("self-assessment", "自评表"), ("objections", "异议表")):
        ran = done(command, played, *YEAR, "--out", tmp_path / word)
        assert len(list((tmp_path / word).glob("*.xlsx"))) == len(ran.out.splitlines()) == 6
        assert f"已导出 6 份{word}" in ran.err


def test_papers_come_back_by_the_ordinary_import(played: Path, tmp_path: Path) -> None:
    papers = (assessment(played, tmp_path), objection(played, tmp_path))
    before = dump(played)
    trial = done("import", played, *papers, "--dry-run", "--json")
    assert dump(played) == before
    assert trial.json["files"] == done("import", played, *papers, "--json").json["files"]
    assert [
        (file["kind"], file["unit"], file["quarter"], file["year"], file["outcome"], file["changes"])
        for file in trial.json["files"]
    ] == [
        ("objections", "科技局", None, 2020, "imported", 1),
        ("self_assessment", "科技局", None, 2020, "imported", 2),
    ]
    stored = dump(played)
    again = done("import", played, *papers, "--json")
    assert {file["outcome"] for file in again.json["files"]} == {"unchanged"}
    assert dump(played) == stored
    science = unit_named(done("score", played, *YEAR, "--json").json, "科技局")
    assert [find_node(science, code)["self_assessed"] for code in ("B2.1", "B2.2", "B2")] == [None, "25", None]


@pytest.mark.parametrize("points", [25.5, "二十五分", "24.555"])
def test_a_paper_with_a_wrong_cell_is_refused_whole(played: Path, tmp_path: Path, points: object) -> None:
    path = assessment(played, tmp_path, points=points)
    before = dump(played)
    ran = run("import", played, path, "--json")
    (file,) = ran.json["files"]
    assert (ran.status, file["outcome"]) == (1, "rejected")
    errors = [issue for issue in file["issues"] if issue["severity"] == "error"]
    assert [(issue["sheet"], issue["cell"][0]) for issue in errors] == [("自评", "F")]
    assert dump(played) == before


def listed(database: Path) -> list[tuple[str, str | None, str]]:
    found = done("objections", "list", database, *YEAR, "--json").json
    assert found["year"] == 2020
    return [(one["item"], one["points"], one["state"]) for one in found["objections"]]


def test_an_answer_changes_the_score_and_is_listed(played: Path, tmp_path: Path) -> None:
    done("import", played, objection(played, tmp_path))
    assert listed(played) == [("B2.2", "24.16", "open")]
    answer = ("objections", "answer", played, *YEAR, "--unit", "科技局", "--item", "B2.2")
    done(*answer, "--points", "24.5分", "--reason", "补计12月", "--operator", "王敏")
    assert listed(played) == [("B2.2", "24.50", "changed")]
    science = unit_named(done("score", played, *YEAR, "--json").json, "科技局")
    assert find_node(science, "B2.2")["points"] == "24.50"
    done(*answer, "--keep", "--reason", "12月数已计入")
    (one,) = done("objections", "list", played, *YEAR, "--json").json["objections"]
    assert (one["state"], one["points"], one["points_before"], one["wanted"]) == ("kept", "24.16", "24.16", "25")
    assert (one["answer"]["points"], one["answer"]["reason"]) == (None, "12月数已计入")
    told = done("objections", "list", played, *YEAR)
    assert told.out == "科技局 B2.2 发放科技创新券\t应计入12月数\t25\t维持原分\n"
    assert "共 1 条异议，0 条尚未答复" in told.err


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--unit", "科技局", "--item", "B2.2", "--points", "25.5", "--reason", "改"), 1, "不在本项的 0—25 分之间"),
        (("--unit", "科技局", "--item", "B2.1", "--keep", "--reason", "维持"), 1, "没有异议"),
        (("--unit", "科技", "--item", "B2.2", "--keep", "--reason", "维持"), 1, "方案中没有单位“科技”"),
        (("--unit", "科技局", "--item", "B2.2", "--keep", "--reason", " "), 1, "没有写理由"),
        (("--unit", "科技局", "--item", "B2.2", "--keep", "--points", "24", "--reason", "改"), 2, "二者写一个"),
        (("--unit", "科技局", "--item", "B2.2", "--reason", "改"), 2, "二者写一个"),
        (("--unit", "科技局", "--keep", "--reason", "改"), 2, "写明 --unit、--item 和 --reason"),
        (("--unit", "科技局", "--item", "B2.2", "--points", "八分", "--reason", "改"), 2, "“八分”不是数字"),
        (("--unit", "科技局", "--item", "B2.2", "--points", "无", "--reason", "改"), 2, "维持原分的写 --keep"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_given(
    played: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    done("import", played, objection(played, tmp_path))
    before = dump(played)
    ran = run("objections", "answer", played, *YEAR, *arguments)
    assert (ran.status, dump(played)) == (status, before)
    assert says in ran.err


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("objections", "{db}", "--year", "2020"), 2, "导出异议表要写"),
        (("objections", "show", "{db}", "--year", "2020"), 2, "列出异议：objections list"),
        (("objections", "{db}", "--year", "2019", "--out", "{out}"), 1, "2019 年不在方案"),
        (("self-assessment", "{db}", "--year", "2020", "--out", "{out}", "--unit", "区小微办"), 1, "不是考核对象"),
        (("print", "{db}", "self-assessment", "--year", "2020", "--out", "{out}.pdf"), 1, "还没有收到自评表"),
        (("print", "{db}", "objections", "--year", "2020", "--out", "{out}.pdf"), 1, "还没有收到异议表"),
        (("print", "{db}", "objections", "--out", "{out}.pdf"), 2, "要指明年度"),
    ],
)
def test_wrong_usage_is_told(played: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, says: str) -> None:
    ran = run(*(part.format(db=played, out=tmp_path / "表") for part in arguments))
    assert (ran.status, says in ran.err) == (status, True), ran.err


def test_both_sheets_and_the_score_sheet_are_printed(
    played: Path, tmp_path: Path, pdftotext: Path, qapp: object
) -> None:
    done("import", played, assessment(played, tmp_path), objection(played, tmp_path))
    for name, words in (
        ("self-assessment", ("自评对照表", "科技局：第1版", "25.00", "0.84")),
        ("objections", ("异议处理表", "应计入12月数", "尚未答复")),
        ("score", ("自评", "差额", "异议1：B2.2")),
    ):
        out = tmp_path / f"{name}.pdf"
        done("print", played, name, *YEAR, "--unit", "科技局", "--out", out)
        text = subprocess.run((pdftotext, "-layout", out, "-"), check=True, capture_output=True).stdout.decode()
        assert all(word in text for word in words), text
