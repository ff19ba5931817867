"""汇总表: the quarter's figures side by side, county by county, or unit by unit where there are no counties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.roll_up import RollUp, check_parts
from xiaowei_desktop.reporting.matrix import (
    ALONE,
    BESIDE_SUMS,
    FIXED,
    MatrixLine,
    matrix_rows,
    number_format,
    open_words,
    page_shares,
    row_numbers,
    subject_columns,
)
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Sheet, Tone
from xiaowei_desktop.reporting.words import about

_COUNTY_NOTE = (
    "各数为本年累计或季末数；占比的合计为分子之和÷分母之和。空格为尚未收到数据；区县数未收齐的不合计。"
    "没有单位报送全域数的指标，以区县合计为准。"
)
_UNIT_NOTE = "各数为本年累计或季末数，由列中单位报送。— 为不由该单位报送；空格为尚未收到数据。"


@dataclass(frozen=True, slots=True)
class _Share:
    """What stands on one of the sheets: some of the counties or units, and on the last one the sums."""

    plan: Plan
    quarter: Quarter
    subjects: tuple[str, ...]
    number: int
    count: int

    @property
    def is_last(self) -> bool:
        return self.number == self.count

    @property
    def part(self) -> str:
        return f"（{self.number}/{self.count}）" if self.count > 1 else ""


def rollup_sheets(plan: Plan, quarter: Quarter, rows: Sequence[RollUp], book: FigureBook) -> tuple[Sheet, ...]:
    """Indicators × counties with their sum and what it differs by; × reporting units where no county has a part."""
    if not rows:
        units = plan.reporting_units(quarter)
        return tuple(_unit_sheet(share, book) for share in _shares(plan, quarter, units, ALONE))
    having = {part.subject for row in rows for part in row.parts}
    counties = [organisation.code for organisation in plan.organisations if organisation.code in having]
    return tuple(_county_sheet(share, rows) for share in _shares(plan, quarter, counties, BESIDE_SUMS))


def _shares(plan: Plan, quarter: Quarter, codes: Sequence[str], last: int) -> Iterator[_Share]:
    shares = page_shares(codes, last, ALONE)
    for number, share in enumerate(shares, start=1):
        yield _Share(plan, quarter, share, number, len(shares))


def _county_sheet(share: _Share, rows: Sequence[RollUp]) -> Sheet:
    whole = share.plan.organisation(share.plan.subject).name
    sums = (
        Column("total", "区县合计", 22, Align.RIGHT, PLAIN),
        Column("whole", f"{whole}报送", 22, Align.RIGHT, PLAIN),
        Column("check", "核对", 34),
    )
    lines = [MatrixLine(row.indicator, tuple(_county_cells(share, row))) for row in rows]
    numbers = row_numbers(row.indicator for row in rows)
    differing = (issue.message for issue in check_parts(share.plan, share.quarter, rows)) if share.is_last else ()
    return _sheet(share, sums if share.is_last else (), lines, numbers, (_COUNTY_NOTE, *differing))


def _county_cells(share: _Share, row: RollUp) -> Iterator[Cell]:
    shown = number_format(row.indicator)
    for subject in share.subjects:
        is_part = any(part.subject == subject for part in row.parts)
        yield Cell(row.of(subject), number_format=shown) if is_part else _not_asked()
    if share.is_last:
        yield Cell(row.total, number_format=shown, bold=True)
        yield Cell(row.whole, number_format=shown)
        yield _verdict(share.plan, row)


def _verdict(plan: Plan, row: RollUp) -> Cell:
    """What the comparison comes to, in words."""
    if row.missing:
        counties = [part.subject for part in row.parts]
        return Cell(open_words(plan, counties, row.missing, "报"), tone=Tone.MUTED)
    if row.total is None:
        return Cell("缺分子或分母，不能合计", tone=Tone.MUTED)
    if row.difference is None:
        return Cell("全域数未报", tone=Tone.MUTED) if row.is_asked else Cell("以区县合计为准")
    if not row.difference:
        return Cell("● 一致", tone=Tone.GOOD)
    more = "多" if row.difference > 0 else "少"
    return Cell(f"■ 区县合计{more}{plain_text(abs(row.difference))}", tone=Tone.BAD)


def _unit_sheet(share: _Share, book: FigureBook) -> Sheet:
    """Each unit's own figures; rows that none of the sheet's units is asked for are left out."""
    lines = []
    with_figures = [indicator for indicator in share.plan.grouped_indicators if indicator.has_figure]
    for indicator in with_figures:
        for subject in share.plan.subjects_of(indicator):
            asked = set(share.plan.reporters_of(indicator, subject, share.quarter))
            if asked & set(share.subjects):
                figures = book.all_of(RowKey(indicator.code, subject), share.quarter)
                found = {figure.report.unit: figure.value for figure in figures}
                shown = number_format(indicator)
                cells = (
                    Cell(found.get(unit), number_format=shown) if unit in asked else _not_asked()
                    for unit in share.subjects
                )
                lines.append(MatrixLine(indicator, tuple(cells), about(share.plan, subject)))
    return _sheet(share, (), lines, row_numbers(with_figures), (_UNIT_NOTE,))


def _not_asked() -> Cell:
    return Cell("—", align=Align.CENTER, tone=Tone.MUTED)


def _sheet(
    share: _Share,
    sums: tuple[Column, ...],
    lines: Iterable[MatrixLine],
    numbers: Mapping[str, str],
    notes: tuple[str, ...],
) -> Sheet:
    plan = share.plan
    columns = (*FIXED, *subject_columns(plan, share.subjects), *sums)
    return Sheet(
        name=f"汇总表{share.number if share.count > 1 else ''}",
        title=f"{plan.short_title}{share.quarter.in_words}汇总表{share.part}",
        columns=columns,
        rows=tuple(matrix_rows(lines, len(columns), numbers)),
        head=((f"截至：{share.quarter.last_day:%Y年%m月%d日}", "", plan.document),),
        notes=notes,
        orientation=Orientation.LANDSCAPE,
    )
