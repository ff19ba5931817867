"""Other plans than Binjiang's, for the window's tests: a city's of three years, and a list of tasks."""

from __future__ import annotations

from collections.abc import Callable

from xiaowei_desktop.ui.workplace import Workplace

CITY_PLAN, TASKS_PLAN = "shaoxing-2021-2023", "zhejiang-sme-2020"

OpenPlan = Callable[[str], Workplace]
"""The fixture `open_plan`: a workplace on a new database with a shipped plan."""
