"""评分明细表: one organisation's scoring detail sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.plan import Plan, Reading
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.rules import EventsRule, VetoRule
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice
from xiaowei_desktop.reporting.numbers import PLAIN, POINTS
from xiaowei_desktop.reporting.self_assessed_columns import NOTE as ASSESSED_NOTE
from xiaowei_desktop.reporting.self_assessed_columns import with_assessed_cells, with_assessed_columns
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, RowKind, Sheet, Tone
from xiaowei_desktop.reporting.source_notes import SourceNotes
from xiaowei_desktop.reporting.voice_words import objection_notes
from xiaowei_desktop.reporting.words import (
    FINAL,
    PROVISIONAL,
    SIGNATURES,
    assessed_time,
    basis,
    reading_notes,
    scheme_note,
)

COLUMNS = (
    Column("section", "指标", 20, Align.CENTER),
    Column("item", "考核内容", 28),
    Column("part", "评分项", 24),
    Column("points_possible", "分值", 12, Align.CENTER, PLAIN),
    Column("rule", "考核要求及评分标准", 60),
    Column("target", "目标值", 20, Align.CENTER),
    Column("actual", "完成情况", 24, Align.CENTER),
    Column("completion", "完成率", 16, Align.RIGHT),
    Column("points", "得分", 14, Align.RIGHT, POINTS),
    Column("basis", "得分依据", 49),
)
_OPEN = "未齐"
_LEFT_OUT = "无此任务"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the organisation stands among those it is compared with; no place while it has no points.

    `group` is named where the scheme has groups, `grade` (优秀) where it has bands.
    """

    place: int | None
    of: int
    group: str = ""
    grade: str = ""

    @property
    def text(self) -> str:
        """一类镇街第2名（共5个单位），优秀."""
        place = "" if self.place is None else f"{self.group}第{self.place}名（共{self.of}个单位）"
        return "，".join(part for part in (place, self.grade) if part)


def score_sheet(plan: Plan, scored: ScoreSheet, standing: Standing, *, final: bool, voice: UnitVoice = SILENT) -> Sheet:
    """The whole sheet: sections, items, rules in words, points with their basis, subtotals, total and place.

    A sheet that is not `final` is stamped 试算 and lists what is missing; one that is, 定稿. What the unit says of its
    own score stands beside the points (自评), and its objections with their answers below the table.
    """
    organisation = plan.organisation(scored.unit)
    sources = SourceNotes()
    columns: tuple[Column, ...] = COLUMNS
    rows: tuple[Row, ...] = (*_section_rows(scored, sources), _total_row(scored, standing))
    if voice.has_points:
        rows = tuple(with_assessed_cells(rows, columns, scored, voice))
        columns = with_assessed_columns(columns)
    titles = {leaf.node.code: leaf.node.title for leaf in scored.root.leaves()}
    return Sheet(
        name=f"评分明细表-{organisation.name}",
        title=f"{scored.year}年度{organisation.name}评分明细表",
        columns=columns,
        rows=rows,
        head=(
            (
                f"考核对象：{organisation.formal_name}",
                assessed_time(plan.scheme, scored.year),
                basis(plan),
            ),
        ),
        notes=(
            *_missing_notes(scored),
            *_veto_notes(scored),
            *objection_notes(voice.cases, titles),
            *((ASSESSED_NOTE,) if voice.has_points else ()),
            *scheme_note(plan.scheme),
            *sources.notes(),
            *reading_notes(_acting_readings(plan, scored)),
        ),
        signatures=SIGNATURES,
        orientation=Orientation.LANDSCAPE,
        stamp=FINAL if final else PROVISIONAL,
        subject=organisation.name,
    )


def _section_rows(scored: ScoreSheet, sources: SourceNotes) -> Iterator[Row]:
    for section in scored.root.children:
        items = [item for child in section.children for item in _unwrapped(child)] or [section]
        body = [cells for item in items for cells in _item_rows(item, sources)]
        for index, (cells, kind) in enumerate(body):
            heading = Cell(_section_title(section), rows=len(body), bold=True, source=section.node.code)
            yield Row((heading if index == 0 else None, *cells), kind)
        if not isinstance(section.node.rule, VetoRule):  # it has no points to add up
            yield _sum_row(f"{section.node.title}小计", section, RowKind.SUBTOTAL)


def _section_title(section: ScoredNode) -> str:
    return f"{section.node.title}（{plain_text(section.node.points)}分）"


def _unwrapped(item: ScoredNode) -> tuple[ScoredNode, ...]:
    """A group that only says for whom its items are (区市监局 50 分) gives way to the items."""
    return item.children if item.children and item.node.applies_to else (item,)


def _item_rows(item: ScoredNode, sources: SourceNotes) -> Iterator[tuple[tuple[Cell | None, ...], RowKind]]:
    if not item.children:
        yield (Cell(item.node.title, columns=2, source=item.node.code), None, *_leaf_cells(item, sources)), RowKind.BODY
        return
    title = f"{item.node.title}（{plain_text(item.node.points)}分）"
    parts = list(_part_rows(item, "小计", sources))
    for index, cells in enumerate(parts):
        head = Cell(title, rows=len(parts), source=item.node.code) if index == 0 else None
        yield (head, *cells), RowKind.BODY


def _part_rows(item: ScoredNode, label: str, sources: SourceNotes) -> Iterator[tuple[Cell | None, ...]]:
    """The items below, to any depth, and behind them what they come to."""
    for child in item.children:
        if child.children:
            yield from _part_rows(child, f"{child.node.title}小计", sources)
        else:
            yield Cell(child.node.title, source=child.node.code), *_leaf_cells(child, sources)
    yield Cell(label, align=Align.CENTER, source=item.node.code), *_sum_cells(item)


def _leaf_cells(leaf: ScoredNode, sources: SourceNotes) -> tuple[Cell, ...]:
    outcome = leaf.outcome
    measured = outcome.measurement if outcome else None
    rate = measured.completion.rate if measured else None
    done = ""
    if measured is not None and measured.actual is not None:
        against = (
            "" if measured.benchmark is None else f"（对照值{plain_text(measured.benchmark)}{measured.measure_unit}）"
        )
        done = f"{plain_text(measured.actual)}{measured.measure_unit}{against}"
    elif outcome is not None:
        done = outcome.judgement
    return (
        Cell(leaf.node.points),
        Cell(leaf.node.sentence),
        Cell(measured.target_text if measured else ""),
        Cell(done),
        Cell(rate.percent_text if rate else ""),
        _points_cell(leaf),
        Cell(_basis(leaf, sources), source=leaf.node.code),
    )


def _points_cell(scored: ScoredNode) -> Cell:
    if scored.is_left_out:
        return Cell(_LEFT_OUT, align=Align.CENTER)
    return _total_cell(scored.points, scored.node.code)


def _total_cell(points: Decimal | None, node: str) -> Cell:
    """Leads to the node, as what computes the points does."""
    return Cell(_OPEN, align=Align.CENTER, tone=Tone.BAD) if points is None else Cell(points, source=node)


def _basis(leaf: ScoredNode, sources: SourceNotes) -> str:
    """The arithmetic, what it was judged on, the foot notes that say where its inputs came from, what is open."""
    outcome = leaf.outcome
    if outcome is None:
        return ""
    target_source = outcome.measurement.target_source if outcome.measurement else ""
    origins = [given.source for given in outcome.inputs if given.source not in ("", target_source)]
    bases = "；".join(dict.fromkeys(given.basis for given in outcome.inputs if given.basis))
    parts = (
        *_events(leaf),
        leaf.arithmetic,
        f"依据：{bases}" if bases else "",
        sources.reference(origins),
        *(f"未齐：{reason}" for reason in outcome.open_reasons),
    )
    return "。".join(part for part in parts if part)


def _events(leaf: ScoredNode) -> tuple[str, ...]:
    """What happened, for an item whose points are counted from events; the arithmetic alone would not say it."""
    rule = leaf.node.rule
    if not isinstance(rule, EventsRule) or leaf.outcome is None:
        return ()
    events = [f"{given.name}{given.value}" for given in leaf.outcome.inputs if rule.event_kind(given.name)]
    return ("；".join(events),) if events else ()


def _sum_row(label: str, node: ScoredNode, kind: RowKind) -> Row:
    return Row((Cell(label, columns=3, align=Align.CENTER), None, None, *_sum_cells(node)), kind)


def _sum_cells(node: ScoredNode) -> tuple[Cell | None, ...]:
    """What a section may come to at most or at least, how it is converted, and the sum where one of these acts."""
    has_limits = node.node.cap is not None or node.node.floor is not None
    text = node.node.sentence if has_limits or node.node.is_weighted else ""
    if node.points != node.counted or node.node.is_weighted or node.spread is not None or node.is_left_out:
        text += node.arithmetic
    return (Cell(node.node.points), Cell(text, columns=4), None, None, None, _points_cell(node), Cell(""))


def _total_row(scored: ScoreSheet, standing: Standing) -> Row:
    total = Cell("总分", columns=3, align=Align.CENTER)
    rest = Cell(_total_text(scored), columns=4)
    points, place = _total_cell(scored.total, scored.root.node.code), Cell(standing.text, align=Align.CENTER)
    cells = (total, None, None, Cell(scored.maximum), rest, None, None, None, points, place)
    return Row(cells, RowKind.TOTAL)


def _total_text(scored: ScoreSheet) -> str:
    """How the sections make the total where they are not simply added, and what the total leaves open."""
    root = scored.root
    is_plain = root.points == root.counted and not root.node.is_weighted and root.spread is None
    parts = ("" if is_plain else root.arithmetic, "" if scored.is_complete else "尚有未齐事项，总分为已得分之和")
    return "；".join(part for part in (*parts, "一票否决，总分按0分计" if scored.is_void else "") if part)


def _veto_notes(scored: ScoreSheet) -> tuple[str, ...]:
    return tuple(f"否决事项：{limit.item} {limit.case.text}。" for limit in scored.limits)


def _missing_notes(scored: ScoreSheet) -> tuple[str, ...]:
    return tuple(f"未齐事项：{missing.item} {missing.title}——{missing.reason}。" for missing in scored.missing)


def _acting_readings(plan: Plan, scored: ScoreSheet) -> tuple[Reading, ...]:
    codes = {node.node.code for node in scored.root.walk()}
    codes |= {code for leaf in scored.root.leaves() if leaf.node.rule for code in leaf.node.rule.indicators()}
    return plan.readings_on(*codes)
