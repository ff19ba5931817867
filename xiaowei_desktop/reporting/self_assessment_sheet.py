"""自评对照表: what units give themselves beside the office's points, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice, difference
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet
from xiaowei_desktop.reporting.voice_words import handed_in_text
from xiaowei_desktop.reporting.words import SIGNATURES, basis, year_title

COLUMNS = (
    Column("code", "评分项编码", 20, Align.CENTER),
    Column("item", "考核内容", 56),
    Column("possible", "分值", 14, Align.CENTER, PLAIN),
    Column("assessed", "自评", 18, Align.RIGHT, POINTS),
    Column("points", "核定", 18, Align.RIGHT, POINTS),
    Column("difference", "差额", 18, Align.RIGHT, POINTS),
    Column("explanation", "自评说明", 70),
    Column("evidence", "支撑材料", 54),
)
NOTES = (
    "差额 = 自评 − 核定：大于 0 的，自评高于核定。核定空白的，该项尚未齐全；自评空白的，单位没有自评得分。",
    "合计只加自评和核定都有的各项，不计各部分的限额，不是总分。",
)


def self_assessment_sheet(
    plan: Plan, year: int, scored: Sequence[ScoreSheet], voices: Mapping[str, UnitVoice], stamp: str = ""
) -> Sheet:
    """The units in the order of their score sheets; of one that has handed in nothing a single line says so."""
    name = plan.organisation(scored[0].unit).name if len(scored) == 1 else ""
    return Sheet(
        name=f"自评对照表-{name}" if name else "自评对照表",
        title=f"{year_title(plan, year)}自评对照表",
        columns=COLUMNS,
        rows=tuple(row for sheet in scored for row in _unit_rows(plan, sheet, voices.get(sheet.unit, SILENT))),
        head=((f"考核年度：{year}年", _handed_in(scored, voices), basis(plan)),),
        notes=NOTES,
        signatures=SIGNATURES,
        orientation=Orientation.LANDSCAPE,
        stamp=stamp,
        subject=name,
    )


def _handed_in(scored: Sequence[ScoreSheet], voices: Mapping[str, UnitVoice]) -> str:
    count = sum(voices.get(sheet.unit, SILENT).assessment is not None for sheet in scored)
    return f"共{len(scored)}个单位，已报自评{count}个"


def _unit_rows(plan: Plan, sheet: ScoreSheet, voice: UnitVoice) -> Iterator[Row]:
    name = plan.organisation(sheet.unit).name
    state = handed_in_text(voice.assessment) if voice.assessment else "没有报自评表"
    heading = Cell(f"{name}：{state}", columns=len(COLUMNS), source=sheet.unit)
    yield Row((heading, *(None,) * (len(COLUMNS) - 1)), RowKind.GROUP)
    if voice.assessment is None:
        return
    leaves = [leaf for leaf in sheet.root.leaves() if leaf.node.points or voice.assessed(leaf.node.code) is not None]
    for leaf in leaves:
        yield _item_row(leaf, voice)
    yield _sum_row(leaves, voice)


def _item_row(leaf: ScoredNode, voice: UnitVoice) -> Row:
    code = leaf.node.code
    said = voice.assessment.of(code) if voice.assessment else None
    assessed = voice.assessed(code)
    return Row(
        (
            Cell(code, source=code),
            Cell(leaf.node.title),
            Cell(leaf.node.points),
            Cell(assessed),
            Cell(leaf.points),
            Cell(difference(assessed, leaf.points)),
            Cell(said.explanation if said else ""),
            Cell("\n".join(said.evidence) if said else ""),
        )
    )


def _sum_row(leaves: Sequence[ScoredNode], voice: UnitVoice) -> Row:
    known = [(voice.assessed(leaf.node.code), leaf.points) for leaf in leaves]
    both = [(assessed, points) for assessed, points in known if assessed is not None and points is not None]
    own = sum((assessed for assessed, _ in both), Decimal(0))
    office = sum((points for _, points in both), Decimal(0))
    label = Cell(f"合计（{len(both)}项）", columns=3, align=Align.CENTER)
    cells = (label, None, None, Cell(own), Cell(office), Cell(own - office), Cell(""), Cell(""))
    return Row(cells, RowKind.SUBTOTAL)
