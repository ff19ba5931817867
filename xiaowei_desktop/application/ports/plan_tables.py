"""A plan as tables of texts: what the plan workbook holds sheet by sheet, and what the plan pages edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.plan import Plan

PlanRow = Mapping[str, str]
"""One row of a plan table: texts by column key. A key that is not there is an empty cell."""


@dataclass(frozen=True, slots=True)
class ColumnCase:
    """What to write in a column in one case (one way of scoring), and a whole cell as an example."""

    name: str
    explanation: str
    example: str


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its stable key, its Chinese heading, what to write there, and the words to choose from if any.

    `is_number` columns hold figures; `many` columns hold several entries, divided by 、. `cases` are what 填写说明
    says further, where what to write depends on another column.
    """

    key: str
    heading: str
    explanation: str
    choices: tuple[str, ...] = ()
    is_number: bool = False
    many: bool = False
    width: int = 16
    cases: tuple[ColumnCase, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One sheet: 方案, 单位, 指标, 目标, 任务, 考核细则 or 口径说明."""

    sheet: str
    columns: tuple[PlanColumn, ...]
    rows: tuple[PlanRow, ...]


PlanTables = tuple[PlanTable, ...]
"""The seven tables in the order of the workbook's sheets."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """The plan that tables hold, or `None` and everything that is wrong with them.

    An issue's place has the table's `sheet`, the `row` counted from 1, and the column's key as `field`.
    """

    plan: Plan | None
    issues: tuple[Issue, ...]


class PlanTableCodec(Protocol):
    """Turns plans into tables and back; `read(tables(plan)).plan == plan`."""

    def tables(self, plan: Plan) -> PlanTables: ...

    def blank(self) -> PlanTables:
        """The tables with their columns and no plan in them."""
        ...

    def read(self, tables: PlanTables) -> ReadPlan: ...
