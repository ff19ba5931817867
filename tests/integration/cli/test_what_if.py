"""Lost points and trials on the command line: nothing that is stored changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.command_line import done, dump, run

YEAR = ("--year", "2020")
VOUCHER = "innovation_vouchers"


def test_losses_as_lines(played: Path) -> None:
    """25×676.48÷700 = 24.16."""
    lines = done("losses", played, *YEAR, "--unit", "科技局").out.splitlines()
    assert "科技局\tB2.2 发放科技创新券\t0.84\t再完成 23.52 万元可得满分" in lines
    lost = [float(line.split("\t")[2]) for line in lines]
    assert lost == sorted(lost, reverse=True)
    assert len({line.split("\t")[0] for line in done("losses", played, *YEAR).out.splitlines()}) == 6


def test_losses_as_json(played: Path) -> None:
    found = done("losses", played, *YEAR, "--unit", "科技局", "--json").json
    (unit,) = found["units"]
    item = next(item for item in unit["items"] if item["code"] == "B2.2")
    assert (unit["total"], unit["max"], found["year"]) == ("95.66", "120", 2020)
    assert {key: item[key] for key in ("max", "points", "lost")} == {"max": "25", "points": "24.16", "lost": "0.84"}
    (more,) = item["more"]
    assert (more["now"], more["figure"], more["more"], more["points"], more["full"]) == (
        "676.48", "700", "23.52", "25.00", True,
    )  # fmt: skip


def test_what_is_open_is_no_loss(database: Path) -> None:
    ran = run("losses", database, *YEAR)
    assert (ran.status, ran.out) == (1, "")
    assert "还没有得分" in ran.err


def test_a_trial_in_words(played: Path) -> None:
    """25×350÷700 = 12.50: 84.00 instead of 95.66."""
    before = dump(played)
    ran = done("what-if", played, *YEAR, "--unit", "科技局", "--set", f"{VOUCHER}=350", "--set", "A5＝8")
    lines = ran.out.splitlines()
    assert "  B2.2 发放科技创新券：676.48 → 350 万元" in lines
    assert "科技局：总分 95.66 → 88.00（−7.66），第4名 → 第5名" in lines
    assert "  B2.2 发放科技创新券：24.16 → 12.50" in lines
    assert "没有保存" in ran.err
    assert dump(played) == before


def test_a_trial_as_json(played: Path) -> None:
    found = done("what-if", played, *YEAR, "--unit", "科技局", "--set", "发放科技创新券=350", "--json").json
    assert found["set"] == [{"item": "B2.2", "name": "发放科技创新券", "before": "676.48", "after": "350"}]
    assert found["before"] == {"total": "95.66", "rank": 4, "grade": None}
    assert found["after"] == {"total": "84.00", "rank": 5, "grade": None}
    assert found["items"] == [{"code": "B2.2", "title": "发放科技创新券", "before": "24.16", "after": "12.50"}]
    assert [one["after"]["rank"] for one in found["ranking"]] == [1, 2, 2, 4, 5, 6]


@pytest.mark.parametrize(
    ("settings", "status", "words"),
    [
        ((f"{VOUCHER}=很多",), 1, ("看不懂", "“很多”不是数字", "万元")),
        (("A5=9",), 1, ("不在分值范围内",)),
        (("券=1",), 1, ("没有可以假设的“券”", "可以假设：")),
        ((f"{VOUCHER}=1", "发放科技创新券=2"), 1, ("假设了两次",)),
        (("350",), 2, ("看不懂", "指标编码=数")),
        (("=350",), 2, ("看不懂",)),
    ],
)
def test_what_cannot_be_supposed_is_refused(
    played: Path, settings: tuple[str, ...], status: int, words: tuple[str, ...]
) -> None:
    given = [part for setting in settings for part in ("--set", setting)]
    ran = run("what-if", played, *YEAR, "--unit", "科技局", *given)
    assert (ran.status, ran.out) == (status, "")
    assert all(word in ran.err for word in words), ran.err


def test_whoever_is_not_assessed_is_refused(played: Path) -> None:
    ran = run("what-if", played, *YEAR, "--unit", "人行杭州中心支行", "--set", f"{VOUCHER}=350")
    assert ran.status == 1
    assert "考核对象" in ran.err


def test_nothing_to_set_is_wrong_usage(played: Path) -> None:
    ran = run("what-if", played, *YEAR, "--unit", "科技局")
    assert ran.status == 2
    assert "--set" in ran.err


def test_the_sheet_is_printed(played: Path, tmp_path: Path) -> None:
    for ending in ("pdf", "xlsx"):
        out = tmp_path / f"失分.{ending}"
        done("print", played, "losses", *YEAR, "--unit", "科技局", "--out", out)
        assert out.stat().st_size > 1000


def test_open_items_are_named_beside_the_losses(database: Path, workbooks: Path) -> None:
    (path,) = workbooks.rglob("*Q4*科技局*.xlsx")
    done("import", database, path)
    ran = done("losses", database, *YEAR, "--unit", "科技局")
    assert [line.split("\t")[1] for line in ran.out.splitlines()] == ["B2.2 发放科技创新券"]
    assert "未齐，没有算作失分：科技局 A1 " in ran.err
