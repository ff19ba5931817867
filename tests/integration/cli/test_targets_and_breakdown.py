"""`breakdown`, `targets` and `targets take` as a technician types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.command_line import done, dump, run

BREAKDOWN = ("--indicator", "training", "--scope", "plan", "--by")
OTHERS = "柯桥区=1,上虞区=1,诸暨市=1,嵊州市=1,新昌县=1"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "绍兴.db"
    done("new", path, "--plan", "shaoxing-2021-2023")
    return path


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("weights", "--weights", f"越城区=1e999999,{OTHERS}"), 2, "“1e999999”不是数字"),
        (("weights", "--weights", f"越城区=NaN,{OTHERS}"), 2, "“NaN”不是数字"),
        (("weights", "--weights", f"越城区=1,越城区=2,{OTHERS}"), 2, "“越城区”写了两次"),
        (("weights", "--weights", "越城区=1"), 1, "没有给柯桥区"),
        (("weights", "--weights", f"越城区=-1,{OTHERS}"), 1, "权重不能是负数"),
        (("weights",), 2, "要用 --weights"),
        (("hand",), 2, "要用 --values"),
        (("hand", "--values", "越城区=1,200"), 2, "数中不要加逗号"),
        (("hand", "--values", "越城区"), 2, "没有写数"),
        (("hand", "--values", "市司法局=3"), 1, "“市司法局”不是方案中的区县"),
        (("hand", "--values", "绍兴市=3"), 1, "“绍兴市”不是方案中的区县"),
        (("hand", "--values", "越城区=-5"), 1, "小于 0"),
        (("equal", "--values", "越城区=3"), 2, "--values 只用于逐个填写"),
        (("equal", "--weights", "越城区=3"), 2, "--weights 只用于按权重分解"),
        (("same",), 1, "不能各区县同值"),
        (("last-year",), 1, "没有上一年的数"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stored(
    city: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    before = dump(city)
    ran = run("breakdown", city, *BREAKDOWN, *arguments)
    assert (ran.status, said in ran.err) == (status, True), ran.err
    assert dump(city) == before


def test_full_width_signs_and_figures_are_read(city: Path) -> None:
    ran = done("breakdown", city, *BREAKDOWN, "hand", "--values", "越城区＝１２００，柯桥区=2万", "--dry-run", "--json")
    values = {county["unit"]: county["value"] for county in ran.json["counties"]}
    assert (values["越城区"], values["柯桥区"]) == ("1200", "20000")


@pytest.mark.parametrize(
    "words",
    [
        ("targets", "DB"),
        ("targets", "DB", "--unit", "越城区"),
        ("targets", "DB", "--out", "x.xlsx"),
        ("targets", "take"),
        ("targets", "take", "DB"),
        ("targets", "take", "DB", "x.xlsx", "y.xlsx"),
        ("targets", "take", "DB", "x.xlsx", "--unit", "越城区"),
        ("targets",),
    ],
)
def test_words_that_are_no_command(city: Path, words: tuple[str, ...]) -> None:
    ran = run(*(city if word == "DB" else word for word in words))
    assert ran.status == 2
    assert "--help" in ran.err


@pytest.mark.parametrize(("words", "argument"), [(("targets",), "--unit 区县"), (("targets", "take"), "下达目标")])
def test_each_has_its_own_help(words: tuple[str, ...], argument: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "xiaowei_desktop", *words, "--help"], capture_output=True, text=True, check=True
    )
    assert " ".join(words) in ran.stdout
    assert argument in ran.stdout
