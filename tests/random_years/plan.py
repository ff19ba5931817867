"""Counties with indicators of every sort, and random returns of theirs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from random import Random

from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Quarter, Scope, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    ReturnVersion,
    RowKey,
    Source,
)

YEAR = 2021
COUNTIES = ("甲县", "乙县", "丙县", "丁县", "戊县")
_NOW = datetime(2022, 1, 10, 9, 0)

PLAIN = ("new", "pool")
"""Counts, the more the better."""
AIMED = PLAIN
LOWER = "age"
"""The less the better, under an upper bound."""
RATED = ("new", "pool", "loans", "share", "age")
"""Those that have a completion rate."""

INDICATORS = (
    Indicator("new", "新增小微企业", IndicatorKind.FLOW, "家", data_providers=COUNTIES),
    Indicator("pool", "培育库企业", IndicatorKind.STOCK, "家", data_providers=COUNTIES),
    Indicator("loans", "贷款增速", IndicatorKind.BENCHMARK, "%", data_providers=COUNTIES, benchmark_name="各项贷款"),
    Indicator("share", "研发投入占比", IndicatorKind.RATIO, "%", data_providers=COUNTIES),
    Indicator("age", "平均年龄", IndicatorKind.STOCK, "岁", direction=Direction.LOWER, data_providers=COUNTIES),
)
_AIMS = {"new": "300", "pool": "250", "loans": None, "share": "2.5", "age": "45"}


def a_plan() -> Plan:
    """The counties' plan of one year, without a scheme."""
    targets = tuple(
        Target(
            code,
            county,
            Scope(YEAR),
            Comparator.AT_MOST if code == LOWER else Comparator.AT_LEAST,
            None if aim is None else Decimal(aim),
        )
        for county in COUNTIES
        for code, aim in _AIMS.items()
    )
    return Plan(
        id="random",
        title="随机方案",
        short_title="随机",
        document="无",
        issuer="市小微办",
        span=Span(YEAR, YEAR),
        subject="全市",
        organisations=(
            Organisation("全市", "全市", OrganisationKind.AREA),
            *(Organisation(county, county, OrganisationKind.AREA) for county in COUNTIES),
        ),
        groups=(),
        indicators=INDICATORS,
        targets=targets,
        tasks=(),
        scheme=None,
        readings=(),
    )


def returns(rng: Random) -> tuple[QuarterlyReturn, ...]:
    """Everybody's last quarter, accepted; now and then at, just under and just over the target."""
    return tuple(_return(rng, county) for county in COUNTIES)


def _return(rng: Random, county: str) -> QuarterlyReturn:
    lines = tuple(_line(rng, county, found) for found in INDICATORS)
    version = ReturnVersion(1, lines, Filler(), Source("季报.xlsx"), date(2022, 1, 8), _NOW, "张三")
    quarter = Quarter.last_of(YEAR)
    return QuarterlyReturn(county, quarter, ReturnState.APPROVED, (version,), approved_by="李四", approved_at=_NOW)


def _line(rng: Random, county: str, indicator: Indicator) -> ReturnLine:
    key = RowKey(indicator.code, county)
    if indicator.kind is IndicatorKind.BENCHMARK:
        return ReturnLine(key, cumulative=_tenth(rng, 0, 300), benchmark=_tenth(rng, 50, 250))
    aim = Decimal(_AIMS[indicator.code] or 0)
    if indicator.kind is IndicatorKind.RATIO:
        return ReturnLine(key, cumulative=_tenth(rng, 5, 40))
    if rng.random() < 0.3:
        return ReturnLine(key, cumulative=aim + rng.choice([-1, 0, 1]))
    return ReturnLine(key, cumulative=Decimal(rng.randint(int(aim * Decimal("0.5")), int(aim * Decimal("1.6")))))


def _tenth(rng: Random, low: int, high: int) -> Decimal:
    return Decimal(rng.randint(low, high)) / 10
