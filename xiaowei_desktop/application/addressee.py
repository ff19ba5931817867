"""Whether a file that a city made for one of its counties is for the county whose plan this is."""

from __future__ import annotations

from xiaowei_desktop.domain.organisation import normal_name
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError

_GOVERNMENT = "人民政府"


def check_addressee(plan: Plan, name: str, file: str) -> None:
    """Raises `UserError` where `name`, to whom the city's file is addressed, is not the plan's own area.

    A city may write 绍兴市柯桥区 or 柯桥区人民政府 where the county's plan says 柯桥区.
    """
    own = plan.organisation(plan.subject)
    written = _plain(name)
    if written and any(_same_place(written, _plain(known)) for known in own.all_names):
        return
    what = f"是给“{name}”的" if written else "没有写明填报单位"
    raise UserError(
        f"“{file}”{what}，本方案是“{own.name}”的，没有读入。",
        f"请选择给“{own.name}”的文件。名称写法不同、确是同一个地方的，请在“方案设置”的单位中，"
        f"把它填在“{own.name}”的“其他名称”里。",
    )


def _plain(name: str) -> str:
    return normal_name(name).removesuffix(_GOVERNMENT)


def _same_place(one: str, other: str) -> bool:
    return bool(other) and (one.endswith(other) or other.endswith(one))
