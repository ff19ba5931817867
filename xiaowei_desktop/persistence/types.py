"""Column types that keep a value exactly or refuse it: figures, points in time, words from a fixed list."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, TypeDecorator
from sqlalchemy.exc import DontWrapMixin

from xiaowei_desktop.domain.quantity import MAX_PLACES, QuantityError, check_size, exact


class UnstorableFigureError(QuantityError, DontWrapMixin):
    """A figure that the column cannot keep digit for digit; nothing is rounded to make it fit."""


class ExactDecimal(TypeDecorator[Decimal]):
    """A figure as a whole number of millionths.

    SQLite keeps `NUMERIC` as a binary fraction, in which 12345678901234.5678 becomes …5684 without a warning.
    Twelve digits before the point and six behind it fit the 64 bits of an integer with room to spare.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        try:
            return int(check_size(value).scaleb(MAX_PLACES))
        except QuantityError as error:
            raise UnstorableFigureError(str(error)) from error

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        return None if value is None else exact(Decimal(value).scaleb(-MAX_PLACES))


class LocalDateTime(TypeDecorator[datetime]):
    """A point in the office's local time. SQLite would drop a time zone in silence, so one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is not None:
            raise ValueError(f"{value.isoformat()} carries a time zone; the office's records are in local time")
        return value


def one_of(kind: type[StrEnum], name: str) -> Enum:
    """A word from a fixed list, kept as its text; `name` is the constraint's."""

    def values(members: Any) -> list[str]:
        return [member.value for member in members]

    return Enum(kind, name=name, values_callable=values, native_enum=False, create_constraint=True, length=20)
