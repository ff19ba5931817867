"""What is typed for an item, and the mark that it makes, without a window."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from tests.random_years.plan import YEAR
from tests.random_years.year import random_year
from xiaowei_desktop.application.marking import Marking
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
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
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.dialogs.events_entry import KIND, POINTS, SUM, entry_of
from xiaowei_desktop.ui.grids.entry_content import EntryRow, EntryValue, Unread
from xiaowei_desktop.ui.pages.marks.book import MarkBook
from xiaowei_desktop.ui.pages.marks.columns import (
    MarkColumn,
    columns_by_item,
    grade_choices,
    parse_place,
    parse_points,
    parse_rate,
    show_rate,
)
from xiaowei_desktop.ui.pages.marks.judgement import Judgement, Typed, judge
from xiaowei_desktop.ui.pages.marks.rows import rows_of_item, rows_of_unit
from xiaowei_desktop.ui.pages.marks.words import rule_words, standing_words

GRADED = GradedRule(
    (
        Grade("成效一般", Decimal(2), Decimal(4)),
        Grade("成效较好", Decimal(5), Decimal(8)),
        Grade("成效突出", Decimal(10), Decimal(10)),
    )
)
EVENTS = EventsRule(
    (EventKind("批示", Decimal(2), Decimal(2)), EventKind("迟报", Decimal("0.1"), Decimal("0.3"), True))
)


def node(rule: AnyRule, points: int = 10) -> Node:
    return Node("X1", "项目", Decimal(points), rule=rule)


def judged(rule: AnyRule, typed: Typed) -> Judgement:
    return judge("science", node(rule), typed)


def steps(*changes: dict[str, EntryValue]) -> Typed:
    typed = Typed()
    for change in changes:
        typed = typed.with_values(change)
    return typed


@pytest.mark.parametrize(
    ("text", "value"),
    [("95%", "0.95"), ("95％", "0.95"), ("0.95", "0.95"), ("100%", "1"), ("110.5%", "1.105"), ("0", "0")],
)
def test_a_rate_may_be_typed_as_per_cent(text: str, value: str) -> None:
    assert parse_rate(text) == Decimal(value)


@pytest.mark.parametrize("text", ["很好", "95.12345%", "9亿"])
def test_what_is_no_rate_says_how_to_type_one(text: str) -> None:
    with pytest.raises(ValueError, match="请填完成率"):
        parse_rate(text)


def test_a_rate_is_shown_as_per_cent_with_every_digit() -> None:
    assert show_rate(Decimal("0.9664")) == "96.64%"


@pytest.mark.parametrize(("text", "value"), [("2", 2), ("第2名", 2), ("无", "无")])
def test_a_place_is_a_number_or_none(text: str, value: EntryValue) -> None:
    assert parse_place(text) == value


@pytest.mark.parametrize("text", ["2.5", "前三", "-1"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="没有名次的填“无”"):
        parse_place(text)


def test_points_are_numbers_or_none() -> None:
    assert parse_points("７.5") == Decimal("7.5")
    assert parse_points("无") == "无"
    with pytest.raises(ValueError, match="请填数字"):
        parse_points("-")


def test_points_typed_last_take_the_grade_with_them() -> None:
    found = judged(GRADED, steps({"grade": "成效较好", "points": Decimal(7)}, {"points": Decimal(10)}))
    assert found.mark == Mark("science", "X1", grade="成效突出", points=Decimal(10))
    assert found.is_sound


def test_a_grade_pasted_together_with_points_has_to_fit_them() -> None:
    found = judged(GRADED, steps({"grade": "成效较好", "points": Decimal(10)}))
    assert not found.is_sound
    assert found.problems[0].column == "points"


def test_a_grade_chosen_for_other_points_asks_for_new_ones() -> None:
    assert not judged(GRADED, steps({"points": Decimal(7)}, {"grade": "成效一般"})).is_sound


def test_a_basis_typed_later_changes_nothing_of_the_judgement() -> None:
    typed = steps({"grade": "成效较好", "points": Decimal(7)}, {"points": Decimal(10)}, {"basis": " 按通报 "})
    found = judged(GRADED, typed)
    assert found.mark == Mark("science", "X1", grade="成效突出", points=Decimal(10), basis="按通报")


def test_a_basis_alone_is_no_judgement() -> None:
    found = judged(GRADED, steps({"basis": "按通报"}))
    assert found.mark is None
    assert [problem.message for problem in found.problems] == ["只填了依据，还没有评定，没有保存。"]


def test_what_cannot_be_read_is_never_a_mark_to_store() -> None:
    found = judged(JudgedRule(Decimal(1), Decimal(5)), steps({"points": Unread("多", "请填数字。")}))
    assert not found.is_sound


def test_nothing_to_judge_gives_no_points() -> None:
    found = judged(JudgedRule(Decimal(1), Decimal(5)), steps({"points": "无"}))
    assert found.mark == Mark("science", "X1", none=True)
    assert found.is_sound


RATED = JudgedRule(Decimal(1), Decimal(5), raters=(Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3"))))
VETO = VetoRule((VetoCase("数据造假", Effect.VOID),))
ASKED = ConditionRule((Condition("pool"), Condition(asked="有专人负责")))


@pytest.mark.parametrize(
    ("rule", "mark"),
    [
        (RankRule(table=(Decimal(5),)), Mark("science", "X1", none=True, basis="没有排名")),
        (RankRule(table=(Decimal(5),)), Mark("science", "X1", place=3)),
        (RATED, Mark("science", "X1", ratings=(Rating("园区", Decimal(4), "现场"), Rating("乡镇", Decimal(5))))),
        (RATED, Mark("science", "X1", ratings=(Rating("乡镇", Decimal(5)),), basis="只有乡镇")),
        (RATED, Mark("science", "X1", none=True)),
        (EVENTS, Mark("science", "X1", none=True)),
        (EVENTS, Mark("science", "X1", events=(MarkEvent("批示", 2),))),
        (ExternalRule(), Mark("science", "X1", points=Decimal("87.5"))),
        (VETO, Mark("science", "X1", grade="无")),
        (VETO, Mark("science", "X1", grade="数据造假")),
        (ASKED, Mark("science", "X1", grade="是")),
        (ProportionalRule("pool"), Mark("science", "X1", not_applicable=True, basis="没有企业")),
        (GRADED, Mark("science", "X1", not_applicable=True)),
    ],
)
def test_a_stored_mark_comes_back_as_it_was(rule: AnyRule, mark: Mark) -> None:
    found = judged(rule, Typed.of(node(rule), mark))
    assert (found.mark, found.is_sound) == (mark, True)


@pytest.mark.parametrize("seed", range(40))
def test_no_stored_mark_of_whatever_rule_is_changed_by_being_shown(seed: int) -> None:
    year = random_year(seed)
    nodes = {(unit, item.code): item for unit in year.scheme.assessed for item in year.scheme.items_of(unit)}
    for key, mark in year.marks.items():
        found = judge(key[0], nodes[key], Typed.of(nodes[key], mark))
        assert (found.mark, found.is_sound) == (mark, True)


@pytest.mark.parametrize("seed", range(25))
def test_every_item_of_whatever_scheme_has_its_row_and_its_words(seed: int) -> None:
    year = random_year(seed)
    marks = [StoredMark(mark, "李四", datetime(2022, 1, 15), "评定表.xlsx") for mark in year.marks.values()]
    book = MarkBook(Marking(YearInputs(YEAR, {YEAR: year.plan}, year.returns, tuple(marks[::2]))), is_final=False)
    by_unit = [row for unit in book.units() for row in rows_of_unit(book, unit, (MarkColumn.GRADE,))]
    by_item = [row for node in book.items() for row in rows_of_item(book, node.code, (MarkColumn.GRADE,))]
    assert {row.key for row in by_unit if isinstance(row, EntryRow)} == {
        row.key for row in by_item if isinstance(row, EntryRow)
    }
    points = {sheet.unit: {leaf.node.code: leaf.points for leaf in sheet.root.leaves()} for sheet in year.sheets()}
    for key in book.keys:
        assert standing_words(book, key)
        assert rule_words(book, key).startswith(book.node(key).sentence)
        assert book.is_judged(key) or not book.is_open(key)
    book.put({mark.key: Typed.of(book.node(mark.key), mark) for mark in year.marks.values()})
    assert {key: book.standing(key).scored.points for key in book.keys} == {
        key: points[key[0]][key[1]] for key in book.keys
    }


@pytest.mark.parametrize(
    ("rule", "typed", "column"),
    [
        (RATED, {"rater:园区": Decimal(9), "rater:乡镇": Decimal(4)}, "rater:园区"),
        (RATED, {"rater:园区": Decimal(4), "rater:乡镇": Decimal(9)}, "rater:乡镇"),
        (RATED, {"rater:园区": Decimal(4), "rater:乡镇": "无"}, "rater:园区"),
        (RATED, {"grade": "无此任务", "rater:乡镇": Decimal(4)}, "grade"),
        (GRADED, {"grade": "无此任务", "points": Decimal(4)}, "grade"),
        (ExternalRule(), {"points": Decimal(101)}, "points"),
    ],
)
def test_what_is_wrong_stands_at_its_column(rule: AnyRule, typed: dict[str, EntryValue], column: str) -> None:
    found = judged(rule, steps(typed))
    assert [problem.column for problem in found.problems if problem.severity == "error"] == [column]
    assert found.counted is None


def test_no_task_without_a_basis_is_asked_about_and_taken() -> None:
    found = judged(GRADED, steps({"grade": "无此任务"}))
    assert (found.is_sound, [problem.column for problem in found.problems]) == (True, ["basis"])


@pytest.mark.parametrize(
    ("rule", "choices"),
    [
        (GRADED, ("成效一般", "成效较好", "成效突出", "无此任务")),
        (EVENTS, ("无", "有", "无此任务")),
        (ASKED, ("是", "否", "无此任务")),
        (VETO, ("无", "数据造假")),
        (ProportionalRule("pool"), ("无此任务",)),
    ],
)
def test_what_may_be_chosen_is_the_items_own(rule: AnyRule, choices: tuple[str, ...]) -> None:
    assert grade_choices(node(rule)) == choices


def test_an_item_alone_calls_its_columns_by_their_name() -> None:
    titles = {
        rule.kind: [c.title for c in columns_by_item(node(rule)) if c.editable] for rule in (RATED, ExternalRule())
    }
    assert titles == {
        "judged": ["认定", "园区打分 占70%", "乡镇打分 占30%", "评定依据"],
        "external": ["认定", "原始得分 满分100", "评定依据"],
    }


def test_choosing_none_puts_events_aside_and_choosing_some_brings_them_back() -> None:
    events = (MarkEvent("批示", 2),)
    typed = Typed({"grade": "有"}, events)
    assert judged(EVENTS, typed).mark == Mark("science", "X1", events=events)
    without = typed.with_values({"grade": "无"})
    assert judged(EVENTS, without).mark == Mark("science", "X1", none=True)
    assert judged(EVENTS, without.with_values({"grade": "有"})).mark == Mark("science", "X1", events=events)


@pytest.mark.parametrize("word", ["有", "很多"])
def test_events_want_to_be_registered(word: str) -> None:
    assert not judged(EVENTS, steps({"grade": word})).is_sound


def test_a_high_rate_is_asked_about_and_taken() -> None:
    found = judged(ProportionalRule(), steps({"rate": Decimal(3)}))
    assert found.is_sound
    assert [problem.column for problem in found.problems] == ["rate"]


def test_fixed_points_follow_from_the_kind() -> None:
    entry = entry_of(node(EVENTS))
    assert entry.followed({KIND: "批示"}) == {"count": 1, POINTS: Decimal(2), SUM: Decimal(2)}
    assert entry.followed({KIND: "迟报", "count": 2, POINTS: Decimal("0.2")})[SUM] == Decimal("-0.4")
    assert entry.followed({}) == {SUM: None}


def test_only_items_with_events_have_a_register() -> None:
    with pytest.raises(TypeError):
        entry_of(node(GRADED))
