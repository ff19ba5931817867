"""方案工作簿: a plan out to a workbook, checked, and taken in from one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.plan_issues import gathered, issue_line
from xiaowei_desktop.application.plans import add_plan, found_database, shipped_plan
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.domain.issues import Issue, has_errors
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import looking_at

_UNREAD_SHEET = frozenset({"plan-heading", "plan-sheet-name"})
"""What is found of a sheet that is there and was not read: that it lacks follows from that."""


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """The plan of a workbook, or `None` where it has errors; with everything found, each with its cell."""

    plan: Plan | None
    issues: tuple[Issue, ...]


def export_plan(tools: Toolbox, plan: Plan, path: Path) -> None:
    """Writes the plan as a workbook, which can be changed and taken in again."""
    tools.plan_books.write(tools.plan_tables.tables(plan), plan.short_title, path)


def write_blank_workbook(tools: Toolbox, path: Path) -> None:
    """Writes a plan workbook with its headings and 填写说明 only. Raises `UserError` where there is a file already."""
    with looking_at(path):
        is_there = path.exists()
    if is_there:
        raise UserError(f"“{path.name}”已经存在，没有写出空白方案工作簿。", "请换一个文件名，以免盖掉填好的内容。")
    tools.plan_books.write(tools.plan_tables.blank(), "方案", path)


def check_workbook(tools: Toolbox, path: Path) -> CheckedBook:
    """Every fault of a plan workbook. Raises `UserError` for what is none at all."""
    book = tools.plan_books.read(path, tools.plan_tables.blank())
    read = tools.plan_tables.read(book.tables)
    known = {(issue.place.sheet, issue.place.cell) for issue in book.issues}
    unheaded = {issue.place.sheet for issue in book.issues if issue.code in _UNREAD_SHEET}
    located = [book.located(issue) for issue in read.issues if issue.place.sheet not in unheaded]
    further = [issue for issue in located if (issue.place.sheet, issue.place.cell) not in known]
    issues = (*book.issues, *gathered(further))
    return CheckedBook(None if has_errors(issues) else read.plan, issues)


def read_plan_workbook(tools: Toolbox, path: Path) -> Plan:
    """The plan of a workbook. Raises `UserError` that lists every fault with its cell."""
    checked = check_workbook(tools, path)
    if checked.plan is None:
        details = tuple(issue_line(issue) for issue in checked.issues)
        raise UserError(
            f"方案工作簿“{path.name}”有 {len(details)} 处问题，没有读入。", "请按上面列出的单元格改正后重试。", details
        )
    return checked.plan


def plan_from(tools: Toolbox, name: str) -> Plan:
    """A shipped plan by its id, or the plan of a workbook by the workbook's path."""
    if name in tools.plans.ids():
        return shipped_plan(tools.plans, name)
    path = Path(name)
    with looking_at(path):
        is_file = path.exists()
    return read_plan_workbook(tools, path) if is_file or path.suffix else shipped_plan(tools.plans, name)


def create_database_from(tools: Toolbox, path: Path, name: str, author: Author) -> Plan:
    """A new database with a shipped plan or a workbook's."""
    plan = plan_from(tools, name)
    found_database(tools.stores, path, plan, author)
    return plan


def add_plan_from(tools: Toolbox, database: Path, name: str, author: Author) -> Plan:
    """A further plan for a database that is there. Raises `UserError` where it has a plan of that id."""
    plan = plan_from(tools, name)
    store = tools.stores.open(database)
    try:
        add_plan(store, plan, author)
    finally:
        store.close()
    return plan
