"""The plan workbook (方案工作簿): the seven tables of a plan as the sheets of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from xiaowei_desktop.application.ports.plan_tables import PlanTables
from xiaowei_desktop.domain.issues import Issue


@dataclass(frozen=True, slots=True)
class PlanBook:
    """A plan workbook that came in. `issues` are about cells and headings that hold nothing readable.

    `cells` gives the cell (`E7`) of each sheet, row and column key; row "" is the heading.
    """

    tables: PlanTables
    issues: tuple[Issue, ...]
    cells: Mapping[tuple[str, str, str], str]

    def located(self, issue: Issue) -> Issue:
        """An issue about the tables with its cell; the heading's where the row has none."""
        place = issue.place
        keys = ((place.sheet, place.row, place.field), (place.sheet, "", place.field))
        cell = next((self.cells[key] for key in keys if key in self.cells), "")
        return replace(issue, place=replace(place, cell=cell))


class PlanBooks(Protocol):
    """Plan workbooks as files."""

    def write(self, tables: PlanTables, title: str, path: Path) -> None:
        """Writes the sheets and 填写说明, whole or not at all; raises `UserError` where the place cannot be written."""
        ...

    def read(self, path: Path, known: PlanTables) -> PlanBook:
        """Reads the sheets and columns of `known`, in whatever order they stand; sheets that lack are not in the book.

        Raises `UserError` for what is no workbook, locked, damaged, too large, or has none of the sheets.
        """
        ...
