"""力争: shown where targets are shown, and scored nowhere."""

from __future__ import annotations

from tests.unit.planfiles.seeds import shipped
from tests.unit.reporting.test_sheets import printed
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.progress_table import progress_rows
from xiaowei_desktop.reporting.breakdown_sheet import breakdown_sheet
from xiaowei_desktop.reporting.progress_sheet import progress_sheet

PLAN = shipped("shaoxing-2021-2023")
STRETCH = next(target for target in PLAN.targets if target.stretch)
NAME = PLAN.indicator(STRETCH.indicator).name


def test_the_breakdown_says_what_is_striven_for() -> None:
    rows = [row for row in printed(breakdown_sheet(PLAN, 2023)) if NAME in row]
    assert [cell for row in rows for cell in row if cell.startswith("力争")] == ["力争1500家"]


def test_the_progress_table_shows_it_without_a_rate() -> None:
    assert PLAN.target(STRETCH.indicator, STRETCH.subject, 2023) is None
    quarter = Quarter(2023, 4)
    rows = tuple(progress_rows(PLAN, FigureBook(PLAN, ()), quarter))
    (row,) = [row for row in printed(progress_sheet(PLAN, quarter, rows)) if NAME in row]
    assert "力争1500家" in row
