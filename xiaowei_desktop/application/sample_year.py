"""The sample year: a district's 2020 played through from the shipped plan to the final score sheets.

It ends reopened, so that whoever looks at it can go on working in it.

`year.toml` says what was done on which day and by whom; the workbooks beside it are what the units and the
office handed in. Everything goes through the jobs of the office, so that the sample database is like one that
grew over a year, its history included.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xiaowei_desktop.application.acceptance import approve, send_back, verify
from xiaowei_desktop.application.desk import Desk, find_reporting_unit
from xiaowei_desktop.application.finalising import finalise, reopen
from xiaowei_desktop.application.imports.outcome import Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.ports.clock import Author, FixedClock
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.score_files import write_score_files
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnState, RowKey
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import make_folder

SAMPLE = "binjiang-2020"
_SHEETS_FOLDER = "打印表"


@dataclass(frozen=True, slots=True)
class SampleYear:
    """What playing the year left behind: the database, and the sheets as PDF and Excel."""

    database: Path
    sheets: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of `year.toml`: what is done, by whom and when; `about` says with what."""

    does: str
    author: Author
    about: Mapping[str, Any]

    @property
    def quarter(self) -> Quarter:
        return Quarter.parse(self.about["quarter"])


def play_sample_year(tools: Toolbox, folder: Path) -> SampleYear:
    """Builds the sample database in `folder` afresh and writes its sheets beside it.

    An earlier sample database there is replaced, unless somebody has it open (`UserError`); other files stay.
    """
    source = tools.samples / SAMPLE
    year = tomllib.loads((source / "year.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    founding, *steps, closing, reopening = _steps(year["steps"])
    make_folder(folder)
    database = folder / year["database"]
    _clear(tools.stores, database)
    create_database(tools.stores, tools.plans, database, year["plan"], founding.author)
    store = tools.stores.open(database)
    try:
        for step in steps:
            _play(tools, Desk(store, year["plan"], step.author), source, step)
        desk = Desk(store, year["plan"], closing.author)
        sheets = tuple(_write_sheets(tools, desk, year["year"], folder / _SHEETS_FOLDER))
        reopen(Desk(store, year["plan"], reopening.author), year["year"], reopening.about["reason"])
    finally:
        store.close()
    return SampleYear(database, sheets)


def _steps(written: Iterable[Mapping[str, Any]]) -> list[Step]:
    return [Step(step["do"], Author(step["who"], FixedClock(step["at"])), step) for step in written]


def _clear(stores: Stores, database: Path) -> None:
    """Removes an earlier sample database, once opening it has shown that nobody else works on it."""
    if not database.exists():
        return
    stores.open(database).close()
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def _play(tools: Toolbox, desk: Desk, source: Path, step: Step) -> None:
    match step.does:
        case "import":
            _take_in(tools, desk, source, step)
        case "approve":
            _approve_reported(desk, step.quarter)
        case "return":
            send_back(desk, _unit(desk, step), step.quarter, step.about["reason"])
        case "verify":
            key = RowKey(step.about["indicator"], desk.plan(step.quarter.year).subject)
            verify(desk, _unit(desk, step), step.quarter, key, Decimal(step.about["value"]), step.about["reason"])
        case unknown:
            raise ValueError(f"year.toml: unknown step {unknown}")


def _take_in(tools: Toolbox, desk: Desk, source: Path, step: Step) -> None:
    """The files that arrived; one that is not taken in whole means that the sample does not fit the program."""
    batch = TakeIn(desk, tools.reader, step.about.get("received"))
    outcomes = batch.take([source / name for name in step.about["files"]])
    if refused := [outcome for outcome in outcomes if outcome.result is not Result.IMPORTED]:
        details = tuple(f"{one.file.name}：{issue.message}" for one in refused for issue in one.issues)
        raise UserError("样例文件没有全部导入，样例年度没有走完。", "请重新安装程序。", details)


def _approve_reported(desk: Desk, quarter: Quarter) -> None:
    for unit in status_of(desk, quarter).units:
        if unit.state is ReturnState.REPORTED:
            approve(desk, unit.unit, quarter)


def _unit(desk: Desk, step: Step) -> str:
    return find_reporting_unit(desk.plan(step.quarter.year), step.about["unit"])


def _write_sheets(tools: Toolbox, desk: Desk, year: int, folder: Path) -> Iterator[Path]:
    """任务分解表, the year's last 进度表, the final 评分明细表 of every bureau, and 排名表."""
    make_folder(folder)
    for name, request in (
        (f"任务分解表_{year}", SheetRequest("breakdown", year)),
        (f"进度表_{year}Q4", SheetRequest("progress", quarter=Quarter.last_of(year))),
    ):
        sheets = build_sheets(desk, request)
        for writer, suffix in ((tools.workbooks, ".xlsx"), (tools.papers, ".pdf")):
            writer.write(sheets, folder / f"{name}{suffix}")
            yield folder / f"{name}{suffix}"
    yield from write_score_files(finalise(desk, year), tools.workbooks, tools.papers, folder)
