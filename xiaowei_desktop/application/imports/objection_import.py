"""Takes in one 异议表."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.application.assessable import item_name
from xiaowei_desktop.application.imports.mark_figures import read_figure
from xiaowei_desktop.application.imports.outcome import FileKind, ShownChange
from xiaowei_desktop.application.imports.paper_import import Known, PaperImport
from xiaowei_desktop.application.imports.paper_rows import PaperRow
from xiaowei_desktop.application.ports.storage import Change, UnitOfWork
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.issues import Issue, Place, note
from xiaowei_desktop.domain.objection import Objection, ObjectionVersion
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, plain_text

_TEXT, _WANTED = "异议意见", "认为应得分"


@dataclass(frozen=True, slots=True)
class ObjectionImport(PaperImport[Objection]):
    """One 异议表 on its way in."""

    kind: ClassVar[FileKind] = FileKind.OBJECTIONS

    def entries(self, rows: Sequence[PaperRow], issues: list[Issue]) -> tuple[Objection, ...]:
        """The rows with an objection; a paper without any says that the unit has none."""
        found = tuple(objection for row in rows if (objection := _objection(row)) is not None)
        if not found and not issues:
            message = "没有填写异议，记为“无异议”；以前提出、还没有答复的异议视为撤回。"
            issues.append(note("no-objections", message, Place(self.book.table.sheet)))
        return found

    def known(self, work: UnitOfWork, plan: Plan, unit: str, year: int) -> Known[Objection]:
        found = work.objections.get(plan.id, unit, year)
        return Known(
            tuple(version.handed_in for version in found.versions), found.current.objections if found.current else None
        )

    def changes(
        self, plan: Plan, unit: str, old: Sequence[Objection], new: Sequence[Objection]
    ) -> tuple[ShownChange, ...]:
        before = {objection.item: _claim_text(objection) for objection in old}
        after = {objection.item: _claim_text(objection) for objection in new}
        return tuple(
            ShownChange(item_name(plan, unit, code), "异议", before.get(code, ""), after.get(code, ""))
            for code in dict.fromkeys((*after, *before))
            if before.get(code) != after.get(code)
        )

    def add(
        self, work: UnitOfWork, plan: Plan, unit: str, year: int, how: HandedIn, entries: tuple[Objection, ...]
    ) -> Change:
        work.objections.add(plan.id, unit, year, ObjectionVersion(how, entries))
        codes = "、".join(objection.item for objection in entries)
        said = f"{len(entries)}项异议：{codes}" if entries else "无异议"
        before = f"第{how.number - 1}版" if how.number > 1 else ""
        subject = f"{year}年异议 {plan.organisation(unit).name}"
        return self.desk.change(subject, "异议", before, f"第{how.number}版，{said}", how.source.file)


def _objection(row: PaperRow) -> Objection | None:
    text, wanted = row.text(_TEXT), row.points(_WANTED)
    if not text:
        if wanted is not None and not row.cell(_TEXT).text.strip():  # what stands there may have a finding of its own
            row.error("objection-missing", _TEXT, "没有填，但填了认为应得分。请写明异议意见。")
        return None
    if wanted is None and not row.cell(_WANTED).text:
        row.warning("wanted-missing", _WANTED, "没有填，只收异议意见。")
    return Objection(row.item.code, text, wanted, _points_on_sheet(row))


def _points_on_sheet(row: PaperRow) -> Decimal | None:
    """The points that the form went out with; an item that was open then has none."""
    with suppress(QuantityError):
        return read_figure(row.cell("得分"), "得分")
    return None


def _claim_text(objection: Objection) -> str:
    wanted = "" if objection.wanted is None else f"（认为应得{plain_text(objection.wanted)}分）"
    return f"{objection.text}{wanted}"
