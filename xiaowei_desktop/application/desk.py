"""The desk a clerk works at: an open database, one plan of it, and who sits there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xiaowei_desktop.application.editions import plans_by_year
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.ports.storage import Change, Store, UnitOfWork
from xiaowei_desktop.domain.organisation import UnknownOrganisationError
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class Desk:
    """What every job needs to begin."""

    store: Store
    plan_id: str
    author: Author

    def work(self) -> UnitOfWork:
        return self.store.work()

    def plan(self, year: int | None = None) -> Plan:
        """The plan as it holds in `year`; without one, as it holds last."""
        with self.work() as work:
            return work.plans.get(self.plan_id, year)

    def plans(self) -> Mapping[int, Plan]:
        """The plan as it holds in each year of its span."""
        with self.work() as work:
            return plans_by_year(work, self.plan_id)

    def change(self, subject: str, field: str, old: str, new: str, reason: str = "") -> Change:
        """An entry for the history, signed and dated."""
        return Change(self.author.now, self.author.name, self.plan_id, subject, field, old, new, reason)


def choose_plan(store: Store, plan_id: str | None) -> str:
    """The plan to work on: the one named, or the only one. Raises `UserError` where that is not clear."""
    with store.work() as work:
        ids = work.plans.ids()
    if plan_id is not None:
        if plan_id not in ids:
            raise UserError(f"数据库中没有方案“{plan_id}”。", f"现有方案：{'、'.join(ids) or '无'}。")
        return plan_id
    if not ids:
        raise UserError("数据库中没有方案。", "请先加入一个方案：plan add 数据库 --plan 方案编号。")
    if len(ids) > 1:
        raise UserError("数据库中有多个方案，请指明用哪一个。", f"用 --plan 指定：{'、'.join(ids)}。")
    return ids[0]


def find_unit(plan: Plan, name: str) -> str:
    """The code of the organisation that a clerk means by `name`. Raises `UserError` with names that look alike."""
    try:
        return plan.directory.find(name).code
    except UnknownOrganisationError as unknown:
        raise UserError(f"方案中没有单位“{name}”。", unknown.question or "请核对单位名称。") from unknown


def find_reporting_unit(plan: Plan, name: str) -> str:
    """Like `find_unit`, and the organisation hands in returns."""
    unit = find_unit(plan, name)
    if unit not in plan.reporting_units():
        names = "、".join(plan.organisation(code).name for code in plan.reporting_units())
        raise UserError(f"“{name}”不报季报。", f"报送季报的单位：{names}。")
    return unit
