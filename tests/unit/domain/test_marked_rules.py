"""What the office enters: points stay within the item, the order of entering does not matter, nothing counts twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.rules import AnyRule, EventKind, EventsRule, ExternalRule, JudgedRule, Rater
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting

FULL = Decimal(20)
tenths = st.decimals(min_value=0, max_value=10, places=1)


def points_of(rule: AnyRule, mark: Mark) -> Decimal:
    assert rule.check_mark(mark, FULL) == ()
    points = rule.score("A1", FULL, GivenEvidence(RecordedMark(mark, "评定"))).points
    assert points is not None
    return points


@st.composite
def kinds(draw: st.DrawFn, name: str) -> EventKind:
    low, high = sorted((draw(tenths), draw(tenths)))
    most = draw(st.none() | st.decimals(min_value=10, max_value=15, places=1))
    deducts, percent = draw(st.booleans()), draw(st.booleans())
    return EventKind(name, low, high, deducts, percent, most, draw(st.none() | st.integers(1, 6)))


@st.composite
def registered(draw: st.DrawFn) -> tuple[EventsRule, Mark]:
    """A rule with all its limits, and events that it accepts."""
    known = tuple(draw(kinds(name)) for name in ("批示", "获奖", "通报"))
    floor = draw(st.none() | st.decimals(min_value=-20, max_value=0, places=1))
    rule = EventsRule(known, draw(tenths), floor, draw(st.sampled_from(Counting)))
    events = tuple(
        MarkEvent(kind.name, draw(st.integers(1, 3)), draw(st.sampled_from(kind.ends(FULL))), f"{basis}号")
        for kind in known
        for basis in draw(st.lists(st.integers(1, 4), unique=True, max_size=3))
    )
    return rule, Mark("market", "A1", events=events, none=not events)


@given(registered())
def test_events_stay_within_the_limits(made: tuple[EventsRule, Mark]) -> None:
    rule, mark = made
    least, most = rule.range(FULL)
    assert least <= points_of(rule, mark) <= most


@given(registered(), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(made: tuple[EventsRule, Mark], chance: Random) -> None:
    rule, mark = made
    events = list(mark.events)
    chance.shuffle(events)
    assert points_of(rule, replace(mark, events=tuple(events))) == points_of(rule, mark)


@given(registered())
def test_highest_only_counts_no_more_than_each_matter_and_that_no_more_than_every_event(
    made: tuple[EventsRule, Mark],
) -> None:
    rule, mark = made
    bonus = tuple(replace(kind, deducts=False, zero_from=None) for kind in rule.kinds)
    counted = [
        points_of(replace(rule, kinds=bonus, counting=counting), mark)
        for counting in (Counting.HIGHEST, Counting.MATTER, Counting.EVERY)
    ]
    assert counted == sorted(counted)


@pytest.mark.parametrize("counting", list(Counting))
def test_an_event_that_does_not_count_is_still_told(counting: Counting) -> None:
    rule = EventsRule(
        (EventKind("国家级", Decimal(3), Decimal(3)), EventKind("省级", Decimal(2), Decimal(2))), counting=counting
    )
    events = (MarkEvent("国家级", 2, basis="1号"), MarkEvent("省级", 1, basis="1号"))
    outcome = rule.score("A1", FULL, GivenEvidence(RecordedMark(Mark("market", "A1", events=events), "评定")))
    told = [given_.value for given_ in outcome.inputs]
    if counting is Counting.EVERY:
        assert told == ["2次 × 3分", "1次 × 2分"]
    else:
        assert told == ["2次 × 3分（以最高为限，只计一次）", "1次 × 2分（以最高为限，不计）"]


@given(st.lists(tenths, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_raters_stay_between_the_least_and_the_most_of_them(given_points: list[Decimal], chance: Random) -> None:
    weights = [Decimal("0.1")] * (len(given_points) - 1)
    raters = tuple(Rater(f"第{at}家", weight) for at, weight in enumerate([*weights, 1 - sum(weights, Decimal(0))]))
    rule = JudgedRule(Decimal(0), Decimal(10), raters=raters)
    assert rule.faults(FULL) == ()
    ratings = [Rating(rater.name, value) for rater, value in zip(raters, given_points, strict=True)]
    points = points_of(rule, Mark("market", "A1", ratings=tuple(ratings)))
    assert min(given_points) <= points <= max(given_points)
    chance.shuffle(ratings)
    assert points_of(rule, Mark("market", "A1", ratings=tuple(ratings))) == points


@given(st.decimals(min_value=1, max_value=200, places=1), st.decimals(min_value=0, max_value=1, places=3))
def test_a_converted_score_stays_within_the_item(scale: Decimal, share: Decimal) -> None:
    rule = ExternalRule(scale)
    assert 0 <= points_of(rule, Mark("market", "A1", points=scale * share)) <= FULL
    assert points_of(rule, Mark("market", "A1", points=scale)) == FULL
