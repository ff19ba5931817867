"""Shapes of tables and lists. A table is read whole: every fault in it is found, not only the first."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from xiaowei_desktop.planfiles.findings import Spot, UnreadableError, near
from xiaowei_desktop.planfiles.shapes import Shape, wrong_type

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
R = TypeVar("R", bound="DataclassInstance")


@dataclass(frozen=True)
class Many(Generic[T]):
    """A list of one shape, kept in order; `at_least` so many entries."""

    item: Shape[T]
    at_least: int = 0

    def read(self, raw: object, at: Spot) -> tuple[T, ...]:
        if not isinstance(raw, list):
            raise wrong_type(raw, "列表", at)
        if len(raw) < self.at_least:
            raise at.fault("plan-too-few", f"至少要有 {self.at_least} 项。")
        read: list[T] = []
        for number, entry in enumerate(raw, start=1):
            try:
                read.append(self.item.read(entry, at.entry(number)))
            except UnreadableError:
                continue
        if len(read) < len(raw):
            raise UnreadableError(at.path)
        return tuple(read)

    def write(self, value: tuple[T, ...]) -> object:
        return [self.item.write(entry) for entry in value]


@dataclass(frozen=True)
class Maybe(Generic[T]):
    """Something that a plan may lack altogether: its key is then left out."""

    present: Shape[T]

    def read(self, raw: object, at: Spot) -> T | None:
        return self.present.read(raw, at)

    def write(self, value: T | None) -> object:
        return None if value is None else self.present.write(value)


@dataclass(frozen=True)
class Usual(Generic[T]):
    """A value that goes without saying while it is the field's default, for good: only another one is written."""

    shape: Shape[T]

    def read(self, raw: object, at: Spot) -> T:
        return self.shape.read(raw, at)

    def write(self, value: T) -> object:
        return self.shape.write(value)


class Record(Generic[R]):
    """A table that holds one dataclass: a key for each of its fields.

    A field without a default must be there, unless it is a `Maybe`. All fields are written except empty and `Usual`
    ones, so that a text stored years ago does not change its meaning with a default. `check` looks at the finished
    value.
    """

    def __init__(
        self, made: type[R], fields: Mapping[str, Shape[Any]], check: Callable[[R, Spot], None] | None = None
    ) -> None:
        made_of = dataclasses.fields(made)
        if {field.name for field in made_of} != set(fields):
            raise TypeError(f"{made.__name__}: the shape's keys are not the fields")
        self._absent = {field.name: _absent(field, fields[field.name]) for field in made_of}
        self._made = made
        self._fields = fields
        self._check = check

    @property
    def fields(self) -> Mapping[str, Shape[Any]]:
        """The shape of each key, in the order in which they are written."""
        return self._fields

    def needs(self, name: str) -> bool:
        """Whether the key must be there."""
        return self._absent[name] is MISSING

    def usual(self, name: str) -> object:
        """What the field is without its key; `None` for nothing, and where the key must be there."""
        return None if self.needs(name) else self._absent[name]

    def read(self, raw: object, at: Spot) -> R:
        table = as_table(raw, at)
        values: dict[str, Any] = {}
        complete = self._keys_are_known(table, at)
        for name, shape in self._fields.items():
            try:
                if name in table:
                    values[name] = shape.read(table[name], at.key(name))
                elif self._absent[name] is not MISSING:
                    values[name] = self._absent[name]
                else:
                    raise at.key(name).fault("plan-missing-key", "缺少这一项，请补上。")
            except UnreadableError:
                complete = False
        if not complete:
            raise UnreadableError(at.path)
        value = self._made(**values)
        if self._check is not None:
            self._check(value, at)
        return value

    def _keys_are_known(self, table: Mapping[str, object], at: Spot) -> bool:
        unknown = [key for key in table if key not in self._fields]
        for key in unknown:
            at.key(key).fault("plan-unknown-key", f"没有名为“{key}”的项。{near(key, self._fields)}")
        return not unknown

    def write(self, value: R) -> dict[str, object]:
        written: dict[str, object] = {}
        for name, shape in self._fields.items():
            content = getattr(value, name)
            may_be_unsaid = content in (None, "", ()) or isinstance(shape, Usual)
            if may_be_unsaid and content == self._absent[name]:
                continue
            written[name] = shape.write(content)
        return written


def _absent(field: dataclasses.Field[Any], shape: Shape[Any]) -> object:
    """What a field is without its key; `MISSING` where the key must be there."""
    if isinstance(shape, Maybe):
        return None
    return field.default if field.default_factory is MISSING else field.default_factory()


def as_table(raw: object, at: Spot) -> Mapping[str, object]:
    """The value as a table with text keys."""
    if not isinstance(raw, dict):
        raise wrong_type(raw, "表", at)
    return raw
