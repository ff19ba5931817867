"""审核公式: checks within one return and against the return before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain import measure_unit
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.issues import Issue, Place, error, note, warning
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, check_size, plain_text
from xiaowei_desktop.domain.quarterly_return import ReturnLine, RowKey
from xiaowei_desktop.domain.rate import round_half_up

SLIP_FACTOR = 1000
"""So many times the target, or so small a part of it, looks like 元 written for 万元."""

FRACTION_AT_MOST, PERCENT_AT_LEAST = Decimal("1.5"), Decimal(10)
"""A ratio no larger than the one, where the target is no smaller than the other, looks like 1 written for 100%."""

RATIO_TOLERANCE = Decimal("0.01")
"""Percentage points by which a written ratio may differ from numerator ÷ denominator: rounding to two places."""

PreviousFigures = Mapping[RowKey, Decimal]
"""Accepted cumulative figures of the quarter before in the same year."""


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """What the checks look at: the plan, the unit's lines for the quarter and the quarter before."""

    plan: Plan
    unit: str
    quarter: Quarter
    lines: tuple[ReturnLine, ...]
    previous: PreviousFigures

    def name(self, line: ReturnLine) -> str:
        """How messages name the row: 市监局第2季度“个转企”; with the county where it is not about the whole area."""
        unit = self.plan.organisation(self.unit).name
        elsewhere = line.key.subject not in (self.plan.subject, self.unit)
        about = f"（{self.plan.organisation(line.key.subject).name}）" if elsewhere else ""
        return f"{unit}第{self.quarter.number}季度“{self.plan.indicator(line.key.indicator).name}”{about}"


def check_return(subject: CheckedReturn) -> tuple[Issue, ...]:
    """Every finding, row by row in the form's order. Warnings with a written explanation become notes."""
    found: list[Issue] = []
    for line in subject.lines:
        indicator = subject.plan.indicator(line.key.indicator)
        for check in _CHECKS:
            found += check(subject, indicator, line)
    return tuple(found)


def _place(line: ReturnLine, field: str) -> Place:
    return Place(row=line.key.indicator, subject=line.key.subject, field=field)


def _explained(line: ReturnLine, code: str, message: str, field: str) -> Issue:
    """A warning, or a note where the unit has explained the row."""
    if line.explanation.strip():
        return note(code, f"{message}单位说明：{line.explanation.strip()}", _place(line, field))
    return warning(code, f"{message}请核对；确属实的，请填写情况说明。", _place(line, field))


def _filled(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    if indicator.kind is IndicatorKind.TASK:
        if line.status is None:
            yield _explained(line, "status-missing", f"{subject.name(line)}没有填完成状态。", "status")
        return
    if line.cumulative is None:
        lacking = (
            "没有填本季完成或累计完成，按缺数处理；没有发生的应填 0。"
            if line.quarter_value is None
            else "只填了本季完成，上季度累计数尚未收到，累计完成算不出，按缺数处理；请补填累计完成。"
        )
        message = f"{subject.name(line)}{lacking}"
        yield _explained(line, "figure-missing", message, "cumulative")
    if indicator.kind is IndicatorKind.BENCHMARK and line.benchmark is None:
        named = f"（{indicator.benchmark_name}）" if indicator.benchmark_name else ""
        yield _explained(line, "benchmark-missing", f"{subject.name(line)}没有填对照值{named}。", "benchmark")


def _sensible(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    if indicator.kind not in (IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.RATIO):
        return
    for field, word in (("quarter_value", "本季完成"), ("cumulative", "累计完成")):
        value: Decimal | None = getattr(line, field)
        if value is None:
            continue
        if value < 0 and (field == "cumulative" or not line.explanation.strip()):
            yield error(
                "negative",
                f"{subject.name(line)}：{word} {plain_text(value)} 小于 0。请改正；确属核减的，请填写情况说明。",
                _place(line, field),
            )
        try:
            check_size(value)
        except QuantityError as wrong:
            yield error("too-large", f"{subject.name(line)}：{word}{wrong}。请核对。", _place(line, field))
        if measure_unit.counts_whole_things(indicator.measure_unit) and value != value.to_integral_value():
            message = f"{subject.name(line)}：{word} {plain_text(value)} 应为整数（{indicator.measure_unit}）。请改正。"
            yield error("not-whole", message, _place(line, field))


def _adds_up(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    """本季完成 + 上季累计 = 累计完成, for figures counted up over the year."""
    if indicator.kind is not IndicatorKind.FLOW or line.quarter_value is None or line.cumulative is None:
        return
    before = _before(subject, line)
    if before is None:
        message = f"{subject.name(line)}：上季度累计数尚未收到，本季完成与累计完成无法核对。"
        yield note("previous-missing", message, _place(line, "cumulative"))
    elif before + line.quarter_value != line.cumulative:
        yield error(
            "sum-mismatch",
            f"{subject.name(line)}：上季累计 {plain_text(before)} + 本季完成 {plain_text(line.quarter_value)} = "
            f"{plain_text(before + line.quarter_value)}，与累计完成 {plain_text(line.cumulative)} 不符。"
            "请改正其中一个数。",
            _place(line, "cumulative"),
        )


def _falls(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    before = _before(subject, line)
    if indicator.kind is not IndicatorKind.FLOW or line.cumulative is None or before is None:
        return
    told_already = line.cumulative < 0 or ((line.quarter_value or 0) < 0 and not line.explanation.strip())
    if line.cumulative < before and not told_already:
        message = f"{subject.name(line)}：累计完成 {plain_text(line.cumulative)} 小于上季度的 {plain_text(before)}。"
        yield _explained(line, "cumulative-falls", message, "cumulative")


def _level_falls(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    """A level may fall, firms leave a pool: worth knowing, nothing to explain."""
    before = subject.previous.get(line.key)
    if indicator.kind is not IndicatorKind.STOCK or line.cumulative is None or before is None:
        return
    if 0 <= line.cumulative < before:
        message = f"{subject.name(line)}：期末数 {plain_text(line.cumulative)} 低于上季度末的 {plain_text(before)}。"
        told = f"单位说明：{line.explanation.strip()}" if line.explanation.strip() else ""
        yield note("stock-falls", message + told, _place(line, "cumulative"))


def _before(subject: CheckedReturn, line: ReturnLine) -> Decimal | None:
    if subject.quarter.previous_in_year is None:
        return Decimal(0)
    return subject.previous.get(line.key)


def _part_of_whole(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    if indicator.subset_of is None:
        return
    whole_key = RowKey(indicator.subset_of, line.key.subject)
    whole = next((other for other in subject.lines if other.key == whole_key), None)
    if whole is None:
        return
    whole_name = subject.plan.indicator(indicator.subset_of).name
    for field, word in (("quarter_value", "本季完成"), ("cumulative", "累计完成")):
        part_value, whole_value = getattr(line, field), getattr(whole, field)
        if part_value is not None and whole_value is not None and part_value > whole_value:
            yield error(
                "part-exceeds-whole",
                f"{subject.name(line)}：{word} {plain_text(part_value)} 大于其所属的“{whole_name}” "
                f"{plain_text(whole_value)}。其中数不能大于总数，请改正。",
                _place(line, field),
            )


def _ratio_agrees(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    if indicator.kind is not IndicatorKind.RATIO or line.numerator is None or line.denominator is None:
        return
    if line.denominator <= 0:
        if line.numerator != 0 or line.denominator < 0:
            message = f"{subject.name(line)}：分母 {plain_text(line.denominator)} 应大于 0。请改正。"
            yield error("denominator", message, _place(line, "denominator"))
        return
    ratio = 100 * line.numerator / line.denominator
    if line.cumulative is not None and abs(ratio - line.cumulative) > RATIO_TOLERANCE:
        yield error(
            "ratio-mismatch",
            f"{subject.name(line)}：分子 {plain_text(line.numerator)} ÷ 分母 {plain_text(line.denominator)} = "
            f"{round_half_up(ratio, 2):f}%，与所填 {plain_text(line.cumulative)}% 不符。请改正。",
            _place(line, "cumulative"),
        )


def _slip_of_unit(subject: CheckedReturn, indicator: Indicator, line: ReturnLine) -> Iterator[Issue]:
    target = subject.plan.target(indicator.code, line.key.subject, subject.quarter.year)
    if not line.cumulative or target is None or not target.value:
        return
    if indicator.kind is IndicatorKind.RATIO:
        if 0 < line.cumulative <= FRACTION_AT_MOST and target.value >= PERCENT_AT_LEAST:
            message = (
                f"{subject.name(line)}：所填 {plain_text(line.cumulative)}%，目标值 {plain_text(target.value)}%，"
                "可能把百分数写成了小数（100% 应填 100）。"
            )
            yield _explained(line, "unit-slip", message, "cumulative")
        return
    if indicator.kind not in (IndicatorKind.FLOW, IndicatorKind.STOCK):
        return
    times = abs(line.cumulative / target.value)
    if times >= SLIP_FACTOR or times <= 1 / Decimal(SLIP_FACTOR * 10):
        message = (
            f"{subject.name(line)}：累计完成 {plain_text(line.cumulative)} 与目标值 {plain_text(target.value)} "
            f"相差过大，可能填错了单位（应为{indicator.measure_unit}）。"
        )
        yield _explained(line, "unit-slip", message, "cumulative")


_Check = Callable[[CheckedReturn, Indicator, ReturnLine], Iterator[Issue]]
_CHECKS: tuple[_Check, ...] = (
    _filled,
    _sensible,
    _adds_up,
    _falls,
    _level_falls,
    _part_of_whole,
    _ratio_agrees,
    _slip_of_unit,
)
