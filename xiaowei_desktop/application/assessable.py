"""The items on which a unit may speak: give itself points, object to the office's, get an answer."""

from __future__ import annotations

from xiaowei_desktop.application.desk import find_unit
from xiaowei_desktop.application.marks import check_year, scheme_of
from xiaowei_desktop.domain.item_points import points_range
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.errors import UserError


def items_of(plan: Plan, unit: str) -> tuple[Node, ...]:
    """The unit's items that can have points, in the scheme's order; none where it is not assessed."""
    tree = plan.scheme.for_organisation(unit) if plan.scheme else None
    return tuple(leaf for leaf in (tree.leaves() if tree else ()) if any(points_range(leaf)))


def item_of(plan: Plan, unit: str, code: str) -> Node | None:
    return next((item for item in items_of(plan, unit) if item.code == code), None)


def item_name(plan: Plan, unit: str, code: str) -> str:
    """How messages and the history name an item of a unit: 科技局 B2 工作创新."""
    item = item_of(plan, unit, code)
    name = plan.organisation(unit).name if unit in plan.directory else unit
    return f"{name} {code} {item.title if item else ''}".strip()


def assessed_units(plan: Plan, year: int, name: str | None) -> tuple[str, ...]:
    """The units that papers go to: the one that `name` means, or all that are assessed on any item.

    Raises `UserError` for a year outside the plan, a plan without a scheme, and a unit that is not assessed.
    """
    check_year(plan, year)
    assessed = tuple(unit for unit in scheme_of(plan).assessed if items_of(plan, unit))
    if name is None:
        return assessed
    unit = find_unit(plan, name)
    if unit not in assessed:
        names = "、".join(plan.organisation(code).name for code in assessed)
        raise UserError(f"“{name}”不是考核对象。", f"考核对象：{names}。")
    return (unit,)
