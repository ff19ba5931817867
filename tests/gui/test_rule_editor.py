"""编辑计分方式: each kind's form is filled in, says what it comes to, and is tried with the score's own points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from xiaowei_desktop import paths
from xiaowei_desktop.application.plan_indicators import TypedIndicators, typed_indicators
from xiaowei_desktop.application.ports.rule_forms import RuleCells, RuleForm
from xiaowei_desktop.application.rule_editing import EditedItem
from xiaowei_desktop.application.rule_trial import try_rule
from xiaowei_desktop.domain.scoring.rules import (
    ConditionRule,
    EventsRule,
    GradedRule,
    ProportionalRule,
    RankRule,
    SlopeRule,
    StepRule,
)
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.planfiles.tables.codec import PlanTablesInWords
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords
from xiaowei_desktop.planfiles.tables.rule_texts import INDICATOR
from xiaowei_desktop.planfiles.toml_file import load_plan
from xiaowei_desktop.ui.pages.plan.rule_editor import RuleEditor
from xiaowei_desktop.ui.pages.plan.rule_editor.entries_field import EntriesField
from xiaowei_desktop.ui.pages.plan.rule_editor.form import ENTERED, ONE, SEVERAL
from xiaowei_desktop.ui.theme.theme import Theme

FORMS = RuleFormsInWords()
TARGET, ACTUAL = "target:new_enterprises@held", "actual:new_enterprises@held"
Open = Callable[..., RuleEditor]


@pytest.fixture(scope="module")
def indicators() -> TypedIndicators:
    return typed_indicators(PlanTablesInWords().tables(load_plan(paths.plans_folder() / "binjiang-2020.toml")))


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, settings: QSettings, indicators: TypedIndicators) -> Open:
    """Opens the editor on a row's cells."""

    def show(kind: str = "", parameters: str = "", points: str = "40") -> RuleEditor:
        item = EditedItem("A1", "新增小微企业", Decimal(points), RuleCells(kind, parameters))
        editor = RuleEditor(theme, settings, FORMS, item, indicators, None)
        qtbot.addWidget(editor)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        return editor

    return show


def write(line: QLineEdit, text: str) -> None:
    """Key by key; what an input method would bring comes at once."""
    line.clear()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)


def fill(editor: RuleEditor, **values: str) -> None:
    """Fills in fields of the form as a clerk would: types, chooses, ticks."""
    for key, text in values.items():
        box = editor.panel.fields[key].box
        if isinstance(box, QLineEdit):
            write(box, text)
        elif isinstance(box, QCheckBox):
            box.setChecked(text == "是")
        elif isinstance(box, QComboBox) and box.isEditable():
            line = box.lineEdit()
            assert line is not None
            line.setText(text)
        elif isinstance(box, QComboBox):
            box.setCurrentText(text)


def table(editor: RuleEditor, key: str) -> EntriesField:
    found = editor.panel.fields[key]
    assert isinstance(found, EntriesField)
    return found


def enter(field: EntriesField, row: int, **texts: str) -> None:
    """Types into the cells of a row of a small table."""
    entries = field.grid.entries
    for key, text in texts.items():
        entries.setData(entries.index(row, entries.column_number(key)), text)


def tried(editor: RuleEditor, **typed: str) -> str:
    """The points that the trial shows after typing."""
    for key, text in typed.items():
        box = editor.trial.boxes[key.replace("__", ":")]
        if isinstance(box, QLineEdit):
            write(box, text)
        else:
            box.setCurrentText(text)
    return editor.trial.points.text()


def same_as_the_score(editor: RuleEditor, indicators: TypedIndicators) -> bool:
    """What the trial shows is what the domain gives for what was typed."""
    rule = editor.view.rule
    assert rule is not None
    typed = {
        key: box.text() if isinstance(box, QLineEdit) else box.currentText() for key, box in editor.trial.boxes.items()
    }
    item = EditedItem("A1", "新增小微企业", Decimal(40), RuleCells())
    trial = try_rule(rule, item, indicators, typed)
    return trial.points is not None and editor.trial.points.text() == f"得 {trial.points.normalize():f} 分"


@pytest.mark.parametrize("form", FORMS.forms(), ids=lambda form: form.kind)
def test_every_kind_opens_as_it_is_written_and_is_written_back_the_same(opened: Open, form: RuleForm) -> None:
    example = form.example.replace(INDICATOR, "new_enterprises")
    points = "0" if form.kind == "veto" else "40"
    editor = opened(form.word, example, points)
    assert editor.form.kind == form.kind
    assert not editor.lost.isVisible() and not editor.faults.isVisible()
    again = FORMS.opened(editor.cells)
    rule = FORMS.read(form.kind, again.values, {"new_enterprises": "新增小微企业"}).rule
    assert rule is not None and rule == editor.view.rule and editor.accept_button.isEnabled()
    assert editor.sentence.text().startswith(rule.sentence(Decimal(points)))


@dataclass(frozen=True)
class Making:
    """A rule made by hand from nothing, and one trial of it."""

    kind: str
    act: Callable[[RuleEditor], None]
    trial: dict[str, str]
    points: str


def proportional(editor: RuleEditor) -> None:
    fill(editor, indicator="新增小微企业（new_enterprises）", gate="70%")


def condition(editor: RuleEditor) -> None:
    enter(table(editor, "conditions"), 0, indicator="new_enterprises", comparator="不低于", bound="100%")


def step(editor: RuleEditor) -> None:
    fill(editor, indicator="new_enterprises", between="按比例")
    steps = table(editor, "steps")
    enter(steps, 0, at="100%", points="40")
    steps.add()
    enter(steps, 1, at="80%", points="20")


def slope(editor: RuleEditor) -> None:
    fill(editor, indicator="new_enterprises", look="完成数", unit="家")
    enter(table(editor, "below"), 0, step="100", points="1")


def graded(editor: RuleEditor) -> None:
    enter(table(editor, "grades"), 0, name="较好", low="5", high="8")


def judged(editor: RuleEditor) -> None:
    fill(editor, low="1", high="5")
    enter(table(editor, "raters"), 0, name="园区", weight="100%")


def events(editor: RuleEditor) -> None:
    fill(editor, start="40")
    enter(table(editor, "kinds"), 0, name="迟报", low="0.2", high="0.2", deducts="是")


def external(editor: RuleEditor) -> None:
    fill(editor, scale="100", source="市对区考核")


def rank(editor: RuleEditor) -> None:
    fill(editor, table="40、30、20", indicator="new_enterprises")


def relative(editor: RuleEditor) -> None:
    assert editor.panel.source is not None
    editor.panel.source.setCurrentText(ENTERED)
    fill(editor, low="10")


def veto(editor: RuleEditor) -> None:
    enter(table(editor, "cases"), 0, name="重大事故", effect="总分按0分计")


@pytest.mark.parametrize(
    "making",
    [
        Making("proportional", proportional, {ACTUAL: "4425"}, "得 30 分"),
        Making("condition", condition, {ACTUAL: "5900"}, "得 40 分"),
        Making("step", step, {ACTUAL: "5310"}, "得 30 分"),
        Making("slope", slope, {ACTUAL: "5600"}, "得 37 分"),
        Making("graded", graded, {"grade": "较好", "points": "7"}, "得 7 分"),
        Making("judged", judged, {"rating:0": "4"}, "得 4 分"),
        Making("events", events, {"count:0": "2"}, "得 39.6 分"),
        Making("external", external, {"points": "95"}, "得 38 分"),
        Making("rank", rank, {ACTUAL: "5600"}, "得 40 分"),
        Making("relative", relative, {"rate": "95%"}, "得 40 分"),
        Making("veto", veto, {"grade": "无"}, "得 0 分"),
    ],
    ids=lambda making: making.kind,
)
def test_a_rule_of_each_kind_is_made_and_tried(opened: Open, indicators: TypedIndicators, making: Making) -> None:
    editor = opened()
    editor.kinds.choose(making.kind)
    making.act(editor)
    assert editor.view.rule is not None and editor.view.rule.kind == making.kind
    assert tried(editor, **making.trial) == making.points
    assert same_as_the_score(editor, indicators)
    assert editor.trial.arithmetic.text() != ""
    assert FORMS.read(making.kind, FORMS.opened(editor.cells).values, {"new_enterprises": "新增小微企业"}).rule


def test_peers_are_typed_into_a_list_and_count_at_once(opened: Open) -> None:
    editor = opened("按名次得分", "指标：new_enterprises\n计分依据：完成数\n名次得分：40、30、20")
    assert tried(editor, **{ACTUAL: "50"}) == "得 40 分"
    peers = editor.trial.peers
    assert peers is not None
    for row, figure in ((0, "60"), (1, "70")):
        peers.entries.setData(peers.entries.index(row, peers.entries.column_number(ACTUAL)), figure)
    assert editor.trial.points.text() == "得 20 分"
    assert "在3个考核对象中居第3名" in editor.trial.arithmetic.text()
    before = peers.entries.rowCount()
    editor.trial.add_peer()
    assert peers.entries.rowCount() == before + 1 and editor.trial.points.text() == "得 20 分"


def test_the_target_of_the_plan_stands_in_the_trial(opened: Open) -> None:
    editor = opened("按比例得分", "指标：new_enterprises")
    target = editor.trial.boxes[TARGET]
    assert isinstance(target, QLineEdit) and target.text() == "5900"
    assert "缺少完成数" in editor.trial.arithmetic.text()
    assert tried(editor, **{ACTUAL: "很多"}) == "—"
    assert editor.trial.boxes[ACTUAL].property("problem") == "true"


def test_what_is_wrong_stands_at_its_field_and_in_the_list(opened: Open) -> None:
    editor = opened("视情评分", "最低：5\n最高：1")
    assert editor.view.rule is not None and editor.accept_button.isEnabled()
    assert editor.panel.fields["low"].box.property("problem") == "true"
    assert "最低：最低分 5 高于最高分 1。" in editor.faults.text() and editor.faults.property("tone") == "slow"
    fill(editor, high="很多")
    assert editor.view.rule is None and not editor.accept_button.isEnabled()
    assert editor.panel.fields["high"].box.property("problem") == "true"
    assert "■" in editor.faults.text() and editor.faults.property("tone") == "bad"
    assert editor.cells == RuleCells("视情评分", "最低：5\n最高：1")
    fill(editor, high="10")
    assert not editor.faults.isVisible() and editor.panel.fields["high"].box.property("problem") == "false"


def test_a_wrong_cell_of_a_small_table_is_marked(opened: Open) -> None:
    editor = opened("分等评定", "等次：名称=较好；最低=5；最高=8")
    grades = table(editor, "grades")
    enter(grades, 0, low="五")
    entries = grades.grid.entries
    assert entries.issues(0, entries.column_number("low"))
    assert "等次第1行最低" in editor.faults.text()


def test_an_indicator_that_the_plan_has_not_is_told(opened: Open) -> None:
    editor = opened("按比例得分", "指标：nobody")
    assert editor.view.rule is None and editor.panel.fields["indicator"].box.property("problem") == "true"
    fill(editor, indicator="个转企（individual_to_company）")
    assert isinstance(editor.view.rule, ProportionalRule) and editor.view.rule.indicator == "individual_to_company"


def test_indicators_are_found_by_any_part_of_their_name(opened: Open) -> None:
    editor = opened("按比例得分", "")
    box = editor.panel.fields["indicator"].box
    assert isinstance(box, QComboBox)
    completer = box.completer()
    assert completer is not None
    completer.setCompletionPrefix("转企")
    assert completer.completionCount() >= 2


def test_several_indicators_and_none(opened: Open) -> None:
    editor = opened("按比例得分", "指标：new_enterprises\n目标：当年目标")
    source = editor.panel.source
    assert source is not None and source.currentText() == ONE
    assert not editor.panel.fields["parts"].box.isVisible()
    source.setCurrentText(SEVERAL)
    parts = table(editor, "parts")
    assert parts.box.isVisible() and not editor.panel.fields["indicator"].box.isVisible()
    enter(parts, 0, indicator="new_enterprises")
    parts.add()
    enter(parts, 1, indicator="individual_to_company")
    assert isinstance(editor.view.rule, ProportionalRule)
    assert [part.name for part in editor.view.rule.parts] == ["新增小微企业", "个转企"]
    source.setCurrentText(ENTERED)
    assert editor.view.rule == ProportionalRule()
    source.setCurrentText(ONE)
    assert editor.view.rule.indicator == "new_enterprises"


def test_another_kind_takes_along_what_it_asks_for_as_well(opened: Open) -> None:
    editor = opened("按比例得分", "指标：new_enterprises\n封顶：150%")
    editor.kinds.setFocus()
    QTest.keyClick(editor.kinds, Qt.Key.Key_Down)
    assert editor.form.kind == "condition" and editor.view.rule is None
    editor.kinds.choose("proportional")
    editor.kinds.choose("slope")
    assert editor.panel.fields["cap"].value() == ""
    editor.kinds.choose("proportional")
    fill(editor, indicator="new_enterprises", look="完成数")
    editor.kinds.choose("rank")
    fill(editor, table="5、3")
    assert isinstance(editor.view.rule, RankRule)
    assert (editor.view.rule.indicator, editor.view.rule.look) == ("new_enterprises", Look.VALUE)


def test_rows_of_a_small_table_come_go_and_move_by_keyboard_and_are_undone(opened: Open) -> None:
    editor = opened("分档得分", "指标：new_enterprises\n档次：标准=90%；得分=36\n档次：标准=80%；得分=32")
    field = table(editor, "steps")
    field.grid.setFocus()
    field.grid.setCurrentIndex(field.grid.entries.index(1, 0))
    QTest.keyClick(field.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert isinstance(editor.view.rule, StepRule)
    assert [step.points for step in editor.view.rule.steps] == [32, 36]
    assert "请从最好的一档写起" in editor.faults.text()
    QTest.keyClick(field.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(editor.view.rule, StepRule)
    assert [step.points for step in editor.view.rule.steps] == [36, 32]
    QTest.keyClick(field.grid, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    assert field.grid.entries.rowCount() == 3
    QTest.keyClick(field.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert field.grid.entries.rowCount() == 1 and editor.view.rule is None
    QTest.keyClick(field.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field.grid.entries.rowCount() == 1


def test_what_cannot_be_taken_over_is_told_before_it_is_lost(opened: Open) -> None:
    editor = opened("分等评定", "等次：名称=较好；最低=5；最高=8\n次序：1")
    assert editor.lost.isVisible() and "这里没有“次序”这一项" in editor.lost.text()
    assert isinstance(editor.view.rule, GradedRule)
    nothing = opened("按心情得分", "看心情")
    assert nothing.lost.isVisible() and nothing.form.kind == "proportional"


def test_what_is_to_be_written_is_said_where_the_keyboard_is(opened: Open) -> None:
    editor = opened("加扣分事项", "事项：名称=迟报；最低=0.2；最高=0.2；扣分=是")
    assert isinstance(editor.view.rule, EventsRule)
    editor.panel.fields["start"].box.setFocus()
    assert editor.help.text().startswith("基础分：没有任何事项时得几分")
    kinds = table(editor, "kinds").grid
    kinds.setCurrentIndex(kinds.entries.index(0, kinds.entries.column_number("most")))
    assert editor.help.text().startswith("事项，限额：这种事项合计最多几分")


def test_ctrl_enter_accepts_what_is_right_and_enter_alone_does_not(opened: Open) -> None:
    editor = opened("增减计分", "指标：new_enterprises")
    assert isinstance(editor.view.rule, SlopeRule) and "没有写明高于、低于基准" in editor.faults.text()
    line = editor.panel.fields["short"].box
    QTest.keyClicks(line, "0")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not editor.isVisible() and editor.result() == RuleEditor.DialogCode.Accepted.value


def test_tab_goes_through_the_form_and_the_trial_to_the_buttons(opened: Open) -> None:
    editor = opened("按名次得分", "指标：new_enterprises\n名次得分：5、3")
    editor.kinds.choose("proportional")
    editor.kinds.setFocus()
    seen: list[str] = []
    while (widget := editor.focusWidget()) is not editor.accept_button and len(seen) < 30:
        assert widget is not None
        seen.append(widget.accessibleName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    form = ["看什么", "指标", "计分依据", "目标", "封顶", "门槛", "满分完成率", "小微办可评定"]
    assert seen == ["计分方式", *form, "新增小微企业：目标", "新增小微企业：完成", ""]


def test_what_is_still_being_typed_into_a_table_counts(opened: Open) -> None:
    editor = opened("分等评定", "等次：名称=较好；最低=5；最高=8")
    grid = table(editor, "grades").grid
    grid.setCurrentIndex(grid.entries.index(0, grid.entries.column_number("high")))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_F2)
    cell = grid.indexWidget(grid.currentIndex())
    assert isinstance(cell, QLineEdit)
    cell.setText("很多")
    editor.accept()
    assert editor.isVisible() and editor.view.rule is None
    QTest.keyClick(grid, Qt.Key.Key_F2)
    cell = grid.indexWidget(grid.currentIndex())
    assert isinstance(cell, QLineEdit)
    cell.setText("9")
    editor.accept()
    assert not editor.isVisible() and editor.cells.parameters == "等次：名称=较好；最低=5；最高=9"


def test_the_condition_rule_asks_for_a_judgement_without_an_indicator(opened: Open) -> None:
    editor = opened("达标得分", "条件：认定内容=制度健全")
    assert isinstance(editor.view.rule, ConditionRule)
    assert [tried(editor, grade=word) for word in ("是", "否")] == ["得 40 分", "得 0 分"]
