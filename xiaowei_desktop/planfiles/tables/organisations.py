"""Organisations in tables: by name, as people write them; a code is understood too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xiaowei_desktop.domain.organisation import normal_name
from xiaowei_desktop.planfiles.findings import near


class OrganisationNames:
    """Code ↔ name. Made from rows that may be faulty: of two that share a name the first one has it."""

    def __init__(self, rows: Iterable[tuple[str, tuple[str, ...]]], *, complete: bool = True) -> None:
        """`rows`: each organisation's code and its names, the one that tables show first.

        Without `complete` the table cannot be read, and nobody can say who is unknown.
        """
        self._complete = complete
        self._shown: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for code, names in rows:
            known = [name for name in names if normal_name(name)]
            if known:
                self._shown.setdefault(code, known[0])
            for name in known:
                self._codes.setdefault(normal_name(name), code)

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(self._shown.values())

    @property
    def names(self) -> Mapping[str, str]:
        return self._shown

    def show(self, code: str) -> str:
        return self._shown.get(code, code)

    def code(self, text: str) -> str | None:
        """The code of the organisation that is meant; empty where its own row has none, `None` where nobody is."""
        found = self._codes.get(normal_name(text))
        if found is not None:
            return found
        return text if text in self._shown else (None if self._complete else "")

    def question(self, text: str) -> str:
        return near(text, self._shown.values())
