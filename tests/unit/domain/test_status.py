"""Who has reported, and how late."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.domain.cases import Case, cases
from tests.unit.domain.small_office import NOW, PLAN, Q2, approved, line, reported, version
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnState
from xiaowei_desktop.domain.status import quarter_status


@pytest.mark.parametrize("case", cases("status"))
def test_days_late(case: Case) -> None:
    quarter = Quarter.parse(case["quarter"])
    returns = []
    if "received" in case:
        returns = [QuarterlyReturn("market", quarter).submit(version(1, line("new", "1"), received=case["received"]))]
    found = quarter_status(PLAN, quarter, returns, case["today"])
    assert found.due == case["due"]
    market = found.units[0]
    assert (market.unit, market.days_late, market.received_on) == ("market", case["late"], case.get("received"))


def test_all_units_that_report_are_listed_in_the_plans_order() -> None:
    sent_back = reported("science", Q2, line("voucher", "1")).send_back("请核对。")
    begun = QuarterlyReturn("bank", Q2).save_draft((line("loans", "1"),))
    returns = [begun, approved("market", Q2, line("new", "1")), sent_back]
    found = quarter_status(PLAN, Q2, returns, date(2020, 7, 20))
    assert [(unit.unit, unit.state) for unit in found.units] == [
        ("market", ReturnState.APPROVED), ("science", ReturnState.RETURNED), ("finance", ReturnState.MISSING),
        ("bank", ReturnState.DRAFT), ("north", ReturnState.MISSING),
    ]  # fmt: skip
    assert (found.reported, found.approved, found.late) == (2, 1, 3)


def test_a_resubmission_does_not_make_a_return_late() -> None:
    first = QuarterlyReturn("market", Q2).submit(version(1, line("new", "1"), received=date(2020, 7, 3)))
    again = first.send_back("请核对。").submit(version(2, line("new", "2"), received=date(2020, 7, 30)))
    market = quarter_status(PLAN, Q2, [again], date(2020, 8, 1)).units[0]
    assert (market.received_on, market.days_late, market.versions) == (date(2020, 7, 3), 0, 2)
    assert again.approve("李四", NOW).is_approved
