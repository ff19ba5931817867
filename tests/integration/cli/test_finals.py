"""A year finalised, reopened, compared, verified and reprinted on the command line; and one that was tampered with."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command_line import done, dump, run, unit_named
from xiaowei_desktop.persistence.final_document import fingerprint

YEAR = ("--year", "2020")
Q4 = ("--quarter", "2020Q4")
REASON = "商务局补报数字化服务材料。"


@pytest.fixture
def final(played: Path) -> Path:
    """The sample year finalised again: it was finalised once and reopened."""
    done("score", played, *YEAR, "--final", "--operator", "陈晓岚")
    return played


def finals(database: Path) -> Any:
    return done("finals", database, *YEAR, "--json").json["finals"]


def meddle(database: Path, *statements: str, **values: str) -> None:
    """What somebody with a database tool could do: the triggers are no obstacle to them."""
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TRIGGER tr_final_no_update")
        for statement in statements:
            connection.execute(statement, values)


def text_of(pdf: Path, pdftotext: Path) -> str:
    return subprocess.run(
        [pdftotext, "-layout", pdf, "-"], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def test_scores_are_the_finals(final: Path) -> None:
    scores = done("score", final, *YEAR, "--json").json
    assert (scores["state"], scores["final"]["number"], scores["final"]["by"]) == ("final", 2, "陈晓岚")
    assert len(scores["final"]["fingerprint"]) == 64
    assert scores["final"]["reopened"] is None
    assert unit_named(scores, "市监局")["total"] == "108.79"
    again = run("score", final, *YEAR, "--final")
    assert (again.status, "没有重新定稿" in again.err) == (0, True)
    assert [line.split("\t")[3] for line in again.out.splitlines()] == ["定稿"] * 6
    assert len(finals(final)) == 2


def test_the_year_is_locked_until_it_is_reopened_with_a_reason(final: Path) -> None:
    before = dump(final)
    status = done("status", final, *Q4, "--json").json
    assert {unit["state"] for unit in status["units"]} == {"locked"}
    refused = run("return", final, *Q4, "--unit", "科技局", "--reason", "请重报。")
    assert (refused.status, "锁定" in refused.err, "reopen" in refused.err) == (1, True, True)
    assert dump(final) == before
    assert run("reopen", final, *YEAR).status == 2
    done("reopen", final, *YEAR, "--reason", REASON)
    done("return", final, *Q4, "--unit", "科技局", "--reason", "请重报。")
    assert [entry["reopened"]["reason"] for entry in finals(final)][1] == REASON
    assert done("score", final, *YEAR, "--json").json["state"] == "provisional"


def test_a_reprint_is_the_same_letter_for_letter(final: Path, tmp_path: Path, pdftotext: Path) -> None:
    first, second = tmp_path / "先.pdf", tmp_path / "后.pdf"
    done("print", final, "score", *YEAR, "--out", first)
    done("reopen", final, *YEAR, "--reason", REASON)
    done("return", final, *Q4, "--unit", "科技局", "--reason", "请重报。")
    done("print", final, "score", *YEAR, "--final", "2", "--out", second)
    assert text_of(first, pdftotext) == text_of(second, pdftotext)
    groups = finals(final)[1]["fingerprint"][:20].upper()
    said = " ".join(groups[start : start + 4] for start in range(0, 20, 4))
    pages = text_of(first, pdftotext).split("\f")[:-1]
    assert all(f"指纹 {said}" in page and "第2次定稿" in page and "陈晓岚" in page for page in pages)
    assert "试算" not in text_of(first, pdftotext)
    provisional = tmp_path / "试算.pdf"
    done("print", final, "score", *YEAR, "--out", provisional)
    assert "试算" in text_of(provisional, pdftotext)


def test_two_finals_are_listed_and_compared(final: Path) -> None:
    first, second = finals(final)
    assert (first["number"], first["by"], first["reopened"]["by"]) == (1, "许国良", "许国良")
    assert (second["number"], second["by"]) == (2, "陈晓岚")
    lines = done("finals", final, *YEAR).out.splitlines()
    assert [line.split("\t")[-1] for line in lines] == [f"指纹 {one['fingerprint']}" for one in (first, second)]
    same = run("finals", final, *YEAR, "--compare", "1", "2")
    assert (same.out, same.err.strip()) == ("", "两次定稿的结果完全相同。")
    assert done("finals", final, *YEAR, "--compare", "1", "2", "--json").json["differences"] == []


def test_a_change_between_two_finals_is_named(final: Path) -> None:
    done("reopen", final, *YEAR, "--reason", REASON)
    with contextlib.closing(sqlite3.connect(final)) as connection, connection:
        changed = "UPDATE mark SET points = points + 100000 WHERE unit = 'science' AND item = 'C2.1'"
        assert connection.execute(changed).rowcount == 1
    done("score", final, *YEAR, "--final")
    shown = done("finals", final, *YEAR, "--compare", "2", "3").out.splitlines()
    assert "科技局\t全表\t总分\t95.66 → 95.76" in shown
    assert "科技局\tC2.1 创新工作试点\t得分\t2.00 → 2.10" in shown
    assert {line.split("\t")[0] for line in shown} == {"科技局"}


def test_a_final_is_verified(final: Path) -> None:
    for number in ("1", "2"):
        ran = done("verify", final, *YEAR, "--final", number)
        assert (ran.out, "每一项都与定稿相同" in ran.err) == ("", True)
    checked = done("verify", final, *YEAR, "--json").json
    assert (checked["equal"], checked["altered"], checked["differences"]) == (True, [], [])
    assert checked["final"]["number"] == 2
    assert done("check", final).err.strip().endswith("数据库完好。")


def refingerprint(database: Path) -> None:
    """Changes the content, and the fingerprint with it: the history still says what it was."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        (text,) = connection.execute("SELECT document FROM final WHERE number = 2").fetchone()
    text = text.replace("108.79", "118.79")
    statement = "UPDATE final SET document = :text, fingerprint = :print WHERE number = 2"
    meddle(database, statement, text=text, print=fingerprint(text))


EDITS: dict[str, Callable[[Path], None]] = {
    "points": lambda database: meddle(
        database, "UPDATE final SET document = replace(document, '108.79', '118.79') WHERE number = 2"
    ),
    "who": lambda database: meddle(database, "UPDATE final SET made_by = '王敏' WHERE number = 2"),
    "document and fingerprint": refingerprint,
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_final_that_was_edited_is_noticed(final: Path, edit: str) -> None:
    EDITS[edit](final)
    ran = run("verify", final, *YEAR)
    assert (ran.status, "改动过" in ran.err, "恢复" in ran.err) == (1, True, True)
    altered = json.loads(run("verify", final, *YEAR, "--json").out)
    assert altered["altered"]
    if edit != "who":
        assert {"118.79 → 108.79"} & {line.split("\t")[3] for line in ran.out.splitlines()}
        checked = run("check", final)
        assert (checked.status, "2020年度第2次定稿" in checked.err) == (1, True)
    assert run("verify", final, *YEAR, "--final", "1").status == 0


def test_a_final_that_can_no_longer_be_read_is_told(final: Path) -> None:
    meddle(final, "UPDATE final SET document = substr(document, 1, 1000) WHERE number = 2")
    for arguments in (("score", final, *YEAR), ("verify", final, *YEAR)):
        ran = run(*arguments)
        assert (ran.status, "2020年度第2次定稿的内容已损坏" in ran.err) == (1, True)
    assert run("check", final).status == 1


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("print", "progress", "--quarter", "2020Q4", "--final", "1"), 2, "不在定稿中"),
        (("print", "score", *YEAR, "--final", "7"), 1, "没有第7次定稿"),
        (("verify", *YEAR, "--final", "7"), 1, "现有：第1次、第2次"),
        (("verify", "--year", "2021"), 1, "2021年度还没有定稿过"),
        (("reopen", "--year", "2021", "--reason", "改"), 1, "2021年度没有定稿"),
    ],
)
def test_what_cannot_be_done(final: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, says: str) -> None:
    command, *rest = arguments
    out = ("--out", tmp_path / "表.pdf") if command == "print" else ()
    ran = run(command, final, *rest, *out)
    assert (ran.status, says in ran.err) == (status, True), ran.err


def test_a_year_never_finalised_has_no_finals(database: Path) -> None:
    ran = run("finals", database, *YEAR)
    assert (ran.status, ran.out, "还没有定稿过" in ran.err) == (0, "", True)
