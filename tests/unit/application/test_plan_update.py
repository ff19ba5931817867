"""A changed plan: what it does is said first, and an old year keeps its rules."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.domain.small_office import PLAN, Q1, Q4, SCHEME, key, line
from xiaowei_desktop.application.marks import enter_mark, remove_mark
from xiaowei_desktop.application.plan_update import preview_update, update_plan
from xiaowei_desktop.application.returns import open_return
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.standing import progress_of
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope, Span
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.plan_update import ReturnRow, UnfitMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.scheme import Band, Group, GroupPoints, Node, Period, ScoringScheme
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.plan_change_words import change_lines
from xiaowei_desktop.reporting.plan_field_words import FIELD_WORDS

A, B, C = SCHEME.root.children
NEXT = Quarter(2021, 1)
LATER = replace(PLAN, due_days=15)


def without(*codes: str) -> Plan:
    """The plan without some indicators, which nothing in it may name."""
    return replace(
        PLAN,
        indicators=tuple(found for found in PLAN.indicators if found.code not in codes),
        targets=tuple(found for found in PLAN.targets if found.indicator not in codes),
    )


def with_points(points: str) -> Plan:
    """Item B2 (视情评分, at most 5 points) worth other points, its rule with it."""
    rule = replace(B.children[1].rule, high=Decimal(points))  # type: ignore[type-var]
    judged = replace(B.children[1], points=Decimal(points), rule=rule)
    sections = (A, replace(B, children=(B.children[0], judged)), C)
    return replace(PLAN, scheme=replace(SCHEME, root=replace(SCHEME.root, children=sections)))


@pytest.mark.parametrize(
    ("changed", "year", "said"),
    [
        (replace(LATER, id="other"), 2020, "不是“small-2020”"),
        (PLAN, 2020, "没有要更新的内容"),
        (LATER, 2022, "不在方案"),
        (LATER, 2019, "不在方案"),
    ],
)
def test_what_is_no_update_is_refused(office: Office, changed: Plan, year: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        update_plan(office.desk, changed, year)
    assert (office.desk.plan(), len(office.history())) == (PLAN, 0)


def test_a_preview_stores_nothing(office: Office) -> None:
    assert preview_update(office.desk, LATER, 2021).from_year == 2021
    assert (office.desk.plan(), len(office.history())) == (PLAN, 0)


def test_an_old_year_keeps_its_rules(office: Office) -> None:
    preview = update_plan(office.desk, LATER, 2021, " 领导小组会议 ")
    assert (preview.old, preview.until_year) == (PLAN, 2021)
    assert office.desk.plan(2020) == PLAN
    assert office.desk.plan() == office.desk.plan(2021) == LATER
    assert office.desk.plan(1999) == PLAN
    (entry,) = office.history()
    assert (entry.subject, entry.field, entry.old, entry.new, entry.reason) == (
        "方案（2021年起）方案", "报送期限", "10", "15", "领导小组会议",
    )  # fmt: skip


def test_a_later_edition_keeps_its_years(office: Office) -> None:
    update_plan(office.desk, LATER, 2021)
    corrected = replace(PLAN, due_days=12)
    assert update_plan(office.desk, corrected, 2020).until_year == 2020
    assert (office.desk.plan(2020), office.desk.plan(2021)) == (corrected, LATER)
    with office.desk.work() as work:
        assert [(one.number, one.from_year) for one in work.plans.editions(PLAN.id)] == [
            (1, 2020),
            (2, 2021),
            (3, 2020),
        ]


def test_figures_no_longer_asked_for_are_kept(office: Office) -> None:
    office.accept("market", Q1, line("new", "100"), line("eight", "50"), line("pool", "1000"), line("converted", "3"))
    update_plan(office.desk, without("pool"), 2021)
    shown = {row.indicator.code: row.actual for row in progress_of(office.desk, Q1)}
    assert shown["pool"] == Decimal(1000)
    assert "pool" not in {row.indicator.code for row in progress_of(office.desk, NEXT)}
    preview = preview_update(office.desk, without("pool"), 2020)
    assert preview.unasked == (ReturnRow("market", Q1, key("pool")),)
    assert "市监局2020年第1季度“培育库企业”：已报的数不再要求填报，数保留，不再计入。" in change_lines(preview)
    update_plan(office.desk, without("pool"), 2020)
    assert office.returned("market", Q1).current.line(key("pool")).cumulative == Decimal(1000)  # type: ignore[union-attr]
    assert key("pool") not in {one.key for one in open_return(office.desk, "market", Q1).lines}


def test_rows_that_accepted_returns_lack(office: Office) -> None:
    office.accept("science", Q1, line("voucher", "10"), line("reform", status="已完成"))
    office.type_in("bank", Q1, line("loans", "18", benchmark="20"))
    added = Indicator("patents", "发明专利", IndicatorKind.FLOW, "件", responsible=("science", "bank"))
    changed = replace(
        PLAN, indicators=(*PLAN.indicators, added), targets=(*PLAN.targets, Target("patents", "district", Scope(2020)))
    )
    preview = preview_update(office.desk, changed, 2020)
    assert preview.lacking == (ReturnRow("science", Q1, key("patents")),)
    assert "科技局2020年第1季度“发明专利”：季报已审核，缺这一行，需退回补报。" in change_lines(preview)
    assert preview_update(office.desk, changed, 2021).lacking == ()


def test_marks_and_totals(office: Office) -> None:
    """B2 was marked with 5 of 5 points; with 4 at most the mark does not fit, with 6 the totals stay."""
    enter_mark(office.desk, 2020, Mark("science", "B2", points=Decimal(5)))
    enter_mark(office.desk, 2020, Mark("market", "B2", points=Decimal(3)))
    preview = preview_update(office.desk, with_points("4"), 2020)
    (unfit,) = preview.unfit_marks
    assert (unfit.year, unfit.mark.unit, unfit.mark.item) == (2020, "science", "B2")
    assert any(text.startswith("2020年评定 科技局 B2 工作创新：与新细则不符，") for text in change_lines(preview))
    assert [(one.unit, one.before) for one in preview.totals] == [
        ("market", Decimal("3.00")),
        ("science", Decimal("5.00")),
    ]
    assert preview_update(office.desk, with_points("6"), 2020).unfit_marks == ()
    assert preview_update(office.desk, with_points("4"), 2021).unfit_marks == ()


def test_an_item_that_goes(office: Office) -> None:
    enter_mark(office.desk, 2020, Mark("science", "B2", points=Decimal(5)))
    kept = replace(B, children=B.children[:1])
    changed = replace(PLAN, scheme=replace(SCHEME, root=replace(SCHEME.root, children=(A, kept, C))))
    preview = update_plan(office.desk, changed, 2020)
    assert preview.unfit_marks == (UnfitMark(2020, Mark("science", "B2", points=Decimal(5))),)
    assert "2020年评定 科技局 B2 工作创新：评分项已不评定该单位，评定保留，不再计分。" in change_lines(preview)
    assert "2020年度科技局得分由5.00分变为无得分。" in change_lines(preview)
    assert "2020年度其余 1 个考核对象得分不变。" in change_lines(preview)
    assert [one.mark.item for one in office.marks()] == ["B2"]
    remove_mark(office.desk, 2020, "science", "B2", "评错了")
    assert office.history()[-1].subject == "2020年评定 科技局 B2"


def test_a_scheme_that_goes_and_a_span_that_grows(office: Office) -> None:
    enter_mark(office.desk, 2020, Mark("science", "B2", points=Decimal(5)))
    preview = update_plan(office.desk, replace(PLAN, scheme=None, span=Span(2020, 2022)), 2020)
    assert [(one.unit, one.after) for one in preview.totals] == [("market", None), ("science", None)]
    assert [unfit.reason for unfit in preview.unfit_marks] == [""]
    assert preview.until_year == 2022
    with pytest.raises(UserError, match="没有考核细则"):
        score_year(office.desk, 2020)
    back = preview_update(office.desk, PLAN, 2020)
    assert [one.before for one in back.totals] == [None, None]


def test_a_total_of_the_span_looks_back_on_the_rules_of_its_years(office: Office) -> None:
    """增加值增速 was reported in 2020 by 金融办; from 2021 on the market bureau reports it, and the figure stands."""
    office.accept("finance", Q4, line("loans", "18", benchmark="20"), line("added", "8"))
    moved = tuple(replace(one, responsible=("market",)) if one.code == "added" else one for one in PLAN.indicators)
    update_plan(office.desk, replace(PLAN, indicators=moved), 2021)
    plans = office.desk.plans()
    assert plans[2020] is not plans[2021]
    with office.desk.work() as work:
        book = FigureBook(plans[2021], work.returns.of_years(PLAN.id, 2020, 2021), plans)
    assert book.value(key("added"), Q4) == Decimal(8)
    assert book.why_open(plans[2021].indicator("added"), "district", Q4) == ""
    assert book.why_open(plans[2021].indicator("added"), "district", NEXT).startswith("缺少市监局2021年第1季度")


def test_an_indicator_that_an_earlier_year_did_not_know(office: Office) -> None:
    east = Organisation("east", "东区", OrganisationKind.AREA)
    added = Indicator("patents", "发明专利", IndicatorKind.FLOW, "件", responsible=("science",))
    changed = replace(
        PLAN,
        organisations=(*PLAN.organisations, east),
        indicators=(*PLAN.indicators, added),
        targets=(*PLAN.targets, Target("patents", "east", WHOLE_PLAN), Target("new", "east", Scope(2021))),
    )
    update_plan(office.desk, changed, 2021)
    plans = office.desk.plans()
    book = FigureBook(plans[2021], (), plans)
    assert book.why_open(added, "east", Q4) == "缺少科技局2020年第4季度东区的“发明专利”的完成数"
    assert book.why_open(PLAN.indicator("new"), "east", Q4) == "缺少市监局2020年第4季度东区的“新增小微企业”的完成数"


def test_every_field_has_its_word() -> None:
    inner = {"code", "indicator", "organisations", "targets", "tasks", "scheme", "readings", "root", "children"}
    kinds = (Plan, Organisation, Indicator, Target, Task, ScoringScheme, Node, Reading)
    assert {one.name for kind in kinds for one in fields(kind)} - inner - FIELD_WORDS.keys() == set()


def test_changes_in_the_offices_words(office: Office) -> None:
    changed = replace(
        with_points("6"),
        tasks=PLAN.tasks[::-1],
        targets=PLAN.targets[:-1],
        readings=(replace(PLAN.readings[0], acts_on=("new", "B2")),),
        indicators=(
            replace(PLAN.indicators[0], responsible=("science", "bank"), asks_parts=True),
            *PLAN.indicators[1:],
        ),
    )
    assert change_lines(preview_update(office.desk, changed, 2021)) == (
        "方案“小区小微企业成长计划”改动 7 处，2021年执行，以前年度不变：",
        "指标“新增小微企业”的责任单位由“市监局”改为“科技局、人民银行”。",
        "指标“新增小微企业”的报分子分母由“否”改为“是”。",
        "删去目标“发放科技创新券 全区 2020年 力争”：力争900万元。",
        "任务的顺序有调整。",
        "评分项“B2 工作创新”的分值由“5”改为“6”。",
        "评分项“B2 工作创新”的计分规则由"
        f"“{B.children[1].sentence}”改为“{with_points('6').scheme.item('B2').sentence}”。",  # type: ignore[union-attr]
        "口径说明“K1 第1条”的涉及由“发放科技创新券”改为“新增小微企业、B2 工作创新”。",
        "对已有数据没有影响。",
    )


def test_what_a_scheme_says_around_its_items_in_the_offices_words(office: Office) -> None:
    assert PLAN.scheme is not None
    scheme = replace(
        PLAN.scheme,
        groups=(Group("一组", ("market", "science")),),
        bands=(Band("优秀", Decimal(60)), Band("良好", Decimal(40), Decimal(60)), Band("其他")),
        tie_break=("A1",),
        periods=(Period(2, Decimal("0.4")), Period(4, Decimal("0.6"))),
        root=replace(PLAN.scheme.root, points_by_group=(GroupPoints("一组", Decimal(70)),)),
    )
    lines = "\n".join(change_lines(preview_update(office.desk, replace(PLAN, scheme=scheme), 2021)))
    for said in (
        "“一组（市监局、科技局）”",
        "“优秀（60分及以上）、良好（40分及以上、60分以下）、其他（不限）”",
        "“A1 发放科技创新券”",
        "“第2季度40%、第4季度60%”",
        "“一组70分”",
    ):
        assert said in lines
