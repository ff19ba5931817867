"""Figures are kept digit for digit or refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, MetaData, Table, insert, select, text
from sqlalchemy.exc import StatementError

from xiaowei_desktop.persistence.dialect import open_engine
from xiaowei_desktop.persistence.types import ExactDecimal, LocalDateTime, UnstorableFigureError

TABLE = Table("t", MetaData(), Column("figure", ExactDecimal()), Column("at", LocalDateTime()))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = open_engine(tmp_path_factory.mktemp("types") / "types.db")
    with engine.connect() as connection:
        TABLE.create(connection)
        yield connection
    engine.dispose()


def kept(connection: Connection, figure: Decimal | None) -> Decimal | None:
    with connection.begin_nested() as undo:
        connection.execute(insert(TABLE).values(figure=figure))
        found: Decimal | None = connection.scalars(select(TABLE.c.figure)).one()
        undo.rollback()
    return found


@given(st.integers(-(10**18) + 1, 10**18 - 1), st.integers(0, 6))
def test_any_figure_of_twelve_and_six_digits_is_kept(connection: Connection, digits: int, places: int) -> None:
    figure = Decimal(digits).scaleb(-places)
    if abs(figure) >= 10**12:
        figure = figure.scaleb(places - 6)
    assert kept(connection, figure) == figure


@given(st.decimals())
def test_every_other_figure_is_refused_never_rounded(connection: Connection, figure: Decimal) -> None:
    try:
        found = kept(connection, figure)
    except UnstorableFigureError:
        assert not figure.is_finite() or abs(figure) >= 10**12 or figure != round(figure, 6)
    else:
        assert found == figure


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        ("12345678901234.5678", "“12345678901234.5678”超过 12 位整数"),
        ("0.1234567", "“0.1234567”的小数超过 6 位"),
        ("NaN", "“NaN”不是数字"),
    ],
)
def test_the_refusal_says_why(connection: Connection, figure: str, reason: str) -> None:
    with pytest.raises(UnstorableFigureError, match=reason):
        kept(connection, Decimal(figure))


def test_a_missing_figure_is_not_zero(connection: Connection) -> None:
    assert kept(connection, None) is None


def test_the_column_holds_whole_numbers(connection: Connection) -> None:
    with connection.begin_nested() as undo:
        connection.execute(insert(TABLE).values(figure=Decimal("5.90E+3")))
        stored = connection.execute(text("SELECT figure, typeof(figure) FROM t")).one()
        assert tuple(stored) == (5_900_000_000, "integer")
        assert str(connection.scalars(select(TABLE.c.figure)).one()) == "5900"
        undo.rollback()


def test_a_time_zone_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="carries a time zone"):
        connection.execute(insert(TABLE).values(at=datetime(2020, 7, 3, tzinfo=UTC)))
