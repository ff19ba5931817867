"""Importing 200 return workbooks (read, checked, stored) against a plain openpyxl read of the same files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import openpyxl

from benchmarks.made_plan import YEAR, made_plan
from benchmarks.ratio import Ratio, compare
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.forms import write_return_forms
from xiaowei_desktop.application.imports.outcome import Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Store
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.bootstrap import toolbox
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan

FILES = 200
ROWS = 20
_PAIRS = 3
_QUARTER = Quarter(YEAR, 1)


def measure() -> Ratio:
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> Ratio:
    tools = toolbox()
    plan = made_plan(FILES, ROWS)
    forms = folder / "forms"
    store = _database(tools, plan, folder / "forms.db")
    write_return_forms(_desk(store, plan, tools), tools.forms, _QUARTER, forms)
    store.close()
    files = sorted(forms.glob("*.xlsx"))
    for path in files:
        _fill(path)
    numbers: Iterator[int] = count()

    def ours() -> None:
        """Into a new database each time: importing the same again would only find it unchanged."""
        fresh = _database(tools, plan, folder / f"{next(numbers)}.db")
        outcomes = TakeIn(_desk(fresh, plan, tools), tools.reader).take([forms])
        fresh.close()
        if len(outcomes) != FILES or any(outcome.result is not Result.IMPORTED for outcome in outcomes):
            raise SystemExit("the import refused a file")

    return compare(f"import {FILES} returns", ours, "plain openpyxl read", lambda: _plain(files), _PAIRS)


def _database(tools: Toolbox, plan: Plan, path: Path) -> Store:
    store = tools.stores.create(path)
    with store.work() as work:
        work.plans.save(plan, "测量", tools.clock.now(), plan.span.first)
        work.commit()
    return store


def _desk(store: Store, plan: Plan, tools: Toolbox) -> Desk:
    return Desk(store, plan.id, Author("测量", tools.clock))


def _fill(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["季报"]
    columns: dict[str, int] = {}
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if "指标编码" in row:
            columns = {str(value): place for place, value in enumerate(row, start=1) if value is not None}
        elif columns and row[columns["指标编码"] - 1]:
            sheet.cell(number, columns["累计完成"]).value = 300 + number
    book.save(path)


def _plain(files: list[Path]) -> int:
    cells = 0
    for path in files:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            cells += sum(1 for row in sheet.iter_rows(values_only=True) for value in row if value is not None)
    return cells
