"""Long work: one worker, progress after a while, cancel, errors to the right place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.tasks import Progress, TaskRunner

NEVER_MS = 3_600_000


@pytest.fixture
def runner(chinese_app: object) -> Iterator[TaskRunner]:
    runner = TaskRunner(show_after_ms=0)
    yield runner
    runner.shut_down()


def test_the_result_arrives_in_the_thread_of_the_window(runner: TaskRunner, qtbot: QtBot) -> None:
    threads: list[object] = []
    results: list[int] = []

    def job(_progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    def on_done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    with qtbot.waitSignal(runner.idle):
        runner.run("正在计算", job, on_done)
        assert runner.is_busy
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert not runner.is_busy


def test_long_work_is_shown_with_its_progress(runner: TaskRunner, qtbot: QtBot) -> None:
    shown = threading.Event()
    reports: list[tuple[int, int, str]] = []
    runner.progressed.connect(lambda *report: reports.append(report))
    runner.busy.connect(lambda _label: shown.set())

    def job(progress: Progress) -> None:
        shown.wait(10)
        progress.report(1, 3, "市监局")

    with qtbot.waitSignal(runner.idle), qtbot.waitSignal(runner.busy) as busy:
        runner.run("正在导入季报", job, lambda _result: None)
    assert busy.args == ["正在导入季报"]
    assert reports == [(1, 3, "市监局")]


def test_short_work_is_not_shown(chinese_app: object, qtbot: QtBot) -> None:
    runner = TaskRunner(show_after_ms=NEVER_MS)
    seen: list[str] = []
    runner.busy.connect(seen.append)
    runner.progressed.connect(lambda *_: seen.append("progress"))
    with qtbot.waitSignal(runner.idle):
        runner.run("正在计算", lambda progress: progress.report(1, 1, ""), lambda _result: None)
    assert seen == []


def test_jobs_run_one_after_another(runner: TaskRunner, qtbot: QtBot) -> None:
    order: list[str] = []
    with qtbot.waitSignal(runner.idle):
        for name in "甲乙丙":
            runner.run(name, partial(_note, order, name), order.append)
    qtbot.waitUntil(lambda: len(order) == 6)
    assert [entry for entry in order if entry.endswith("起")] == ["甲起", "乙起", "丙起"]
    assert [entry for entry in order if not entry.endswith("起")] == ["甲", "乙", "丙"]


def test_cancelled_work_stops_and_says_nothing(runner: TaskRunner, qtbot: QtBot) -> None:
    began, asked = threading.Event(), threading.Event()
    done: list[object] = []

    def job(progress: Progress) -> None:
        began.set()
        asked.wait(10)
        progress.stop_if_cancelled()
        done.append("went on")

    with qtbot.waitSignal(runner.idle):
        runner.run("正在导入", job, done.append)
        runner.run("正在导出", lambda _progress: done.append("second"), done.append)
        began.wait(10)
        runner.cancel()
        asked.set()
    assert done == []


def test_a_known_error_goes_to_whoever_asked_for_it(runner: TaskRunner, qtbot: QtBot) -> None:
    error = UserError("文件打不开。", "请先在 Excel 里关闭它。")
    errors: list[UserError] = []
    with qtbot.waitSignal(runner.idle):
        runner.run("正在导入", _raiser(error), lambda _result: None, errors.append)
    qtbot.waitUntil(lambda: errors == [error])
    with qtbot.waitSignal(runner.failed) as failed:
        runner.run("正在导入", _raiser(error), lambda _result: None)
    assert failed.args == [error]


def test_a_fault_of_the_program_goes_to_the_crash_report(runner: TaskRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.crashed) as crashed:
        runner.run("正在导入", _raiser(ZeroDivisionError("x")), lambda _result: None)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert not runner.is_busy


def _note(order: list[str], name: str, _progress: Progress) -> str:
    order.append(f"{name}起")
    return name


class _raiser:  # noqa: N801 - reads as a function
    def __init__(self, error: Exception) -> None:
        self._error = error

    def __call__(self, _progress: Progress) -> None:
        raise self._error
