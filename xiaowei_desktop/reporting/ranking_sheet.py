"""排名表: all assessed organisations by total, with the points of each section."""

from __future__ import annotations

from collections.abc import Sequence

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.domain.scoring.rules import VetoRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, Sheet
from xiaowei_desktop.reporting.words import (
    FINAL,
    PROVISIONAL,
    SIGNATURES,
    assessed_time,
    basis,
    scheme_note,
    year_title,
)

_FIXED_WIDTH = 14 + 40 + 22 + 20
_GRADE_WIDTH, _GROUP_WIDTH = 18, 24
_PAGE_WIDTH = {Orientation.PORTRAIT: 180, Orientation.LANDSCAPE: 270}
_PORTRAIT_SECTIONS = 5
"""With more sections than that a portrait page leaves no room for their titles."""


def ranking_sheet(plan: Plan, scheme: ScoringScheme, year: int, ranking: Sequence[Ranked], *, final: bool) -> Sheet:
    """Best first, group by group where there are groups; who is not ranked stands last without a place."""
    orientation = _orientation(scheme)
    return Sheet(
        name="排名表",
        title=f"{year_title(plan, year)}考核排名表",
        columns=_columns(scheme, _PAGE_WIDTH[orientation]),
        rows=tuple(_row(plan, scheme, ranked) for ranked in ranking),
        head=((assessed_time(scheme, year), f"参加考核：{len(ranking)}个单位", basis(plan)),),
        notes=(
            _order_note(scheme),
            *(
                f"{plan.organisation(ranked.sheet.unit).name}：{limit.case.text}。"
                for ranked in ranking
                for limit in ranked.sheet.limits
            ),
            *(
                f"{plan.organisation(ranked.sheet.unit).name}：尚有{len(ranked.sheet.missing)}处未齐，名次为试算。"
                for ranked in ranking
                if not ranked.sheet.is_complete
            ),
            *scheme_note(scheme),
        ),
        signatures=SIGNATURES,
        orientation=orientation,
        stamp=FINAL if final else PROVISIONAL,
    )


def _order_note(scheme: ScoringScheme) -> str:
    """How the places came about."""
    within = "各组内" if scheme.groups else ""
    if not scheme.tie_break:
        return f"{within}按总分由高到低排列；总分相同的名次并列，其后名次顺延（如1、1、3）。"
    items = (scheme.item(code) for code in scheme.tie_break)
    named = "、".join(f"“{item.title}”" for item in items if item is not None)
    return f"{within}按总分由高到低排列；总分相同的依次比较{named}的得分，仍相同的名次并列，其后名次顺延（如1、1、3）。"


def _orientation(scheme: ScoringScheme) -> Orientation:
    extra = bool(scheme.groups) + bool(scheme.bands)
    many = len(_sections(scheme)) + extra > _PORTRAIT_SECTIONS - extra
    return Orientation.LANDSCAPE if many else Orientation.PORTRAIT


def _sections(scheme: ScoringScheme) -> tuple[Node, ...]:
    """What has points; a veto, which has none, is told in a note where it has come about."""
    return tuple(section for section in scheme.root.children if not isinstance(section.rule, VetoRule))


def _columns(scheme: ScoringScheme, page_width: float) -> tuple[Column, ...]:
    sections = _sections(scheme)
    extra = (_GRADE_WIDTH if scheme.bands else 0) + (_GROUP_WIDTH if scheme.groups else 0)
    width = (page_width - _FIXED_WIDTH - extra) / max(1, len(sections))
    return (
        *((Column("group", "分组", _GROUP_WIDTH, Align.CENTER),) if scheme.groups else ()),
        Column("place", "名次", 14, Align.CENTER),
        Column("unit", "考核对象", 40),
        *(
            Column(section.code, f"{section.title}\n（{plain_text(section.points)}分）", width, Align.RIGHT, POINTS)
            for section in sections
        ),
        Column("total", "总分", 22, Align.RIGHT, POINTS),
        *((Column("grade", "等次", _GRADE_WIDTH, Align.CENTER),) if scheme.bands else ()),
        Column("remark", "备注", 20, Align.CENTER),
    )


def _row(plan: Plan, scheme: ScoringScheme, ranked: Ranked) -> Row:
    by_code = {scored.node.code: scored.points for scored in ranked.sheet.root.children}
    return Row(
        (
            *((Cell(ranked.group),) if scheme.groups else ()),
            Cell(ranked.place),
            Cell(plan.organisation(ranked.sheet.unit).name, source=ranked.sheet.unit),
            *(Cell(by_code.get(section.code)) for section in _sections(scheme)),
            Cell(ranked.sheet.total, bold=True),
            *((Cell(ranked.grade),) if scheme.bands else ()),
            Cell("" if ranked.sheet.is_complete else "试算"),
        )
    )
