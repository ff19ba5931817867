"""The 2020 scheme of 高新区（滨江） computed a second time, straight from the document, in exact fractions.

Nothing here uses the program: points, targets and caps are written down again as the document has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

TARGETS = {
    "new_enterprises": 5900, "eight_industries": 2700, "joint_stock": 15, "individual_to_company": 50,
    "standards": 16, "ip_training": 44, "tech_enterprises": 297, "innovation_vouchers": 700,
    "trade_registrations": 77, "exporters": 22, "training": 2640, "tax_benefit": 100,
}  # fmt: skip
OWN_ITEMS: Mapping[str, Mapping[str, tuple[str, Fraction]]] = {
    "market": {
        "B1.1.1": ("new_enterprises", Fraction(10)), "B1.1.2": ("eight_industries", Fraction(10)),
        "B1.2": ("joint_stock", Fraction(5)), "B1.3": ("individual_to_company", Fraction(5)),
        "B1.4": ("standards", Fraction(10)), "B1.5": ("ip_training", Fraction(10)),
    },
    "science": {"B2.1": ("tech_enterprises", Fraction(25)), "B2.2": ("innovation_vouchers", Fraction(25))},
    "development": {},
    "commerce": {"B4.1.1": ("trade_registrations", Fraction(25)), "B4.1.2": ("exporters", Fraction(25))},
    "labour": {"B5.1": ("training", Fraction(50))},
    "tax": {"B6.1": ("tax_benefit", Fraction(50))},
}  # fmt: skip
LOANS = {"B3.1.1": "loan_growth", "B3.1.2": "bank_loan_growth"}
REPORTERS = {
    **{indicator: unit for unit, items in OWN_ITEMS.items() for indicator, _ in items.values()},
    "loan_growth": "pboc",
    "bank_loan_growth": "cbirc",
}
STARTS = {"C3.1": 0, "C3.2": 0, "C3.3": 0, "C4": 5}
LIMITS = {"C3.1": 5, "C3.2": 5, "C3.3": 3, "C4": 5}


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows at the end of the year: counted figures, own rate and benchmark, marks by unit and item.

    A mark is points, a rate, a place (0: none) or the sum of what events add and take, by its item.
    """

    figures: Mapping[str, Fraction]
    loans: Mapping[str, tuple[Fraction, Fraction]]
    unaccepted: frozenset[str]
    marks: Mapping[tuple[str, str], Fraction]


@dataclass(slots=True)
class Computed:
    """One bureau: points of every item, `None` while open, and the items that something is missing for."""

    points: dict[str, Fraction | None] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def put(self, item: str, points: Fraction | None, *, accepted: bool = True) -> None:
        self.points[item] = None if points is None else half_up(points)
        if points is None or not accepted:
            self.open.add(item)

    def sum_of(self, *items: str) -> Fraction:
        return sum((self.points.get(item) or Fraction(0) for item in items), Fraction(0))

    @property
    def total(self) -> Fraction:
        capped = {"C2.1", "C2.2", "C3.1", "C3.2", "C3.3"}
        plain = self.sum_of(*(item for item in self.points if item not in capped))
        innovation = min(Fraction(5), self.sum_of("C2.1", "C2.2"))
        experience = min(Fraction(5), self.sum_of("C3.1", "C3.2", "C3.3"))
        return plain + innovation + experience


def half_up(value: Fraction) -> Fraction:
    """Two places, half away from nothing: points are never below 0."""
    return Fraction((value * 1000 + 5) // 10, 100)


def compute(unit: str, known: Known) -> Computed:
    found = Computed()
    for item in ("A1", "A2", "A3", "A4", "A5", "C2.1"):
        found.put(item, known.marks.get((unit, item)))
    if unit == "development":
        _development(known, found)
    for item, (indicator, points) in OWN_ITEMS[unit].items():
        figure = known.figures.get(indicator)
        share = None if figure is None else points * _within(figure / TARGETS[indicator])
        found.put(item, share, accepted=indicator not in known.unaccepted)
    place = known.marks.get((unit, "C1"))
    found.put("C1", None if place is None else (Fraction(6) - place if 1 <= place <= 5 else Fraction(0)))
    for item, limit in LIMITS.items():
        moved = known.marks.get((unit, item))
        found.put(item, None if moved is None else min(Fraction(limit), max(Fraction(0), STARTS[item] + moved)))
    return found


def _development(known: Known, found: Computed) -> None:
    for item, indicator in LOANS.items():
        pair = known.loans.get(indicator)
        rate = None if pair is None else _growth(*pair, known.marks.get(("development", item)))
        found.put(item, _gated(Fraction(25, 2), rate), accepted=indicator not in known.unaccepted)
    found.put("B3.2", _gated(Fraction(25), known.marks.get(("development", "B3.2"))))
    found.put("C2.2", known.marks.get(("development", "C2.2")))


def _growth(own: Fraction, benchmark: Fraction, entered: Fraction | None) -> Fraction | None:
    if own >= benchmark:
        return Fraction(1)
    return own / benchmark if benchmark > 0 else entered


def _gated(points: Fraction, rate: Fraction | None) -> Fraction | None:
    if rate is None:
        return None
    return Fraction(0) if rate < Fraction(7, 10) else points * _within(rate)


def _within(rate: Fraction) -> Fraction:
    return min(Fraction(1), max(Fraction(0), rate))
