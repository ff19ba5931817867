"""The contract of every rule kind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar, Protocol

from xiaowei_desktop.domain.indicator import Direction
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.outcome import Outcome


class Rule(Protocol):
    """How a leaf turns its input into points. Parameters are the dataclass fields of each kind.

    A rule is data: two rules with the same parameters are equal, and its sentence is made from them.
    """

    kind: ClassVar[str]

    def sentence(self, points: Decimal) -> str:
        """The rule in Chinese, for an item worth `points`; it names every parameter."""
        ...

    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators that the rule reads."""
        ...

    def needs_target(self, indicator: str) -> bool:
        """Whether the rule can only be scored where the document sets the indicator a target."""
        ...

    def better(self, indicator: str) -> Direction | None:
        """Which way the rule takes the indicator's figure to be better; `None` where it does not look at the figure."""
        ...

    def asks(self) -> frozenset[MarkField]:
        """What the office has to enter; empty for a rule that is computed."""
        ...

    def choices(self) -> tuple[str, ...]:
        """The words that the mark's grade is one of; empty for a rule that asks for none."""
        ...

    def range(self, points: Decimal) -> tuple[Decimal, Decimal]:
        """The least and the most points that the rule can give for an item worth `points`."""
        ...

    def faults(self, points: Decimal) -> tuple[Issue, ...]:
        """What is wrong with the parameters for an item worth `points`; the item is scored as written all the same."""
        ...

    def check_mark(self, mark: Mark, points: Decimal) -> tuple[Issue, ...]:
        """What is wrong with a mark for an item worth `points`; an erroneous mark is never stored."""
        ...

    def score(self, item: str, points: Decimal, evidence: Evidence) -> Outcome:
        """Points of one organisation for the item, before rounding."""
        ...

    def scorer(self, item: str, points: Decimal) -> Callable[[Evidence], Outcome]:
        """`score` for one item, made ready once to be asked of many organisations."""
        ...
