"""Where figures came from, as numbered foot notes: many lines of a sheet share one source."""

from __future__ import annotations

from collections.abc import Iterable


class SourceNotes:
    """Numbers sources in the order in which the sheet first names them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def reference(self, sources: Iterable[str]) -> str:
        """来源1、3 for sources that stand at the foot; an empty text for none."""
        numbers = [self._numbers.setdefault(source, len(self._numbers) + 1) for source in dict.fromkeys(sources)]
        return f"来源{'、'.join(map(str, numbers))}" if numbers else ""

    def notes(self) -> tuple[str, ...]:
        """The foot notes, in order."""
        return tuple(f"来源{number}：{source}。" for source, number in self._numbers.items())
