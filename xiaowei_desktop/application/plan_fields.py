"""Fields of a plan by name, with values as JSON: what the effects of a reading speak of."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from xiaowei_desktop.domain.period import Scope

Entry = TypeVar("Entry")


def with_field(entry: Entry, path: str, text: str) -> Entry:
    """The entry with the field at `path` (`kind`, `rule.start`) set to what `text` holds as JSON.

    Raises `ValueError` where the entry has no such field, or the value is none for it.
    """
    return _with_raw(entry, path.split("."), json.loads(text, parse_float=Decimal))


def _with_raw(entry: Entry, path: list[str], raw: object) -> Entry:
    name, *rest = path
    kind: Any = type(entry)
    if name not in {field.name for field in dataclasses.fields(entry)}:  # type: ignore[arg-type]
        raise ValueError(f"{type(entry).__name__} has no field {name}")
    value = _with_raw(getattr(entry, name), rest, raw) if rest else _read(_hints(kind)[name], raw)
    return dataclasses.replace(entry, **{name: value})  # type: ignore[type-var]


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, raw: object) -> object:
    """`raw` as a value of the type `kind`."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _read_one_of(typing.get_args(kind), raw)
    if typing.get_origin(kind) is tuple and isinstance(raw, list):
        item = typing.get_args(kind)[0]
        return tuple(_read(item, one) for one in raw)
    if kind is Scope and isinstance(raw, str):
        return Scope.parse(raw)
    if isinstance(raw, dict) and dataclasses.is_dataclass(kind):
        return _record(kind, raw)
    if kind is Decimal and isinstance(raw, int | str | Decimal) and not isinstance(raw, bool):
        return Decimal(raw)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(str(raw))
    if kind in (str, bool, int) and type(raw) is kind:
        return raw
    raise ValueError(f"{raw!r} is no {kind}")


def _record(kind: Any, raw: dict[str, object]) -> object:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], one) for name, one in raw.items()})


def _read_one_of(kinds: tuple[Any, ...], raw: object) -> object:
    """One of several types: nothing, or a rule that names its kind, or the only one there is."""
    if raw is None and types.NoneType in kinds:
        return None
    rest = [kind for kind in kinds if kind is not types.NoneType]
    if isinstance(raw, dict) and "kind" in raw:
        rest = [kind for kind in rest if getattr(kind, "kind", None) == raw["kind"]]
        raw = {name: value for name, value in raw.items() if name != "kind"}
    if len(rest) != 1:
        raise ValueError(f"{raw!r} is none of {kinds}")
    return _read(rest[0], raw)
