"""Opening a year: a database with a plan."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Change, Store, Stores
from xiaowei_desktop.application.ports.workbooks import PlanLibrary
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError


def shipped_plan(library: PlanLibrary, plan_id: str) -> Plan:
    """A plan that the program ships. Raises `UserError` for an unknown id."""
    try:
        return library.load(plan_id)
    except LookupError as unknown:
        known = "、".join(library.ids())
        raise UserError(f"没有内置方案“{plan_id}”。", f"可选：{known}。") from unknown


def create_database(stores: Stores, library: PlanLibrary, path: Path, plan_id: str, author: Author) -> Plan:
    """A new database with a shipped plan; refuses a path that exists, and leaves nothing behind on failure."""
    plan = shipped_plan(library, plan_id)
    found_database(stores, path, plan, author)
    return plan


def found_database(stores: Stores, path: Path, plan: Plan, author: Author) -> None:
    """A new database with any plan; refuses a path that exists, and leaves nothing behind on failure."""
    store = stores.create(path)
    try:
        add_plan(store, plan, author)
    except BaseException:
        store.close()
        path.unlink()
        raise
    store.close()


def add_plan(store: Store, plan: Plan, author: Author) -> None:
    """A further plan. Raises `UserError` where the database has a plan of that id: that one is changed by updating."""
    with store.work() as work:
        if plan.id in work.plans.ids():
            raise UserError(
                f"数据库中已有编号为“{plan.id}”的方案，没有加入。",
                "要修改它请用“更新方案”；另立方案的请改用别的方案编号。",
            )
        work.plans.save(plan, author.name, author.now, plan.span.first)
        work.history.add([_founding(plan, author)])
        work.commit()


def _founding(plan: Plan, author: Author) -> Change:
    return Change(author.now, author.name, plan.id, "方案", "新建", "", plan.title, plan.document)
