"""The small city's desk on a real database, and returns that its units have handed in."""

from __future__ import annotations

from pathlib import Path

from tests.unit.application.conftest import CLOCK
from tests.unit.domain.small_office import NOW, reported
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnLine


def desk_with(stores: Stores, path: Path, plan: Plan) -> Desk:
    """A new database that holds the plan; the caller closes its store."""
    store = stores.create(path)
    with store.work() as work:
        work.plans.save(plan, "李四", NOW, plan.span.first)
        work.commit()
    return Desk(store, plan.id, Author("李四", CLOCK))


def hand_in(desk: Desk, unit: str, quarter: Quarter, *lines: ReturnLine, accepted: bool = True) -> None:
    """A unit's return, accepted unless it is said otherwise."""
    report = reported(unit, quarter, *lines)
    with desk.work() as work:
        work.returns.save(desk.plan_id, report.approve("李四", NOW) if accepted else report)
        work.commit()
