"""A city's plan with three counties, small enough to reckon by hand: who reports what is different in each row."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope, Span
from xiaowei_desktop.domain.plan import Plan

AREA, FLOW, STOCK, RATIO = OrganisationKind.AREA, IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.RATIO
COUNTIES = ("east", "west", "south")

CITY = Plan(
    id="city-2021",
    title="小城小微企业成长计划",
    short_title="小城计划",
    document="小城〔2021〕1号",
    issuer="小城小微办",
    span=Span(2021, 2022),
    subject="city",
    organisations=(
        Organisation("city", "小城市", AREA),
        Organisation("market", "市监局", OrganisationKind.BUREAU),
        Organisation("east", "东县", AREA),
        Organisation("west", "西县", AREA),
        Organisation("south", "南县", AREA),
    ),
    groups=("稳增长",),
    indicators=(
        Indicator("new", "新增小微企业", FLOW, "家", "稳增长", "1", data_providers=("market", *COUNTIES)),
        Indicator("pool", "培育库企业", STOCK, "家", "稳增长", "2", data_providers=COUNTIES),
        Indicator(
            "research", "研发投入占比", RATIO, "%", data_providers=("market", "east", "west"), asks_parts=True
        ),
        Indicator("growth", "增加值增速", IndicatorKind.GROWTH, "%", data_providers=("market",)),
        Indicator("voucher", "发放创新券", FLOW, "万元", data_providers=("market",)),
        Indicator("reform", "商事改革", IndicatorKind.TASK, data_providers=("market",)),
    ),
    targets=(
        Target("new", "city", Scope(2021), value=Decimal(1000)),
        Target("new", "city", WHOLE_PLAN, value=Decimal(2200)),
        Target("pool", "city", Scope(2021), value=Decimal(300)),
        Target("pool", "city", Scope(2021), value=Decimal(360), stretch=True),
        Target("growth", "city", Scope(2021), value=Decimal("7.5")),
        Target("voucher", "city", Scope(2021), value=Decimal("100.5")),
        Target("research", "city", Scope(2021)),
    ),
    tasks=(),
    scheme=None,
    readings=(),
)  # fmt: skip
