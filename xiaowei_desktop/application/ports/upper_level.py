"""Files between a city and its counties, as the jobs see them: targets handed down, and forms filled in for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from xiaowei_desktop.application.ports.workbooks import ReadTable

COLUMNS = ("指标编码", "指标", "计量单位", "类型", "范围", "比较", "目标值", "出处")
"""The columns of sheet 下达目标."""


@dataclass(frozen=True, slots=True)
class HandedDown:
    """下达目标: what a county is asked for. Each row has a text, or for 目标值 a figure, for each of `COLUMNS`."""

    plan: str
    title: str
    document: str
    unit: str
    unit_name: str
    rows: Sequence[Mapping[str, str | Decimal]]


@dataclass(frozen=True, slots=True)
class ReceivedTargets:
    """A workbook of targets that came in: what its hidden sheet says, and its rows."""

    identity: Mapping[str, str]
    table: ReadTable


Fillings = Mapping[str, Decimal | str]
"""What is to be written into a sheet, by cell (`H7`)."""


class UpperLevelFiles(Protocol):
    """Writes and reads them. All raise `UserError` with what to do."""

    def write_targets(self, targets: HandedDown, path: Path) -> None: ...

    def read_targets(self, path: Path) -> ReceivedTargets:
        """Raises `UserError` too for a workbook that is no 下达目标."""
        ...

    def fill(self, form: Path, sheet: str, fillings: Fillings, out: Path) -> None:
        """A copy of the workbook with these cells filled in, everything else as it was."""
        ...
