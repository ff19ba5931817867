"""What a detail panel says of one thing: facts under their words, and small tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A word and what is to be said under it; facts without a text are left out."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """A small table under its word; the first column stands left, the others right."""

    word: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one thing, in reading order."""

    title: str
    parts: tuple[Fact | FactTable, ...]
