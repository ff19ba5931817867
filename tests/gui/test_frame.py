"""The window: pages by key, period, search, undo, help, status line, narrow screens, closing."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QUndoCommand
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer, press_in_box
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.crash import CrashReporter
from xiaowei_desktop.ui.frame.main_window import MainWindow
from xiaowei_desktop.ui.messages import MessageBox, ask, show_crash, show_error
from xiaowei_desktop.ui.page import Page, PageEntry, place_in
from xiaowei_desktop.ui.tasks import Progress, TaskRunner
from xiaowei_desktop.ui.theme.theme import Look, Theme

CTRL = Qt.KeyboardModifier.ControlModifier


class RecordingPage(Page):
    """A page that remembers what the frame asked of it."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title)
        self.asked: list[str] = []
        self.unsaved = ""
        self.help_text = f"这一页是{title}。"
        self.table = QTableWidget(2, 2)
        self.set_content(self.table)
        self.primary_action("导入季报", lambda: self.asked.append("import"), "upload", "Ctrl+I")
        for word in ("退回修改", "导出空表", "打印本页", "另存一份", "发送催报"):
            self.plain_action(word, partial(self.asked.append, word))

    def refresh(self) -> None:
        self.asked.append(f"refresh {self.year}Q{self.quarter}")

    def on_search(self, text: str) -> None:
        self.asked.append(f"search {text}")

    def show_place(self, place: str) -> None:
        self.asked.append(f"place {place}")

    def show_first_issue(self) -> None:
        self.asked.append("first issue")

    def unsaved_reason(self) -> str:
        return self.unsaved


@pytest.fixture
def runner(chinese_app: QApplication) -> Iterator[TaskRunner]:
    runner = TaskRunner(show_after_ms=0)
    yield runner
    runner.shut_down()


@pytest.fixture
def window(theme: Theme, runner: TaskRunner, settings: QSettings, qtbot: QtBot) -> MainWindow:
    return make_window(theme, runner, settings, qtbot)


def make_window(theme: Theme, runner: TaskRunner, settings: QSettings, qtbot: QtBot) -> MainWindow:
    words = {"home": ("工作台", "house"), "returns": ("季报填报", "clipboard-list"), "score": ("考核评分", "award")}
    entries = [PageEntry(key, word, icon, partial(RecordingPage, theme, word)) for key, (word, icon) in words.items()]
    window = MainWindow(entries, theme, runner, settings)
    qtbot.addWidget(window)
    window.set_plan("高新区（滨江）2020年度", [2018, 2019, 2020], 2020, 2)
    window.resize(1366, 720)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


def page(window: MainWindow) -> RecordingPage:
    current = window.current_page
    assert isinstance(current, RecordingPage)
    return current


def test_a_page_loads_when_it_is_first_shown_and_only_then(window: MainWindow, qtbot: QtBot) -> None:
    assert page(window).asked == ["refresh 2020Q2"]
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert page(window).title == "季报填报"
    assert page(window).asked == ["refresh 2020Q2"]
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert page(window).asked == ["refresh 2020Q2"]


def test_the_mouse_opens_pages_too(window: MainWindow, qtbot: QtBot) -> None:
    button = next(b for b in window.navigation.findChildren(QToolButton) if b.text() == "考核评分")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page(window).title == "考核评分"


def test_the_keyboard_is_on_the_page_that_was_opened(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, CTRL)
    assert page(window).table.hasFocus()


def test_another_quarter_reaches_every_page_once(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("returns")
    with qtbot.waitSignal(window.period_changed) as changed:
        QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert changed.args == [2020, 3]
    assert page(window).asked == ["refresh 2020Q2", "refresh 2020Q3"]
    window.show_page("home")
    assert page(window).asked == ["refresh 2020Q2", "refresh 2020Q3"]


def test_quarters_end_with_the_plan(window: MainWindow) -> None:
    chooser = window.top_bar.period
    window.set_plan("计划", [2019, 2020], 2020, 4)
    chooser.next_quarter()
    assert window.period == (2020, 4)
    for _ in range(9):
        chooser.previous_quarter()
    assert window.period == (2019, 1)
    with pytest.raises(ValueError, match="2021Q1"):
        chooser.set_period(2021, 1)


def test_a_click_chooses_a_quarter(window: MainWindow, qtbot: QtBot) -> None:
    button = next(b for b in window.top_bar.findChildren(QPushButton) if b.text() == "四季度")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.period == (2020, 4)


def test_search_goes_to_the_page_in_view_and_is_emptied_with_it(window: MainWindow, qtbot: QtBot) -> None:
    first = page(window)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.top_bar.search.hasFocus()
    QTest.keyClicks(window.top_bar.search, "abc")
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    assert first.asked[-1] == "search abc"
    window.show_page("returns")
    assert first.asked[-1] == "search "
    assert window.top_bar.search.text() == ""
    assert page(window).asked == ["refresh 2020Q2"]


def test_escape_empties_the_search(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.top_bar.search, "abc")
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page(window).asked[-1] == "search ")


def test_undo_belongs_to_the_page_in_view(window: MainWindow, qtbot: QtBot) -> None:
    first = page(window)
    window.show_page("returns")
    second = page(window)
    first.undo_stack.push(QUndoCommand("甲"))
    second.undo_stack.push(QUndoCommand("乙"))
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert (first.undo_stack.index(), second.undo_stack.index()) == (1, 0)
    QTest.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert second.undo_stack.index() == 1


def test_f1_explains_the_page_and_follows_to_the_next(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help_panel.isVisible()
    assert "这一页是工作台" in window.help_panel.text.toPlainText()
    assert "Ctrl+I 导入季报" in window.help_panel.text.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert "这一页是季报填报" in window.help_panel.text.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not window.help_panel.isVisible()


def test_a_shortcut_of_a_page_works_only_while_it_is_in_view(window: MainWindow, qtbot: QtBot) -> None:
    first = page(window)
    window.show_page("returns")
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)
    assert page(window).asked[-1] == "import"
    assert "import" not in first.asked


def test_navigation_folds_by_key_and_on_a_narrow_screen(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    assert window.navigation.is_collapsed
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    assert not window.navigation.is_collapsed
    window.resize(911, 512)
    assert window.navigation.is_collapsed
    window.resize(1366, 720)
    assert not window.navigation.is_collapsed


def test_the_choice_to_fold_is_remembered(theme: Theme, runner: TaskRunner, settings: QSettings, qtbot: QtBot) -> None:
    make_window(theme, runner, settings, qtbot).toggle_navigation()
    assert make_window(theme, runner, settings, qtbot).navigation.is_collapsed


@pytest.mark.parametrize("points", [10.5, 16.0])
def test_nothing_is_cut_on_the_smallest_screen(window: MainWindow, theme: Theme, qtbot: QtBot, points: float) -> None:
    theme.set_text_size(points)
    window.resize(911, 512)
    qtbot.waitUntil(lambda: window.navigation.is_collapsed)
    assert window.minimumSizeHint().width() <= 911 or points > 10.5
    for button in window.current_page.header.findChildren(QPushButton):
        if button.isVisible():
            right = button.mapTo(window, button.rect().topRight()).x()
            assert right < window.width()
            assert button.width() >= button.sizeHint().width()


def test_actions_without_room_move_into_the_menu(window: MainWindow, qtbot: QtBot) -> None:
    header = window.current_page.header
    window.resize(911, 512)
    hidden = [b.text() for b in header.findChildren(QPushButton) if not b.isVisible()]
    assert hidden == ["另存一份", "发送催报"][-len(hidden) :]
    header._menu.aboutToShow.emit()
    assert [action.text() for action in header._menu.actions()] == hidden
    window.resize(1600, 720)
    assert all(button.isVisible() for button in header.findChildren(QPushButton))


def test_a_page_that_stores_makes_the_others_stale_and_says_when(window: MainWindow) -> None:
    first = page(window)
    window.show_page("returns")
    page(window).data_changed.emit()
    assert "已保存" in window.status_line.saved.text()
    assert first.asked == ["refresh 2020Q2"]
    window.show_page("home")
    assert first.asked == ["refresh 2020Q2", "refresh 2020Q2"]


def test_the_status_line_offers_to_take_back(window: MainWindow, qtbot: QtBot) -> None:
    taken_back: list[str] = []
    page(window).undoable.emit("已审核通过 3 份季报。", lambda: taken_back.append("yes"))
    assert window.status_line.message.text() == "已审核通过 3 份季报。"
    QTest.mouseClick(window.status_line.undo_button, Qt.MouseButton.LeftButton)
    assert taken_back == ["yes"]
    assert not window.status_line.undo_button.isVisible()
    window.show_message("已导出。")
    assert not window.status_line.undo_button.isVisible()


def test_issues_are_those_of_the_page_in_view(window: MainWindow, qtbot: QtBot) -> None:
    page(window).issues_counted.emit(2, 5)
    assert window.status_line.issues.text() == "错误 2，警告 5"
    window.show_page("returns")
    assert not window.status_line.issues.isVisible()
    page(window).issues_counted.emit(0, 0)
    assert window.status_line.issues.text() == "无问题"
    window.show_page("home")
    QTest.mouseClick(window.status_line.issues, Qt.MouseButton.LeftButton)
    assert page(window).asked[-1] == "first issue"


def test_a_link_leads_to_a_place_on_another_page(window: MainWindow) -> None:
    page(window).page_wanted.emit("score", "B1")
    assert page(window).title == "考核评分"
    assert page(window).asked[-1] == "place B1"
    with pytest.raises(KeyError, match="nowhere"):
        window.show_page("nowhere")


def test_an_empty_page_offers_the_step_that_fills_it(window: MainWindow, qtbot: QtBot) -> None:
    shown = page(window)
    shown.show_empty("inbox", "还没有季报", "请先导入。", shown.actions()[0])
    button = next(b for b in shown.findChildren(QPushButton) if b.parent() is not shown.header and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.asked[-1] == "import"
    shown.show_content()
    assert shown.table.isVisible()


def test_a_problem_stands_on_the_page_until_it_is_loaded_again(window: MainWindow) -> None:
    shown = page(window)
    shown.show_problem(UserError("文件打不开。", "请先关闭它。"))
    assert shown.banner.isVisible()
    assert shown.banner.text == "文件打不开。\n请先关闭它。"
    shown.mark_stale()
    assert not shown.banner.isVisible()


def test_the_menu_ends_with_leaving_and_help_names_the_arrow_keys(window: MainWindow) -> None:
    actions = window.top_bar.menu.actions()
    assert [(one.text(), one.shortcut().toString()) for one in actions[-1:]] == [("退出", "Ctrl+Q")]
    words = [one.text() for one in actions]
    assert any(one.isSeparator() for one in actions[words.index("文字大小") :][:2])
    window.toggle_help()
    assert "Alt+← 上一季度" in window.help_panel.text.toPlainText()
    actions[-1].trigger()
    assert not window.isVisible()


def test_the_look_changes_from_the_menu(window: MainWindow, theme: Theme) -> None:
    looks = next(menu for menu in window.top_bar.menu.findChildren(QMenu) if menu.title() == "外观")
    next(action for action in looks.actions() if action.text() == "深色").trigger()
    assert theme.look is Look.DARK


def test_long_work_can_be_stopped_in_the_status_line(window: MainWindow, runner: TaskRunner, qtbot: QtBot) -> None:
    asked = threading.Event()

    def job(progress: Progress) -> None:
        asked.wait(60)
        progress.stop_if_cancelled()

    with qtbot.waitSignal(runner.busy):
        runner.run("正在导入季报", job, lambda _result: None)
    line = window.status_line
    assert (line.work.text(), line.cancel_button.isVisible()) == ("正在导入季报…", True)
    with qtbot.waitSignal(runner.idle):
        QTest.mouseClick(line.cancel_button, Qt.MouseButton.LeftButton)
        asked.set()
    assert not line.bar.isVisible()


def test_closing_while_working_asks_and_closes_when_the_work_has_stopped(
    window: MainWindow, runner: TaskRunner, qtbot: QtBot
) -> None:
    asked = threading.Event()
    with qtbot.waitSignal(runner.busy):
        runner.run("正在导入季报", lambda _progress: asked.wait(60), lambda _result: None)
    press_in_box(window, "继续等待")
    window.close()
    assert window.isVisible()
    press_in_box(window, "停止并退出")
    window.close()
    assert window.isVisible()
    asked.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_during_a_moments_work_asks_nothing(window: MainWindow, runner: TaskRunner, qtbot: QtBot) -> None:
    done = threading.Event()
    runner.run("正在统计", lambda _progress: done.wait(60), lambda _result: None)
    window.close()
    assert window.isVisible()
    done.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_tells_what_could_not_be_stored_and_leads_back_to_it(window: MainWindow) -> None:
    page(window).unsaved = "季报填报：还有 2 处没能识别的内容没有保存。"
    first = page(window)
    window.show_page("score")
    texts: list[str] = []
    press_in_box(window, "返回改正", texts.extend)
    window.close()
    assert texts == ["季报填报：还有 2 处没能识别的内容没有保存。"]
    assert window.isVisible()
    assert window.current_page is first
    assert first.asked[-1] == "first issue"
    press_in_box(window, "仍然关闭")
    assert window.may_leave()
    window.close()
    assert not window.isVisible()


def test_a_link_may_ask_for_another_quarter(window: MainWindow) -> None:
    page(window).page_wanted.emit("score", place_in("market", Quarter(2020, 4)))
    assert window.period == (2020, 4)
    assert page(window).asked == ["refresh 2020Q4", "place market"]


def test_f6_enters_the_navigation_at_the_page_in_view(window: MainWindow) -> None:
    window.show_page("score")
    QTest.keyClick(window, Qt.Key.Key_F6)
    here = QApplication.focusWidget()
    assert isinstance(here, QToolButton)
    assert here.text() == "考核评分"


def test_f6_goes_from_area_to_area_and_back(window: MainWindow) -> None:
    window.show_page("home")
    assert page(window).table.hasFocus()
    seen: list[str] = []
    areas = {"导航": window.navigation, "顶栏": window.top_bar, "页头": page(window).header, "表": page(window).table}
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for _ in areas:
            QTest.keyClick(window, Qt.Key.Key_F6, modifier)
            here = QApplication.focusWidget()
            assert here is not None
            seen += [word for word, area in areas.items() if here is area or area.isAncestorOf(here)]
    assert seen == ["导航", "顶栏", "页头", "表", "页头", "顶栏", "导航", "表"]


def test_an_action_that_is_hidden_has_no_button(window: MainWindow) -> None:
    shown = page(window)
    buttons = {button.text(): button for button in shown.header.findChildren(QPushButton)}
    actions = {action.text(): action for action in shown.actions()}
    for word in ("导入季报", "退回修改"):
        actions[word].setVisible(False)
        assert buttons[word].isHidden()
    assert not buttons["导出空表"].isHidden()
    actions["导入季报"].setVisible(True)
    assert not buttons["导入季报"].isHidden()


def test_an_error_says_what_happened_and_what_to_do(window: MainWindow) -> None:
    texts: list[str] = []
    press_in_box(window, "知道了", texts.extend)
    show_error(window, UserError("没有导入。", "请改正后重试。", ("第3行：43 小于 48。",)))
    assert texts == ["没有导入。", "请改正后重试。"]


def test_a_question_has_verbs_and_a_harmless_default(window: MainWindow, qtbot: QtBot) -> None:
    press_in_box(window, "删除季报")
    assert ask(window, "要删除市监局的季报吗？", "删除季报", "保留")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        answer(window, MessageBox, partial(press_key, key))
        assert not ask(window, "要删除市监局的季报吗？", "删除季报", "保留")


def test_a_crash_is_written_and_shown_once(chinese_app: QApplication, tmp_path: Path) -> None:
    shown: list[tuple[Path, str]] = []
    reporter = CrashReporter(tmp_path / "logs", "1.0", lambda path, text: shown.append((path, text)))
    for _ in range(3):
        reporter.handle(_fault())
    assert len(shown) == 1
    path, text = shown[0]
    assert path.read_text("utf-8") == text
    assert "ZeroDivisionError" in text
    assert "版本：1.0" in text


def test_every_thread_reports_its_crash(
    chinese_app: QApplication, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    shown: list[str] = []
    reporter = CrashReporter(tmp_path, "1.0", lambda _path, text: shown.append(text))
    reporter.install()
    sys.excepthook(ValueError, ValueError("window"), None)
    nothing: dict[str, int] = {}
    worker = threading.Thread(target=lambda: nothing["worker"])
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert "ValueError: window" in shown[0]
    assert "KeyError: 'worker'" in shown[1]
    assert len(list(tmp_path.glob("crash-*.txt"))) == 2


def test_a_crash_report_can_be_copied(window: MainWindow, tmp_path: Path) -> None:
    def copy(box: MessageBox) -> None:
        for word in ("复制报告内容", "继续使用"):
            next(b for b in box.findChildren(QPushButton) if b.text() == word).click()

    answer(window, MessageBox, copy)
    show_crash(window, tmp_path / "crash.txt", "Traceback …")
    assert QApplication.clipboard().text() == "Traceback …"


def test_saved_shows_the_time(window: MainWindow) -> None:
    window.status_line.show_saved(datetime(2020, 7, 5, 14, 3))
    assert window.status_line.saved.text() == "已保存 14:03"


def press_key(key: Qt.Key, box: MessageBox) -> None:
    QTest.keyClick(QApplication.focusWidget() or box, key)


def _fault() -> ZeroDivisionError:
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        return error
