"""A district's plan small enough to reckon by hand: four bureaus and banks, one county, nine indicators, two years."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnVersion,
    RowKey,
    Source,
    TaskStatus,
)
from xiaowei_desktop.domain.scoring.rules import (
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
)
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

BUREAU, AREA, EXTERNAL = OrganisationKind.BUREAU, OrganisationKind.AREA, OrganisationKind.EXTERNAL
FLOW, STOCK, RATIO = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.RATIO
YEAR, NOW = Scope(2020), datetime(2020, 7, 8, 9, 30)
Q1, Q2, Q3, Q4 = (Quarter(2020, number) for number in (1, 2, 3, 4))

ORGANISATIONS = (
    Organisation("market", "市监局", BUREAU, "区市场监督管理局", ("市场监管局",)),
    Organisation("science", "科技局", BUREAU),
    Organisation("finance", "发改局（金融办）", BUREAU, valid_from=date(2019, 1, 1), valid_until=date(2021, 12, 31)),
    Organisation("bank", "人民银行", EXTERNAL),
    Organisation("north", "北区", AREA),
    Organisation("district", "全区", AREA),
)

INDICATORS = (
    Indicator("new", "新增小微企业", FLOW, "家", "稳增长", "1", "新增5900家", responsible=("market",)),
    Indicator("eight", "八大产业新增", FLOW, "家", "稳增长", "2", subset_of="new", responsible=("market",)),
    Indicator("pool", "培育库企业", STOCK, "家", "稳增长", "3", responsible=("market",)),
    Indicator("converted", "个转企", FLOW, "户", "稳增长", "4", data_providers=("market",)),
    Indicator("stalls", "新增个体工商户", FLOW, "户", "稳增长", data_providers=("north",)),
    Indicator("voucher", "发放科技创新券", FLOW, "万元", "创新", "5", responsible=("science",)),
    Indicator("research", "研发投入占比", RATIO, "%", "创新", "6", lead=("science",), asks_parts=True),
    Indicator("reform", "商事改革", IndicatorKind.TASK, "", "创新", "7", responsible=("science",)),
    Indicator(
        "loans", "小微贷款增速", IndicatorKind.BENCHMARK, "%", "融资", "8",
        data_providers=("bank", "finance"), benchmark_name="各项贷款增速",
    ),
    Indicator("added", "增加值增速", IndicatorKind.GROWTH, "%", "融资", "9", responsible=("finance",)),
)  # fmt: skip


def target(indicator: str, value: str | None, subject: str = "district", scope: Scope = YEAR) -> Target:
    baseline = Decimal(1000) if indicator == "pool" else None
    figure = None if value is None else Decimal(value)
    return Target(indicator, subject, scope, value=figure, baseline=baseline, reference="第1条")


TARGETS = (
    target("new", "5900"),
    target("eight", "2700"),
    target("pool", "3000"),
    target("converted", "50"),
    target("converted", "20", "north"),
    target("voucher", "700"),
    target("research", "12"),
    target("loans", None),
    target("added", "7.5", scope=WHOLE_PLAN),
    Target("voucher", "district", YEAR, Comparator.AT_LEAST, Decimal(900), stretch=True),
)

GRADES = (
    Grade("未开展", Decimal(0), Decimal(0)),
    Grade("成效一般", Decimal(2), Decimal(4)),
    Grade("成效较好", Decimal(5), Decimal(8)),
    Grade("成效突出", Decimal(10), Decimal(10)),
)
EVENTS = EventsRule(
    (
        EventKind("季报迟报", Decimal("0.2"), Decimal("0.2"), deducts=True),
        EventKind("反馈不力", Decimal("0.1"), Decimal("0.5"), deducts=True),
    ),
    start=Decimal(5),
)
SCHEME = ScoringScheme(
    "考核细则",
    Node(
        "R", "总分", Decimal(70),
        (
            Node(
                "A", "指标完成", Decimal(45),
                (
                    Node("A1", "发放科技创新券", Decimal(25), rule=ProportionalRule("voucher", gate=Decimal("0.5"))),
                    Node("A2", "贷款增速", Decimal(10), rule=ProportionalRule("loans", office_judges=True)),
                    Node(
                        "A3", "研发投入", Decimal(5),
                        rule=ConditionRule((Condition("research", "研发投入占比"),)), applies_to=("science",),
                    ),
                    Node("A4", "金融服务", Decimal(5), rule=ProportionalRule(), applies_to=("market",)),
                ),
            ),
            Node(
                "B", "工作评定", Decimal(15),
                (
                    Node("B1", "改革成效", Decimal(10), rule=GradedRule(GRADES)),
                    Node("B2", "工作创新", Decimal(5), rule=JudgedRule(Decimal(1), Decimal(5))),
                ),
            ),
            Node(
                "C", "加分", Decimal(10),
                (
                    Node("C1", "督办", Decimal(5), rule=EVENTS),
                    Node("C2", "全市名次", Decimal(5), rule=RankRule(table=(Decimal(5), Decimal(3), Decimal(1)))),
                ),
                cap=Decimal(8),
            ),
        ),
    ),
    ("market", "science"),
)  # fmt: skip

PLAN = Plan(
    id="small-2020",
    title="小区小微企业成长计划",
    short_title="小区2020年计划",
    document="小区〔2020〕1号",
    issuer="小区小微办",
    span=Span(2020, 2021),
    subject="district",
    organisations=ORGANISATIONS,
    groups=("稳增长", "创新", "融资"),
    indicators=INDICATORS,
    targets=TARGETS,
    tasks=(
        Task("T1", "1", "新增小微企业", responsible=("market",), indicators=("new", "eight")),
        Task("T2", "2", "深化改革", responsible=("science",), indicators=("reform",), note="全年"),
        Task("T3", "", "表外任务", lead=("market",), in_table=False),
    ),
    scheme=SCHEME,
    readings=(Reading("K1", "第1条", "未写明口径。", "按文件", acts_on=("voucher",)),),
)


def key(indicator: str, subject: str = "district") -> RowKey:
    return RowKey(indicator, subject)


_FIGURES = ("quarter_value", "cumulative", "benchmark", "numerator", "denominator")


def line(indicator: str, cumulative: str | None = None, subject: str = "district", **fields: str) -> ReturnLine:
    """A row with figures and texts as a unit writes them."""
    figures: dict[str, Decimal | None] = {name: Decimal(fields[name]) for name in _FIGURES if name in fields}
    figures.setdefault("cumulative", None if cumulative is None else Decimal(cumulative))
    texts = {name: fields[name] for name in ("progress", "explanation", "remark") if name in fields}
    status = TaskStatus(fields["status"]) if "status" in fields else None
    return ReturnLine(RowKey(indicator, subject), status=status, **figures, **texts)  # type: ignore[arg-type]


def version(
    number: int, *lines: ReturnLine, file: str = "季报.xlsx", received: date = date(2020, 7, 8)
) -> ReturnVersion:
    source = Source(file, f"{number:064x}" if file else "")
    return ReturnVersion(number, lines, Filler("张三"), source, received, NOW, "李四")


def reported(unit: str, quarter: Quarter, *lines: ReturnLine) -> QuarterlyReturn:
    return QuarterlyReturn(unit, quarter).submit(version(1, *lines))


def approved(unit: str, quarter: Quarter, *lines: ReturnLine) -> QuarterlyReturn:
    return reported(unit, quarter, *lines).approve("李四", NOW)
