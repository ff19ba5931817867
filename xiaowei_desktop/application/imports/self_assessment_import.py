"""Takes in one 自评表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xiaowei_desktop.application.assessable import item_name
from xiaowei_desktop.application.imports.outcome import FileKind, ShownChange
from xiaowei_desktop.application.imports.paper_import import Known, PaperImport
from xiaowei_desktop.application.imports.paper_rows import PaperRow
from xiaowei_desktop.application.ports.storage import Change, UnitOfWork
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion

_POINTS = "自评得分"


@dataclass(frozen=True, slots=True)
class SelfAssessmentImport(PaperImport[AssessedItem]):
    """One 自评表 on its way in."""

    kind: ClassVar[FileKind] = FileKind.SELF_ASSESSMENT

    def entries(self, rows: Sequence[PaperRow], issues: list[Issue]) -> tuple[AssessedItem, ...]:
        """The rows with anything in them. One without points is asked about; a paper without any is refused."""
        read = [(row, _assessed(row)) for row in rows]
        filled = tuple(assessed for _, assessed in read if not assessed.is_empty)
        if not filled and not issues:
            message = "自评表中一项都没有填。请填好自评得分后再报。"
            issues.append(error("empty-assessment", message, Place(self.book.table.sheet)))
            return ()
        for row, assessed in read:
            if assessed.points is None and not row.cell(_POINTS).text:
                row.warning("points-missing", _POINTS, "没有填，这一项没有自评得分。请与填报单位核对。")
        return filled

    def known(self, work: UnitOfWork, plan: Plan, unit: str, year: int) -> Known[AssessedItem]:
        found = work.self_assessments.get(plan.id, unit, year)
        return Known(
            tuple(version.handed_in for version in found.versions), found.current.items if found.current else None
        )

    def changes(
        self, plan: Plan, unit: str, old: Sequence[AssessedItem], new: Sequence[AssessedItem]
    ) -> tuple[ShownChange, ...]:
        before = {assessed.item: assessed for assessed in old}
        after = {assessed.item: assessed for assessed in new}
        return tuple(
            change
            for code in dict.fromkeys((*after, *before))
            for change in _changes(
                item_name(plan, unit, code),
                before.get(code, AssessedItem(code)),
                after.get(code, AssessedItem(code)),
            )
        )

    def add(
        self, work: UnitOfWork, plan: Plan, unit: str, year: int, how: HandedIn, entries: tuple[AssessedItem, ...]
    ) -> Change:
        work.self_assessments.add(plan.id, unit, year, AssessmentVersion(how, entries))
        total = sum((assessed.points for assessed in entries if assessed.points is not None), Decimal(0))
        return self.desk.change(
            f"{year}年自评 {plan.organisation(unit).name}",
            "自评",
            f"第{how.number - 1}版" if how.number > 1 else "",
            f"第{how.number}版，{len(entries)}项，各项自评合计{plain_text(total)}分",
            how.source.file,
        )


def _assessed(row: PaperRow) -> AssessedItem:
    listed = (line.strip() for line in row.text("支撑材料").splitlines())
    return AssessedItem(
        row.item.code,
        row.points(_POINTS),
        row.text("自评说明"),
        tuple(line for line in listed if line),
        row.text("备注"),
    )


def _changes(name: str, old: AssessedItem, new: AssessedItem) -> Iterator[ShownChange]:
    for field, before, after in zip((_POINTS, "自评说明", "支撑材料", "备注"), _texts(old), _texts(new), strict=True):
        if before != after:
            yield ShownChange(name, field, before, after)


def _texts(assessed: AssessedItem) -> tuple[str, ...]:
    points = "" if assessed.points is None else plain_text(assessed.points)
    return points, assessed.explanation, "；".join(assessed.evidence), assessed.remark
