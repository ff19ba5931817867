"""方案工作簿, both ways: the application's `PlanBooks`."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.ports.plan_books import PlanBook
from xiaowei_desktop.application.ports.plan_tables import PlanTables
from xiaowei_desktop.files import readable
from xiaowei_desktop.spreadsheets.opened_book import OpenedBook
from xiaowei_desktop.spreadsheets.plan_pages import build_plan
from xiaowei_desktop.spreadsheets.plan_reader import read_plan
from xiaowei_desktop.spreadsheets.reader import read_bytes
from xiaowei_desktop.spreadsheets.saving import save_workbook


class PlanWorkbooks:
    """Written for Excel and WPS; read with the same care as every file that comes in."""

    def write(self, tables: PlanTables, title: str, path: Path) -> None:
        save_workbook(build_plan(tables, title), path)

    def read(self, path: Path, known: PlanTables) -> PlanBook:
        return read_plan(OpenedBook(readable(path.name), read_bytes(path)), known)
