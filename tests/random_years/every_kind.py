"""Three counties under a scheme with one item of each kind that the office judges, and some that are computed.

Their figures are such that each item with indicators is computed for one county and judged for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from tests.random_years.plan import YEAR, a_plan
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
)
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    ExternalRule,
    Grade,
    GradedRule,
    JudgedRule,
    ProportionalRule,
    RankRule,
    Rater,
    Step,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.seen import Combine, Part
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase
from xiaowei_desktop.domain.scoring.scheme import Absent, Node, ScoringScheme

JIA, YI, BING = "甲县", "乙县", "丙县"
_NOW = datetime(2022, 1, 10, 9, 0)

_GRADES = (Grade("成效一般", Decimal(2), Decimal(4)), Grade("成效突出", Decimal(10), Decimal(10)))
_RATERS = (Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3")))
_EVENTS = (
    EventKind("领导批示", Decimal(1), Decimal(3)),
    EventKind("迟报", Decimal("0.5"), Decimal("0.5"), deducts=True),
)
_VETOES = (VetoCase("重大安全事故", Effect.VOID), VetoCase("数据造假", Effect.UNRANKED))
_JUDGED: tuple[tuple[str, str, int, AnyRule], ...] = (
    ("J1", "改革成效", 10, GradedRule(_GRADES)),
    ("J2", "工作创新", 5, JudgedRule(Decimal(1), Decimal(5))),
    ("J3", "园区服务", 10, JudgedRule(Decimal(1), Decimal(10), raters=_RATERS)),
    ("J4", "督查通报", 5, EventsRule(_EVENTS)),
    ("J5", "营商环境评价", 10, ExternalRule(Decimal(100), "营商环境评价")),
    ("J6", "否决情形", 0, VetoRule(_VETOES)),
    ("J7", "全省名次", 5, RankRule(table=(Decimal(5), Decimal(3)))),
    ("J8", "综合完成率", 10, ProportionalRule()),
)
_STEPS = (Step(Decimal(1), Decimal(10)), Step(Decimal("0.8"), Decimal(6)), Step(Decimal("0.6"), Decimal(2)))
_MIXED: tuple[tuple[str, str, int, AnyRule], ...] = (
    ("M1", "新增企业", 10, StepRule("new", steps=_STEPS, between=Between.JUDGED)),
    ("M2", "培育库", 10, ConditionRule((Condition("pool", "培育库企业"), Condition(asked="有专人负责")))),
    ("M3", "贷款增速", 10, ProportionalRule("loans", office_judges=True)),
    ("M4", "贷款和研发", 10, RankRule(
        parts=(Part("loans", "贷款增速"), Part("share", "研发投入占比")), combine=Combine.MINIMUM,
        table=(Decimal(10), Decimal(6)), otherwise=Decimal(2), office_judges=True,
    )),
)  # fmt: skip
_COMPUTED: tuple[tuple[str, str, int, AnyRule], ...] = (
    ("C1", "新增企业完成率", 5, ProportionalRule("new")),
    ("C2", "培育库排名", 5, RankRule("pool", table=(Decimal(5), Decimal(3)), otherwise=Decimal(1))),
)
_ABSENT = {"J2": Absent.MEAN, "C1": Absent.REWEIGHT}
FIGURES: Mapping[str, Mapping[str, tuple[str, str | None]]] = {
    JIA: {"new": ("270", None), "pool": ("250", None), "loans": ("12", "10"), "share": ("3", None)},
    YI: {"new": ("330", None), "pool": ("200", None), "loans": ("-2", "-1"), "share": ("2.5", None)},
    BING: {"new": ("150", None), "pool": ("300", None), "loans": ("9", "10"), "share": ("2", None)},
}
"""Figure and benchmark of each indicator. The aims are 300, 250, the benchmark and 2.5."""


def every_kind() -> Plan:
    """The counties' plan with its scheme."""
    sections = (_section("J", "评定", _JUDGED), _section("M", "评定和数据", _MIXED), _section("C", "数据", _COMPUTED))
    root = Node("R", "考核", sum((section.points for section in sections), Decimal(0)), sections)
    return replace(a_plan(), scheme=ScoringScheme("各类评分项", root, (JIA, YI, BING)))


def reported(*missing: tuple[str, str]) -> tuple[QuarterlyReturn, ...]:
    """Everybody's accepted return of the last quarter, without the `missing` figures (county and indicator)."""
    return tuple(_return(county, {code for one, code in missing if one == county}) for county in FIGURES)


def _return(county: str, missing: set[str]) -> QuarterlyReturn:
    lines = tuple(
        ReturnLine(
            RowKey(code, county),
            cumulative=Decimal(figure),
            benchmark=None if benchmark is None else Decimal(benchmark),
        )
        for code, (figure, benchmark) in FIGURES[county].items()
        if code not in missing
    )
    version = ReturnVersion(1, lines, Filler(), Source("季报.xlsx"), date(2022, 1, 8), _NOW, "张三")
    quarter = Quarter.last_of(YEAR)
    return QuarterlyReturn(county, quarter, ReturnState.APPROVED, (version,), approved_by="李四", approved_at=_NOW)


def _section(code: str, title: str, items: tuple[tuple[str, str, int, AnyRule], ...]) -> Node:
    leaves = tuple(
        Node(item, name, Decimal(points), rule=rule, absent=_ABSENT.get(item), clause=f"{name}由市小微办评定")
        for item, name, points, rule in items
    )
    return Node(code, title, sum((leaf.points for leaf in leaves), Decimal(0)), leaves)
