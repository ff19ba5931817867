"""Rules that hold organisations against each other: order does not matter, who does more never gets less."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.rule_cases import measured
from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.rules import (
    EventKind,
    EventsRule,
    ExternalRule,
    JudgedRule,
    RankRule,
    Rater,
    RelativeRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase

Compared = RankRule | RelativeRule
FULL = Decimal(20)
positive = st.decimals(min_value="0.1", max_value=20, places=1)
figures = st.lists(st.decimals(min_value=-100, max_value=100, places=1), min_size=1, max_size=6)


@st.composite
def compared(draw: st.DrawFn) -> Compared:
    """A rule without faults that compares figures."""
    best = draw(st.sampled_from(Best))
    low, high = sorted(draw(st.lists(positive, min_size=2, max_size=2, unique=True)))
    table = tuple(sorted(draw(st.lists(positive, min_size=1, max_size=4)), reverse=True))
    made: tuple[Compared, ...] = (
        RankRule("x", table=table, best=best, look=Look.VALUE),
        RankRule("x", first=high, drop=low, best=best, look=Look.VALUE),
        RankRule("x", drop=low, drop_of=DropOf.BASE, best=best, look=Look.VALUE),
        RelativeRule("x", best=best, look=Look.VALUE),
        RelativeRule("x", low=low, high=high, best=best, look=Look.VALUE),
    )
    return draw(st.sampled_from(made))


def scored(rule: Compared, values: list[Decimal]) -> dict[str, Decimal]:
    """The points of each, by name; the peers stand in the order of the values."""
    everybody = [
        GivenEvidence(None, {"x": measured({"value": str(value), "target": "1"})}, str(at), str(at))
        for at, value in enumerate(values)
    ]
    found = {}
    for at, one in enumerate(everybody):
        others = tuple(other for place, other in enumerate(everybody) if place != at)
        points = rule.score("A1", FULL, replace(one, others=others)).points
        assert points is not None
        found[one.unit] = points
    return found


@given(compared(), figures)
def test_points_are_within_the_range(rule: Compared, values: list[Decimal]) -> None:
    assert rule.faults(FULL) == ()
    least, most = rule.range(FULL)
    assert 0 <= least <= most <= FULL
    assert all(least <= points <= most for points in scored(rule, values).values())
    assert max(scored(rule, values).values()) == most


@given(compared(), figures, st.randoms(use_true_random=False))
def test_the_order_of_organisations_does_not_matter(rule: Compared, values: list[Decimal], chance: Random) -> None:
    order = list(range(len(values)))
    chance.shuffle(order)
    straight, mixed = scored(rule, values), scored(rule, [values[at] for at in order])
    assert [mixed[str(place)] for place in range(len(order))] == [straight[str(at)] for at in order]


@given(compared(), figures)
def test_who_is_better_never_gets_less_and_equals_get_the_same(rule: Compared, values: list[Decimal]) -> None:
    points = scored(rule, values)
    sign = 1 if rule.best is Best.HIGHEST else -1
    ranked = sorted((sign * value, points[str(at)]) for at, value in enumerate(values))
    assert [one for _, one in ranked] == sorted(points.values())
    assert len(dict(ranked)) == len({value for value, _ in ranked})
    assert all(dict(ranked)[value] == one for value, one in ranked)


@given(st.lists(positive, min_size=1, max_size=4), positive, positive, positive, positive)
def test_sentences_name_every_parameter(
    table: list[Decimal], otherwise: Decimal, first: Decimal, drop: Decimal, floor: Decimal
) -> None:
    said = RankRule("x", table=tuple(table), otherwise=otherwise, counted_from=End.LAST).sentence(FULL)
    assert all(f"倒数第{place}名得{plain_text(value)}分" in said for place, value in enumerate(table, start=1))
    assert f"其余名次得{plain_text(otherwise)}分" in said
    said = RankRule("x", first=first, drop=drop, floor=floor, best=Best.LOWEST, look=Look.VALUE).sentence(FULL)
    for text in (f"第1名得{plain_text(first)}分", f"减{plain_text(drop)}分", f"最低{plain_text(floor)}分"):
        assert text in said
    assert "完成数从低到高" in said
    said = RelativeRule("x", low=drop, high=first).sentence(FULL)
    assert f"最高的得{plain_text(first)}分、最低的得{plain_text(drop)}分" in said
    said = JudgedRule(drop, first, otherwise, (Rater("园区", floor),)).sentence(FULL)
    for text in (f"{plain_text(drop)}—{plain_text(first)}分", f"以{plain_text(otherwise)}分为一档"):
        assert text in said
    assert f"园区占{plain_text(floor * 100)}%" in said
    assert f"满分{plain_text(drop)}分" in ExternalRule(drop).sentence(FULL)


@given(positive, positive, positive, st.integers(1, 9), st.sampled_from(Counting))
def test_a_sentence_names_all_of_an_event(
    low: Decimal, most: Decimal, start: Decimal, zero_from: int, counting: Counting
) -> None:
    kind = EventKind("迟报", low, low + 1, True, True, most, zero_from, True)
    said = EventsRule((kind,), start, -most, counting).sentence(FULL)
    ends = f"{plain_text(low)}—{plain_text(low + 1)}"
    for text in (
        f"基础分{plain_text(start)}分",
        f"迟报每次扣基本分的{ends}%",
        f"最多扣{plain_text(most)}分",
        f"{zero_from}次及以上本项不得分",
        "只计一次",
        f"最低{plain_text(-most)}分",
        counting.clause,
    ):
        assert text in said


@pytest.mark.parametrize("made", [RankRule, RelativeRule])
def test_what_is_asked_and_which_way_is_better(made: type[Compared]) -> None:
    by_figure = made("x", look=Look.VALUE, best=Best.LOWEST)
    assert (by_figure.asks(), by_figure.indicators()) == (frozenset(), ("x",))
    assert by_figure.better("x") is Direction.LOWER
    assert made("x", look=Look.VALUE).better("x") is Direction.HIGHER
    assert made("x").better("x") is None
    assert made("x", office_judges=True).asks() == {MarkField.RATE}


def test_what_the_marked_kinds_ask_for() -> None:
    assert VetoRule((VetoCase("重大事故", Effect.VOID),)).asks() == {MarkField.GRADE}
    assert RankRule(drop=Decimal(1)).asks() == {MarkField.PLACE}
    assert RelativeRule().asks() == {MarkField.RATE}
    assert ExternalRule().asks() == {MarkField.POINTS}
    assert JudgedRule(Decimal(1), Decimal(5), raters=(Rater("园区", Decimal(1)),)).asks() == {MarkField.RATINGS}


def test_the_trail_lists_the_peers() -> None:
    rule = RankRule("x", drop=Decimal(1))
    one = GivenEvidence(None, {"x": measured({"value": "9", "target": "10"})}, "a", "甲")
    other = GivenEvidence(None, {"x": measured({"value": "8", "target": "10"})}, "b", "乙")
    outcome = rule.score("A1", FULL, replace(one, others=(other,)))
    assert [given_.value for given_ in outcome.inputs if given_.name == "各考核对象"] == ["甲90.00%、乙80.00%"]
    assert outcome.judgement == "第1名"
