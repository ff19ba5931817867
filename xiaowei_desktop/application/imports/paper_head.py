"""Whose 自评表 or 异议表 a workbook is: plan, unit and year, from the hidden sheet and from what stands on the form."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from xiaowei_desktop.application.assessable import items_of
from xiaowei_desktop.application.imports.form_head import read_filler
from xiaowei_desktop.application.imports.row_cells import shortened
from xiaowei_desktop.application.ports.workbooks import CellText, PaperKind, UnitPaper
from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.domain.organisation import UnknownOrganisationError
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import Filler

PAPER_WORDS = {PaperKind.SELF_ASSESSMENT: "自评表", PaperKind.OBJECTIONS: "异议表"}
_YEAR = re.compile(r"(\d{4})\s*(?:年度|年)?")
_EMPTY = CellText("", "")


@dataclass(frozen=True, slots=True)
class PaperHead:
    """The unit and year a paper is for; `None` where they could not be told, and then `issues` say why."""

    unit: str | None
    year: int | None
    filler: Filler
    issues: tuple[Issue, ...]


def stated_year(paper: UnitPaper) -> int | None:
    """The year that the form says it is for, before anything else is known of it; `None` where that is unclear."""
    text = paper.head.get("考核年度", _EMPTY).text or paper.identity.get("year", "")
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(found[1]) if found else None


def read_paper_head(paper: UnitPaper, plan: Plan) -> PaperHead:
    """Both the hidden sheet and the visible head count, and they must agree: a renamed copy is noticed."""
    reader = _HeadReader(paper, plan, [])
    if not reader.is_of_plan():
        return PaperHead(None, None, Filler(), tuple(reader.issues))
    year, unit = reader.year(), reader.unit()
    filler = read_filler(paper.head, paper.table.sheet, reader.issues)
    return PaperHead(unit, year, filler, tuple(reader.issues))


@dataclass(frozen=True, slots=True)
class _HeadReader:
    paper: UnitPaper
    plan: Plan
    issues: list[Issue]

    @property
    def _word(self) -> str:
        return PAPER_WORDS[self.paper.kind]

    def is_of_plan(self) -> bool:
        stated = self.paper.identity.get("plan") or self.plan.id
        if stated != self.plan.id:
            message = f"这是方案“{shortened(stated)}”的{self._word}，不是“{self.plan.id}”（{self.plan.title}）的。"
            self._error("wrong-plan", f"{message}请用本方案导出的{self._word}重新填写。", _EMPTY, "")
        return stated == self.plan.id

    def year(self) -> int | None:
        written = self.paper.head.get("考核年度", _EMPTY)
        year = stated_year(self.paper)
        if year is None or year not in self.plan.span:
            said = f"考核年度“{shortened(written.text)}”" if written.text else "没有写明的考核年度"
            message = f"{said}不在方案的规划期（{self.plan.span}）内。请用本年度导出的{self._word}填写。"
            self._error("wrong-year", message, written, "考核年度")
            return None
        hidden = self.paper.identity.get("year", str(year))
        if hidden != str(year):
            message = f"表上写的是 {year} 年度，但这份表是 {shortened(hidden)} 年度的。请用本年度的表填写。"
            self._error("year-mismatch", message, written, "考核年度")
            return None
        return year

    def unit(self) -> str | None:
        written = self.paper.head.get("考核对象", _EMPTY)
        hidden = self.paper.identity.get("unit", "")
        name = written.text or hidden
        if not name:
            self._error("unit-missing", "没有考核对象。请在“考核对象”处写明单位名称。", written, "考核对象")
            return None
        try:
            unit = self.plan.directory.find(name).code
        except UnknownOrganisationError as unknown:
            message = f"考核对象“{shortened(name)}”不在方案的单位名单中。{unknown.question}请改正单位名称。"
            self._error("unknown-unit", message, written, "考核对象")
            return None
        if hidden and hidden != unit:
            sent_to = self.plan.organisation(hidden).name if hidden in self.plan.directory else hidden
            message = f"表上写的是“{shortened(name)}”，但这份表是发给“{shortened(sent_to)}”的。请用发给本单位的表填写。"
            self._error("unit-mismatch", message, written, "考核对象")
            return None
        if not items_of(self.plan, unit):
            message = f"“{self.plan.organisation(unit).name}”在本年度不是考核对象，不用报{self._word}。请核对考核对象。"
            self._error("unit-not-assessed", message, written, "考核对象")
            return None
        return unit

    def _error(self, code: str, message: str, cell: CellText, field: str) -> None:
        self.issues.append(error(code, message, Place(self.paper.table.sheet, cell.cell, field=field)))
