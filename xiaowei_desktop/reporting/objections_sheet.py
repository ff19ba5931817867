"""异议处理表: what units have objected to, and what the office has answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from xiaowei_desktop.domain.objection import ObjectionCase
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, Sheet, Tone
from xiaowei_desktop.reporting.voice_words import case_state, signed
from xiaowei_desktop.reporting.words import SIGNATURES, basis, names, year_title

COLUMNS = (
    Column("number", "序号", 10, Align.CENTER),
    Column("unit", "考核对象", 26, Align.CENTER),
    Column("item", "评分项", 44),
    Column("possible", "分值", 12, Align.CENTER, PLAIN),
    Column("before", "原得分", 15, Align.RIGHT, POINTS),
    Column("text", "异议意见", 58),
    Column("wanted", "认为应得分", 15, Align.RIGHT, POINTS),
    Column("state", "处理意见", 26, Align.CENTER),
    Column("reason", "理由", 48),
    Column("points", "现得分", 15, Align.RIGHT, POINTS),
)


def objections_sheet(
    plan: Plan, year: int, scored: Sequence[ScoreSheet], voices: Mapping[str, UnitVoice], stamp: str = ""
) -> Sheet:
    """The objections unit by unit in the order of the score sheets."""
    name = plan.organisation(scored[0].unit).name if len(scored) == 1 else ""
    rows = tuple(_rows(plan, scored, voices))
    cases = [case for sheet in scored for case in voices.get(sheet.unit, SILENT).cases]
    waiting = sum(case.is_open for case in cases)
    return Sheet(
        name=f"异议处理表-{name}" if name else "异议处理表",
        title=f"{year_title(plan, year)}考核异议处理表",
        columns=COLUMNS,
        rows=rows,
        head=((f"考核年度：{year}年", f"共{len(cases)}条异议，{waiting}条尚未答复", basis(plan)),),
        notes=tuple(_notes(plan, scored, voices)),
        signatures=SIGNATURES,
        orientation=Orientation.LANDSCAPE,
        stamp=stamp,
        subject=name,
    )


def case_key(case: ObjectionCase) -> str:
    """Leads from a row to its objection: unit and item."""
    return f"{case.unit}|{case.item}"


def _rows(plan: Plan, scored: Sequence[ScoreSheet], voices: Mapping[str, UnitVoice]) -> Iterator[Row]:
    numbers = count(1)
    for sheet in scored:
        for case in voices.get(sheet.unit, SILENT).cases:
            yield _row(plan, sheet, case, next(numbers))


def _row(plan: Plan, sheet: ScoreSheet, case: ObjectionCase, number: int) -> Row:
    leaf = sheet.find(case.item)
    return Row(
        (
            Cell(number, source=case_key(case)),
            Cell(plan.organisation(case.unit).name),
            Cell(f"{case.item} {leaf.node.title if leaf else '（细则中已没有这一项）'}"),
            Cell(leaf.node.points if leaf else None),
            Cell(case.objection.points),
            Cell(case.objection.text),
            Cell(case.objection.wanted),
            Cell(case_state(case), tone=Tone.SLOW if case.is_open else None),
            Cell(signed(case.answer) if case.answer else ""),
            Cell(leaf.points if leaf else None),
        )
    )


def _notes(plan: Plan, scored: Sequence[ScoreSheet], voices: Mapping[str, UnitVoice]) -> Iterator[str]:
    agreed = [s.unit for s in scored if (voice := voices.get(s.unit, SILENT)).reply and not voice.cases]
    silent = [s.unit for s in scored if voices.get(s.unit, SILENT).reply is None]
    if agreed:
        yield f"回复没有异议的单位：{names(plan, agreed)}。"
    if silent:
        yield f"没有报回异议表的单位：{names(plan, silent)}。"
