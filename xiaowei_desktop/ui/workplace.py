"""What all pages work with: the open database, the tools, the worker, the look."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QImage, QPagedPaintDevice

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Store
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme

LAST_DATABASE_KEY = "database/last"
_OPERATOR_KEY = "operator/name"
_PLAN_KEY = "plan/last"


class Printer(Protocol):
    """Paints sheets on paper; the program's start hands it in."""

    def page_images(self, sheets: Sequence[Sheet], dpi: int) -> list[QImage]:
        """A picture of every page, for the preview."""
        ...

    def print_to(self, sheets: Sequence[Sheet], device: QPagedPaintDevice) -> None: ...

    def write_pdf(self, sheets: Sequence[Sheet], path: Path) -> None: ...


class Workplace(QObject):
    """Shared by the pages. `desk_changed` comes when another database, plan or operator is taken up."""

    desk_changed = Signal()

    def __init__(self, tools: Toolbox, printer: Printer, theme: Theme, runner: TaskRunner, settings: QSettings) -> None:
        super().__init__()
        self.tools = tools
        self.printer = printer
        self.theme = theme
        self.runner = runner
        self.settings = settings
        self._desk: Desk | None = None
        self._looked_at: tempfile.TemporaryDirectory[str] | None = None

    @property
    def desk(self) -> Desk:
        """The open database. Pages exist only while one is open."""
        assert self._desk is not None
        return self._desk

    @property
    def is_open(self) -> bool:
        return self._desk is not None

    def plan(self, year: int | None = None) -> Plan:
        """The plan as it holds in `year`; without one, as it holds last."""
        return self.desk.plan(year)

    @property
    def operator(self) -> str:
        """Who works here, as the history names them; empty until told."""
        return str(self.settings.value(_OPERATOR_KEY, ""))

    @property
    def last_database(self) -> Path | None:
        """The database used last, where it is still there."""
        text = str(self.settings.value(LAST_DATABASE_KEY, ""))
        return Path(text) if text and Path(text).exists() else None

    def set_operator(self, name: str) -> None:
        """From now on `name` signs what is changed."""
        self.settings.setValue(_OPERATOR_KEY, name)
        if self._desk is not None:
            self._desk = replace(self._desk, author=self._author())
        self.desk_changed.emit()

    def open(self, path: Path) -> None:
        """Opens a database in the place of the one that is open. Raises `UserError`; then nothing has changed."""
        if self._desk is not None and self._desk.store.path.resolve() == path.resolve():
            return
        store = self.tools.stores.open(path)
        try:
            desk = Desk(store, self._plan_to_begin_with(store), self._author())
        except BaseException:
            store.close()
            raise
        self.close()
        self._desk = desk
        self.settings.setValue(LAST_DATABASE_KEY, str(path.resolve()))
        self.desk_changed.emit()

    def plans(self) -> tuple[tuple[str, str], ...]:
        """The plans of the open database, oldest first: id and short title."""
        with self.desk.work() as work:
            return tuple((plan_id, work.plans.get(plan_id).short_title) for plan_id in work.plans.ids())

    def choose_plan(self, plan_id: str) -> None:
        """Works on another plan of the same database from now on."""
        if plan_id != self.desk.plan_id:
            self._desk = replace(self.desk, plan_id=plan_id)
            self.settings.setValue(_PLAN_KEY, plan_id)
            self.desk_changed.emit()

    @property
    def looking_folder(self) -> Path:
        """Where copies of evidence lie while other programs show them; gone with the database."""
        if self._looked_at is None:
            self._looked_at = tempfile.TemporaryDirectory(prefix="支撑材料-", ignore_cleanup_errors=True)
        return Path(self._looked_at.name)

    def close(self) -> None:
        """Lets the database and its lock go."""
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None
        if self._looked_at is not None:
            self._looked_at.cleanup()
            self._looked_at = None

    def _plan_to_begin_with(self, store: Store) -> str:
        """The plan used last where the database has it, else its first. Raises `UserError` where it has none."""
        last = str(self.settings.value(_PLAN_KEY, ""))
        with store.work() as work:
            ids = work.plans.ids()
        if not ids:
            raise UserError("数据库中没有方案。", "请先用“新建”选择一个方案。")
        return last if last in ids else ids[0]

    def _author(self) -> Author:
        return Author(self.operator or "未署名", self.tools.clock)
