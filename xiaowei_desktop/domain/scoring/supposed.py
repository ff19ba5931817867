"""假设: figures that nobody reported, tried out beside those that were; nothing that is stored changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.counted import Counted, CountedFigure, RolledUpFigure
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.rate import ZERO


@dataclass(frozen=True, slots=True)
class SupposedFigure:
    """A figure as somebody supposes it: year to date, level or rate, with the benchmark's rate where there is one."""

    value: Decimal | None
    benchmark: Decimal | None = None

    @property
    def progress(self) -> str:
        return ""

    @property
    def is_accepted(self) -> bool:
        return True

    def source(self, plan: Plan) -> str:  # noqa: ARG002 - one contract
        return "假设的数，不是报送数"


class SupposedFigures(FigureBook):
    """The figures of `base`, but for rows of one quarter for which another figure is supposed."""

    def __init__(self, base: FigureBook, quarter: Quarter, supposed: Mapping[RowKey, SupposedFigure]) -> None:
        self._base = base
        self._quarter = quarter
        self._supposed = supposed

    def all_of(self, key: RowKey, quarter: Quarter) -> Sequence[CountedFigure]:
        return self._base.all_of(key, quarter)

    def reported(self, key: RowKey, quarter: Quarter) -> CountedFigure | None:
        return self._base.reported(key, quarter)

    def counted(self, key: RowKey, quarter: Quarter) -> Counted | None:
        if quarter == self._quarter and key in self._supposed:
            return self._supposed[key]
        found = self._base.counted(key, quarter)
        return self._rolled_up(found) if isinstance(found, RolledUpFigure) and quarter == self._quarter else found

    def why_open(self, indicator: Indicator, subject: str, quarter: Quarter) -> str:
        is_supposed = quarter == self._quarter and RowKey(indicator.code, subject) in self._supposed
        return "" if is_supposed else self._base.why_open(indicator, subject, quarter)

    def _rolled_up(self, whole: RolledUpFigure) -> Counted:
        """The whole with the counties that are supposed; ratios stay, nobody supposes their numerators."""
        adds_up = whole.indicator.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK)
        if not adds_up or not any(part.line.key in self._supposed for part in whole.parts):
            return whole
        values = [
            self._supposed[part.line.key].value if part.line.key in self._supposed else part.value
            for part in whole.parts
        ]
        known = [value for value in values if value is not None]
        return SupposedFigure(sum(known, ZERO) if len(known) == len(values) else None)
