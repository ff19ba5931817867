"""Which quarter the window begins with."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.application.standing import quarter_in_work
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import ReturnLine, RowKey, TaskStatus


def filled(indicator: Indicator, subject: str) -> ReturnLine:
    key = RowKey(indicator.code, subject)
    if not indicator.has_figure:
        return ReturnLine(key, status=TaskStatus.DONE)
    return ReturnLine(key, cumulative=Decimal(0), explanation="本季没有发生。")


def accept_all(office: Office, quarter: Quarter) -> None:
    for unit in PLAN.reporting_units():
        office.accept(unit, quarter, *(filled(indicator, subject) for indicator, subject in PLAN.rows_of(unit)))


def test_a_new_database_begins_with_the_first_quarter(office: Office) -> None:
    assert quarter_in_work(office.desk) == Quarter(2020, 1)


def test_the_last_quarter_with_a_return_is_in_work(office: Office) -> None:
    office.type_in("science", Quarter(2020, 2), ReturnLine(RowKey("voucher", PLAN.subject), cumulative=Decimal(3)))
    assert quarter_in_work(office.desk) == Quarter(2020, 2)


@pytest.mark.parametrize(
    ("done", "today", "begins"),
    [
        (Quarter(2020, 1), datetime(2020, 7, 1), Quarter(2020, 2)),
        (Quarter(2020, 1), datetime(2020, 6, 30), Quarter(2020, 1)),  # the second quarter is not over
        (Quarter(2020, 4), datetime(2021, 4, 1), Quarter(2021, 1)),
        (Quarter(2021, 4), datetime(2023, 1, 1), Quarter(2021, 4)),  # the plan has ended
    ],
)
def test_after_a_quarter_that_is_accepted_comes_the_next(
    office: Office, done: Quarter, today: datetime, begins: Quarter
) -> None:
    accept_all(office, done)
    assert quarter_in_work(office.at(today).desk) == begins
