"""All of today, the last of each day for a month, the last of each month for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xiaowei_desktop.persistence.thinning import superfluous

TODAY = date(2020, 7, 31)
MOMENTS = st.sets(st.datetimes(datetime(2019, 1, 1), datetime(2020, 8, 5)))


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2020, month, day, hour)


def test_all_of_today_are_kept() -> None:
    assert superfluous([at(7, 31, 8), at(7, 31, 9), at(7, 31, 10)], TODAY) == frozenset()


def test_the_last_of_each_day_of_the_past_month() -> None:
    assert superfluous([at(7, 30, 8), at(7, 30, 17), at(7, 1, 8), at(7, 1, 9)], TODAY) == {at(7, 30, 8), at(7, 1, 8)}


def test_the_last_of_each_month_before_that() -> None:
    assert superfluous([at(6, 30), at(6, 29), at(6, 1), at(5, 2)], TODAY) == {at(6, 29), at(6, 1)}


def test_a_backup_from_the_future_is_kept() -> None:
    assert superfluous([at(8, 1, 8), at(8, 1, 9)], TODAY) == frozenset()


@given(MOMENTS)
def test_the_newest_is_always_kept_and_thinning_again_removes_nothing(moments: set[datetime]) -> None:
    kept = moments - superfluous(moments, TODAY)
    assert not moments or max(moments) in kept
    assert superfluous(kept, TODAY) == frozenset()
    assert {(m.year, m.month) for m in kept} == {(m.year, m.month) for m in moments}
    recent = TODAY - timedelta(days=31)
    assert {m.date() for m in kept if m.date() > recent} == {m.date() for m in moments if m.date() > recent}
