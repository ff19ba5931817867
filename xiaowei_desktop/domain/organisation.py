"""Organisations (单位、区县) and finding one by any of the names that people write."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OrganisationKind(StrEnum):
    """`bureau`: a department here; `area`: a district or county; `external`: a bank, a province's office."""

    BUREAU = "bureau"
    AREA = "area"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation. `code` never changes; `name` is what the plan's tables call it.

    `valid_from` and `valid_until` are set where a bureau was founded, merged or renamed within the span
    (国税局 and 地税局 merged in 2018).
    """

    code: str
    name: str
    kind: OrganisationKind
    full_name: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def formal_name(self) -> str:
        """The name for the head of a form: the full one where it is known."""
        return self.full_name or self.name

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    @property
    def all_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.name, self.formal_name, *self.aliases)))


class UnknownOrganisationError(LookupError):
    """A name that no organisation of the plan bears; `suggestions` are names that look alike."""

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.suggestions = suggestions

    @property
    def question(self) -> str:
        """是不是“市监局”“税务局”？ Empty where nothing looks alike."""
        return f"是不是“{'”“'.join(self.suggestions)}”？" if self.suggestions else ""


class Directory:
    """A plan's organisations, by code and by every name. Two organisations never share a name."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_code: dict[str, Organisation] = {}
        self._by_name: dict[str, Organisation] = {}
        for organisation in organisations:
            if organisation.code in self._by_code:
                raise ValueError(f"organisation code {organisation.code} stands twice")
            self._by_code[organisation.code] = organisation
            for name in organisation.all_names:
                self._add_name(normal_name(name), organisation)

    def _add_name(self, name: str, organisation: Organisation) -> None:
        holder = self._by_name.setdefault(name, organisation)
        if holder is not organisation:
            raise ValueError(f"{name} names both {holder.name} and {organisation.name}")

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._by_code.values())

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Organisation:
        return self._by_code[code]

    def find(self, name: str) -> Organisation:
        """The organisation that `name` (a name, short name, alias or code) means, or `UnknownOrganisationError`."""
        found = self._by_name.get(normal_name(name)) or self._by_code.get(name)
        if found is not None:
            return found
        close = difflib.get_close_matches(normal_name(name), self._by_name, n=3, cutoff=0.5)
        suggestions = dict.fromkeys(self._by_name[match].name for match in close)
        raise UnknownOrganisationError(name, tuple(suggestions))


def normal_name(name: str) -> str:
    """The name without spaces and with one kind of brackets, so that （金融办） and (金融办) are one."""
    return "".join(unicodedata.normalize("NFKC", name).split())
