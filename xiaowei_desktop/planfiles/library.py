"""The plans that ship with the program."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.domain.issues import Place, error
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.planfiles.findings import PlanFileError
from xiaowei_desktop.planfiles.toml_file import load_plan


class ShippedPlans:
    """A folder of plan files, each named after the id of its plan."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in self._folder.glob("*.toml")))

    def load(self, plan_id: str) -> Plan:
        """Raises `LookupError` for an id that is not shipped."""
        if plan_id not in self.ids():
            raise LookupError(plan_id)
        path = self._folder / f"{plan_id}.toml"
        plan = load_plan(path)
        if plan.id != plan_id:
            message = f"方案编号“{plan.id}”与文件名“{plan_id}”不一致。"
            raise PlanFileError(path.name, (error("plan-id", message, Place(field="id")),))
        return plan
