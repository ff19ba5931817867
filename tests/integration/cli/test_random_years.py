"""Years made up at random, through the workbooks and the command line: the points of the second computation."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.integration.cli.changed_workbooks import changed, marked, typed
from tests.integration.command_line import done, leaves, unit_named
from tests.integration.independent_scoring import (
    LOANS,
    OWN_ITEMS,
    REPORTERS,
    TARGETS,
    Known,
    compute,
)

NAMES = {
    "market": "市监局", "science": "科技局", "development": "发改局（金融办）", "commerce": "商务局",
    "labour": "人社局", "tax": "税务局", "pboc": "人行杭州中心支行", "cbirc": "浙江银保监局",
}  # fmt: skip
GRADE_POINTS = {"未见成效": ("0",), "成效一般": ("2", "3.5", "4"), "成效较好": ("5", "6.25", "8"), "成效突出": ("10",)}


def small_figure(chance: random.Random, code: str) -> Decimal:
    if code in ("innovation_vouchers", "tax_benefit"):
        return Decimal(chance.randrange(0, 2 * TARGETS[code] * 10**4)).scaleb(-4)
    return Decimal(chance.randrange(0, 2 * TARGETS[code]))


def hand_in(database: Path, folder: Path, chance: random.Random) -> Known:
    """Every unit's fourth quarter, filled into the form that went out to it."""
    done("forms", database, "--quarter", "2020Q4", "--out", folder)
    figures = {code: small_figure(chance, code) for code in TARGETS}
    figures["eight_industries"] = min(figures["eight_industries"], figures["new_enterprises"])
    loans = {
        code: (Decimal(chance.randrange(1, 3000)) / 100, Decimal(chance.randrange(1, 3000)) / 100)
        for code in LOANS.values()
    }
    for unit in sorted(set(REPORTERS.values())):
        path = folder / f"2020Q4_{NAMES[unit]}_季报.xlsx"
        own = [code for code, reporter in REPORTERS.items() if reporter == unit]
        fills = [typed(code, "累计完成", figures[code]) for code in own if code in figures]
        for code in (code for code in own if code in loans):
            fills += [typed(code, "累计完成", loans[code][0]), typed(code, "对照值", loans[code][1])]
        changed(path, path, *fills)
        done("import", database, path)
    done("approve", database, "--quarter", "2020Q4", "--reason", "已逐项核实。")
    exact = {code: (Fraction(own), Fraction(benchmark)) for code, (own, benchmark) in loans.items()}
    return Known({code: Fraction(value) for code, value in figures.items()}, exact, frozenset(), {})


def judge(database: Path, path: Path, chance: random.Random) -> dict[tuple[str, str], Fraction]:
    """Every judgement but events, which all bureaus have none of."""
    done("marks", database, "--year", "2020", "--out", path)
    fills, made = [], {}
    for unit in OWN_ITEMS:
        for item in ("A1", "A2", "A3", "A4", "A5"):
            grade = chance.choice(list(GRADE_POINTS))
            points = Decimal(chance.choice(GRADE_POINTS[grade]))
            fills += [marked(NAMES[unit], item, "等次", grade), marked(NAMES[unit], item, "得分", points)]
            made[unit, item] = Fraction(points)
        place = chance.randrange(0, 8)
        fills.append(marked(NAMES[unit], "C1", "名次", place or "无"))
        made[unit, "C1"] = Fraction(place)
        for item in ("C2.1", "C2.2") if unit == "development" else ("C2.1",):
            points = Decimal(chance.choice(["0", "1", "1.7", "3"]))
            fills.append(marked(NAMES[unit], item, "得分", points))
            made[unit, item] = Fraction(points)
        for item in ("C3.1", "C3.2", "C3.3", "C4"):
            fills.append(marked(NAMES[unit], item, "等次", "无"))
            made[unit, item] = Fraction(0)
    rate = Decimal(chance.randrange(600_000, 1_200_000)).scaleb(-6)
    fills.append(marked(NAMES["development"], "B3.2", "完成率", rate))
    done("import", database, changed(path, path, *fills))
    return {**made, ("development", "B3.2"): Fraction(rate)}


@pytest.mark.parametrize("seed", range(3))
def test_the_command_line_gives_the_points_of_the_second_computation(seed: int, database: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    known = hand_in(database, tmp_path / "季报", chance)
    made = judge(database, tmp_path / "评定表.xlsx", chance)
    # A rate that cannot be computed from a benchmark does not arise here: all are above 0.
    known = Known(known.figures, known.loans, known.unaccepted, made)
    scores = done("score", database, "--year", "2020", "--final", "--json").json
    assert (scores["state"], scores["open"]) == ("final", [])
    totals = {}
    for unit in OWN_ITEMS:
        expected = compute(unit, known)
        found = unit_named(scores, NAMES[unit])
        assert {leaf["code"]: Fraction(leaf["points"]) for leaf in leaves(found)} == expected.points
        assert (Fraction(found["total"]), Fraction(found["max"])) == (expected.total, Fraction(120))
        totals[unit] = expected.total
    places = {unit["unit"]: unit["rank"] for unit in scores["units"]}
    for unit, total in totals.items():
        assert places[NAMES[unit]] == 1 + sum(other > total for other in totals.values())
    assert done("verify", database, "--year", "2020", "--json").json["equal"]
