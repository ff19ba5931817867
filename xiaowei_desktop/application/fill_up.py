"""填报上级报表: the city's return form for this county, filled in from the county's own accepted figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.application.addressee import check_addressee
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.upper_level import UpperLevelFiles
from xiaowei_desktop.application.ports.workbooks import ReturnWorkbook, TableRow, WorkbookReader
from xiaowei_desktop.application.returns import check_quarter
from xiaowei_desktop.domain.counted import Counted, CountedFigure, RolledUpFigure
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.measure_unit import factor
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import exact
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell of the form that could not be filled in, and why."""

    cell: str
    indicator: str
    reason: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """How many rows were filled in, and what was left open."""

    rows: int
    open: tuple[OpenCell, ...]


def fill_up(
    desk: Desk, reader: WorkbookReader, files: UpperLevelFiles, form: Path, quarter: Quarter, out: Path
) -> FilledForm:
    """Writes a copy of the form to `out`.

    Raises `UserError` for a file that is no form, for another quarter, for another county, or of a plan to which no
    indicator here answers, and where `out` is the form itself.
    """
    plan = desk.plan(quarter.year)
    check_quarter(plan, quarter)
    if out.resolve() == form.resolve():
        raise UserError(f"“{form.name}”是上级的原表，不能用填好的表盖掉。", "请换一个文件名保存。")
    book = _form(reader, form, quarter)
    _check_sender(plan, book.identity["plan"], form.name)
    check_addressee(plan, _addressee(book), form.name)
    with desk.work() as work:
        figures = FigureBook(plan, work.returns.of_quarter(plan.id, quarter))
    filling = _Filling(plan, figures, quarter, book.identity["plan"])
    cells: dict[str, Decimal | str] = {}
    left: list[OpenCell] = []
    for row in book.table.rows:
        found = filling.row(row)
        if isinstance(found, str):
            left.append(OpenCell(filling.place(row), row["目标任务"].text, found))
        else:
            cells |= found
    if not cells:
        details = tuple(f"{one.cell}“{one.indicator}”：{one.reason}" for one in left)
        raise UserError("上级报表中没有一行能填，没有写出文件。", "请先核对指标的“上级指标”和本季季报。", details)
    files.fill(form, book.table.sheet, cells, out)
    return FilledForm(len(book.table.rows) - len(left), tuple(left))


def _form(reader: WorkbookReader, form: Path, quarter: Quarter) -> ReturnWorkbook:
    content = reader.read(form).content
    if not isinstance(content, ReturnWorkbook) or not content.identity.get("plan"):
        raise UserError(f"“{form.name}”不是上级下发的季报表，或者隐藏的识别表已被删除。", "请向上级小微办要原文件。")
    stated = content.identity.get("quarter", "")
    if stated != str(quarter):
        raise UserError(f"“{form.name}”是 {stated or '未知季度'} 的季报表，不是 {quarter} 的。", "请选择同一季度的表。")
    return content


def _addressee(book: ReturnWorkbook) -> str:
    """Whose figures the form asks for: what stands at 填报单位 above the table."""
    written = book.head.get("填报单位")
    return written.text if written is not None else ""


def _check_sender(plan: Plan, city: str, file: str) -> None:
    """The form is of the plan above, not of this one, and something here answers for it."""
    if city == plan.id:
        raise UserError(
            f"“{file}”是本方案自己的季报表，不是上级的。", "请选择上级下发的季报表；本方案的季报表由各单位填报。"
        )
    above = {indicator.upper.partition("/")[0] for indicator in plan.indicators} - {""}
    if city not in above:
        known = f"本方案对应的上级方案：{'、'.join(sorted(above))}。" if above else ""
        raise UserError(
            f"“{file}”是方案“{city}”的季报表，本方案没有指标对应它，没有写出文件。",
            f"{known}请先接收上级目标，或者在“方案设置”的指标中填写“上级指标”，写成“{city}/指标编码”。",
        )


@dataclass(frozen=True, slots=True)
class _Filling:
    """What the county has for the rows of the form of the city's plan `city`."""

    plan: Plan
    book: FigureBook
    quarter: Quarter
    city: str

    def row(self, row: TableRow) -> dict[str, Decimal | str] | str:
        """What is to be written, by cell, or why nothing is."""
        upper = f"{self.city}/{row['指标编码'].text}"
        own = [indicator for indicator in self.plan.indicators if indicator.upper == upper]
        if not own:
            return "本方案没有指标对应它（“上级指标”未填）"
        if len(own) > 1:
            return f"本方案有几个指标都对应它：{'、'.join(indicator.name for indicator in own)}"
        if not own[0].has_figure:
            return self._task(own[0], row)
        return self._figure(own[0], row)

    def place(self, row: TableRow) -> str:
        """Where the row's figure stands."""
        return row["累计完成"].cell

    def _task(self, indicator: Indicator, row: TableRow) -> dict[str, Decimal | str] | str:
        figures = self._all(indicator)
        if not figures or figures[0].line.status is None:
            return "本季没有报完成状态"
        if not figures[0].is_accepted:
            return "本季季报尚未审核"
        progress = "；".join(figure.progress for figure in figures if figure.progress)
        written: dict[str, Decimal | str] = {row["完成状态"].cell: figures[0].line.status.value}
        return {**written, row["进展情况"].cell: progress} if progress else written

    def _all(self, indicator: Indicator) -> Sequence[CountedFigure]:
        return self.book.all_of(RowKey(indicator.code, self.plan.subject), self.quarter)

    def _figure(self, indicator: Indicator, row: TableRow) -> dict[str, Decimal | str] | str:
        why = self.book.why_open(indicator, self.plan.subject, self.quarter)
        counted = self.book.counted(RowKey(indicator.code, self.plan.subject), self.quarter)
        if why or counted is None or counted.value is None:
            return why or "区县数不全，不能汇总"
        unit = row["计量单位"].text.replace("—", "")
        ratio = factor(indicator.measure_unit, unit)
        if ratio is None:
            return f"计量单位“{indicator.measure_unit}”不能换算成“{unit}”"
        written: dict[str, Decimal | str] = {row["累计完成"].cell: exact(counted.value * ratio)}
        if counted.benchmark is not None:
            written[row["对照值"].cell] = counted.benchmark
        numerator, denominator = _parts(counted) if indicator.asks_parts else (None, None)
        if numerator is not None and denominator is not None:
            written |= {row["分子"].cell: numerator, row["分母"].cell: denominator}
        return written


def _parts(counted: Counted) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator behind a ratio, where it is not the office's own figure."""
    figures = counted.parts if isinstance(counted, RolledUpFigure) else (counted,)
    lines = [f.line for f in figures if isinstance(f, CountedFigure) and f.verified is None]
    tops = [line.numerator for line in lines if line.numerator is not None]
    bottoms = [line.denominator for line in lines if line.denominator is not None]
    if not len(tops) == len(bottoms) == len(figures):
        return None, None
    return sum(tops, Decimal(0)), sum(bottoms, Decimal(0))
