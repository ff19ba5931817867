"""What may be typed into the cells of a return form, and the words that say so."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.measure_unit import counts_whole_things
from xiaowei_desktop.domain.quantity import MAX_INTEGER_DIGITS, plain_text
from xiaowei_desktop.domain.quarterly_return import TaskStatus

_MOST = str(10**MAX_INTEGER_DIGITS - 1)
_SIGNED = (IndicatorKind.GROWTH, IndicatorKind.BENCHMARK)


def figure_validation(indicator: Indicator, column: str, before: Decimal | None) -> DataValidation:
    """Numbers only: whole ones where things are counted, negative ones only where a rate may fall.

    `before` is the accepted cumulative figure of the quarter before, shown beside the cell.
    """
    whole = counts_whole_things(indicator.measure_unit) and indicator.kind not in _SIGNED
    lowest = f"-{_MOST}" if indicator.kind in _SIGNED else "0"
    wanted = ("不小于 0 的" if lowest == "0" else "") + ("整数" if whole else "数字")
    rule = DataValidation("whole" if whole else "decimal", lowest, _MOST, allow_blank=True, operator="between")
    rule.promptTitle = f"{column}（{indicator.measure_unit}）"[:32]
    rule.prompt = _prompt(indicator, column, wanted, before)
    if column == "本季完成":
        # A correction of earlier quarters may be negative, and has to be explained.
        rule.errorStyle = "warning"
        rule.error = f"“{column}”一般填{wanted}。确属核减以前季度数的，可以填负数，并请填写情况说明。"
    else:
        rule.error = f"“{column}”请填{wanted}，不写单位和文字。没有发生的填 0，暂时无法提供的留空。"
    return _complete(rule, "填写有误")


def _prompt(indicator: Indicator, column: str, wanted: str, before: Decimal | None) -> str:
    unit = indicator.measure_unit
    parts = [f"请填{wanted}{f'，单位：{unit}' if unit else ''}。"]
    if unit == "%":
        parts.append("填 100 表示 100%，不写百分号。")
    if column in ("本季完成", "累计完成") and indicator.kind is IndicatorKind.FLOW:
        parts.append("本季完成与累计完成填一栏即可。")
        parts.append("上季累计：" + ("无" if before is None else f"{plain_text(before)}{unit}") + "。")
    elif column == "累计完成" and before is not None:
        parts.append(f"上季数：{plain_text(before)}{unit}。")
    if column == "对照值" and indicator.benchmark_name:
        parts.append(f"对照：{indicator.benchmark_name}。")
    return "".join(parts)[:255]


def status_validation() -> DataValidation:
    rule = DataValidation("list", '"{}"'.format(",".join(status.value for status in TaskStatus)), allow_blank=True)
    rule.promptTitle, rule.prompt = "完成状态", "请从下拉列表中选择，并在“进展情况”中写明本季做了什么。"
    rule.error = "请从下拉列表中选择：" + "、".join(status.value for status in TaskStatus) + "。"
    return _complete(rule, "填写有误")


def date_validation() -> DataValidation:
    """A date of this century: the day on which the form was filled in."""
    rule = DataValidation("date", "DATE(2000,1,1)", "DATE(2099,12,31)", allow_blank=True, operator="between")
    rule.promptTitle, rule.prompt = "填报日期", "请填日期，例如 2020-7-5。"
    rule.error = "填报日期请填年-月-日，例如 2020-7-5。"
    return _complete(rule, "日期有误")


def _complete(rule: DataValidation, error_title: str) -> DataValidation:
    rule.showInputMessage = True
    rule.showErrorMessage = True
    rule.errorTitle = error_title
    return rule
