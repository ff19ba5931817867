"""A unit's 支撑材料 of a year, item by item: what there is, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.attachment import Attachment, ReturnPlace
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.scheme import Node


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """An item of the unit's scheme with its files, in the order in which they were attached.

    `place` counts the items of the unit's scheme from 1. `is_missing` says that there is something to prove, points,
    a judgement or evidence that the unit has named, and no file for it.
    """

    place: int
    node: Node
    points: Decimal | None
    files: tuple[Attachment, ...]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """`others` are the unit's files that belong to no item: lines of its returns that no item reads."""

    unit: str
    year: int
    items: tuple[ItemEvidence, ...]
    others: tuple[Attachment, ...]

    @property
    def count(self) -> int:
        """How many attachments there are; one that proves several items counts once."""
        return len({file.number for item in self.items for file in item.files} | {file.number for file in self.others})

    @property
    def missing(self) -> tuple[ItemEvidence, ...]:
        return tuple(item for item in self.items if item.is_missing)


def unit_evidence(
    plan: Plan,
    unit: str,
    year: int,
    points: Mapping[str, Decimal | None],
    to_prove: Collection[str],
    attachments: Iterable[Attachment],
) -> UnitEvidence:
    """The list of an organisation, which need not be assessed.

    `points` are what it has by item so far; `to_prove` are the items on which the office has passed a judgement other
    than 无, or for which the unit itself names evidence. `attachments` are all of the year, of every unit: a figure may
    have been handed in by another one.
    """
    found = tuple(attachments)
    tree = plan.scheme.for_organisation(unit) if plan.scheme else None
    leaves = tuple(tree.leaves()) if tree else ()
    by_leaf = {leaf.code: tuple(file for file in found if _proves(plan, unit, leaf, file)) for leaf in leaves}
    items = tuple(
        ItemEvidence(
            place,
            leaf,
            points.get(leaf.code),
            by_leaf[leaf.code],
            not by_leaf[leaf.code] and (leaf.code in to_prove or bool(points.get(leaf.code))),
        )
        for place, leaf in enumerate(leaves, start=1)
    )
    shown = {file.number for files in by_leaf.values() for file in files}
    others = tuple(file for file in found if file.place.unit == unit and file.number not in shown)
    return UnitEvidence(unit, year, items, others)


def _proves(plan: Plan, unit: str, leaf: Node, file: Attachment) -> bool:
    """Whether the file stands at the item itself, or at a line of a return from which the item has its figure."""
    place = file.place
    if not isinstance(place, ReturnPlace):
        return (place.unit, place.item) == (unit, leaf.code)
    read = leaf.rule.indicators() if leaf.rule else ()
    is_area = plan.organisation(unit).kind is OrganisationKind.AREA
    return place.row.indicator in read and (not is_area or place.row.subject == unit)
