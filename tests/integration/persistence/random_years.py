"""Years of the small office made up at random: returns in every state, marks of every kind, answered objections."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.unit.domain.small_office import PLAN, Q1, Q2, Q3, Q4, key, line, reported, version
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.attachment import Attachment, Content, MarkPlace, Place, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.objection import Answer, Objection, ObjectionVersion, UnitObjections
from xiaowei_desktop.domain.quarterly_return import Filler, QuarterlyReturn, ReturnLine, Source, VerifiedFigure
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.self_assessment import AssessedItem, AssessmentVersion, SelfAssessment

MOMENTS = st.integers(0, 500_000).map(lambda minutes: datetime(2020, 7, 1, 8) + timedelta(minutes=minutes))
TEXTS = st.text(max_size=12)
FIGURES = st.decimals(0, 10**9, places=6, allow_nan=False) | st.integers(-50, 5000).map(Decimal)
POINTS = st.integers(0, 500).map(lambda hundredths: Decimal(hundredths) / 100)
UNITS = ("market", "science")
ITEMS = ("A1", "A2", "B1", "B2", "C1", "C2")


@st.composite
def lines(draw: st.DrawFn) -> tuple[ReturnLine, ...]:
    return (
        line("new", str(draw(FIGURES)), explanation=draw(TEXTS)),
        line("voucher", str(draw(FIGURES)), quarter_value=str(draw(FIGURES)), remark=draw(TEXTS)),
        line("loans", str(draw(FIGURES)), benchmark=str(draw(FIGURES))),
        line("research", str(draw(FIGURES)), numerator="1", denominator="3", progress=draw(TEXTS)),
        line("reform", status=draw(st.sampled_from(["已完成", "推进偏慢"]))),
    )


@st.composite
def returns(draw: st.DrawFn) -> tuple[QuarterlyReturn, ...]:
    found = []
    for unit in ("market", "science", "bank", "finance"):
        for quarter in draw(st.lists(st.sampled_from([Q1, Q2, Q3, Q4]), unique=True)):
            report = reported(unit, quarter, *draw(lines()))
            if draw(st.booleans()):
                report = report.submit(version(2, *draw(lines()), file="", received=date(2021, 1, 9)))
            if draw(st.booleans()):
                figure = VerifiedFigure(key("voucher"), draw(FIGURES), draw(TEXTS), "李四", draw(MOMENTS))
                report = report.verify(figure)
            how = draw(st.sampled_from(["reported", "approved", "returned", "draft"]))
            if how == "approved":
                report = report.approve("李四", draw(MOMENTS))
            if how in ("returned", "draft"):
                report = report.send_back(draw(TEXTS))
            found.append(report.save_draft(draw(lines())) if how == "draft" else report)
    return tuple(found)


@st.composite
def marks(draw: st.DrawFn) -> tuple[StoredMark, ...]:
    found = []
    for unit in UNITS:
        made = [
            Mark(unit, "B1", grade="成效较好", points=draw(POINTS), basis=draw(TEXTS)),
            Mark(unit, "B2", points=draw(POINTS)),
            Mark(unit, "A4", rate=draw(POINTS) / 3 if unit == "market" else None),
            Mark(unit, "C1", events=(MarkEvent("季报迟报", draw(st.integers(1, 3)), Decimal("0.2"), draw(TEXTS)),)),
            Mark(unit, "C2", place=draw(st.integers(1, 9))),
        ]
        kept = draw(st.lists(st.sampled_from(made), unique_by=lambda mark: mark.item))
        found += [StoredMark(mark, draw(TEXTS), draw(MOMENTS), draw(TEXTS)) for mark in kept]
    return tuple(found)


@st.composite
def objections(draw: st.DrawFn) -> UnitObjections:
    raised = Objection(draw(st.sampled_from(ITEMS)), draw(TEXTS), draw(st.none() | POINTS), draw(st.none() | POINTS))
    answer = Answer(raised.item, 1, draw(st.none() | POINTS), draw(TEXTS), "李四", draw(MOMENTS))
    return UnitObjections("science", 2020, (ObjectionVersion(handed_in(draw), (raised,)),), (answer,))


def handed_in(draw: st.DrawFn) -> HandedIn:
    return HandedIn(1, Filler(draw(TEXTS)), Source("表.xlsx", "0" * 64), date(2021, 1, 2), draw(MOMENTS), "李四")


@st.composite
def year_inputs(draw: st.DrawFn) -> YearInputs:
    """What may be stored for a year; most of these years are not complete, which is no matter to the document."""
    adjusted = draw(st.lists(st.sampled_from(ITEMS), unique=True))
    assessed = AssessedItem("B1", draw(st.none() | POINTS), draw(TEXTS), tuple(draw(st.lists(TEXTS))), draw(TEXTS))
    places: tuple[Place, ...] = (
        MarkPlace("market", 2020, "B1"),
        ReturnPlace("science", Q4, key("voucher")),
        SelfAssessmentPlace("science", 2020, "B2"),
    )
    content = Content("a" * 64, draw(st.integers(1, 10**9)))
    return YearInputs(
        2020,
        {2020: PLAN},
        draw(returns()),
        draw(marks()),
        tuple(Adjustment("science", item, draw(POINTS), draw(TEXTS), draw(TEXTS)) for item in adjusted),
        (SelfAssessment("science", 2020, (AssessmentVersion(handed_in(draw), (assessed,)),)),),
        (draw(objections()),),
        tuple(
            Attachment(place, draw(TEXTS), content, "", "李四", draw(MOMENTS), number)
            for number, place in enumerate(places, start=1)
        ),
    )
