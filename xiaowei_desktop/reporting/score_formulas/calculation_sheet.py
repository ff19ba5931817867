"""计算表: the lines of a calculation as a sheet that prints beside the score sheet.

Its rows are the calculation's lines, one for one; where a line is a formula, its cell shows what the formula comes to,
and a spreadsheet puts the formula there.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.score_formulas.calculation import UNSAID, Calculation, Line, Part
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet, Value

COLUMNS: Final = (
    Column("node", "编号", 18, Align.CENTER),
    Column("name", "内容", 66),
    Column("value", "数值", 30, Align.RIGHT),
    Column("unit", "单位", 18, Align.CENTER),
    Column("note", "来源、说明", 95),
    Column("given", "程序得分", 20, Align.RIGHT),
    Column("check", "核对", 20, Align.CENTER),
)
CALCULATION: Final = "计算"
VALUE, GIVEN, CHECK = 2, 5, 6
"""Where a line's own value, the program's points and the comparison of both stand, from 0."""
SAME, DIFFERENT = "一致", "不一致"
HEAD: Final = (
    (
        "一、得分和中间步骤都是公式，由黄色单元格中的填报数、对照数和评定算出；细则的参数（分值、档次、每档分数等）写在公式里。"
        "显示的小数经四舍五入，计算用全部位数；ROUND(ROUND(…,9),2) 先去掉二进制运算的尾差，再四舍五入。",
    ),
    (
        "二、黄色单元格可以改动试算，“评分明细表”中的得分随之变化，程序里的得分不变：改动后“核对”显示“不一致”，说明试算结果"
        "与程序得分不同。其他单元格已保护，没有密码（审阅→撤消工作表保护）。",
    ),
    (f"三、写明“{UNSAID}”的行没有公式；未齐的和无此任务的不参加计算。",),
)
_PLACES: Final = 9


def calculation_sheet(calculation: Calculation, stamp: str, name: str) -> Sheet:
    """The sheet of one organisation's calculation, under that name."""
    total = len(calculation.lines) - 1
    rows = tuple(_row(line, is_total=number == total) for number, line in enumerate(calculation.lines))
    return Sheet(
        name=name,
        title=calculation.title,
        columns=COLUMNS,
        rows=rows,
        head=HEAD,
        orientation=Orientation.LANDSCAPE,
        stamp=stamp,
        subject=name,
    )


def _row(line: Line, *, is_total: bool) -> Row:
    if line.part in (Part.SECTION, Part.ITEM):
        rest = len(COLUMNS) - VALUE
        rule = Cell(line.note, columns=rest, align=Align.LEFT)
        cells = (Cell(line.node), Cell(line.name, bold=True, align=Align.LEFT), rule, *(None,) * (rest - 1))
        return Row(cells, RowKind.GROUP if line.part is Part.SECTION else RowKind.BODY)
    is_points = line.part is Part.POINTS
    value = Cell(shown_value(line), number_format=line.number_format, bold=is_points)
    given = Cell(line.given, number_format=line.number_format) if is_points else Cell()
    cells = (
        Cell(line.node if is_points else ""),
        Cell(line.name, bold=is_points),
        value,
        Cell(line.measure_unit),
        Cell(line.note),
        given,
        Cell(SAME if is_compared(line) else ""),
    )
    return Row(cells, RowKind.TOTAL if is_total else RowKind.BODY)


def is_compared(line: Line) -> bool:
    """Whether the line has points to hold against the program's."""
    return line.part is Part.POINTS and isinstance(line.content, Expression | Decimal)


def shown_value(line: Line) -> Value:
    """What the line comes to, for the eye."""
    if not isinstance(line.content, Expression):
        return line.content
    value = line.content.value
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return None
    exact = round_half_up(Decimal(repr(float(value))), _PLACES)
    return exact.normalize() if line.number_format == PLAIN else exact
