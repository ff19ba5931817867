"""One row of 下达目标: what a city writes into it, and what a county reads out of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.application.ports.workbooks import TableRow
from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.measure_unit import factor
from xiaowei_desktop.domain.period import WHOLE_PLAN, Scope
from xiaowei_desktop.domain.quantity import QuantityError, check_size, exact, parse_quantity
from xiaowei_desktop.reporting.enumeration_words import word_of

STRETCH = "力争"
_KINDS = {word_of(kind): kind for kind in IndicatorKind if kind is not IndicatorKind.TASK}
_MAY_FALL = (IndicatorKind.GROWTH, IndicatorKind.BENCHMARK)
_COMPARATORS = {comparator.word: comparator for comparator in Comparator}


class RowError(Exception):
    """A row that cannot be taken in; the message says why, in a Chinese clause."""


@dataclass(frozen=True, slots=True)
class UpperTarget:
    """A target as the city states it: for its indicator `code`, in its unit."""

    code: str
    name: str
    kind: IndicatorKind
    measure_unit: str
    reference: str
    scope: Scope
    comparator: Comparator
    value: Decimal
    stretch: bool

    @property
    def key(self) -> tuple[str, Scope, bool]:
        """No two rows share it: a stretch target stands beside the firm one."""
        return self.code, self.scope, self.stretch

    def indicator(self, code: str, upper: str) -> Indicator:
        """A new indicator of the county's that answers for the city's."""
        return Indicator(code, self.name, self.kind, self.measure_unit, upper=upper, reference=self.reference)

    def target(self, own: Indicator, subject: str) -> Target:
        """The county's target in its own indicator's unit. Raises `RowError` where that cannot be."""
        ratio = factor(self.measure_unit, own.measure_unit)
        if ratio is None:
            raise RowError(f"计量单位“{self.measure_unit}”与本方案的“{own.measure_unit}”不能换算")
        try:
            value = check_size(exact(self.value * ratio))
        except QuantityError as wrong:
            raise RowError(f"换算成“{own.measure_unit}”后，{wrong}") from wrong
        return Target(own.code, subject, self.scope, self.comparator, value, self.stretch, reference=self.reference)


def written_row(indicator: Indicator, target: Target) -> dict[str, str | Decimal]:
    """The texts of the row, and the figure, by column."""
    return {
        "指标编码": indicator.code,
        "指标": indicator.name,
        "计量单位": indicator.measure_unit,
        "类型": word_of(indicator.kind),
        "范围": WHOLE_PLAN.in_words if target.scope.year is None else str(target.scope.year),
        "比较": STRETCH if target.stretch else target.comparator.word,
        "目标值": target.value or Decimal(0),
        "出处": target.reference or indicator.reference,
    }


def read_row(row: TableRow) -> UpperTarget:
    """What the row says. Raises `RowError` for what nobody could act on."""
    code, name, word = row["指标编码"].text.strip(), row["指标"].text.strip(), row["比较"].text
    if not name or len(code.split()) != 1:
        raise RowError("没有指标名称，或者指标编码是空的、含有空格")
    try:
        value = parse_quantity(row["目标值"].text, row["计量单位"].text)
        scope, kind = _scope(row["范围"].text), _KINDS[row["类型"].text]
        comparator = Comparator.AT_LEAST if word == STRETCH else _COMPARATORS[word]
    except (ValueError, KeyError) as unknown:
        raise RowError("类型、范围、比较或目标值读不懂") from unknown
    if value is None:
        raise RowError("没有目标值")
    if value.value < 0 and kind not in _MAY_FALL:
        raise RowError("目标值小于 0")
    unit, reference = row["计量单位"].text, row["出处"].text
    return UpperTarget(code, name, kind, unit, reference, scope, comparator, value.value, word == STRETCH)


def _scope(text: str) -> Scope:
    return WHOLE_PLAN if text == WHOLE_PLAN.in_words else Scope(int(text.removesuffix("年")))
