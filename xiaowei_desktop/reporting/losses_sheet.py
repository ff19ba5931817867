"""失分分析表: where an organisation lost points, most first, and what would bring some back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.improvement import Loss
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.reporting.improvement_words import loss_words
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet
from xiaowei_desktop.reporting.words import SIGNATURES, year_title

COLUMNS = (
    Column("number", "序号", 12, Align.CENTER),
    Column("code", "编码", 18, Align.CENTER),
    Column("title", "评分项", 74),
    Column("possible", "分值", 18, Align.RIGHT, PLAIN),
    Column("points", "得分", 20, Align.RIGHT, POINTS),
    Column("lost", "失分", 20, Align.RIGHT, POINTS),
    Column("more", "怎样增加得分", 105),
)


def losses_sheet(plan: Plan, scored: ScoreSheet, losses: Sequence[Loss], stamp: str = "", basis: str = "") -> Sheet:
    """One organisation's sheet. `basis` says on what the analysis was made, where that is a final."""
    name = plan.organisation(scored.unit).name
    total = "—" if scored.total is None else POINTS.text(scored.total)
    return Sheet(
        name=f"失分分析表-{name}",
        title=f"{year_title(plan, scored.year)}考核失分分析表",
        columns=COLUMNS,
        rows=tuple(_rows(plan, scored, losses)),
        head=((f"考核对象：{name}", f"总分：{total}分，满分{PLAIN.text(scored.maximum)}分", basis or plan.document),),
        notes=tuple(_notes(scored)),
        signatures=SIGNATURES,
        orientation=Orientation.LANDSCAPE,
        stamp=stamp,
        subject=name,
    )


def _rows(plan: Plan, scored: ScoreSheet, losses: Sequence[Loss]) -> Iterator[Row]:
    leaves = {leaf.node.code: leaf for leaf in scored.root.leaves()}
    for number, loss in enumerate(losses, start=1):
        yield _row(plan, number, leaves[loss.points.item], loss)
    if not losses:
        yield Row((Cell("没有失分的项目。", columns=len(COLUMNS), align=Align.CENTER), *(None,) * (len(COLUMNS) - 1)))
        return
    lost = sum((loss.points.lost for loss in losses), ZERO)
    yield Row((Cell("失分合计", columns=5), *(None,) * 4, Cell(lost), Cell()), RowKind.TOTAL)


def _row(plan: Plan, number: int, leaf: ScoredNode, loss: Loss) -> Row:
    points = loss.points
    return Row(
        (
            Cell(number),
            Cell(points.item, source=points.item),
            Cell(points.title),
            Cell(points.maximum),
            Cell(points.points),
            Cell(points.lost),
            Cell(loss_words(plan, leaf, loss)),
        )
    )


def _notes(scored: ScoreSheet) -> Iterator[str]:
    yield "怎样增加得分：只改这一个数，其他数据和其他单位都不变时的结果；完成数为全年累计。"
    if scored.missing:
        yield f"尚有{len(scored.missing)}处未齐；没有得分的项目不算失分，没有列入。"
