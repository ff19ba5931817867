"""季报表: what the form says of each row and which of its cells are to be filled in."""

from __future__ import annotations

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind

NUMBER_COLUMNS = {
    "本季完成": "quarter_value",
    "累计完成": "cumulative",
    "对照值": "benchmark",
    "分子": "numerator",
    "分母": "denominator",
}
"""Columns that hold figures, with the field of `ReturnLine` that each one fills."""

TEXT_COLUMNS = {"进展情况": "progress", "情况说明": "explanation", "备注": "remark"}
STATUS_COLUMN = "完成状态"
COLUMN_OF_FIELD = {
    **{name: column for column, name in NUMBER_COLUMNS.items()},
    **{name: column for column, name in TEXT_COLUMNS.items()},
    "status": STATUS_COLUMN,
}


def row_title(indicator: Indicator) -> str:
    """What the 目标任务 column says of an indicator; the same text is expected back."""
    return f"{indicator.name}：{indicator.requirement}" if indicator.requirement else indicator.name


def applies(indicator: Indicator, name: str) -> bool:
    """Whether the field `name` of a `ReturnLine` is to be filled in for the indicator."""
    match name:
        case "status":
            return indicator.kind is IndicatorKind.TASK
        case "numerator" | "denominator":
            return indicator.asks_parts
        case "benchmark":
            return indicator.kind is IndicatorKind.BENCHMARK
        case "quarter_value":
            return indicator.kind is IndicatorKind.FLOW
        case "cumulative":
            return indicator.has_figure
        case _:
            return True
