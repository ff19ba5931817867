"""What can be supposed for a unit, how what is typed is read, and what it comes to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.application.test_scoring import play_year
from tests.unit.domain.small_office import NOW, PLAN, SCHEME
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.supposed_inputs import Entry, ReadEntries, input_named, inputs_of, read_entries
from xiaowei_desktop.application.what_if import Trial, open_trial, trial_of
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    Condition,
    ConditionRule,
    EventKind,
    EventsRule,
    ExternalRule,
    JudgedRule,
    ProportionalRule,
    Rater,
    Step,
    StepRule,
)
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.scheme import Band, Node, ScoringScheme
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure
from xiaowei_desktop.domain.scoring.trial_changes import UnitChange, trial_changes
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.trial_words import SupposedLine, moved_words, signed, standing_words, trial_lines


def typed(trial: Trial, unit: str, **texts: str) -> ReadEntries:
    """`texts` by what a command calls the inputs, strokes as __."""
    named = {name.replace("__", "/"): text for name, text in texts.items()}
    inputs = inputs_of(trial, unit)
    return read_entries(Entry(input_named(inputs, name), text) for name, text in named.items())


def test_the_inputs_stand_in_the_order_of_the_items(office: Office) -> None:
    play_year(office)
    inputs = inputs_of(open_trial(office.desk, 2020), "science")
    assert [(one.item.code, one.name, one.measure_unit, one.now) for one in inputs] == [
        ("A1", "发放科技创新券", "万元", "676.48"),
        ("A2", "小微贷款增速", "%", "18.2"),
        ("A2", "对照值：各项贷款增速", "%", "20"),
        ("A2", "完成率", "", ""),
        ("A3", "研发投入占比", "%", "12"),
        ("B1", "等次、得分", "分", "7.5分"),
        ("B2", "得分", "分", "3.5分"),
        ("C1", "季报迟报", "次", "无"),
        ("C1", "反馈不力", "次", "无"),
        ("C2", "名次", "", "第1名"),
    ]
    assert [one.hint for one in inputs] == [
        "目标：700万元",
        "目标：不低于各项贷款增速",
        "",
        "如 95%，仅在对照值不大于0时用",
        "目标：12%",
        "未开展0分，成效一般2—4分，成效较好5—8分，成效突出10分",
        "1—5分",
        "季报迟报每次扣0.2分；填次数",
        "反馈不力每次扣0.1—0.5分；填次数×每次分值，如 1×0.5",
        "没有名次的填“无”",
    ]
    assert len({one.key for one in inputs}) == len(inputs)
    assert all(one.items == (one.item,) for one in inputs)
    assert not any(one.choices for one in inputs), "a grade that leaves points open is typed"
    assert inputs[0].key == next(one for one in inputs_of(open_trial(office.desk, 2020), "market")).key


def test_what_stands_now_can_be_typed_as_it_is_shown(office: Office) -> None:
    play_year(office)
    trial = open_trial(office.desk, 2020)
    for unit in ("science", "market"):
        inputs = inputs_of(trial, unit)
        read = read_entries(Entry(one, one.now) for one in inputs)
        assert not read.wrong
        assert trial.suppose(read.supposition).sheet(unit).total == trial.scores.sheet(unit).total
    assert next(one.now for one in inputs_of(trial, "market") if one.item.code == "A4") == "95%"


def test_what_is_missing_has_nothing_now(office: Office) -> None:
    inputs = inputs_of(open_trial(office.desk, 2020), "science")
    assert {one.now for one in inputs} == {""}
    assert inputs[0].names == ("voucher", "发放科技创新券")


def test_an_unknown_name_is_told_with_those_there_are(office: Office) -> None:
    with pytest.raises(UserError, match="没有可以假设的“vouchers”") as refused:
        typed(open_trial(office.desk, 2020), "science", vouchers="1")
    assert refused.value.hint.startswith("可以假设：voucher、loans、loans/对照值、A2、research、B1、B2、C1/季报迟报、")


def test_figures_and_marks_are_read_together(office: Office) -> None:
    """25×700÷700 = 25; 10×1 = 10 against a benchmark of 18; 2−1 name; 5−2×0.2−0.5 = 4.10; third place 1."""
    play_year(office)
    trial = open_trial(office.desk, 2020)
    read = typed(
        trial, "science", voucher=" 700万元", loans__对照值="18", B1="10", B2="4.5", C1__季报迟报="2次",
        C1__反馈不力="1×0.5", C2="第3名", research=" ",
    )  # fmt: skip
    assert not read.wrong
    assert read.supposition.figures == {
        RowKey("voucher", "district"): SupposedFigure(Decimal(700)),
        RowKey("loans", "district"): SupposedFigure(Decimal("18.2"), Decimal(18)),
    }
    sheet = trial.suppose(read.supposition).sheet("science")
    points = {leaf.node.code: f"{leaf.points:f}" for leaf in sheet.root.leaves() if leaf.points is not None}
    assert points == {
        "A1": "25.00", "A2": "10.00", "A3": "5.00", "B1": "10.00", "B2": "4.50", "C1": "4.10", "C2": "1.00",
    }  # fmt: skip


def test_both_figures_of_a_row_go_together(office: Office) -> None:
    trial = open_trial(office.desk, 2020)
    read = typed(trial, "science", loans="9", loans__对照值="10")
    assert read.supposition.figures == {RowKey("loans", "district"): SupposedFigure(Decimal(9), Decimal(10))}


MARKS = (
    ("B1", "成效较好，7.5分", Mark("science", "B1", grade="成效较好", points=Decimal("7.5"))),
    ("C1__季报迟报", "1次、2", Mark("science", "C1", events=(MarkEvent("季报迟报", 1), MarkEvent("季报迟报", 2)))),
    ("B1", "成效突出", Mark("science", "B1", grade="成效突出", points=Decimal(10))),
    ("B2", "无", Mark("science", "B2", none=True)),
    ("B2", "无此任务", Mark("science", "B2", not_applicable=True)),
    ("A2", "95%", Mark("science", "A2", rate=Decimal("0.95"))),
    ("C1__季报迟报", "0", Mark("science", "C1", none=True)),
    ("C1__季报迟报", "无", Mark("science", "C1", none=True)),
    ("C1__季报迟报", "无此任务", Mark("science", "C1", not_applicable=True)),
    ("C2", "无", Mark("science", "C2", none=True)),
)


@pytest.mark.parametrize(("name", "text", "mark"), MARKS)
def test_marks_as_they_are_typed(office: Office, name: str, text: str, mark: Mark) -> None:
    read = typed(open_trial(office.desk, 2020), "science", **{name: text})
    assert (read.supposition.marks, read.wrong) == ((mark,), {})


WRONG = (
    ("voucher", "很多", "“很多”不是数字。请填数字，单位为万元。"),
    ("voucher", "—", "“—”不是数字。请填数字，单位为万元；不改的留空。"),
    ("voucher", "-5", "-5 小于 0。请填全年累计数。"),
    ("B1", "9", "得分 9 不在分值范围内。"),
    ("B1", "成效较好", "请填写得分。可选：未开展（0分）"),
    ("B1", "优", "“优”不是数字。请填得分。"),
    ("B2", "/", "“/”不是数字。请填得分；不改的留空。"),
    ("B2", "7", "得分 7 不在 1—5 分之间"),
    ("C1__季报迟报", "几次", "“几次”不是次数。请填次数"),
    ("C1__反馈不力", "1", "请填写事项“反馈不力”的每次分值（反馈不力每次扣0.1—0.5分）。写成 次数×每次分值，如 1×0.5。"),
    ("C1__反馈不力", "1×多", "“多”不是数字。请填分值。"),
    ("C2", "1.5", "名次“1.5”应为整数。"),
)


@pytest.mark.parametrize(("name", "text", "message"), WRONG)
def test_what_cannot_be_read_is_told_at_its_input(office: Office, name: str, text: str, message: str) -> None:
    read = typed(open_trial(office.desk, 2020), "science", **{name: text})
    (told,) = read.wrong.values()
    assert told.startswith(message)
    assert not read.supposition.figures
    assert not read.supposition.marks


LATE = EventKind("迟报", Decimal("0.2"), Decimal("0.2"), deducts=True)
RULES: dict[str, AnyRule] = {
    "R": JudgedRule(Decimal(0), Decimal(10), raters=(Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3")))),
    "Y": ConditionRule((Condition("", "有专班"),)),
    "E": ExternalRule(),
    "M": EventsRule((LATE,), start=Decimal(5), counting=Counting.MATTER),
    "S": StepRule(
        steps=(Step(Decimal(1), Decimal(10)), Step(Decimal("0.8"), Decimal(6))), between=Between.JUDGED
    ),
    "T": ProportionalRule("reform"),
}  # fmt: skip
STORED = (
    Mark("science", "R", ratings=(Rating("园区", Decimal(8)),)),
    Mark("science", "M", events=(MarkEvent("迟报", 1, Decimal("0.2"), "第2季度"),)),
    Mark("science", "S", rate=Decimal("0.9")),
)


def other_trial(office: Office, *marks: Mark) -> Trial:
    """The same office under a scheme of other kinds of rules."""
    items = tuple(Node(code, code, Decimal(10), rule=rule) for code, rule in RULES.items())
    scheme = ScoringScheme("细则", Node("0", "总分", Decimal(60), items), ("market", "science"))
    stored = tuple(StoredMark(mark, "李四", NOW) for mark in marks)
    return trial_of(YearInputs(2020, {2020: replace(PLAN, scheme=scheme)}, (), stored))


def test_enterprises_are_whole_and_rates_may_fall(office: Office) -> None:
    """A scheme with an indicator counted in 户, and growth of −2 % beside a benchmark."""
    item = Node("V", "个转企", Decimal(10), rule=ProportionalRule("converted"))
    scheme = ScoringScheme("细则", Node("0", "总分", Decimal(10), (item,)), ("market", "science"))
    counted = trial_of(YearInputs(2020, {2020: replace(PLAN, scheme=scheme)}, (), ()))
    assert list(typed(counted, "market", converted="4.5").wrong.values()) == ["4.5 应为整数（户）。"]
    assert not typed(open_trial(office.desk, 2020), "science", loans="-2").wrong


def test_the_parts_of_other_kinds(office: Office) -> None:
    inputs = inputs_of(other_trial(office, *STORED), "science")
    assert [(one.item.code, one.name, one.measure_unit, one.now, one.choices) for one in inputs] == [
        ("R", "园区", "分", "8", ()),
        ("R", "乡镇", "分", "", ()),
        ("Y", "等次", "", "", ("是", "否")),
        ("E", "得分", "分", "", ()),
        ("M", "迟报", "次", "1次×0.2分", ()),
        ("S", "完成率", "", "90%", ()),
        ("S", "得分", "分", "", ()),
    ]
    assert [one.hint for one in inputs][2:4] == ["是、否", "填得分"]
    assert [one.hint for one in inputs][-2:] == ["如 95%", "填得分"]


OTHERS = (
    ("R__乡镇", "6", Mark("science", "R", ratings=(Rating("园区", Decimal(8)), Rating("乡镇", Decimal(6))))),
    ("R__园区", "9", Mark("science", "R", ratings=(Rating("园区", Decimal(9)),))),
    ("Y", "是", Mark("science", "Y", grade="是")),
    ("E", "88.5", Mark("science", "E", points=Decimal("88.5"))),
    ("M__迟报", "2", Mark("science", "M", events=(
        MarkEvent("迟报", 1, None, "假设：迟报 1"), MarkEvent("迟报", 1, None, "假设：迟报 2")))),
    ("M__迟报", "1×0.2、1", Mark("science", "M", events=(
        MarkEvent("迟报", 1, Decimal("0.2"), "假设：迟报 1"), MarkEvent("迟报", 1, None, "假设：迟报 2")))),
    ("S__得分", "7", Mark("science", "S", rate=Decimal("0.9"), points=Decimal(7))),
    ("S__完成率", "85%", Mark("science", "S", rate=Decimal("0.85"))),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "mark"), OTHERS)
def test_marks_of_other_kinds(office: Office, name: str, text: str, mark: Mark) -> None:
    read = typed(other_trial(office, *STORED), "science", **{name: text})
    assert (read.supposition.marks, read.wrong) == ((mark,), {})


def test_a_word_that_is_no_choice(office: Office) -> None:
    read = typed(other_trial(office), "science", Y="也许")
    assert list(read.wrong.values()) == ["“也许”不在可选项中。可选：是、否。"]


def test_a_rule_that_asks_for_a_task_has_no_figure(office: Office) -> None:
    assert not [one for one in inputs_of(other_trial(office), "science") if one.item.code == "T"]


def changes_of(trial: Trial, **texts: str) -> tuple[UnitChange, ...]:
    after = trial.suppose(typed(trial, "science", **texts).supposition)
    return trial_changes(trial.scores.ranking, after.ranking)


def test_what_changes_is_told_in_words(office: Office) -> None:
    """25×350÷700 = 12.50 and 2 points for B1: 57.26 − 11.66 − 5.50 = 40.10; 市监局 53.01 − 11.66 = 41.35 goes ahead."""
    play_year(office)
    market, science = changes_of(open_trial(office.desk, 2020), voucher="350", B1="2")
    assert (market.unit, market.risen, science.risen) == ("market", 1, -1)
    assert (market.more, science.more) == (Decimal("-11.66"), Decimal("-17.16"))
    assert [change.item for change in market.items] == ["A1"]
    supposed = [
        SupposedLine("A1", "发放科技创新券", "676.48", "350", "万元"),
        SupposedLine("B1", "等次、得分", "", "2", "分"),
    ]
    assert list(trial_lines(PLAN, 2020, "science", supposed, (market, science))) == [
        "小区2020年计划 2020年度考核假设试算（不是正式得分）",
        "假设：",
        "  A1 发放科技创新券：676.48 → 350 万元",
        "  B1 等次、得分：— → 2 分",
        "科技局：总分 57.26 → 40.10（−17.16），第1名 → 第2名",
        "  A1 发放科技创新券：24.16 → 12.50",
        "  B1 改革成效：7.50 → 2.00",
        "排名：",
        "  第1名 市监局 41.35（原第2名，53.01）▲ 升 1",
        "  第2名 科技局 40.10（原第1名，57.26）▼ 降 1",
    ]


def test_without_a_supposition_nothing_changes(office: Office) -> None:
    play_year(office)
    changes = changes_of(open_trial(office.desk, 2020))
    assert [(change.is_changed, moved_words(change), signed(change.more or Decimal(0))) for change in changes] == [
        (False, "", "0.00")
    ] * 2


def test_points_where_there_were_none(office: Office) -> None:
    trial = open_trial(office.desk, 2020)
    market, science = changes_of(trial, research="12")[::-1]
    assert (science.unit, science.more, science.risen, science.is_changed) == ("science", None, 0, True)
    assert standing_words(science) == "总分 — → 5.00，— → 第1名"
    assert standing_words(market) == "总分 — → —，— → —"


def test_grades_change_with_the_total(office: Office) -> None:
    play_year(office)
    bands = (Band("优秀", Decimal(57)), Band("合格", Decimal(0), Decimal(57)))
    inputs = open_trial(office.desk, 2020).inputs
    graded = replace(inputs.plan, scheme=replace(SCHEME, bands=bands))
    changes = changes_of(trial_of(replace(inputs, plans={2020: graded})), C2="3")
    science = next(change for change in changes if change.unit == "science")
    assert standing_words(science) == "总分 57.26 → 55.26（−2.00），第1名 → 第1名，优秀 → 合格"
