"""The Shaoxing plan played through all of its twelve quarters, as `tests/cases/shaoxing_three_years.toml` has it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xiaowei_desktop.application.acceptance import approve, send_back
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.returns import open_return, save_draft, submit_draft
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import Filler, ReturnLine, RowKey

CASE: Mapping[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "shaoxing_three_years.toml").read_text(encoding="utf-8")
)
QUARTERS = tuple(Quarter(year, number) for year in (2021, 2022, 2023) for number in (1, 2, 3, 4))
AREA = "shaoxing"
_MISSING = "缺"


def play(tools: Toolbox, path: Path) -> None:
    """Units hand in quarter by quarter, the office approves; two returns are sent back and handed in again."""
    author = Author("李四", FixedClock(datetime(2024, 1, 15, 9, 30)))
    create_database(tools.stores, tools.plans, path, CASE["plan"], author)
    store = tools.stores.open(path)
    try:
        desk = Desk(store, CASE["plan"], author)
        for number, quarter in enumerate(QUARTERS):
            for unit, lines in _returns(number).items():
                _hand_in(desk, unit, quarter, lines)
            for revision in CASE["revisions"]:
                if revision["after"] == str(quarter):
                    _revise(desk, revision)
    finally:
        store.close()


def _returns(number: int) -> Mapping[str, dict[RowKey, ReturnLine]]:
    found: dict[str, dict[RowKey, ReturnLine]] = {}
    for series in CASE["series"]:
        for line in _line(series, number):
            found.setdefault(series["unit"], {})[line.key] = line
    return found


def _line(series: Mapping[str, Any], number: int) -> Iterator[ReturnLine]:
    """The row as the unit fills it in; none in a quarter for which the unit hands in nothing."""
    key = RowKey(series["indicator"], series.get("subject", AREA))
    if "parts" in series:
        numerator, denominator = (Decimal(part) for part in series["parts"][number].split("/"))
        yield ReturnLine(key, numerator=numerator, denominator=denominator)
    elif series["figures"][number] != _MISSING:
        benchmark = Decimal(series["benchmarks"][number]) if "benchmarks" in series else None
        yield ReturnLine(key, cumulative=Decimal(series["figures"][number]), benchmark=benchmark)


def _hand_in(desk: Desk, unit: str, quarter: Quarter, lines: Mapping[RowKey, ReturnLine]) -> None:
    opened = open_return(desk, unit, quarter)
    save_draft(desk, unit, quarter, tuple(lines.get(line.key, line) for line in opened.lines))
    submit_draft(desk, unit, quarter, Filler("王芳"))
    approve(desk, unit, quarter, "其余指标另行报送。")


def _revise(desk: Desk, revision: Mapping[str, Any]) -> None:
    unit, quarter = revision["unit"], Quarter.parse(revision["quarter"])
    send_back(desk, unit, quarter, revision["reason"])
    key = RowKey(revision["indicator"], AREA)
    (old,) = (line for line in open_return(desk, unit, quarter).lines if line.key == key)
    corrected = replace(old, quarter_value=None, cumulative=Decimal(revision["figure"]))
    _hand_in(desk, unit, quarter, {key: corrected})
