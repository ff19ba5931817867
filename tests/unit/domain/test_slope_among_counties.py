"""达到平均得10分，每多10家加1分、每少5家扣1分: three counties held against their own mean."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.unit.domain.small_city import CITY, COUNTIES
from tests.unit.domain.small_office import approved, line
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import Bracket, SlopeRule
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet

LAST = Quarter(2021, 4)
RULE = SlopeRule(
    "pool",
    reference=Reference.MEAN,
    above=(Bracket(Decimal(10), Decimal(1)),),
    below=(Bracket(Decimal(5), Decimal(1)),),
    cap=Decimal(12),
    look=Look.VALUE,
    unit="家",
)
ITEM = Node("A", "培育库", Decimal(10), rule=RULE, cap=Decimal(12))
SCHEME = ScoringScheme("细则", Node("0", "总分", Decimal(10), (ITEM,)), COUNTIES)


def sheets(*figures: str | None, excused: str = "") -> dict[str, ScoreSheet]:
    plan = replace(CITY, scheme=SCHEME)
    returns = [approved(c, LAST, line("pool", value, c)) for c, value in zip(COUNTIES, figures, strict=True)]
    marks = {(excused, "A"): RecordedMark(Mark(excused, "A", not_applicable=True), "评定")} if excused else {}
    found = score_scheme(SCHEME, YearEvidence(plan, FigureBook(plan, returns), marks, 2021))
    return {sheet.unit: sheet for sheet in found}


def points(found: dict[str, ScoreSheet]) -> dict[str, str]:
    items = {unit: next(iter(sheet.root.leaves())) for unit, sheet in found.items()}
    return {unit: "–" if item.points is None else f"{item.points:f}" for unit, item in items.items()}


def test_all_are_held_against_one_mean() -> None:
    """100、80、60 的平均是 80：多 20 家加 2 分，少 20 家扣 4 分。"""
    found = sheets("100", "80", "60")
    assert points(found) == {"east": "12.00", "west": "10.00", "south": "6.00"}
    (south,) = found["south"].root.leaves()
    assert south.outcome is not None
    assert south.outcome.arithmetic == "完成数 = 60家；比平均80家少20家，10 − 1 × 4 = 6"
    assert [given.name for given in south.outcome.inputs] == ["培育库企业：目标", "培育库企业：完成", "各考核对象"]


def test_who_has_no_such_task_is_not_in_the_mean() -> None:
    """100、80 的平均是 90。"""
    assert points(sheets("100", "80", "60", excused="south")) == {"east": "11.00", "west": "8.00", "south": "–"}


def test_a_county_that_lacks_its_figure_keeps_all_open_and_is_named() -> None:
    found = sheets("100", "80", None)
    assert points(found) == {"east": "–", "west": "–", "south": "–"}
    (east,) = found["east"].missing
    assert east.reason.startswith("南县：")
    (south,) = found["south"].missing
    assert not south.reason.startswith("南县：南县：")
