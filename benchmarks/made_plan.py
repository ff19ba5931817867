"""A made plan of any size: so many bureaus, each with its own indicators, and a scheme over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Scope, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.rules import GradedRule, JudgedRule, ProportionalRule
from xiaowei_desktop.domain.scoring.rules.graded import Grade
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

YEAR = 2020
AREA = "area"


def made_plan(units: int, rows: int) -> Plan:
    """`units` bureaus that report `rows` indicators each, without a scheme."""
    bureaus = [Organisation(f"u{n}", f"单位{n:03}", OrganisationKind.BUREAU) for n in range(units)]
    indicators = tuple(
        Indicator(f"{b.code}_i{n}", f"{b.name}指标{n}", IndicatorKind.FLOW, "家", data_providers=(b.code,))
        for b in bureaus
        for n in range(rows)
    )
    targets = tuple(
        Target(found.code, AREA, Scope(YEAR), value=Decimal(1000 + number)) for number, found in enumerate(indicators)
    )
    return bare_plan(bureaus, indicators, targets)


def bare_plan(
    organisations: Sequence[Organisation], indicators: tuple[Indicator, ...], targets: tuple[Target, ...]
) -> Plan:
    """A plan of one year that has nothing else."""
    area = Organisation(AREA, "全区", OrganisationKind.AREA)
    return Plan(
        id="made",
        title="测量用方案",
        short_title="测量",
        document="无",
        issuer="无",
        span=Span(YEAR, YEAR),
        subject=AREA,
        organisations=(area, *organisations),
        groups=(),
        indicators=indicators,
        targets=targets,
        tasks=(),
        scheme=None,
        readings=(),
    )


def with_scheme(plan: Plan, items: int) -> Plan:
    """The plan with a scheme of `items` items for each bureau: half computed, a quarter graded, a quarter judged."""
    bureaus = plan.reporting_units()
    sections = tuple(_section(plan, bureau, items) for bureau in bureaus)
    total = sum((section.points for section in sections), Decimal(0))
    scheme = ScoringScheme("测量", Node("0", "总分", total, sections), bureaus)
    return replace(plan, scheme=scheme)


def _section(plan: Plan, bureau: str, items: int) -> Node:
    rows = [indicator.code for indicator, _ in plan.rows_of(bureau)]
    leaves = tuple(_leaf(f"{bureau}.{n}", n, rows) for n in range(items))
    return Node(bureau, bureau, Decimal(10 * items), leaves, applies_to=(bureau,))


def _leaf(code: str, number: int, rows: list[str]) -> Node:
    rule: ProportionalRule | GradedRule | JudgedRule
    if number % 4 in (0, 1):
        rule = ProportionalRule(rows[number % len(rows)], gate=Decimal("0.7"))
    elif number % 4 == 2:
        rule = GradedRule((Grade("一般", Decimal(2), Decimal(4)), Grade("较好", Decimal(5), Decimal(10))))
    else:
        rule = JudgedRule(Decimal(1), Decimal(10))
    return Node(code, code, Decimal(10), rule=rule)
