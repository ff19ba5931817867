"""The program's points against a second, independent computation, over years made up at random."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.integration.independent_scoring import (
    LOANS,
    OWN_ITEMS,
    REPORTERS,
    TARGETS,
    Known,
    compute,
)
from xiaowei_desktop import paths
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    ReturnVersion,
    RowKey,
    Source,
    VerifiedFigure,
)
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.rules import EventKind, EventsRule
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.planfiles.library import ShippedPlans

NOW, TODAY = datetime(2021, 1, 8, 9, 0), date(2021, 1, 8)
Q3, Q4 = Quarter(2020, 3), Quarter(2020, 4)
WHOLE = {"innovation_vouchers", "tax_benefit"}  # of these a figure may have decimals
GRADED = ("A1", "A2", "A3", "A4", "A5")
GRADE_POINTS = ("0", "2", "3.5", "4", "5", "6.25", "7.5", "8", "10")


def decimals(low: int, high: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low * 10**places, high * 10**places).map(lambda n: Decimal(n).scaleb(-places))


@st.composite
def figures(draw: st.DrawFn) -> dict[str, Decimal]:
    """Q4's cumulative figures; some are missing."""
    made = {}
    for indicator, target in TARGETS.items():
        if draw(st.integers(0, 9)):
            places = draw(st.integers(0, 6)) if indicator in WHOLE else 0
            made[indicator] = draw(decimals(0, 2 * target, places))
    return made


@st.composite
def marks(draw: st.DrawFn, plan: Plan) -> dict[tuple[str, str], Mark]:
    """Judgements, some of them missing."""
    assert plan.scheme is not None
    made = {}
    for unit in plan.scheme.assessed:
        for node in plan.scheme.judged_items(unit):
            if not draw(st.integers(0, 9)):
                continue
            if isinstance(node.rule, EventsRule):
                mark = draw(registered(unit, node.code, node.rule.kinds))
            elif node.code in GRADED:
                mark = Mark(unit, node.code, points=Decimal(draw(st.sampled_from(GRADE_POINTS))))
            elif node.code == "C1":
                place = draw(st.integers(0, 9))
                mark = Mark(unit, "C1", place=place or None, none=not place)
            elif node.code.startswith("C2"):
                mark = Mark(unit, node.code, points=draw(decimals(1, 3, 1)))
            else:
                mark = Mark(unit, node.code, rate=draw(decimals(0, 2, draw(st.integers(0, 6)))))
            made[unit, node.code] = mark
    return made


@st.composite
def registered(draw: st.DrawFn, unit: str, item: str, kinds: tuple[EventKind, ...]) -> Mark:
    chosen = draw(st.lists(st.sampled_from(kinds), max_size=4))
    events = tuple(
        MarkEvent(
            kind.name,
            draw(st.integers(1, 3)),
            None if kind.low == kind.high else draw(st.sampled_from([kind.low, kind.high])),
        )
        for kind in chosen
    )
    return Mark(unit, item, events=events, none=not events)


STATES = st.sampled_from([ReturnState.APPROVED] * 6 + [ReturnState.REPORTED, ReturnState.RETURNED, ReturnState.DRAFT])


@pytest.fixture(scope="module")
def plan() -> Plan:
    return ShippedPlans(paths.plans_folder()).load("binjiang-2020")


def handed_in(
    unit: str, quarter: Quarter, state: ReturnState, lines: list[ReturnLine], verified: list[VerifiedFigure]
) -> QuarterlyReturn:
    version = ReturnVersion(1, tuple(lines), Filler(), Source(), TODAY, NOW, "李四")
    return QuarterlyReturn(unit, quarter, state, (version,), verified=tuple(verified))


class Year:
    """One year made up at random, as the program holds it and as the second computation does."""

    def __init__(self, plan: Plan, data: st.DataObject) -> None:
        self.plan = plan
        self.marks = data.draw(marks(plan))
        self.returns: list[QuarterlyReturn] = []
        counted: dict[str, Fraction] = {}
        loans: dict[str, tuple[Fraction, Fraction]] = {}
        unaccepted: set[str] = set()
        reported = data.draw(figures())
        growth = {code: (data.draw(decimals(-5, 30, 2)), data.draw(decimals(-2, 25, 2))) for code in LOANS.values()}
        for unit in sorted(set(REPORTERS.values())):
            state = data.draw(STATES)
            own = [code for code, reporter in REPORTERS.items() if reporter == unit]
            lines, corrected = [], []
            for code in own:
                key = RowKey(code, plan.subject)
                value, benchmark = growth.get(code, (reported.get(code), None))
                lines.append(ReturnLine(key, cumulative=value, benchmark=benchmark))
                if value is not None and benchmark is None and not data.draw(st.integers(0, 4)):
                    value = data.draw(decimals(0, 2 * TARGETS[code], 0))
                    corrected.append(VerifiedFigure(key, value, "核对台账。", "李四", NOW))
                if value is None or state not in (ReturnState.APPROVED, ReturnState.REPORTED):
                    continue
                if benchmark is None:
                    counted[code] = Fraction(value)
                else:
                    loans[code] = (Fraction(value), Fraction(benchmark))
                if state is ReturnState.REPORTED:
                    unaccepted.add(code)
            self.returns.append(handed_in(unit, Q4, state, lines, corrected))
            full = [ReturnLine(RowKey(c, plan.subject), cumulative=Decimal(TARGETS[c])) for c in own if c in TARGETS]
            self.returns.append(handed_in(unit, Q3, ReturnState.APPROVED, full, []))
        self.known = Known(
            counted, loans, frozenset(unaccepted), {key: _moved(plan, m) for key, m in self.marks.items()}
        )

    def sheets(self) -> tuple[ScoreSheet, ...]:
        scheme = self.plan.scheme
        assert scheme is not None
        recorded = {key: RecordedMark(mark, "评定表") for key, mark in self.marks.items()}
        return score_scheme(scheme, YearEvidence(self.plan, FigureBook(self.plan, self.returns), recorded, 2020))


def _moved(plan: Plan, mark: Mark) -> Fraction:
    """A mark as one number: points, rate, place, or what its events add and take."""
    node = plan.scheme.item(mark.item) if plan.scheme else None
    if node is not None and isinstance(node.rule, EventsRule):
        kinds = {kind.name: kind for kind in node.rule.kinds}
        each = ((kinds[event.kind], event) for event in mark.events)
        return sum(
            ((-1 if kind.deducts else 1) * event.count * Fraction(event.points or kind.low) for kind, event in each),
            Fraction(0),
        )
    value = next((v for v in (mark.points, mark.rate, mark.place) if v is not None), 0)
    return Fraction(value)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_both_computations_agree(plan: Plan, data: st.DataObject) -> None:
    year = Year(plan, data)
    sheets = year.sheets()
    for sheet in sheets:
        expected = compute(sheet.unit, year.known)
        found = {leaf.node.code: leaf.points for leaf in sheet.root.leaves()}
        assert set(found) == set(expected.points)
        assert {missing.item for missing in sheet.missing} == expected.open
        for item, points in expected.points.items():
            # An item that is open may show what would count; it is never final, and never a figure of an older quarter.
            assert found[item] is None if points is None else Fraction(found[item] or 0) == points, item
        assert Fraction(sheet.total or 0) == expected.total
        assert sheet.is_complete == (not expected.open)
        assert sheet.maximum == 120
    totals = sorted((Fraction(sheet.total) for sheet in sheets if sheet.total is not None), reverse=True)
    unplaced = [None] * (len(sheets) - len(totals))
    assert plan.scheme is not None
    assert [ranked.place for ranked in rank(plan.scheme, sheets)] == [
        *(totals.index(total) + 1 for total in totals),
        *unplaced,
    ]


def test_every_own_item_is_in_the_second_computation(plan: Plan) -> None:
    assert plan.scheme is not None
    for unit, items in OWN_ITEMS.items():
        tree = plan.scheme.for_organisation(unit)
        assert tree is not None
        measured = {leaf.code for leaf in tree.leaves() if leaf.rule is not None and leaf.rule.indicators()}
        assert measured == {*items, *(LOANS if unit == "development" else ())}
