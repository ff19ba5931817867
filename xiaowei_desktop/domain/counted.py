"""Figures that count: one row as a unit reported it, or the whole as its counties make it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import MAX_PLACES, plain_text
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, ReturnVersion, VerifiedFigure
from xiaowei_desktop.domain.rate import ZERO, round_half_up


class Counted(Protocol):
    """A figure that counts, wherever it comes from."""

    @property
    def value(self) -> Decimal | None: ...

    @property
    def benchmark(self) -> Decimal | None: ...

    @property
    def progress(self) -> str: ...

    @property
    def is_accepted(self) -> bool: ...

    def source(self, plan: Plan) -> str:
        """Where the figure came from, for a reader years later."""
        ...


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """One row of the newest version of a return, with the verified figure in the place of the reported one."""

    report: QuarterlyReturn
    version: ReturnVersion
    line: ReturnLine
    verified: VerifiedFigure | None

    @property
    def value(self) -> Decimal | None:
        return self.verified.value if self.verified else self.line.cumulative

    @property
    def benchmark(self) -> Decimal | None:
        return self.line.benchmark

    @property
    def progress(self) -> str:
        return self.line.progress

    @property
    def is_accepted(self) -> bool:
        return self.report.is_approved

    def source(self, plan: Plan) -> str:
        """Unit, quarter, version, file, acceptance."""
        unit = plan.organisation(self.report.unit).name
        text = f"{unit}{self.report.quarter.in_words}季报第{self.version.number}版"
        text += f"，文件“{self.version.source.file}”" if self.version.source.file else "，直接录入"
        text += f"，{self.version.received_on.isoformat()}收到"
        if self.verified:
            reported = "空" if self.line.cumulative is None else plain_text(self.line.cumulative)
            text += f"；报送数{reported}，{self.verified.verified_by}核定为{plain_text(self.verified.value)}"
            text += f"（{self.verified.reason}）"
        if self.report.approved_at is not None:
            return f"{text}；{self.report.approved_by}于{self.report.approved_at.date().isoformat()}审核通过"
        return f"{text}；尚未审核"


@dataclass(frozen=True, slots=True)
class RolledUpFigure:
    """汇总数: the whole's figure where nobody reports it but the counties, added up from all of theirs."""

    indicator: Indicator
    parts: tuple[CountedFigure, ...]

    @property
    def value(self) -> Decimal | None:
        return add_up(self.indicator, self.parts)

    @property
    def benchmark(self) -> Decimal | None:
        return None

    @property
    def progress(self) -> str:
        return ""

    @property
    def is_accepted(self) -> bool:
        return all(part.is_accepted for part in self.parts)

    def source(self, plan: Plan) -> str:
        """The counties with their figures; each one's own row says where that came from."""
        told = "、".join(
            f"{plan.organisation(part.line.key.subject).name}{plain_text(part.value)}"
            for part in self.parts
            if part.value is not None
        )
        accepted = "" if self.is_accepted else "；尚未全部审核"
        return f"由{len(self.parts)}个区县的数汇总：{told}{accepted}"


def add_up(indicator: Indicator, parts: Sequence[CountedFigure]) -> Decimal | None:
    """The sum of counts and levels; of ratios the quotient of their added numerators and denominators, in per cent.

    `None` where any figure is missing, and for a ratio where any county's numerator or denominator is, or where the
    office verified the ratio only.
    """
    if indicator.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK):
        return _sum([part.value for part in parts])
    if any(part.verified for part in parts):
        return None
    numerator, denominator = _sum([p.line.numerator for p in parts]), _sum([p.line.denominator for p in parts])
    if numerator is None or not denominator or denominator < 0:
        return None
    return round_half_up(100 * numerator / denominator, MAX_PLACES)


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known and len(known) == len(values) else None
