"""Whose return a workbook is: plan, unit and quarter, from the hidden sheet and from what stands on the form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xiaowei_desktop.application.imports.row_cells import shortened
from xiaowei_desktop.application.ports.workbooks import CellText, ReturnWorkbook
from xiaowei_desktop.domain.issues import Issue, Place, error, note
from xiaowei_desktop.domain.organisation import UnknownOrganisationError
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import Filler

_REUSE = "请用本方案导出的季报表重新填报。"
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")


@dataclass(frozen=True, slots=True)
class FormHead:
    """The unit and quarter a return is for; `None` where they could not be told, and then `issues` say why."""

    unit: str | None
    quarter: Quarter | None
    filler: Filler
    issues: tuple[Issue, ...]


def read_head(book: ReturnWorkbook, plan: Plan) -> FormHead:
    """Both the hidden sheet and the visible head count, and they must agree: a renamed copy is noticed."""
    issues: list[Issue] = []
    stated = book.identity.get("plan")
    if stated and stated != plan.id:
        place = Place(sheet=book.table.sheet)
        message = f"这是方案“{shortened(stated)}”的季报，不是“{plan.id}”（{plan.title}）的。{_REUSE}"
        return FormHead(None, None, Filler(), (error("wrong-plan", message, place),))
    quarter = _quarter(book, plan, issues)
    unit = _unit(book, plan, quarter, issues)
    return FormHead(unit, quarter, read_filler(book.head, book.table.sheet, issues), tuple(issues))


def stated_quarter(book: ReturnWorkbook) -> Quarter | None:
    """The quarter that the form says it is for, before anything else is known of it; `None` where that is unclear."""
    try:
        return Quarter.parse(book.head.get("填报期", CellText("", "")).text or book.identity.get("quarter", ""))
    except ValueError:
        return None


def _unit(book: ReturnWorkbook, plan: Plan, quarter: Quarter | None, issues: list[Issue]) -> str | None:
    written = book.head.get("填报单位", CellText("", ""))
    place = Place(sheet=book.table.sheet, cell=written.cell, field="填报单位")
    hidden = book.identity.get("unit", "")
    if not written.text and hidden not in plan.directory:
        issues.append(error("unit-missing", "没有填报单位。请在“填报单位”处写明单位名称。", place))
        return None
    try:
        unit = plan.directory.find(written.text).code if written.text else hidden
    except UnknownOrganisationError as unknown:
        message = f"填报单位“{shortened(written.text)}”不在方案的单位名单中。{unknown.question}请改正单位名称。"
        issues.append(error("unknown-unit", message, place))
        return None
    if hidden and hidden != unit:
        sent_to = plan.organisation(hidden).name if hidden in plan.directory else hidden
        message = f"表上写的是“{written.text}”，但这份表是发给“{shortened(sent_to)}”的。请用发给本单位的表填报。"
        issues.append(error("unit-mismatch", message, place))
        return None
    if unit not in plan.reporting_units(quarter):
        when = "" if unit not in plan.reporting_units() else f"{quarter}"
        message = f"“{plan.organisation(unit).name}”在本方案中{when}不报季报。请核对填报单位。"
        issues.append(error("unit-does-not-report", message, place))
        return None
    return unit


def _quarter(book: ReturnWorkbook, plan: Plan, issues: list[Issue]) -> Quarter | None:
    written = book.head.get("填报期", CellText("", ""))
    place = Place(sheet=book.table.sheet, cell=written.cell, field="填报期")
    hidden = book.identity.get("quarter", "")
    text = written.text or hidden
    if not text:
        issues.append(error("quarter-missing", "没有填报期。请在“填报期”处写明，如 2020年第2季度。", place))
        return None
    try:
        quarter = Quarter.parse(text)
    except ValueError:
        message = f"填报期“{shortened(text)}”不是季度。请写成 2020年第2季度 或 2020Q2。"
        issues.append(error("wrong-quarter", message, place))
        return None
    if quarter.year not in plan.span:
        message = f"填报期 {quarter} 不在方案的规划期（{plan.span}）内。请核对，勿用往年的表。"
        issues.append(error("wrong-quarter", message, place))
        return None
    if hidden and hidden != str(quarter):
        message = f"表上写的是 {quarter}，但这份表是 {shortened(hidden)} 的。请用本季度的表填报。"
        issues.append(error("quarter-mismatch", message, place))
        return None
    return quarter


def read_filler(head: Mapping[str, CellText], sheet: str, issues: list[Issue]) -> Filler:
    """Who filled the form in; a date that is none is told of and left out."""

    def text(label: str) -> str:
        found = head.get(label)
        return found.text.strip() if found else ""

    filled_on = None
    if written := text("填报日期"):
        try:
            filled_on = _day(written)
        except ValueError:
            place = Place(sheet=sheet, cell=head["填报日期"].cell, field="填报日期")
            message = f"填报日期“{shortened(written)}”不是完整的日期，未采用。请写成 2020-07-08。"
            issues.append(note("bad-date", message, place))
    return Filler(text("填报人"), text("联系电话"), text("单位负责人"), filled_on)


def _day(text: str) -> date:
    """2020-07-08, 2020/7/8, 2020.7.8, 2020年7月8日. Raises `ValueError` otherwise."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))
