"""Several raters and 无此任务: entered, taken in from one workbook after the other, kept through a new plan."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.application.office import Office
from tests.unit.application.test_mark_rows import EVENT_COLUMNS, MARK_COLUMNS, Row, found, row, table
from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.application.imports.mark_import import MarkImport
from xiaowei_desktop.application.imports.mark_rows import ReadMarks, read_marks
from xiaowei_desktop.application.imports.outcome import Result
from xiaowei_desktop.application.marks import enter_mark, mark_text
from xiaowei_desktop.application.plan_update import update_plan
from xiaowei_desktop.application.ports.workbooks import IncomingFile, MarkWorkbook
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_update import unfit_marks
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.mark_check import check_mark, takes
from xiaowei_desktop.domain.scoring.rules import JudgedRule, Rater
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.errors import UserError

COLUMNS = (*MARK_COLUMNS, "评分人")
RATERS = (Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3")))
RATED = Node("J", "工作创新", Decimal(5), rule=JudgedRule(Decimal(1), Decimal(5), raters=RATERS))


def with_raters() -> Plan:
    scheme = PLAN.scheme
    assert scheme is not None
    root = replace(scheme.root, children=(*scheme.root.children, RATED))
    return replace(PLAN, scheme=replace(scheme, root=root))


def book(*rows: Row, events: tuple[Row, ...] = ()) -> MarkWorkbook:
    identity = {"plan": PLAN.id, "year": "2020"}
    return MarkWorkbook(identity, table("评定", COLUMNS, list(rows)), table("加扣分", EVENT_COLUMNS, list(events)))


def read(*rows: Row, events: tuple[Row, ...] = ()) -> ReadMarks:
    return read_marks(book(*rows, events=events), with_raters())


def test_raters_give_their_points_in_rows_of_their_own() -> None:
    marks = read(row("J", 得分="4.5", 评分人="园区", 评定依据="现场"), row("J", 得分="5", 评分人=" 乡镇 "))
    assert marks.issues == []
    ratings = (Rating("园区", Decimal("4.5"), "现场"), Rating("乡镇", Decimal(5)))
    assert marks.marks == {("science", "J"): Mark("science", "J", ratings=ratings)}


def test_one_rater_comes_before_the_other() -> None:
    marks = read(row("J", 得分="4.5", 评分人="园区"), row("J", 评分人="乡镇"))
    assert marks.marks["science", "J"].ratings == (Rating("园区", Decimal("4.5")),)


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ((row("J", 得分="4"),), "mark-rater-missing", "D6"),
        ((row("J", 得分="4", 评分人=""),), "mark-rater-missing", "I6"),
        ((row("J", 得分="4", 评分人="社区"),), "mark-rater-unknown", "D6"),
        ((row("J", 得分="6", 评分人="园区"),), "mark-points-range", "D6"),
        ((row("J", 得分="四", 评分人="园区"),), "not-a-number", "D6"),
        ((row("J", 得分="4", 评分人="园区"), row("J", 得分="5", 评分人="园区")), "mark-rater-twice", "D6"),
        ((row("J", 得分="4", 评分人="园区"), row("J", 得分="无")), "mark-twice", "B7"),
        ((row("J", 得分="4", 评分人="园区"), row("J", 等次="无此任务")), "mark-twice", "B7"),
        ((row("J", 等次="好"),), "mark-not-asked", "C6"),
        ((row("J", 等次="无此任务", 得分="4", 评分人="园区"),), "mark-absent-contradict", "C6"),
        ((row("B2", 等次="无此任务", 得分="4"),), "mark-absent-contradict", "C6"),
        ((row("A1", 等次="无此任务", 完成率="95%"),), "mark-not-asked", "E6"),
        ((row("A1", 等次="无"),), "unknown-item", "B6"),
        ((row("A4", 等次="无此任务"),), "unknown-item", "B6"),
    ],
)
def test_what_cannot_be_taken(rows: tuple[Row, ...], code: str, cell: str) -> None:
    marks = read(*rows)
    assert (found(marks), marks.marks) == ([(code, "评定", cell)], {})


@pytest.mark.parametrize("item", ["A1", "A3", "B1", "B2", "C1", "C2", "J"])
def test_any_item_may_be_no_task(item: str) -> None:
    marks = read(row(item, 等次="无此任务", 评定依据="区域内没有银行"))
    assert marks.issues == []
    absent = Mark("science", item, basis="区域内没有银行", not_applicable=True)
    assert marks.marks == {("science", item): absent}


def test_no_task_may_be_said_at_each_raters_row() -> None:
    marks = read(
        row("J", 等次="无此任务", 评分人="园区"), row("J", 等次="无此任务", 评分人="乡镇", 评定依据="没有园区")
    )
    assert marks.issues == []
    assert marks.marks == {("science", "J"): Mark("science", "J", basis="没有园区", not_applicable=True)}


def test_no_task_has_no_events() -> None:
    marks = read(row("C1", 等次="无此任务"), events=(row("C1", 事项="季报迟报"),))
    assert (found(marks), marks.marks) == ([("mark-absent-contradict", "评定", "C6")], {})


def take(office: Office, *rows: Row) -> Result:
    content = book(*rows)
    return MarkImport(office.desk, IncomingFile(Path("评定表.xlsx"), "", content), content).store().result


@pytest.fixture
def rated_office(office: Office) -> Office:
    update_plan(office.desk, with_raters(), 2020)
    return office


def test_raters_hand_in_workbooks_of_their_own(rated_office: Office) -> None:
    assert take(rated_office, row("J", 得分="4", 评分人="园区", 评定依据="现场")) is Result.IMPORTED
    assert take(rated_office, row("J", 得分="5", 评分人="乡镇")) is Result.IMPORTED
    assert take(rated_office, row("J", 得分="5", 评分人="乡镇")) is Result.UNCHANGED
    assert take(rated_office, row("J", 得分="4.5", 评分人="园区")) is Result.IMPORTED
    (stored,) = rated_office.marks()
    assert stored.mark.ratings == (Rating("园区", Decimal("4.5")), Rating("乡镇", Decimal(5)))
    changes = [change.new for change in rated_office.history() if change.subject.startswith("2020年评定")]
    assert changes == ["园区4分（现场）", "园区4分（现场），乡镇5分", "园区4.5分，乡镇5分"]


def test_no_task_takes_the_place_of_ratings(rated_office: Office) -> None:
    take(rated_office, row("J", 得分="4", 评分人="园区"))
    assert take(rated_office, row("J", 等次="无此任务")) is Result.IMPORTED
    assert [stored.mark for stored in rated_office.marks()] == [Mark("science", "J", not_applicable=True)]


def test_a_computed_item_is_entered_as_no_task(office: Office) -> None:
    absent = Mark("science", "A1", basis="没有科技型企业", not_applicable=True)
    enter_mark(office.desk, 2020, absent)
    assert [stored.mark for stored in office.marks()] == [absent]
    assert [change.new for change in office.history()] == ["无此任务，依据：没有科技型企业"]
    with pytest.raises(UserError, match="已填“无此任务”，又填了评定的内容"):
        enter_mark(office.desk, 2020, replace(absent, points=Decimal(1)))


def test_an_item_takes_what_its_rule_asks_for() -> None:
    section = with_raters().scheme
    assert section is not None
    computed = section.item("A1")
    assert computed is not None
    assert takes(RATED, Mark("a", "J"))
    assert not takes(computed, Mark("a", "A1"))
    assert takes(computed, Mark("a", "A1", not_applicable=True))
    assert not takes(section.root, Mark("a", "R", not_applicable=True))
    assert check_mark(section.root, Mark("a", "R")) == ()
    twice = Mark("a", "C1", events=(MarkEvent("批示", 1),), not_applicable=True)
    assert [issue.code for issue in check_mark(computed, twice)] == ["mark-absent-contradict"]


def test_ratings_in_words() -> None:
    mark = Mark("a", "J", ratings=(Rating("园区", Decimal(4), "现场"), Rating("乡镇", Decimal(5))))
    assert mark_text(mark) == "园区4分（现场），乡镇5分"
    assert mark_text(Mark("a", "J", not_applicable=True)) == "无此任务"


def test_no_task_outlives_a_new_plan_as_long_as_the_item_is_there() -> None:
    scheme = PLAN.scheme
    assert isinstance(scheme, ScoringScheme)
    gone = replace(PLAN, scheme=replace(scheme, root=replace(scheme.root, children=scheme.root.children[1:])))
    absent = Mark("science", "A1", not_applicable=True)
    assert tuple(unfit_marks(PLAN, with_raters(), 2020, (absent,))) == ()
    assert [unfit.reason for unfit in unfit_marks(PLAN, gone, 2020, (absent,))] == [""]
