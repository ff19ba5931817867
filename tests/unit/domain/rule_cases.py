"""Rules and evidence made from cases, and at random."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.unit.domain.cases import Case, number
from tests.unit.domain.small_office import GRADES, Q4
from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.progress import Figure, completion
from xiaowei_desktop.domain.scoring.evidence import Basis, Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
)
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.seen import Combine, Look, Part
from xiaowei_desktop.planfiles.findings import Findings, Spot
from xiaowei_desktop.planfiles.rule_format import RuleShape


def _inputs(stated: Case) -> dict[str, Any]:
    """What all measured kinds have."""
    parts = tuple(Part(p["indicator"], p.get("name", ""), number(p.get("share"))) for p in stated.get("parts", ()))
    return {
        "parts": parts,
        "combine": Combine(stated.get("combine", "shares")),
        "look": Look(stated.get("look", "rate")),
        "basis": Basis(stated.get("basis", "held")),
    }


def rule_of(stated: Case) -> AnyRule:
    match stated["kind"]:
        case "proportional":
            gate, cap = number(stated.get("gate")), Decimal(stated.get("cap", "1"))
            return ProportionalRule(
                stated.get("indicator", ""),
                cap=cap,
                gate=gate,
                full_at=number(stated.get("full_at")),
                office_judges=stated.get("office_judges", False),
                **_inputs(stated),
            )
        case "condition" if isinstance(stated["conditions"][0], list):
            conditions = tuple(
                Condition(c, c, Comparator(sign), Decimal(bound)) for c, sign, bound in stated["conditions"]
            )
            return ConditionRule(conditions, Join(stated.get("join", "all")))
        case "graded":
            return GradedRule(GRADES)
        case "events" if "events" in stated:
            kinds = tuple(
                EventKind(name, Decimal(low), Decimal(high), off) for name, low, high, off in stated["events"]
            )
            return EventsRule(kinds, Decimal(stated.get("start", "0")))
        case _:
            return RuleShape().read(stated, Spot(Findings()))


def mark_of(stated: Case | None) -> Mark | None:
    if stated is None:
        return None
    events = tuple(
        MarkEvent(e["kind"], e["count"], number(e.get("points")), e.get("basis", "")) for e in stated.get("events", ())
    )
    ratings = tuple(Rating(rater, Decimal(value), "评分表") for rater, value in stated.get("ratings", ()))
    return Mark(
        "market", "A1", stated.get("grade", ""), number(stated.get("points")), number(stated.get("rate")),
        stated.get("place"), events, stated.get("none", False), stated.get("basis", ""), ratings,
    )  # fmt: skip


def measured(stated: Case, code: str = "x") -> Measurement:
    code, unit = code.partition("@")[0], stated.get("unit", "家")
    direction = Direction(stated.get("direction", "higher"))
    indicator = Indicator(code, code, IndicatorKind(stated.get("kind", "flow")), unit, direction=direction)
    value, benchmark, aim = (number(stated.get(name)) for name in ("value", "benchmark", "target"))
    target = Target(code, "全区", Scope(Q4.year), value=aim)
    done = completion(indicator, target, Figure(value, benchmark))
    source, opened = "市监局2020年第4季度季报第1版", stated.get("open", "")
    return Measurement(
        code, code, unit, aim, f"{aim}{unit}", value, benchmark, done, source, "第1条", opened, direction
    )


def known(case: Case) -> GivenEvidence:
    """What a case says of one organisation, 甲, and of its peers."""
    figures = case.get("figures") or {"x": case.get("figure", {})}
    recorded = _recorded(case.get("mark"))
    return GivenEvidence(
        recorded, {code: measured(stated, code) for code, stated in figures.items()}, "a", "甲", _peers(case)
    )


def _peers(case: Case) -> tuple[GivenEvidence, ...]:
    """The others, 乙 and so on: their figure of `x`, alone or as a table like `figure`, their `figures`, or a mark."""
    return tuple(
        _peer(name, stated if isinstance(stated, dict) else {**case.get("figure", {}), "value": stated})
        for name, stated in zip("乙丙丁戊己庚辛壬癸", case.get("peers", ()), strict=False)
    )


def _peer(name: str, stated: Case) -> GivenEvidence:
    figures = stated.get("figures") or {"x": stated}
    found = {code: measured(figure, code) for code, figure in figures.items()}
    return GivenEvidence(_recorded(stated.get("mark")), found, name, name)


def _recorded(stated: Case | None) -> RecordedMark | None:
    mark = mark_of(stated)
    return None if mark is None else RecordedMark(mark, "评定表“评定表.xlsx”")


points = st.decimals(min_value="0.5", max_value=100, places=1)


@st.composite
def scored_rules(draw: st.DrawFn) -> tuple[AnyRule, Decimal, GivenEvidence]:
    """Any rule with evidence that it accepts."""
    full = draw(points)
    kind = draw(st.sampled_from(["proportional", "condition", "judged", "events", "rank"]))
    value = draw(st.decimals(min_value=-100, max_value=10_000, places=2))
    figures = {"x": measured({"value": str(value), "target": "500"})}
    count = draw(st.integers(1, 40))
    match kind:
        case "proportional":
            gate = draw(st.none() | st.decimals(min_value=0, max_value=1, places=2))
            return ProportionalRule("x", gate=gate), full, GivenEvidence(measurements=figures)
        case "condition":
            return ConditionRule((Condition("x", "x"),)), full, GivenEvidence(measurements=figures)
        case "judged":
            mark = Mark("market", "A1", points=draw(st.decimals(min_value=0, max_value=full, places=1)))
            return JudgedRule(Decimal(0), full), full, GivenEvidence(RecordedMark(mark, "评定"))
        case "events":
            start = draw(st.decimals(min_value=0, max_value=full, places=1))
            deducts = draw(st.booleans())
            rule = EventsRule((EventKind("事项", Decimal("0.1"), Decimal(5), deducts),), start)
            event = MarkEvent("事项", count, draw(st.decimals(min_value="0.1", max_value=5, places=1)))
            return rule, full, GivenEvidence(RecordedMark(Mark("market", "A1", events=(event,)), "评定"))
        case _:
            table = tuple(sorted(draw(st.lists(st.decimals(0, full, places=1), min_size=1, max_size=5)), reverse=True))
            return RankRule(table=table), full, GivenEvidence(RecordedMark(Mark("market", "A1", place=count), "评定"))
