"""The trail of one line: rule, clause, inputs, arithmetic, what is open, and the readings that act on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice, difference
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.voice_words import answer_words
from xiaowei_desktop.ui.pages.scoring.links import ITEM, Link, mending_link, source_link
from xiaowei_desktop.ui.theme.tokens import Colours


@dataclass(frozen=True, slots=True)
class TrailLine:
    """A line of text, the quieter words below it, and where it leads."""

    text: str
    note: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class TrailPart:
    """A heading with its lines; `is_open` for what is still missing."""

    heading: str
    lines: tuple[TrailLine, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """Everything that is to be said about one line of a score sheet."""

    title: str
    points: str
    parts: tuple[TrailPart, ...]

    @property
    def text(self) -> str:
        """As it goes to the clipboard, into a letter or a report."""
        lines = [self.title, self.points]
        for part in self.parts:
            lines.append(f"{part.heading}：")
            lines += [f"  {line.text}{f'（{line.note}）' if line.note else ''}" for line in part.lines]
        return "\n".join(lines)


def trail_of(scores: YearScores, unit: str, scored: ScoredNode) -> Trail:
    """The trail of an item or a section of an organisation's sheet."""
    node = scored.node
    title = f"{scores.plan.organisation(unit).name} {node.code} {node.title}"
    points = "未齐" if scored.points is None else f"{scored.points:f} 分"
    parts = (part for part in _parts(scores, unit, scored) if part.lines)
    return Trail(title, f"得分 {points}，分值 {plain_text(scored.maximum)} 分", tuple(parts))


def _parts(scores: YearScores, unit: str, scored: ScoredNode) -> Iterator[TrailPart]:
    node, outcome = scored.node, scored.outcome
    reasons = outcome.open_reasons if outcome else ()
    yield TrailPart(
        "■ 未齐",
        tuple(TrailLine(f"{reason}。", link=mending_link(scores, unit, scored, reason)) for reason in reasons),
        is_open=True,
    )
    yield TrailPart("计算", (TrailLine(scored.arithmetic),) if scored.arithmetic else ())
    given = outcome.inputs if outcome else ()
    yield TrailPart(
        "依据数据",
        tuple(
            TrailLine(f"{one.name} {one.value}", one.source, source_link(scores, unit, scored, one)) for one in given
        ),
    )
    yield from _voice_parts(scores.voices.get(unit, SILENT), scored)
    yield TrailPart("各项得分", tuple(_child_line(child) for child in scored.children))
    yield TrailPart("评分标准", (TrailLine(scored.node.sentence),))
    yield TrailPart("文件条文", (TrailLine(node.clause or node.title, node.reference),) if node.reference else ())
    codes = (node.code, *(node.rule.indicators() if node.rule else ()))
    yield TrailPart(
        "口径说明",
        tuple(
            TrailLine(f"{reading.unclear}本表按：{reading.in_force}", reading.clause)
            for reading in scores.plan.readings_on(*codes)
        ),
    )


def _voice_parts(voice: UnitVoice, scored: ScoredNode) -> Iterator[TrailPart]:
    """What the organisation says of the item itself."""
    code = scored.node.code
    said = voice.assessment.of(code) if voice.assessment else None
    if said is not None:
        more = difference(said.points, scored.points)
        own = "没有自评得分" if said.points is None else f"自评 {POINTS.text(said.points)} 分"
        beside = "" if more is None else f"，与核定差 {POINTS.text(more)} 分"
        evidence = (TrailLine(f"支撑材料：{name}") for name in said.evidence)
        yield TrailPart("自评", (TrailLine(f"{own}{beside}", said.explanation), *evidence))
    raised = (case for case in voice.cases if case.item == code)
    yield TrailPart("异议", tuple(TrailLine(case.objection.text, f"答复：{answer_words(case)}") for case in raised))


def _child_line(child: ScoredNode) -> TrailLine:
    points = "未齐" if child.points is None else f"{child.points:f} 分"
    return TrailLine(f"{child.node.code} {child.node.title}　{points}", link=Link(ITEM, child.node.code))


def trail_html(trail: Trail, colours: Colours) -> str:
    """The trail as the panel shows it, its links in place."""
    parts = "".join(_part_html(part, colours) for part in trail.parts)
    return f"<p><b>{escape(trail.title)}</b></p><p><b>{escape(trail.points)}</b></p>{parts}"


def _part_html(part: TrailPart, colours: Colours) -> str:
    colour = colours.bad if part.is_open else colours.text_muted
    lines = "".join(_line_html(line, colours) for line in part.lines)
    return f'<p style="margin-bottom:2px"><b><font color="{colour}">{escape(part.heading)}</font></b></p>{lines}'


def _line_html(line: TrailLine, colours: Colours) -> str:
    note = f'<br><font color="{colours.text_muted}">{escape(line.note)}</font>' if line.note else ""
    link = ""
    if line.link is not None:
        link = f' <a href="{escape(line.link.address)}">{line.link.words}</a>'
    return f'<p style="margin-top:0px;margin-bottom:4px">{escape(line.text)}{note}{link}</p>'
