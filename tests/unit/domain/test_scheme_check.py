"""细则检查: every planted defect once, at its place, and the scheme still scores as written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Direction, Indicator, IndicatorKind
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import AnyRule, JudgedRule, ProportionalRule
from xiaowei_desktop.domain.scoring.rules.rank import RankRule
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Band, Group, GroupPoints, Node, Period, ScoringScheme
from xiaowei_desktop.domain.scoring.scheme_check import scheme_issues


def item(code: str, points: int = 10, rule: AnyRule | None = None, **further: object) -> Node:
    judged = JudgedRule(Decimal(0), Decimal(points))
    return replace(Node(code, f"项{code}", Decimal(points), rule=rule or judged, absent=Absent.REWEIGHT), **further)  # type: ignore[arg-type]


def section(code: str, points: int, *children: Node, **further: object) -> Node:
    return replace(Node(code, f"节{code}", Decimal(points), children), **further)  # type: ignore[arg-type]


def whole(*children: Node, **further: object) -> ScoringScheme:
    """A scheme of exactly these sections, which is in order as far as they are."""
    points = sum((child.points for child in children), Decimal(0))
    root = Node("R", "总分", points, children)
    return replace(ScoringScheme("细则", root, ("market", "science")), **further)  # type: ignore[arg-type]


def found(scheme: ScoringScheme, plan: Plan = PLAN) -> list[tuple[str, str, str]]:
    """Code, row and field of each finding."""
    issues = scheme_issues(replace(plan, scheme=scheme))
    return [(issue.code, issue.place.row, issue.place.field) for issue in issues]


VETO = VetoRule((VetoCase("弄虚作假", Effect.GRADE, "特等"),))
UNAIMED = ProportionalRule("stalls")
DEFECTS: dict[str, tuple[ScoringScheme, tuple[str, str, str]]] = {
    "下级合计不等于本部分": (
        whole(section("A", 20, item("A1"), item("A2", 5))),
        ("scheme-sum", "A", "points"),
    ),
    "权重合计不是 100%": (
        whole(section("A", 10, item("A1", weight=Decimal("0.6")), item("A2", weight=Decimal("0.5")))),
        ("scheme-weights", "A", "weight"),
    ),
    "没有人适用": (
        whole(item("A"), item("B", 10, applies_to=("finance",)), section("C", 10, item("C1"))),
        ("scheme-nobody", "B", "applies_to"),
    ),
    "条款号用了两次": (
        whole(item("A", number="（一）"), item("B", number="（二）"), item("C", number="（一）")),
        ("scheme-number-twice", "C", "number"),
    ),
    "等次重叠": (
        whole(item("A"), bands=(Band("优秀", Decimal(8)), Band("良好", None, Decimal(9)))),
        ("scheme-bands-overlap", "scheme.bands", ""),
    ),
    "等次之间有空档": (
        whole(item("A"), bands=(Band("优秀", Decimal(9)), Band("良好", None, Decimal(8)))),
        ("scheme-bands-gap", "scheme.bands", ""),
    ),
    "低分没有等次": (
        whole(item("A"), bands=(Band("优秀", Decimal(9)), Band("良好", Decimal(6), Decimal(9)))),
        ("scheme-bands-gap", "scheme.bands", ""),
    ),
    "高分没有等次": (
        whole(item("A"), bands=(Band("良好", None, Decimal(9)),)),
        ("scheme-bands-gap", "scheme.bands", ""),
    ),
    "加分没有上限": (
        whole(item("A", rule=ProportionalRule("voucher", cap=Decimal("1.5")))),
        ("scheme-no-cap", "A", "cap"),
    ),
    "指标没有目标": (
        whole(item("A", rule=UNAIMED)),
        ("scheme-no-target", "A", "rule"),
    ),
    "没有单位报送": (
        whole(item("A", rule=RankRule("orphan", table=(Decimal(10),), look=Look.VALUE))),
        ("scheme-no-reporter", "A", "rule"),
    ),
    "定性任务": (
        whole(item("A", rule=ProportionalRule("reform"))),
        ("scheme-task", "A", "rule"),
    ),
    "方向相反": (
        whole(item("A", rule=RankRule("lower", table=(Decimal(10),), look=Look.VALUE))),
        ("scheme-direction", "A", "rule"),
    ),
    "否决的等次不在表中": (
        whole(item("A"), item("V", 0, VETO), bands=(Band("优秀", None, None),)),
        ("scheme-veto-grade", "V", "rule"),
    ),
    "分组之外": (
        whole(item("A"), groups=(Group("一类", ("market",)),)),
        ("scheme-group", "scheme.groups", ""),
    ),
    "列入两组": (
        whole(item("A"), groups=(Group("一类", ("market", "science")), Group("二类", ("science",)))),
        ("scheme-group", "scheme.groups", ""),
    ),
    "没有这个分组": (
        whole(item("A", points_by_group=(GroupPoints("三类", Decimal(5)),))),
        ("scheme-group-unknown", "A", "points_by_group"),
    ),
    "各期权重不足": (
        whole(item("A"), periods=(Period(2, Decimal("0.4")), Period(4, Decimal("0.5")))),
        ("scheme-periods", "scheme.periods", ""),
    ),
    "一季写了两次": (
        whole(item("A"), periods=(Period(4, Decimal("0.4")), Period(4, Decimal("0.6")))),
        ("scheme-period-twice", "scheme.periods", ""),
    ),
    "无此任务没有写比例": (
        whole(item("A", absent=Absent.SHARE)),
        ("scheme-absent-share", "A", "absent_share"),
    ),
    "无此任务没有规定": (
        whole(item("A", absent=None), item("B")),
        ("scheme-absent", "", "absent"),
    ),
    "参数矛盾": (
        whole(item("A", rule=ProportionalRule("voucher", gate=Decimal(2)))),
        ("rule-gate", "A", "rule"),
    ),
}
LOWER = Indicator("lower", "平均年龄", IndicatorKind.RATIO, "岁", direction=Direction.LOWER, responsible=("market",))
ORPHAN = Indicator("orphan", "无人报送的指标", IndicatorKind.FLOW, "家")
WIDER = replace(PLAN, indicators=(*PLAN.indicators, LOWER, ORPHAN))


@pytest.mark.parametrize(("scheme", "defect"), DEFECTS.values(), ids=DEFECTS)
def test_a_planted_defect_is_found_once_at_its_place(scheme: ScoringScheme, defect: tuple[str, str, str]) -> None:
    assert found(scheme, WIDER) == [defect]
    field = YearEvidence(replace(WIDER, scheme=scheme), FigureBook(WIDER, ()), {}, 2020)
    assert [sheet.unit for sheet in score_scheme(scheme, field)] == ["market", "science"], "it is used as written"


def test_who_can_get_more_than_the_others_is_named() -> None:
    own = item("B", 5, applies_to=("science",))
    scheme = replace(whole(item("A"), own), root=Node("R", "总分", Decimal(10), (item("A"), own)))
    (issue,) = scheme_issues(replace(PLAN, scheme=scheme))
    assert (issue.code, issue.place.row, issue.place.subject) == ("scheme-maximum", "R", "science")
    assert issue.message == "“R 总分”：科技局的各下级合计 15 分，与本部分的 10 分不一致，满分与其他考核对象不同。"


def test_weights_that_some_lack_and_sums_within_a_cap() -> None:
    lacking = section(
        "A", 10, item("A1", weight=Decimal("0.5")), item("A2", weight=Decimal("0.5"), applies_to=("market",))
    )
    (issue,) = scheme_issues(replace(PLAN, scheme=whole(lacking)))
    assert issue.message.startswith("“A 节A”：科技局的各下级合计 50%，与本部分的 100%不一致")
    capped = section("A", 10, item("A1"), item("A2"), cap=Decimal(8))
    (issue,) = scheme_issues(replace(PLAN, scheme=whole(capped)))
    assert issue.message == "“A 节A”：各下级分值合计 8 分（上限 8 分），与本部分的 10 分不一致。"


ONCE = ("scheme-bands", "scheme-group", "scheme-period", "scheme-veto")
"""Defects of what stands once in a scheme, or that need the grades of one."""


def test_all_defects_at_once_are_all_found() -> None:
    sections = [
        section(f"S{number}", int(scheme.root.points), *_renamed(scheme.root.children, f"S{number}"))
        for number, (scheme, (code, _, _)) in enumerate(DEFECTS.values())
        if not code.startswith(ONCE)
    ]
    planted = [code for _, (code, _, _) in DEFECTS.values() if not code.startswith(ONCE)]
    codes = [code for code, _, _ in found(whole(*sections), WIDER)]
    assert sorted(codes) == sorted(planted)


def _renamed(nodes: tuple[Node, ...], lead: str) -> tuple[Node, ...]:
    return tuple(replace(n, code=f"{lead}.{n.code}", children=_renamed(n.children, lead)) for n in nodes)


def test_a_scheme_in_order_has_nothing_to_say() -> None:
    groups = (Group("一类", ("market",)), Group("二类", ("science",)))
    apart = item("A", points_by_group=(GroupPoints("二类", Decimal(10)),))
    assert found(whole(apart, groups=groups)) == []
    bands = (Band("优秀", Decimal(9)), Band("良好", Decimal(6), Decimal(9)), Band("一般", None, Decimal(6)))
    capped = section("B", 8, item("B1", 5), item("B2", 5), cap=Decimal(8))
    ranked = item("C", rule=RankRule("voucher", table=(Decimal(10),), look=Look.VALUE))
    scheme = whole(item("A", rule=ProportionalRule("voucher")), capped, ranked, groups=groups, bands=bands)
    assert found(scheme) == []
    assert scheme_issues(replace(PLAN, scheme=None)) == ()


def test_counties_look_at_themselves() -> None:
    """converted has a target for the county and is reported for it, stalls is reported and has none."""
    scheme = replace(whole(item("A", rule=ProportionalRule("converted"))), assessed=("north", "science"))
    assert found(scheme) == []
    scheme = replace(whole(item("A", rule=ProportionalRule("voucher"))), assessed=("north", "science"))
    (target,) = (issue.message for issue in scheme_issues(replace(PLAN, scheme=scheme)))
    assert target == "“A 项A”：指标“发放科技创新券”没有目标值（北区）。"


def test_what_is_usual_is_a_note_and_the_rest_are_warnings() -> None:
    scheme = whole(item("A", absent=None), section("B", 9, item("B1")))
    issues: dict[str, Issue] = {issue.code: issue for issue in scheme_issues(replace(PLAN, scheme=scheme))}
    assert issues["scheme-absent"].severity is Severity.NOTE
    assert issues["scheme-absent"].message.startswith("有 1 个评分项没有写明")
    assert issues["scheme-sum"].severity is Severity.WARNING
