"""Where a figure or a gap is mended: the return that carries it, or the mark."""

from __future__ import annotations

from dataclasses import dataclass

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.scoring.outcome import Input
from xiaowei_desktop.domain.scoring.score_sheet import Missing, ScoredNode
from xiaowei_desktop.ui.page import place_in

RETURNS, MARKS, ITEM = "returns", "marks", "item"


@dataclass(frozen=True, slots=True)
class Link:
    """`page` is a page's key, or `item` for another line of the same tree; `place` is what it is to show."""

    page: str
    place: str

    @property
    def words(self) -> str:
        return {RETURNS: "查看季报", MARKS: "查看评定", ITEM: "查看"}[self.page]

    @property
    def address(self) -> str:
        return f"{self.page}:{self.place}"

    @classmethod
    def parse(cls, address: str) -> Link:
        page, _, place = address.partition(":")
        return cls(page, place)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that keeps a sheet provisional, and where it is mended."""

    missing: Missing
    unit_name: str
    link: Link


def open_items(scores: YearScores) -> tuple[OpenItem, ...]:
    """Everything that is missing, of all organisations, in the order of the score sheets."""
    return tuple(
        OpenItem(missing, scores.plan.organisation(missing.unit).name, _link(scores, missing))
        for missing in scores.missing
    )


def mending_link(scores: YearScores, unit: str, scored: ScoredNode, reason: str) -> Link:
    """Where one open reason of an item is mended."""
    rule = scored.node.rule
    measured = scored.outcome.measurement if scored.outcome else None
    is_figure = measured is not None and reason == measured.open_reason
    if rule is not None and rule.indicators() and (is_figure or not rule.asks()):
        return _return_of(scores, rule.indicators(), reason)
    return Link(MARKS, f"{unit}|{scored.node.code}")


def source_link(scores: YearScores, unit: str, scored: ScoredNode, given: Input) -> Link | None:
    """Where an input came from; `None` for what the document sets."""
    rule = scored.node.rule
    measured = scored.outcome.measurement if scored.outcome else None
    if rule is None or not given.source or (measured is not None and given.source == measured.target_source):
        return None
    if scores.plan.document and given.source.startswith(scores.plan.document):
        return None
    if rule.asks() and (measured is None or given.source != measured.source):
        return Link(MARKS, f"{unit}|{scored.node.code}")
    return _return_of(scores, rule.indicators(), given.source)


def _link(scores: YearScores, missing: Missing) -> Link:
    sheet = scores.sheet(missing.unit)
    scored = sheet.node(missing.item)
    return mending_link(scores, missing.unit, scored, missing.reason)


def _return_of(scores: YearScores, indicators: tuple[str, ...], text: str) -> Link:
    """The year-end return of the provider that the text names, or else of the first."""
    plan = scores.plan
    named = [(code, unit) for code in indicators for unit in plan.indicator(code).reporters]
    said = next((unit for _, unit in named if plan.organisation(unit).name in text), None)
    return Link(RETURNS, place_in(said or named[0][1], Quarter.last_of(scores.year)))
