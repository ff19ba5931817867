"""Records as plain data and back: what JSON holds without loss, for documents that outlive the program's version.

Every record (dataclass) becomes a table of its fields by name. What is empty by default is left out; everything else
is written, so that a later change of a default changes no document. Figures, measures and days are texts. A record
that has got further fields since reads an older document with their defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_FIGURE = "figure"
"""Marks a figure where a text might stand as well."""
_RECORD = "record"
"""Says which record it is where several kinds might stand."""


def to_plain(value: object, kind: Any) -> Any:
    """`value`, which is a `kind`, in tables, lists, texts, whole numbers and truth values."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_to_plain(value, kind)
    if origin is tuple:
        return [to_plain(entry, part) for entry, part in zip(_sequence(value), _parts(kind, value), strict=True)]
    if origin is not None and issubclass(origin, Mapping):
        _, inner = get_args(kind)
        return {str(key): to_plain(entry, inner) for key, entry in _mapping(value).items()}
    if _is_record(kind):
        return {
            name: to_plain(getattr(value, name), hint)
            for name, hint, field in _fields_of(kind)
            if not _is_left_out(getattr(value, name), field)
        }
    if _is_named_tuple(kind):
        hints = get_type_hints(kind)
        return [to_plain(entry, hint) for entry, hint in zip(_sequence(value), hints.values(), strict=True)]
    return _atom_to_plain(value, kind)


def from_plain(raw: Any, kind: Any) -> Any:
    """What `to_plain` was given. Raises `ValueError`, `TypeError` or `LookupError` for data of another shape."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_from_plain(raw, kind)
    if origin is tuple:
        return tuple(from_plain(entry, part) for entry, part in zip(raw, _parts(kind, raw), strict=True))
    if origin is not None and issubclass(origin, Mapping):
        key_kind, inner = get_args(kind)
        return {from_plain(key, key_kind): from_plain(entry, inner) for key, entry in raw.items()}
    if _is_record(kind):
        known = {name: from_plain(raw[name], hint) for name, hint, _ in _fields_of(kind) if name in raw}
        return kind(**known)
    if _is_named_tuple(kind):
        hints = get_type_hints(kind)
        return kind(*(from_plain(entry, hint) for entry, hint in zip(raw, hints.values(), strict=True)))
    return _atom_from_plain(raw, kind)


def _union_to_plain(value: object, kind: Any) -> Any:
    if value is None:
        return None
    members = _members(kind)
    if len(members) == 1:
        return to_plain(value, members[0])
    plain = to_plain(value, type(value))
    if _is_record(type(value)):
        return {_RECORD: type(value).__name__, **plain}
    return {_FIGURE: plain} if isinstance(value, Decimal) else plain


def _union_from_plain(raw: Any, kind: Any) -> Any:
    if raw is None:
        return None
    members = _members(kind)
    if len(members) == 1:
        return from_plain(raw, members[0])
    if not isinstance(raw, Mapping):
        return raw
    if _FIGURE in raw:
        return Decimal(raw[_FIGURE])
    record = {member.__name__: member for member in members}[raw[_RECORD]]
    return from_plain(raw, record)


def _members(kind: Any) -> list[Any]:
    return [member for member in get_args(kind) if member is not NoneType]


def _atom_to_plain(value: object, kind: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if kind is float:
        return repr(float(str(value)))
    if isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _atom_from_plain(raw: Any, kind: Any) -> Any:
    if kind in (datetime, date):
        return kind.fromisoformat(raw)
    if kind in (str, int, bool):
        if type(raw) is not kind:
            raise TypeError(f"{raw!r} is no {kind.__name__}")
        return raw
    return kind(raw)  # Decimal, float, words from a closed list


def _is_left_out(value: object, field: Field[Any]) -> bool:
    """Only what is empty: a default of 1 is written, because a later program's may be 2."""
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return default is not MISSING and value == default and not isinstance(value, Decimal) and not value


@lru_cache(maxsize=256)
def _fields_of(kind: Any) -> tuple[tuple[str, Any, Field[Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name], field) for field in fields(kind) if field.init)


def _parts(kind: Any, value: Any) -> list[Any]:
    """The kind of each entry of a tuple, whether it is `tuple[X, ...]` or `tuple[X, Y]`."""
    parts = get_args(kind)
    return [parts[0]] * len(value) if parts[-1] is Ellipsis else list(parts)


def _is_record(kind: Any) -> bool:
    return is_dataclass(kind)


def _is_named_tuple(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _sequence(value: Any) -> tuple[Any, ...]:
    return tuple(value)


def _mapping(value: Any) -> Mapping[Any, Any]:
    found: Mapping[Any, Any] = value
    return found
