"""A demanding sheet: what the longest score sheet of an office may ask of paper."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.reporting.numbers import PERCENT, PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet, Tone

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
SECTIONS = (
    ("共性指标", 14),
    ("个性指标", 36),
    ("加分项", 6),
)
TITLE = "2020年度小微企业三年成长计划考核评分明细表"
_LONG_RULE = (
    "完成年度目标任务的得满分；未完成的，按完成率（实际完成数÷年度目标数）乘以分值计分，完成率低于60%的不得分。"
    "“个转企”数量以市场监管部门登记数据为准，其中转为公司制企业的占比不低于90%，每低1个百分点扣0.1分，扣完为止。"
)
_SHORT_RULE = "完成得满分，未完成按比例计分。"


def demo_sheet(stamp: str = "", orientation: Orientation = Orientation.PORTRAIT, title: str = TITLE) -> Sheet:
    """Seven columns, about sixty rows, merged cells over page breaks, notes and signatures."""
    rows = [row for section in SECTIONS for row in _section(*section)]
    total = Cell("合计", columns=5, align=Align.CENTER)
    rows.append(Row((total, None, None, None, None, Cell(Decimal("112.34")), Cell("第1名")), RowKind.TOTAL))
    return Sheet(
        "score",
        title,
        _columns(),
        tuple(rows),
        head=(("被考核单位：区科技局", "考核年度：2020年", "单位：分"), ("评分依据：区小微办〔2020〕3号",)),
        notes=(
            "说明：1. 完成率＝实际完成数÷年度目标数，保留两位小数；得分四舍五入保留两位小数，各级小计为下级得分之和。",
            "2. “成效突出、较好、一般”由考核组评定；“新增小微企业”含新设立的小型、微型企业，"
            "以市场监管登记口径为准，不含个体工商户；同一企业在年度内注销又重新登记的只计算一次。",
        ),
        signatures=("考核人：", "复核人：", "日期：    年  月  日"),
        stamp=stamp,
        orientation=orientation,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("section", "类别", 14, Align.CENTER),
        Column("number", "序号", 9, Align.CENTER),
        Column("item", "考核内容", 40),
        Column("target", "目标值", 20),
        Column("rate", "完成率", 17, number_format=PERCENT),
        Column("points", "得分", 14, number_format=POINTS),
        Column("rule", "计分规则与依据", 66),
    )


def _section(name: str, count: int) -> list[Row]:
    heading = Row((Cell(f"{name}（{count * 2}分）", columns=7), *[None] * 6), RowKind.GROUP)
    subtotal = Row(
        (
            Cell("小计", columns=5, align=Align.CENTER),
            None,
            None,
            None,
            None,
            Cell(Decimal("24.16")),
            Cell(""),
        ),
        RowKind.SUBTOTAL,
    )
    return [heading, *(_item(name, count, index) for index in range(count)), subtotal]


def _item(section: str, count: int, index: int) -> Row:
    first = Cell(section, rows=count) if index == 0 else None
    tone = Tone.BAD if index % 9 == 5 else None
    rule: Cell | None
    if index % 6 == 2 and index + 1 < count:
        rule = Cell(_LONG_RULE, rows=2)
    elif index % 6 == 3:
        rule = None
    else:
        rule = Cell(_LONG_RULE if index % 8 == 1 else _SHORT_RULE)
    return Row(
        (
            first,
            Cell(index + 1),
            Cell(f"{section}第{index + 1}项：推进“小升规”工作，年度新增规上企业，完成既定任务"[: 14 + index % 5 * 8]),
            Cell(Decimal("5900") + index * 1234, number_format=PLAIN),
            Cell(None if index % 7 == 4 else Decimal("0.9664"), tone=tone),
            Cell(Decimal("1.93")),
            rule,
        )
    )
