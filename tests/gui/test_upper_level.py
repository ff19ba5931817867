"""下达目标、接收上级目标、填报上级报表 in the window: a city's files, and the county that takes them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from tests.gui.answering import answer, press_in_box
from tests.gui.other_plans import CITY_PLAN
from tests.gui.pages_office import office_tools
from tests.unit.application.city_desk import desk_with, hand_in
from tests.unit.domain.small_office import line
from xiaowei_desktop.application.breakdown import break_down, save_targets
from xiaowei_desktop.application.breakdown_request import BreakdownRequest
from xiaowei_desktop.application.forms import write_return_forms
from xiaowei_desktop.application.upper_targets import hand_down
from xiaowei_desktop.domain.breakdown import Method
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.ui.dialogs.upper_targets import UpperTargetsDialog
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.breakdown import BreakdownPage
from xiaowei_desktop.ui.pages.returns import ReturnsPage
from xiaowei_desktop.ui.tasks import TaskRunner
from xiaowei_desktop.ui.theme.theme import Theme
from xiaowei_desktop.ui.workplace import Printer, Workplace

pytest_plugins = ["tests.gui.pages_fixtures", "tests.gui.city_fixtures"]

Q1 = Quarter(2021, 1)
NEW = Indicator(
    "fresh", "新设小微企业", IndicatorKind.FLOW, "家", responsible=("bureau",), upper=f"{CITY_PLAN}/new_enterprises"
)
COUNTY = Plan(
    id="yuecheng-2021",
    title="越城区小微企业三年成长计划",
    short_title="越城区计划",
    document="越政办〔2021〕1号",
    issuer="越城区小微办",
    span=Span(2021, 2023),
    subject="district",
    organisations=(
        Organisation("district", "越城区", OrganisationKind.AREA),
        Organisation("bureau", "区市监局", OrganisationKind.BUREAU),
    ),
    groups=(),
    indicators=(NEW,),
    targets=(Target("fresh", "district", WHOLE_PLAN, value=Decimal(9000)),),
    tasks=(),
    scheme=None,
    readings=(),
)


@pytest.fixture
def broken_down(city: Workplace) -> Workplace:
    """The city has shared its new enterprises out among the counties."""
    request = BreakdownRequest("new_enterprises", WHOLE_PLAN, Method.EQUAL)
    save_targets(city.desk, break_down(city.desk, request), "")
    return city


@pytest.fixture
def county(office_printer: Printer, theme: Theme, settings: QSettings, tmp_path: Path) -> Iterator[Workplace]:
    """The county's own office; its bureau's first return is accepted."""
    tools, path, runner = office_tools(), tmp_path / "越城.db", TaskRunner(show_after_ms=0)
    desk = desk_with(tools.stores, path, COUNTY)
    hand_in(desk, "bureau", Q1, line("fresh", "480", "district"))
    desk.store.close()
    workplace = Workplace(tools, office_printer, theme, runner, settings)
    workplace.open(path)
    yield workplace
    runner.shut_down()
    workplace.close()


@pytest.fixture
def begin(qtbot: QtBot) -> Callable[[Page, str], list[str]]:
    """Shows a page, begins a job by its menu entry, and returns what the status line is told."""

    def run(page: Page, entry: str) -> list[str]:
        told: list[str] = []
        page.message.connect(told.append)
        qtbot.addWidget(page)
        page.period_changed(Q1.year, Q1.number)
        page.show()
        next(action for action in page.actions() if action.text() == entry).trigger()
        return told

    return run


def choose(monkeypatch: pytest.MonkeyPatch, found: Path, out: Path | None = None) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(found), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out or found), ""))


Begin = Callable[[Page, str], list[str]]


def test_targets_are_handed_down_to_a_county(
    broken_down: Workplace, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, tmp_path / "越城区目标.xlsx")
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("越城区", True))
    page = BreakdownPage(broken_down)
    begin(page, "下达目标…")
    qtbot.waitUntil(lambda: "越城区目标.xlsx" in page.banner.text)
    assert (tmp_path / "越城区目标.xlsx").exists()


def test_all_counties_get_a_file_each(
    broken_down: Workplace, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("全部 6 个区县", True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page = BreakdownPage(broken_down)
    begin(page, "下达目标…")
    qtbot.waitUntil(lambda: "6 个区县的目标" in page.banner.text)
    assert len(list(tmp_path.glob("*目标.xlsx"))) == 6


def test_a_county_without_targets_is_told_what_to_do(
    city: Workplace, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, tmp_path / "越城区目标.xlsx")
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("越城区", True))
    page = BreakdownPage(city)
    begin(page, "下达目标…")
    qtbot.waitUntil(lambda: "分解到区县" in page.banner.text)


@pytest.fixture
def handed(broken_down: Workplace, tmp_path: Path) -> Path:
    path = tmp_path / "越城区目标.xlsx"
    hand_down(broken_down.desk, broken_down.tools.upper, "越城区", path)
    return path


def test_targets_are_looked_at_taken_in_and_told(
    county: Workplace, handed: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, handed)
    page = BreakdownPage(county)
    seen: list[list[str]] = []

    def take(dialog: UpperTargetsDialog) -> None:
        model = dialog.table.model()
        seen.append([str(model.index(0, column).data()) for column in range(model.columnCount())])
        press_in_box(page, "知道了", seen.append)
        dialog.take_button.click()

    answer(page, UpperTargetsDialog, take)
    told = begin(page, "接收上级目标…")
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0][:5] == ["新增小微企业", "规划期", "不低于", "9167", "家"]
    assert any("改动 1 处" in text for text in seen[1])
    assert told == ["已接收上级目标：新增 0 处，改动 1 处，0 个目标未变化。"]
    (target,) = county.plan().targets
    assert target.value == 9167


def test_targets_that_are_not_wanted_change_nothing(
    county: Workplace, handed: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, handed)
    page = BreakdownPage(county)
    seen = answer(page, UpperTargetsDialog, lambda dialog: dialog.reject())
    told = begin(page, "接收上级目标…")
    qtbot.waitUntil(lambda: bool(seen) and not county.runner.is_busy)
    assert told == [] and county.plan() == COUNTY


def test_a_citys_own_targets_and_other_files_are_refused(
    broken_down: Workplace, handed: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(monkeypatch, handed)
    page = BreakdownPage(broken_down)
    begin(page, "接收上级目标…")
    qtbot.waitUntil(lambda: "不能再读入本方案" in page.banner.text)
    other = tmp_path / "通知.xlsx"
    other.write_bytes(b"no workbook")
    choose(monkeypatch, other)
    page.banner.hide()
    begin(page, "接收上级目标…")
    qtbot.waitUntil(page.banner.isVisible)
    assert "通知.xlsx" in page.banner.text


@pytest.fixture
def form(city: Workplace, tmp_path: Path) -> Path:
    """The city's return form for the county."""
    (path,) = write_return_forms(city.desk, city.tools.forms, Q1, tmp_path / "季报", "yuecheng")
    return path


def test_the_upper_levels_form_is_filled_in_and_what_is_open_is_listed(
    county: Workplace, form: Path, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "已填.xlsx"
    choose(monkeypatch, form, out)
    page = ReturnsPage(county)
    said: list[list[str]] = []
    press_in_box(page, "知道了", said.append)
    told = begin(page, "填报上级报表…")
    qtbot.waitUntil(lambda: bool(said))
    assert "已填 1 行" in told[-1] and "已填.xlsx" in told[-1]
    assert "已填.xlsx" in page.banner.text
    figures = [cell.value for row in load_workbook(out)["季报"].iter_rows() for cell in row]
    assert 480 in figures


def test_a_form_for_another_quarter_is_refused(
    county: Workplace, city: Workplace, begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (form,) = write_return_forms(city.desk, city.tools.forms, Quarter(2021, 2), tmp_path / "季报", "yuecheng")
    out = tmp_path / "已填.xlsx"
    choose(monkeypatch, form, out)
    page = ReturnsPage(county)
    begin(page, "填报上级报表…")
    qtbot.waitUntil(lambda: "不是 2021Q1 的" in page.banner.text)
    assert not out.exists()
