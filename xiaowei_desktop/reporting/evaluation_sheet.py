"""评价排序表: the document's ranking table, with every organisation's points, completion and place in each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.ranking import item_places, places
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet
from xiaowei_desktop.reporting.words import FINAL, PROVISIONAL, SIGNATURES, basis, scheme_note, year_title

_MOST_UNITS = 6
"""More do not fit on A4 landscape beside the indicators."""
_OF_UNIT = 3
_FIXED = (
    Column("number", "序号", 9, Align.CENTER),
    Column("indicator", "指标", 40),
    Column("unit", "单位", 12, Align.CENTER),
)


def evaluation_sheets(
    plan: Plan, scheme: ScoringScheme, year: int, scored: Sequence[ScoreSheet], *, final: bool
) -> tuple[Sheet, ...]:
    """One sheet, or several that share the organisations out evenly; a place is always one among all of them.

    Points are added up over all items only: a heading of the document is a heading and no sum.
    """
    shares = _shares(scored)
    return tuple(
        Sheet(
            name="评价排序表" if len(shares) == 1 else f"评价排序表{number}",
            title=f"{year_title(plan, year)}评价排序表",
            columns=(*_FIXED, *(column for sheet in share for column in _unit_columns(plan, sheet.unit))),
            rows=tuple(_rows(plan, scheme, scored, share)),
            head=((f"年度：{year}年", f"共{len(scored)}个单位{_part(number, shares)}", basis(plan)),),
            notes=_notes(plan, scheme, scored),
            signatures=SIGNATURES,
            orientation=Orientation.LANDSCAPE,
            stamp=FINAL if final else PROVISIONAL,
        )
        for number, share in enumerate(shares, start=1)
    )


def _shares(scored: Sequence[ScoreSheet]) -> list[Sequence[ScoreSheet]]:
    """As few sheets as will do, their widths as even as can be: 13 are 5, 4 and 4."""
    count = -(-len(scored) // _MOST_UNITS)
    each, more = divmod(len(scored), count)
    starts = [number * each + min(number, more) for number in range(count + 1)]
    return [scored[start:stop] for start, stop in pairwise(starts)]


def _part(number: int, shares: Sequence[object]) -> str:
    return f"，第{number}张（共{len(shares)}张）" if len(shares) > 1 else ""


def _unit_columns(plan: Plan, unit: str) -> tuple[Column, ...]:
    name = plan.organisation(unit).name
    return (
        Column(f"{unit}_points", f"{name}\n得分", 13.5, Align.RIGHT, POINTS),
        Column(f"{unit}_rate", f"{name}\n完成率", 15, Align.RIGHT),
        Column(f"{unit}_place", "名次", 7.5, Align.CENTER),
    )


def _notes(plan: Plan, scheme: ScoringScheme, scored: Sequence[ScoreSheet]) -> tuple[str, ...]:
    return (
        "名次按得分（总分）由高到低排列；相同的名次并列，其后名次顺延（如1、1、3）。空格为未齐，不排名次。",
        *scheme_note(scheme),
        *(
            f"{plan.organisation(sheet.unit).name}：尚有{len(sheet.missing)}处未齐，名次为试算。"
            for sheet in scored
            if not sheet.is_complete
        ),
    )


def _rows(
    plan: Plan, scheme: ScoringScheme, scored: Sequence[ScoreSheet], share: Sequence[ScoreSheet]
) -> Iterator[Row]:
    width = len(_FIXED) + _OF_UNIT * len(share)
    for section in scheme.root.children:
        if section.children:
            yield Row((Cell(section.title, columns=width), *(None,) * (width - 1)), RowKind.GROUP)
        for item in section.leaves():
            found = item_places(scored, item.code)
            cells = (cell for sheet in share for cell in _unit_cells(sheet, item.code, found[sheet.unit]))
            yield Row((*_item_cells(plan, item), *cells))
    total = f"总分（满分{plain_text(scheme.root.maximum())}分）"
    overall = dict(zip((sheet.unit for sheet in scored), places([sheet.total for sheet in scored]), strict=True))
    yield _closing_row(total, [sheet.total for sheet in share], RowKind.SUBTOTAL)
    yield _closing_row("总名次", [overall[sheet.unit] for sheet in share], RowKind.TOTAL)


def _item_cells(plan: Plan, item: Node) -> tuple[Cell, ...]:
    """As the document's table names the indicator; an item that reads none speaks for itself."""
    read = item.rule.indicators() if item.rule else ()
    indicator = plan.indicator(read[0]) if read else None
    number = indicator.row if indicator and indicator.row else item.code
    return (
        Cell(number, source=item.code),
        Cell(item.title),
        Cell(indicator.measure_unit if indicator else ""),
    )


def _unit_cells(sheet: ScoreSheet, item: str, place: int | None) -> tuple[Cell, ...]:
    scored = sheet.node(item)
    return (Cell(scored.points, source=item), Cell(_rate_text(scored)), Cell(place))


def _rate_text(scored: ScoredNode) -> str:
    """The completion rate itself, uncapped: what was done beyond the target is not hidden."""
    measured = scored.outcome.measurement if scored.outcome else None
    rate = measured.completion.rate if measured else None
    return rate.percent_text if rate else ""


def _closing_row(label: str, values: Sequence[Decimal | int | None], kind: RowKind) -> Row:
    cells: list[Cell | None] = [Cell(label, columns=len(_FIXED), align=Align.CENTER), None, None]
    for value in values:
        number = POINTS if isinstance(value, Decimal) else PLAIN
        cells += [Cell(value, columns=_OF_UNIT, align=Align.CENTER, number_format=number, bold=True), None, None]
    return Row(tuple(cells), kind)
