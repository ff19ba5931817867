"""The office's answers to objections, and what they do to the score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.application.papers import YEAR, adopt, found, objections, self_assessment
from tests.unit.domain.small_office import NOW, PLAN
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.imports.outcome import Result
from xiaowei_desktop.application.marks import enter_mark
from xiaowei_desktop.application.objections import answer_objection, cases_of_year
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.units_voice import adjustments_of
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.errors import UserError

JUDGED = Mark("science", "B1", grade="成效较好", points=Decimal("7.5"))


@pytest.fixture
def objecting(office: Office) -> Office:
    """The office with 科技局's objections to B1 and C1."""
    enter_mark(office.desk, YEAR, JUDGED)
    office.take(
        objections(office, {"C1": {"异议意见": "没有迟报"}, "B1": {"异议意见": "应为成效突出", "认为应得分": 10}})
    )
    return office


def adjustments(office: Office) -> tuple[Adjustment, ...]:
    with office.desk.work() as work:
        return adjustments_of(work, PLAN.id, YEAR)


def points(office: Office, item: str) -> Decimal | None:
    root = score_year(office.desk, YEAR).sheet("science").root
    return next(leaf.points for leaf in root.leaves() if leaf.node.code == item)


def test_a_changed_answer_sets_the_points(objecting: Office) -> None:
    assert (adjustments(objecting), points(objecting, "B1")) == ((), Decimal("7.50"))
    answer_objection(objecting.desk, YEAR, "science", "B1", Decimal(9), " 已补交文件 ")
    assert adjustments(objecting) == (
        Adjustment("science", "B1", Decimal(9), "已补交文件", "李四于2020-07-08答复异议"),
    )
    assert points(objecting, "B1") == Decimal(9)
    change = objecting.history()[-1]
    assert (change.subject, change.field, change.old, change.new, change.reason) == (
        "2020年异议 科技局 B1 改革成效", "异议答复", "", "改为9分", "已补交文件",
    )  # fmt: skip


def test_a_kept_answer_leaves_the_points(objecting: Office) -> None:
    answer_objection(objecting.desk, YEAR, "science", "B1", None, "未达到突出的标准")
    assert (adjustments(objecting), points(objecting, "B1")) == ((), Decimal("7.50"))
    answer_objection(objecting.desk, YEAR, "science", "B1", Decimal("8.25"), "复核后调整")
    assert [(c.old, c.new) for c in objecting.history()[-2:]] == [("", "维持原分"), ("维持原分", "改为8.25分")]
    assert points(objecting, "B1") == Decimal("8.25")


def test_the_years_objections_stand_in_the_schemes_order(objecting: Office) -> None:
    answer_objection(objecting.desk, YEAR, "science", "B1", None, "维持")
    assert [(case.unit, case.item, case.is_open) for case in cases_of_year(objecting.desk, YEAR)] == [
        ("science", "B1", False), ("science", "C1", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "given", "reason", "says"),
    [
        ("B2", None, "维持", "科技局 B2 工作创新没有异议"),
        ("Z9", None, "维持", "科技局 Z9没有异议"),
        ("B1", None, "  ", "答复没有写理由"),
        ("B1", None, "理" * 2001, "理由有 2001 字，超过 2000 字"),
        ("B1", Decimal("10.5"), "改", "10.5分不在本项的 0—10 分之间"),
        ("B1", Decimal("-1"), "改", "-1分不在本项"),
        ("B1", Decimal("9.999"), "改", "小数超过2位"),
    ],
)
def test_an_answer_that_is_refused_stores_nothing(
    objecting: Office, item: str, given: Decimal | None, reason: str, says: str
) -> None:
    before = objecting.history()
    with pytest.raises(UserError, match=says):
        answer_objection(objecting.desk, YEAR, "science", item, given, reason)
    assert (objecting.history(), adjustments(objecting)) == (before, ())


def test_an_unknown_units_objection(objecting: Office) -> None:
    with pytest.raises(UserError, match="nobody B1没有异议"):
        answer_objection(objecting.desk, YEAR, "nobody", "B1", None, "维持")


def without(node: Node, code: str) -> Node:
    """The scheme's tree without one item."""
    children = tuple(without(child, code) for child in node.children if child.code != code)
    return replace(node, children=children)


def worth(node: Node, code: str, most: str) -> Node:
    """The tree with other points for one item."""
    if node.code == code:
        return replace(node, points=Decimal(most))
    return replace(node, children=tuple(worth(child, code, most) for child in node.children))


def test_an_answer_that_a_changed_scheme_no_longer_admits_is_asked_for_again(objecting: Office) -> None:
    answer_objection(objecting.desk, YEAR, "science", "B1", Decimal(9), "已补交文件")
    assert PLAN.scheme is not None
    adopt(objecting, worth(PLAN.scheme.root, "B1", "8"))
    assert [(case.item, case.is_open) for case in cases_of_year(objecting.desk, YEAR)] == [("B1", True), ("C1", True)]
    assert adjustments(objecting) == ()


def test_an_item_that_the_scheme_has_lost_can_only_be_kept(objecting: Office) -> None:
    assert PLAN.scheme is not None
    adopt(objecting, without(PLAN.scheme.root, "B1"))
    with pytest.raises(UserError, match="这一项已不在考核细则中"):
        answer_objection(objecting.desk, YEAR, "science", "B1", Decimal(9), "改")
    answer_objection(objecting.desk, YEAR, "science", "B1", None, "细则已取消这一项")
    assert [(case.item, case.is_open) for case in cases_of_year(objecting.desk, YEAR)] == [("C1", True), ("B1", False)]


def test_a_plan_without_a_scheme_has_no_voices(objecting: Office) -> None:
    with objecting.desk.work() as work:
        work.plans.save(replace(PLAN, scheme=None), "李四", NOW, PLAN.span.first)
        work.commit()
    answer_objection(objecting.desk, YEAR, "science", "B1", None, "细则已取消")
    with pytest.raises(UserError, match="没有考核细则"):
        cases_of_year(objecting.desk, YEAR)


def test_the_scores_carry_what_units_say(objecting: Office) -> None:
    objecting.take(self_assessment(objecting, {"B1": {"自评得分": 9.5}}))
    voices = score_year(objecting.desk, YEAR).voices
    assert list(voices) == ["science"]
    assert voices["science"].assessed("B1") == Decimal("9.5")
    assert [case.item for case in voices["science"].cases] == ["B1", "C1"]


def only(root: Node, code: str) -> Node:
    """A tree with one item in one section."""
    section = next(child for child in root.children if any(leaf.code == code for leaf in child.leaves()))
    item = next(leaf for leaf in section.leaves() if leaf.code == code)
    return replace(root, children=(replace(section, children=(item,)),))


def test_a_final_year_takes_neither_papers_nor_answers(office: Office) -> None:
    assert PLAN.scheme is not None
    adopt(office, only(PLAN.scheme.root, "B1"))
    for unit in PLAN.scheme.assessed:
        enter_mark(office.desk, YEAR, replace(JUDGED, unit=unit))
    taken = objections(office, {"B1": {"异议意见": "应为成效突出"}}, name="已收.xlsx")
    office.take(taken)
    answer_objection(office.desk, YEAR, "science", "B1", Decimal(8), "复核")
    late = objections(office, {"B1": {"异议意见": "仍有异议"}}, name="迟到.xlsx")
    finalise(office.desk, YEAR)
    before = office.history()
    outcomes = {outcome.file.name: outcome for outcome in office.take(taken, late)}
    assert outcomes["已收.xlsx"].result is Result.UNCHANGED
    assert (outcomes["迟到.xlsx"].result, found(outcomes["迟到.xlsx"])) == (Result.REJECTED, [("year-final", "")])
    with pytest.raises(UserError, match="2020年度已定稿"):
        answer_objection(office.desk, YEAR, "science", "B1", None, "维持")
    assert office.history() == before
    assert points(office, "B1") == Decimal(8)
    assert [case.item for case in score_year(office.desk, YEAR).voices["science"].cases] == ["B1"]
