"""From the first start to a window: a new database, another one, a restored one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from xiaowei_desktop import bootstrap
from xiaowei_desktop.ui.dialogs.new_database import NewDatabaseDialog
from xiaowei_desktop.ui.dialogs.operator_name import OperatorDialog
from xiaowei_desktop.ui.dialogs.welcome import WelcomeDialog
from xiaowei_desktop.ui.messages import MessageBox
from xiaowei_desktop.ui.start import Program
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Workplace

PLAN = "binjiang-2020"
Answers = list[tuple[type[QDialog], Callable[[QWidget], object]]]


@pytest.fixture
def program(chinese_app: QApplication, theme: Theme, settings: QSettings, qtbot: QtBot) -> Iterator[Program]:
    runner = TaskRunner()
    workplace = Workplace(bootstrap.toolbox(), bootstrap.printer(), theme, runner, settings)
    started = Program(workplace)
    yield started
    qtbot.waitUntil(lambda: not runner.is_busy)
    if started.window is not None:
        started.window.close()
    runner.shut_down()
    workplace.close()


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Answers to the boxes that will come up, in order: what kind of box, and what is done in it."""
    waiting: Answers = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if waiting and isinstance(shown, waiting[0][0]) and shown.isVisible():
            waiting.pop(0)[1](shown)

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    yield waiting
    timer.stop()
    assert not waiting


def press(word: str) -> Callable[[QWidget], object]:
    """Presses the button that says `word`."""

    def act(box: QWidget) -> None:
        buttons = [*box.findChildren(QPushButton), *box.findChildren(QToolButton)]
        button = next(button for button in buttons if word in button.text())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return act


def write(text: str, box: QWidget) -> None:
    field = box.findChild(QLineEdit)
    assert field is not None
    field.setText(text)


def new_at(path: Path) -> Callable[[QWidget], object]:
    def act(box: QWidget) -> None:
        write(str(path), box)
        press("新建")(box)

    return act


def test_a_new_user_makes_a_database(program: Program, answers: Answers, tmp_path: Path) -> None:
    wanted = tmp_path / "2020年 滨江.db"
    answers += [(WelcomeDialog, press("新建数据库")), (NewDatabaseDialog, new_at(wanted))]
    assert program.begin(None)
    assert wanted.exists()
    assert program.window is not None
    assert program.window.isVisible()
    assert program.workplace.last_database == wanted
    assert program.window.windowTitle() == "2020年 滨江.db"
    assert program.window.period == (2020, 1)


def test_enter_takes_the_choice_that_has_the_focus(program: Program, answers: Answers) -> None:
    answers += [
        (WelcomeDialog, lambda box: QTest.keyClick(box, Qt.Key.Key_Return)),
        (NewDatabaseDialog, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)),
        (WelcomeDialog, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)),
    ]
    assert not program.begin(None)


def test_leaving_the_welcome_leaves_the_program(program: Program, answers: Answers) -> None:
    answers += [(WelcomeDialog, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))]
    assert not program.begin(None)


def test_a_database_that_is_there_is_not_overwritten(program: Program, answers: Answers, tmp_path: Path) -> None:
    kept = tmp_path / "旧.db"
    kept.write_text("别人的文件", encoding="utf-8")
    answers += [
        (WelcomeDialog, press("新建数据库")),
        (NewDatabaseDialog, new_at(kept)),
        (MessageBox, press("知道了")),
        (WelcomeDialog, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)),
    ]
    assert not program.begin(None)
    assert kept.read_text("utf-8") == "别人的文件"


def test_what_cannot_be_opened_is_said_and_the_welcome_follows(
    program: Program, answers: Answers, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.db"
    broken.write_bytes(b"no database")
    answers += [
        (MessageBox, press("知道了")),
        (WelcomeDialog, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)),
    ]
    assert not program.begin(broken)


def test_the_operator_signs_from_then_on(program: Program, answers: Answers, tmp_path: Path) -> None:
    bootstrap.main(["new", str(tmp_path / "a.db"), "--plan", PLAN])
    assert program.begin(tmp_path / "a.db")

    def fill_in(box: QWidget) -> None:
        write("王敏", box)
        press("确定")(box)

    answers += [(OperatorDialog, fill_in)]
    program.ask_operator()
    assert program.workplace.desk.author.name == "王敏"


def test_another_database_takes_the_window_over(program: Program, tmp_path: Path) -> None:
    first, second = tmp_path / "一.db", tmp_path / "二.db"
    for path in (first, second):
        bootstrap.main(["new", str(path), "--plan", PLAN])
    assert program.begin(first)
    assert program.take_up(second)
    assert program.workplace.desk.store.path == second
    assert bootstrap.main(["status", str(first), "--quarter", "2020Q1"]) == 0  # its lock is free again


def test_the_window_follows_a_restored_database(program: Program, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    bootstrap.main(["new", str(database), "--plan", PLAN])
    assert program.begin(database)
    assert program.window is not None
    program.window.set_plan("旧的方案名", [2020], 2020, 2)
    program.workplace.close()
    program.workplace.open(database)
    assert program.window.top_bar.plan.text() == program.workplace.plan().short_title
    assert program.window.period == (2020, 2)
