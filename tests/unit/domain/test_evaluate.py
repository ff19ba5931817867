"""A whole score sheet: the tree with points, what is open, and columns that add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.small_office import NOW, PLAN, Q4, SCHEME, approved, line, reported, version
from xiaowei_desktop.domain.figures import FigureBook, previous_figures
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, RowKey, VerifiedFigure
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.evaluate import score_organisation
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import JudgedRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet

MARKS = (
    Mark("science", "B1", grade="成效较好", points=Decimal("7.5")),
    Mark("science", "B2", points=Decimal("3.5")),
    Mark("science", "C1", events=(MarkEvent("季报迟报", 2), MarkEvent("反馈不力", 1, Decimal("0.5")))),
    Mark("science", "C2", place=1),
)
RETURNS = (
    approved("science", Q4, line("voucher", "676.48"), line("research", "12")),
    approved("bank", Q4, line("loans", "18.2", benchmark="20")),
    approved("finance", Q4, line("loans", "18.2", benchmark="20")),
)


def sheet(
    returns: Iterable[QuarterlyReturn] = RETURNS, marks: Iterable[Mark] = MARKS, unit: str = "science"
) -> ScoreSheet:
    recorded = {(mark.unit, mark.item): RecordedMark(mark, "评定表") for mark in marks}
    return score_organisation(SCHEME, unit, YearEvidence(PLAN, FigureBook(PLAN, returns), recorded, 2020))


def points(scored: ScoreSheet) -> dict[str, str | None]:
    return {node.node.code: None if node.points is None else f"{node.points:f}" for node in scored.root.walk()}


def why(scored: ScoreSheet) -> list[tuple[str, str]]:
    return [(missing.item, missing.reason) for missing in scored.missing]


def test_a_complete_sheet_worked_by_hand() -> None:
    """25×676.48÷700 = 24.16; 10×18.2÷20 = 9.10; 5; 38.26. 7.5+3.5 = 11. 4.1+5 = 9.1, at most 8. In all 57.26."""
    found = sheet()
    assert points(found) == {
        "R": "57.26", "A": "38.26", "A1": "24.16", "A2": "9.10", "A3": "5.00",
        "B": "11.00", "B1": "7.50", "B2": "3.50", "C": "8", "C1": "4.10", "C2": "5.00",
    }  # fmt: skip
    assert found.is_complete
    assert (found.total, found.maximum) == (Decimal("57.26"), Decimal(63))
    trail = {node.node.code: node for node in found.root.walk()}
    assert trail["A"].arithmetic == "24.16 + 9.10 + 5.00 = 38.26"
    assert trail["C"].arithmetic == "4.10 + 5.00 = 9.10，按限额计8分"
    assert trail["C"].node.sentence == "各项得分相加，最高8分。"
    assert trail["A1"].node.sentence.startswith("完成目标任务得25分")
    outcome = trail["A1"].outcome
    assert outcome is not None
    assert [given_.value for given_ in outcome.inputs] == ["700万元", "676.48万元"]
    assert "科技局2020年第4季度季报第1版，文件“季报.xlsx”，2020-07-08收到" in outcome.inputs[1].source


def test_a_floor_is_said_and_kept() -> None:
    item = Node("I", "项", Decimal(5), rule=JudgedRule(Decimal(0), Decimal(5)))
    section = Node("S", "节", Decimal(5), (item,), floor=Decimal(2))
    scheme = ScoringScheme("细则", section, ("science",))
    recorded = {("science", "I"): RecordedMark(Mark("science", "I", points=Decimal(1)), "评定表")}
    field = YearEvidence(PLAN, FigureBook(PLAN, ()), recorded, 2020)
    found = score_organisation(scheme, "science", field)
    assert (found.total, found.root.arithmetic) == (Decimal(2), "1.00，按限额计2分")
    assert found.root.node.sentence == "各项得分相加，最低2分。"


def test_an_item_says_its_limits_and_when_they_act() -> None:
    rule = JudgedRule(Decimal(0), Decimal(5))
    item = Node("I", "项", Decimal(5), rule=rule, cap=Decimal(3), floor=Decimal(1))
    scheme = ScoringScheme("细则", Node("S", "节", Decimal(5), (item,)), ("science",))
    recorded = {("science", "I"): RecordedMark(Mark("science", "I", points=Decimal(4)), "评定表")}
    field = YearEvidence(PLAN, FigureBook(PLAN, ()), recorded, 2020)
    found = score_organisation(scheme, "science", field)
    assert (found.total, found.maximum) == (Decimal(3), Decimal(3))
    assert found.root.children[0].arithmetic == "评定得4分，按限额计3分"
    assert item.sentence == f"{rule.sentence(item.points)}本项最高3分，最低1分。"


def test_an_indicator_that_two_items_read_is_measured_once() -> None:
    evidence = YearEvidence(PLAN, FigureBook(PLAN, RETURNS), {}, 2020).of("science")
    assert evidence.measurement("voucher") is evidence.measurement("voucher")


def test_rounding_is_said() -> None:
    exact = approved("science", Q4, line("voucher", "500"))
    a1 = next(node for node in sheet([exact]).root.leaves() if node.node.code == "A1")
    assert f"{a1.points:f}" == "17.86"
    assert a1.arithmetic.endswith("25 × 0.714285… = 17.857142…，四舍五入得17.86分")


def test_nothing_in_yet_is_open_everywhere_and_scored_nowhere() -> None:
    found = sheet((), ())
    assert set(points(found).values()) == {None}
    assert (found.total, found.is_complete) == (None, False)
    assert why(found)[0] == ("A1", "缺少科技局2020年第4季度“发放科技创新券”的完成数")
    assert [item for item, _ in why(found)] == ["A1", "A2", "A3", "B1", "B2", "C1", "C2"]


def test_who_is_assessed_on_what() -> None:
    assert [leaf.code for leaf in (SCHEME.for_organisation("market") or SCHEME.root).leaves()] == [
        "A1", "A2", "A4", "B1", "B2", "C1", "C2",
    ]  # fmt: skip
    assert [item.code for item in SCHEME.judged_items("science")] == ["A2", "B1", "B2", "C1", "C2"]
    assert SCHEME.judged_items("bank") == ()
    assert SCHEME.item("A4") is not None
    assert SCHEME.item("Z") is None
    with pytest.raises(ValueError, match="bank is not assessed"):
        sheet(unit="bank")


def test_a_section_of_which_nothing_is_left_is_left_out() -> None:
    rule = JudgedRule(Decimal(0), Decimal(5))
    own = Node("S1", "市监局", Decimal(5), (Node("I1", "项", Decimal(5), rule=rule),), applies_to=("market",))
    inner = Node("S2", "节", Decimal(5), (Node("I2", "项", Decimal(5), rule=rule, applies_to=("market",)),))
    root = Node("R", "总分", Decimal(5), (own, inner))
    assert root.for_organisation("science") is None
    kept = root.for_organisation("market")
    assert kept is not None
    assert [node.code for node in kept.walk()] == ["R", "S1", "I1", "S2", "I2"]


@pytest.mark.parametrize("children", [(), (Node("I", "项", Decimal(1), rule=JudgedRule(Decimal(0), Decimal(1))),)])
def test_a_node_has_children_or_a_rule(children: tuple[Node, ...]) -> None:
    rule = JudgedRule(Decimal(0), Decimal(1)) if children else None
    with pytest.raises(ValueError, match="either children or a rule"):
        Node("N", "节", Decimal(1), children, rule)


def test_two_providers_of_one_figure_have_to_agree() -> None:
    bank, finance = RETURNS[1], RETURNS[2]
    other = approved("finance", Q4, line("loans", "18.3", benchmark="20"))
    when = "2020年第4季度"
    assert why(sheet([RETURNS[0], bank, other])) == [
        ("A2", f"人民银行、发改局（金融办）所报{when}“小微贷款增速”的完成数不一致")
    ]
    assert why(sheet([RETURNS[0], bank])) == [("A2", f"缺少发改局（金融办）{when}“小微贷款增速”的完成数")]
    empty = approved("finance", Q4, line("loans", benchmark="20"))
    assert why(sheet([RETURNS[0], bank, empty])) == [("A2", f"缺少发改局（金融办）{when}“小微贷款增速”的完成数")]
    waiting = reported("bank", Q4, *bank.versions[0].lines)
    assert why(sheet([RETURNS[0], waiting, finance])) == [("A2", f"人民银行{when}季报尚未审核（“小微贷款增速”）")]


def test_a_verified_figure_is_scored_and_told() -> None:
    figure = VerifiedFigure(RowKey("voucher", "district"), Decimal(350), "剔除未兑付", "李四", NOW)
    leaf = next(sheet([RETURNS[0].verify(figure)]).root.leaves())
    assert f"{leaf.points:f}" == "12.50"
    assert leaf.outcome is not None
    assert "报送数676.48，李四核定为350（剔除未兑付）；李四于2020-07-08审核通过" in leaf.outcome.inputs[1].source


def test_a_figure_that_only_the_office_has_counts_too() -> None:
    figure = VerifiedFigure(RowKey("voucher", "district"), Decimal(350), "电话补报", "李四", NOW)
    typed = QuarterlyReturn("science", Q4).submit(version(1, line("voucher"), file="")).verify(figure)
    leaf = next(sheet([typed]).root.leaves())
    assert leaf.outcome is not None
    source = leaf.outcome.inputs[1].source
    assert source == (
        "科技局2020年第4季度季报第1版，直接录入，2020-07-08收到；报送数空，李四核定为350（电话补报）；尚未审核"
    )


def test_a_county_is_measured_on_itself() -> None:
    returns = [approved("market", Q4, line("converted", "43"), line("converted", "18", "north"))]
    book = FigureBook(PLAN, returns)
    county = YearEvidence(PLAN, book, {}, 2020).of("north").measurement("converted")
    assert (county.actual, county.target, county.open_reason) == (Decimal(18), Decimal(20), "")
    stalls = YearEvidence(PLAN, book, {}, 2020).of("north").measurement("stalls")
    assert stalls.open_reason == "缺少北区2020年第4季度北区的“新增个体工商户”的完成数"
    bureau = YearEvidence(PLAN, book, {}, 2020).of("market").measurement("converted")
    assert (bureau.actual, bureau.target, bureau.open_reason) == (Decimal(43), Decimal(50), "")


def test_a_target_of_the_whole_plan_needs_the_earlier_years() -> None:
    last = Quarter(2021, 4)
    returns = [approved("finance", last, line("added", "8"))]
    evidence = YearEvidence(PLAN, FigureBook(PLAN, returns), {}, 2021).of("science")
    measured = evidence.measurement("added")
    assert measured.actual is None
    assert measured.open_reason == "缺少发改局（金融办）2020年第4季度“增加值增速”的完成数"
    full = [*returns, approved("finance", Q4, line("added", "8"))]
    measured = YearEvidence(PLAN, FigureBook(PLAN, full), {}, 2021).of("science").measurement("added")
    assert (measured.actual, measured.open_reason) == (Decimal(8), "")


def test_an_indicator_that_nobody_aims_at() -> None:
    measured = YearEvidence(PLAN, FigureBook(PLAN, ()), {}, 2021).of("science").measurement("new")
    assert (measured.target, measured.target_source, measured.benchmark) == (None, "", None)


def test_the_quarter_before_gives_only_rows_that_are_still_the_units() -> None:
    earlier = reported("science", Q4, line("voucher", "100"), line("research"), line("new", "7"))
    assert previous_figures(PLAN, earlier) == {RowKey("voucher", "district"): 100}
    assert previous_figures(PLAN, None) == {}
    assert previous_figures(PLAN, earlier.send_back("请核对。")) == {}


@given(
    st.decimals(min_value=0, max_value=1000, places=2),
    st.decimals(min_value=-30, max_value=30, places=1),
    st.decimals(min_value=1, max_value=5, places=1),
    st.integers(1, 5),
)
def test_printed_columns_add_up(voucher: Decimal, growth: Decimal, judged: Decimal, place: int) -> None:
    loans = line("loans", str(growth), benchmark="20")
    returns = [approved("science", Q4, line("voucher", str(voucher)), line("research", "12"))]
    returns += [approved(unit, Q4, loans) for unit in ("bank", "finance")]
    marks = [replace(MARKS[1], points=judged), replace(MARKS[3], place=place), MARKS[0], MARKS[2]]
    found = sheet(returns, marks)
    for node in found.root.walk():
        assert node.points is not None
        assert node.points == round_half_up(node.points, 2), "what is printed is what is added"
        assert 0 <= node.points <= node.maximum
        if node.children:
            assert node.points == _limited(node)


def _limited(node: ScoredNode) -> Decimal:
    total = sum((child.points or Decimal(0) for child in node.children), Decimal(0))
    return total if node.node.cap is None else min(node.node.cap, total)


def test_a_node_is_found_by_its_code() -> None:
    found = sheet()
    assert found.node("A1") is found.find("A1")
    assert found.find("Z") is None
    with pytest.raises(LookupError, match="Z"):
        found.node("Z")
