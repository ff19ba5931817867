"""考核细则: a tree of sections and items with points, caps and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.rules import AnyRule


@dataclass(frozen=True, slots=True)
class Node:
    """A section (children) or an item (a rule) worth `points` at most.

    `applies_to` names the organisations it is for; empty: all that are assessed. `cap` and `floor` limit what the
    children's sum counts for. `clause` is the document's own wording, in short, beside the generated sentence.
    """

    code: str
    title: str
    points: Decimal
    children: tuple[Node, ...] = ()
    rule: AnyRule | None = None
    applies_to: tuple[str, ...] = ()
    cap: Decimal | None = None
    floor: Decimal | None = None
    clause: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        if (self.rule is None) == (not self.children):
            raise ValueError(f"node {self.code} has either children or a rule")

    def is_for(self, organisation: str) -> bool:
        return not self.applies_to or organisation in self.applies_to

    def leaves(self) -> Iterator[Node]:
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def for_organisation(self, organisation: str) -> Node | None:
        """The part of the tree that the organisation is assessed on; `None` where nothing is left."""
        if not self.is_for(organisation):
            return None
        if self.rule is not None:
            return self
        kept = tuple(c for child in self.children if (c := child.for_organisation(organisation)) is not None)
        if not kept:
            return None
        return Node(
            self.code,
            self.title,
            self.points,
            kept,
            None,
            self.applies_to,
            self.cap,
            self.floor,
            self.clause,
            self.reference,
        )

    def maximum(self) -> Decimal:
        """The most points that can be had here: an item's own, a section's sum, within the cap."""
        own = self.points if self.rule is not None else sum((child.maximum() for child in self.children), Decimal(0))
        return own if self.cap is None else min(self.cap, own)

    @property
    def sentence(self) -> str:
        """The rule in words, or how the children add up; with the limits where there are any."""
        limits = tuple(
            f"{word}{plain_text(limit)}分"
            for word, limit in (("最高", self.cap), ("最低", self.floor))
            if limit is not None
        )
        if self.rule is None:
            return f"{'，'.join(('各项得分相加', *limits))}。"
        return self.rule.sentence(self.points) + (f"本项{'，'.join(limits)}。" if limits else "")


@dataclass(frozen=True, slots=True)
class ScoringScheme:
    """A year's scheme: who is assessed, and the tree. Items round half-up to `places`, sums add rounded items.

    `note` is printed under every sheet that the scheme makes: that it is the program's own proposal, for one.
    """

    title: str
    root: Node
    assessed: tuple[str, ...]
    places: int = 2
    document: str = ""
    note: str = ""

    def item(self, code: str) -> Node | None:
        return next((node for node in self.root.walk() if node.code == code), None)

    def for_organisation(self, organisation: str) -> Node | None:
        if organisation not in self.assessed:
            return None
        return self.root.for_organisation(organisation)

    @property
    def assesses_alike(self) -> bool:
        """Whether every item is for all that are assessed, so that they can be ranked in each of them."""
        return not any(node.applies_to for node in self.root.walk())

    def judged_items(self, organisation: str) -> tuple[Node, ...]:
        """The items for which the office has to enter something about the organisation, in order."""
        tree = self.for_organisation(organisation)
        leaves = tree.leaves() if tree else ()
        return tuple(leaf for leaf in leaves if leaf.rule is not None and leaf.rule.asks())
