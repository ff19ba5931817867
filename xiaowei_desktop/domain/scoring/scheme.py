"""考核细则: a tree of sections and items with points, caps and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from operator import is_

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.rules import AnyRule


class Absent(StrEnum):
    """What an item comes to for an organisation that has no such task (无此任务)."""

    ZERO = "zero"
    """不得分."""
    SHARE = "share"
    """按基本分的一定比例得分."""
    MEAN = "mean"
    """按其他考核对象的平均分得分."""
    REWEIGHT = "reweight"
    """不计入满分，所属部分的其他各项按比例折算."""


@dataclass(frozen=True, slots=True)
class GroupPoints:
    """A node's points for one group of organisations, where they differ (一类、二类镇街)."""

    group: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Node:
    """A section (children) or an item (a rule) worth `points` at most.

    `applies_to` names the organisations it is for; empty: all that are assessed. `cap` and `floor` limit what the
    children's sum counts for. `weight` (1 is 100 %) is a child's share of its section, where the section's children
    are marked on scales of their own and converted (百分制折算). `absent` is what the scheme says of organisations
    without this task, `absent_share` the share of the points for `Absent.SHARE`. `clause` is the document's own
    wording, in short, beside the generated sentence, `number` the number it has there (（三）).
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
    weight: Decimal | None = None
    points_by_group: tuple[GroupPoints, ...] = ()
    absent: Absent | None = None
    absent_share: Decimal | None = None
    number: str = ""

    def __post_init__(self) -> None:
        if (self.rule is None) == (not self.children):
            raise ValueError(f"node {self.code} has either children or a rule")

    def is_for(self, organisation: str) -> bool:
        return not self.applies_to or organisation in self.applies_to

    def points_for(self, group: str) -> Decimal:
        """The points that the node has for a group's members."""
        return next((found.points for found in self.points_by_group if found.group == group), self.points)

    def leaves(self) -> Iterator[Node]:
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_weighted(self) -> bool:
        """Whether the children's points are converted by weights instead of added as they are."""
        return any(child.weight is not None for child in self.children)

    def for_organisation(self, organisation: str, group: str = "") -> Node | None:
        """The part of the tree that the organisation is assessed on, with its group's points; `None` for nothing."""
        if not self.is_for(organisation):
            return None
        own = self.points_for(group)
        if self.rule is not None:
            return self if own == self.points else replace(self, points=own)
        kept = tuple(c for child in self.children if (c := child.for_organisation(organisation, group)) is not None)
        if not kept:
            return None
        unchanged = own == self.points and len(kept) == len(self.children) and all(map(is_, kept, self.children))
        return self if unchanged else replace(self, points=own, children=kept)

    def maximum(self) -> Decimal:
        """The most points that can be had here: an item's own, a section's sum or scale, within the cap."""
        if self.rule is not None or self.is_weighted:
            return self.within_cap(self.points)
        return self.within_cap(sum((child.maximum() for child in self.children), ZERO))

    def within_cap(self, points: Decimal) -> Decimal:
        return points if self.cap is None or points <= self.cap else self.cap

    def limited(self, points: Decimal) -> Decimal:
        """Within the cap and the floor."""
        counted = self.within_cap(points)
        return counted if self.floor is None or counted >= self.floor else self.floor

    @property
    def sentence(self) -> str:
        """The rule in words, or how the children add up; with the limits where there are any."""
        limits = tuple(
            f"{word}{plain_text(limit)}分"
            for word, limit in (("最高", self.cap), ("最低", self.floor))
            if limit is not None
        )
        if self.rule is None:
            return f"{'，'.join((self._adding, *limits))}。"
        return self.rule.sentence(self.points) + (f"本项{'，'.join(limits)}。" if limits else "") + self._absent_text

    @property
    def _adding(self) -> str:
        if not self.is_weighted:
            return "各项得分相加"
        weights = "、".join(
            f"{child.title}{plain_text(child.weight * 100)}%" for child in self.children if child.weight is not None
        )
        return f"各项得分率按权重（{weights}）折算成{plain_text(self.points)}分"

    @property
    def _absent_text(self) -> str:
        match self.absent:
            case Absent.ZERO:
                return "无此任务的不得分。"
            case Absent.SHARE:
                share = ZERO if self.absent_share is None else self.absent_share
                return f"无此任务的按基本分的{plain_text(share * 100)}%得分。"
            case Absent.MEAN:
                return "无此任务的按其他考核对象的平均分得分。"
            case Absent.REWEIGHT:
                return "无此任务的不计入满分，所属部分其他各项按比例折算。"
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Group:
    """Organisations that are compared with each other (一类镇街、二类镇街)."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A grade of the total: from `low`, which belongs to it, to below `high`; open where there is none."""

    name: str
    low: Decimal | None = None
    high: Decimal | None = None

    def holds(self, total: Decimal) -> bool:
        return (self.low is None or total >= self.low) and (self.high is None or total < self.high)


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of the year whose standing is scored, with its weight (1 is 100 %)."""

    quarter: int
    weight: Decimal


@dataclass(frozen=True, slots=True)
class ScoringScheme:
    """A year's scheme: who is assessed, and the tree. Items round half-up to `places`, sums add rounded items.

    Without `periods` the year is scored once, at its end; else computed items are scored at the end of each of the
    quarters and weighted. `tie_break` names the items that decide, in order, where totals are equal; who has no points
    in one has 0 there. `first_month` is the month in which the assessment year begins (12: from last December on).
    `note` is printed under every sheet that the scheme makes: that it is the program's own proposal, for one.
    """

    title: str
    root: Node
    assessed: tuple[str, ...]
    places: int = 2
    document: str = ""
    note: str = ""
    groups: tuple[Group, ...] = ()
    bands: tuple[Band, ...] = ()
    tie_break: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    first_month: int = 1

    def item(self, code: str) -> Node | None:
        return next((node for node in self.root.walk() if node.code == code), None)

    def group_of(self, organisation: str) -> str:
        """The name of its group, empty where it is in none."""
        return next((group.name for group in self.groups if organisation in group.members), "")

    def for_organisation(self, organisation: str) -> Node | None:
        if organisation not in self.assessed:
            return None
        return self.root.for_organisation(organisation, self.group_of(organisation))

    def trees(self) -> Iterator[tuple[str, Node]]:
        """Everybody's part of the tree, in order, without those for whom nothing is left of it."""
        is_one = self.assesses_alike and not any(node.points_by_group for node in self.root.walk())
        for unit in self.assessed:
            tree = self.root if is_one else self.for_organisation(unit)
            if tree is not None:
                yield unit, tree

    def band_of(self, total: Decimal) -> str:
        """The first grade that holds the total; empty where none does or the scheme has none."""
        return next((band.name for band in self.bands if band.holds(total)), "")

    @property
    def assesses_alike(self) -> bool:
        """Whether every item is for all that are assessed, so that they can be ranked in each of them."""
        return not any(node.applies_to for node in self.root.walk())

    def judged_items(self, organisation: str) -> tuple[Node, ...]:
        """The items for which the office has to enter something about the organisation, in order."""
        return tuple(item for item in self.items_of(organisation) if item.rule is not None and item.rule.asks())

    def items_of(self, organisation: str) -> tuple[Node, ...]:
        """All items that the organisation is assessed on, in order."""
        tree = self.for_organisation(organisation)
        return tuple(tree.leaves()) if tree else ()
