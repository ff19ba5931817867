"""由目标生成细则: a scheme from the plan's targets in one step, proportional, to be adjusted afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import count
from string import ascii_uppercase

from xiaowei_desktop.application.new_plan import with_living_effects
from xiaowei_desktop.domain.breakdown import allocate, counties_of
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.rate import ONE, ZERO
from xiaowei_desktop.domain.scoring.rules import ProportionalRule
from xiaowei_desktop.domain.scoring.scheme import Group, Node, ScoringScheme
from xiaowei_desktop.errors import UserError

FULL = Decimal(100)
STEPS = (Decimal(1), Decimal("0.5"), Decimal("0.1"), Decimal("0.01"))
"""What points may be multiples of."""
_ROOT = "0"
_OTHERS = "其他"


@dataclass(frozen=True, slots=True)
class SchemeRequest:
    """Who is assessed on which indicators, by code. `weights` are by indicator; one that has none weighs 1."""

    assessed: tuple[str, ...]
    indicators: tuple[str, ...]
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    step: Decimal = Decimal("0.5")


def assessable_bureaus(plan: Plan) -> tuple[str, ...]:
    """The units that answer for an indicator which can be scored."""
    answering = {
        unit for found in plan.indicators if _is_scored_for(plan, found, plan.subject) for unit in _answer(found)
    }
    return tuple(
        found.code
        for found in plan.organisations
        if found.code in answering and found.kind is not OrganisationKind.AREA
    )


def assessable_counties(plan: Plan) -> tuple[str, ...]:
    """The counties that have a target."""
    return tuple(unit for unit in counties_of(plan) if any(_is_scored_for(plan, one, unit) for one in plan.indicators))


def offered_indicators(plan: Plan, assessed: Sequence[str]) -> tuple[Indicator, ...]:
    """Those that can be scored for any of these: quantified, and with a target."""
    return tuple(one for one in plan.grouped_indicators if any(_is_for(plan, one, unit) for unit in assessed))


def plan_with_scheme_from_targets(plan: Plan, request: SchemeRequest) -> Plan:
    """The plan with such a scheme in the place of its own; readings speak no more of items that are gone."""
    return with_living_effects(replace(plan, scheme=scheme_from_targets(plan, request)))


def scheme_from_targets(plan: Plan, request: SchemeRequest) -> ScoringScheme:
    """Counties are assessed alike, item by item; every bureau on what it answers for, to 100 points each.

    Grades, groups and rounding of a scheme that the plan has are kept. Raises `UserError` where there is nothing to
    assess, or where an item would be worth nothing.
    """
    if not request.assessed or not request.indicators:
        raise UserError("没有选择考核对象或指标，没有生成细则。", "请至少选择一个考核对象和一个指标。")
    codes = _Codes(plan.scheme)
    root = Node(_ROOT, "总分", FULL, tuple(_sections(plan, request, codes)))
    note = "本细则由系统按目标生成，各项按完成率得分，请按文件调整。"
    former = plan.scheme
    if former is None:
        return ScoringScheme(f"{plan.short_title}考核细则", root, request.assessed, note=note)
    groups = tuple(_kept_groups(former, request.assessed))
    return replace(former, root=root, assessed=request.assessed, note=note, groups=groups, tie_break=())


def _sections(plan: Plan, request: SchemeRequest, codes: _Codes) -> Iterator[Node]:
    chosen = [one for one in offered_indicators(plan, request.assessed) if one.code in request.indicators]
    if all(plan.organisation(unit).kind is OrganisationKind.AREA for unit in request.assessed):
        yield from _by_group(chosen, request, codes)
        return
    for unit in request.assessed:
        own = [one for one in chosen if _is_for(plan, one, unit)]
        name = plan.organisation(unit).name
        if not own:
            raise UserError(f"{name}没有选中的指标，没有生成细则。", "请为它选择指标，或者不考核它。")
        letter = codes.section()
        items = _items(own, _shares(own, request), letter)
        yield Node(letter, name, FULL, items, applies_to=(unit,))


def _by_group(chosen: Sequence[Indicator], request: SchemeRequest, codes: _Codes) -> Iterator[Node]:
    """A section for each group (工程); with one group or none the items stand by themselves."""
    shares = dict(zip([one.code for one in chosen], _shares(chosen, request), strict=True))
    groups = tuple(dict.fromkeys(one.group for one in chosen))
    if len(groups) == 1:
        yield from _items(chosen, tuple(shares.values()), codes.section())
        return
    for group in groups:
        own = [one for one in chosen if one.group == group]
        points = tuple(shares[one.code] for one in own)
        letter = codes.section()
        yield Node(letter, group or _OTHERS, sum(points, ZERO), _items(own, points, letter))


def _items(indicators: Sequence[Indicator], points: Sequence[Decimal], letter: str) -> tuple[Node, ...]:
    return tuple(
        Node(f"{letter}{number}", one.name, worth, rule=_rule(one), reference=one.reference)
        for number, (one, worth) in enumerate(zip(indicators, points, strict=True), start=1)
    )


def _rule(indicator: Indicator) -> ProportionalRule:
    """Against a benchmark that is 0 or less no rate can be computed: the office then judges."""
    return ProportionalRule(indicator.code, office_judges=indicator.kind is IndicatorKind.BENCHMARK)


def _shares(indicators: Sequence[Indicator], request: SchemeRequest) -> tuple[Decimal, ...]:
    """100 points by weight, in multiples of the step and exactly 100 together."""
    weights = [request.weights.get(one.code, ONE) for one in indicators]
    if any(weight <= 0 for weight in weights):
        raise UserError("权重应大于 0，没有生成细则。", "不考核的指标请取消勾选。")
    shares = allocate(FULL, weights, request.step)
    for one, share in zip(indicators, shares, strict=True):
        if not share:
            raise UserError(f"“{one.name}”分不到分值，没有生成细则。", "请把分值取得更细，或者加大它的权重。")
    return shares


def _kept_groups(scheme: ScoringScheme, assessed: Sequence[str]) -> Iterator[Group]:
    for group in scheme.groups:
        if members := tuple(unit for unit in group.members if unit in assessed):
            yield replace(group, members=members)


def _is_for(plan: Plan, indicator: Indicator, unit: str) -> bool:
    """Whether the unit can be scored on it: a county by its own target, a bureau by the whole area's."""
    if plan.organisation(unit).kind is OrganisationKind.AREA:
        return _is_scored_for(plan, indicator, unit)
    return unit in _answer(indicator) and _is_scored_for(plan, indicator, plan.subject)


def _is_scored_for(plan: Plan, indicator: Indicator, subject: str) -> bool:
    targets = [t for t in plan.targets if (t.indicator, t.subject, t.stretch) == (indicator.code, subject, False)]
    by_benchmark = indicator.kind is IndicatorKind.BENCHMARK
    return indicator.has_figure and any(by_benchmark or target.value is not None for target in targets)


def _answer(indicator: Indicator) -> tuple[str, ...]:
    return indicator.responsible or indicator.lead


class _Codes:
    """Sections' letters, without those of the former scheme: marks under its codes would be taken for others'."""

    def __init__(self, former: ScoringScheme | None) -> None:
        taken = [node.code for node in former.root.walk()] if former else []
        names = (letter * times for times in count(1) for letter in ascii_uppercase)
        self._free = (name for name in names if not any(_stem(code) == name for code in taken))

    def section(self) -> str:
        return next(self._free)


def _stem(code: str) -> str:
    """The letters that a code begins with."""
    return code[: next((at for at, mark in enumerate(code) if mark not in ascii_uppercase), len(code))]
