"""汇总: the counties' figures beside the whole's as it was reported, what they come to, and the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.counted import add_up
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.issues import Issue, Place, warning
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import RowKey

PARTS_DIFFER = "parts-differ"


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One county's counted figure; `None` while it has not come in."""

    subject: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """One indicator of a quarter: the whole as reported, and the counties.

    `whole` is `None` where it is missing or nobody is asked for it (`is_asked`): then the counties make it up.
    `total` is what the counties come to, a sum or for ratios the quotient of sums; `None` while one is missing.
    """

    indicator: Indicator
    whole: Decimal | None
    is_asked: bool
    parts: tuple[PartFigure, ...]
    total: Decimal | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The counties whose figures have not come in."""
        return tuple(part.subject for part in self.parts if part.value is None)

    @property
    def difference(self) -> Decimal | None:
        """By how much the counties come to more than what was reported for the whole; `None` where either is open."""
        return None if self.whole is None or self.total is None else self.total - self.whole

    def of(self, subject: str) -> Decimal | None:
        """One county's figure; `None` too for a county that is no part of this indicator."""
        return next((part.value for part in self.parts if part.subject == subject), None)


def roll_up(plan: Plan, book: FigureBook, quarter: Quarter) -> tuple[RollUp, ...]:
    """Every indicator whose counties make up the whole, group by group."""
    parted = (indicator for indicator in plan.grouped_indicators if plan.parts_of(indicator))
    return tuple(_rolled_up(plan, book, quarter, indicator) for indicator in parted)


def _rolled_up(plan: Plan, book: FigureBook, quarter: Quarter, indicator: Indicator) -> RollUp:
    subjects = plan.parts_of(indicator)
    found = {subject: book.reported(RowKey(indicator.code, subject), quarter) for subject in subjects}
    known = [figure for figure in found.values() if figure is not None]
    whole = book.reported(RowKey(indicator.code, plan.subject), quarter)
    return RollUp(
        indicator,
        whole.value if whole else None,
        bool(plan.reporters_of(indicator, plan.subject, quarter)),
        tuple(PartFigure(subject, figure.value if figure else None) for subject, figure in found.items()),
        add_up(indicator, known) if len(known) == len(subjects) else None,
    )


def check_parts(plan: Plan, quarter: Quarter, rows: Iterable[RollUp]) -> tuple[Issue, ...]:
    """A warning for each indicator whose counties do not come to what was reported for the whole."""
    return tuple(_differ(plan, quarter, row) for row in rows if row.difference)


def _differ(plan: Plan, quarter: Quarter, row: RollUp) -> Issue:
    whole, total, difference = row.whole or Decimal(0), row.total or Decimal(0), row.difference or Decimal(0)
    indicator, name = row.indicator, plan.organisation(plan.subject).name
    unit = indicator.measure_unit
    more = "多" if difference > 0 else "少"
    message = (
        f"{quarter.in_words}“{indicator.name}”：{name}报送{plain_text(whole)}{unit}，"
        f"{len(row.parts)}个区县合计{plain_text(total)}{unit}，区县合计{more}{plain_text(abs(difference))}{unit}。"
        "请与填报单位核对。"
    )
    return warning(PARTS_DIFFER, message, Place(row=indicator.code, subject=plan.subject, field="cumulative"))
