"""A plan of three years: the quarter, the year and the whole span, against figures worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.integration.command_line import done
from tests.integration.three_years import AREA, CASE, QUARTERS, play
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.returns import open_return
from xiaowei_desktop.application.standing import progress_of
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.standings import Standing

EXPECTED = [pytest.param(case, id=case["name"]) for case in CASE["expected"]]
Case = Mapping[str, Any]


@pytest.fixture(scope="module")
def database(tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("three") / "绍兴.db"
    play(tools, path)
    return path


@contextmanager
def opened(tools: Toolbox, database: Path) -> Iterator[Desk]:
    """A desk on the database, which one program at a time may open."""
    store = tools.stores.open(database)
    try:
        yield Desk(store, CASE["plan"], Author("李四", tools.clock))
    finally:
        store.close()


@pytest.fixture(scope="module")
def standing(tools: Toolbox, database: Path) -> Mapping[Quarter, tuple[ProgressRow, ...]]:
    with opened(tools, database) as desk:
        return {quarter: progress_of(desk, quarter) for quarter in QUARTERS}


@pytest.fixture(scope="module")
def told(database: Path) -> Mapping[str, list[dict[str, Any]]]:
    """The rows of `progress --json`, by quarter."""
    quarters = {case["quarter"] for case in CASE["expected"]}
    return {q: done("progress", database, "--quarter", q, "--json").json["rows"] for q in quarters}


@pytest.mark.parametrize("case", EXPECTED)
def test_every_figure_is_as_reckoned(case: Case, standing: Mapping[Quarter, tuple[ProgressRow, ...]]) -> None:
    quarter, subject = Quarter.parse(case["quarter"]), case.get("subject", AREA)
    (row,) = [r for r in standing[quarter] if (r.indicator.code, r.subject) == (case["indicator"], subject)]
    assert row.quarter_value == number(case.get("quarter_value"))
    assert shown(row.year) == wanted(case["year"])
    assert shown(row.span) == wanted(case["plan"])
    scored = row.year if case["year"].get("target") else row.span
    assert (row.actual, row.completion, row.light) == (scored.actual, scored.completion, scored.light)
    assert row.is_accepted


@pytest.mark.parametrize("case", EXPECTED)
def test_the_command_says_the_same(case: Case, told: Mapping[str, list[dict[str, Any]]]) -> None:
    name = "绍兴市" if case.get("subject", AREA) == AREA else "越城区"
    found = [r for r in told[case["quarter"]] if (r["indicator"], r["subject"]) == (case["indicator"], name)]
    (row,) = found
    assert row["quarter_value"] == case.get("quarter_value")
    for key in ("year", "plan"):
        inner, stated = row[key], case[key]
        assert (inner["target"], inner["actual"]) == (stated.get("target"), stated.get("actual"))
        assert inner["completion_rate"] == rounded(stated.get("rate"))
        assert inner["schedule_rate"] == rounded(stated.get("schedule"))
        assert (inner["light"], inner["met"]) == (stated.get("light"), stated.get("met"))
        assert inner["stretch_target"] == stated.get("stretch")
    is_yearly = "target" in case["year"]
    # Without any target the row is about the year; a county's and a benchmark's have one without a figure.
    has_target = "target" in case["plan"] or case["indicator"] in ("inclusive_loan_growth", "new_enterprises")
    assert row["scope"] == ("plan" if has_target and not is_yearly else case["quarter"][:4])
    scored = row["year"] if row["scope"] != "plan" else row["plan"]
    assert [row[key] for key in ("target", "actual", "light")] == [scored[key] for key in ("target", "actual", "light")]


def test_a_level_that_falls_is_noted(tools: Toolbox, database: Path) -> None:
    (pool,) = [series for series in CASE["series"] if "falls" in series]
    with opened(tools, database) as desk:
        issues = {str(quarter): open_return(desk, pool["unit"], quarter).issues for quarter in QUARTERS}
    noted = {
        quarter
        for quarter, found in issues.items()
        for issue in found
        if (issue.code, issue.place.row) == ("stock-falls", pool["indicator"])
    }
    assert noted == set(pool["falls"])


def test_the_text_names_the_subject_and_says_what_the_window_says(database: Path) -> None:
    lines = done("progress", database, "--quarter", "2023Q4").out.splitlines()
    assert "新增小微企业\t绍兴市\t55100\t家\t100.18%\t● 正常" in lines
    assert "新增小微企业\t越城区\t9300\t家\t\t" in lines
    assert "政府性担保平均费率\t绍兴市\t0.8\t%\t125.00%\t● 达到" in lines
    assert "小微企业无还本续贷余额\t绍兴市\t500\t亿元\t100.00%\t■ 未达到" in lines


def shown(standing: Standing) -> dict[str, object]:
    return {
        "target": standing.target.value if standing.target else None,
        "stretch": standing.stretch.value if standing.stretch else None,
        "actual": standing.actual,
        "rate": fraction(standing.completion.rate),
        "schedule": fraction(standing.schedule),
        "light": standing.light.value if standing.light else None,
        "met": standing.completion.met,
        "reason": standing.completion.reason if standing.actual is None else "",
    }


def wanted(stated: Case) -> dict[str, object]:
    return {
        **{key: number(stated.get(key)) for key in ("target", "stretch", "actual")},
        **{key: exact(stated[key]) if key in stated else None for key in ("rate", "schedule")},
        **{key: stated.get(key) for key in ("light", "met")},
        "reason": stated.get("reason", ""),
    }


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def exact(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below)


def fraction(rate: Rate | None) -> Fraction | None:
    return None if rate is None else Fraction(rate.numerator) / Fraction(rate.denominator)


def rounded(text: str | None) -> str | None:
    """Six places, half up, without trailing noughts."""
    if text is None:
        return None
    millionths = int(exact(text) * 10**6 + Fraction(1, 2))
    return f"{Decimal(millionths).scaleb(-6).normalize():f}"
