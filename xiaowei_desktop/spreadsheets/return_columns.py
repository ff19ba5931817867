"""The return form's columns: how wide, how aligned, and which of them a row asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xiaowei_desktop.domain.indicator import Indicator
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD, NUMBER_COLUMNS, applies

FIELDS = {column: name for name, column in COLUMN_OF_FIELD.items()}
"""Columns that the unit fills in, and the part of a `ReturnLine` that each of them holds."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its name, its width in Excel units, its alignment and what the heading's comment explains.

    A hidden one stays in the file under its name, so that the form is read like any other.
    """

    name: str
    width: float
    align: str = "left"
    comment: str = ""
    is_hidden: bool = False

    @property
    def shown_width(self) -> float:
        """What it takes of the page."""
        return 0 if self.is_hidden else self.width


_COLUMNS = (
    FormColumn("序号", 5, "center"),
    FormColumn("指标编码", 10, "center", "小微办汇总时按编码识别，请不要修改或删除。"),
    FormColumn("目标任务", 26),
    FormColumn("填报对象", 10, "center"),
    FormColumn("计量单位", 4.4, "center", "请按本栏的单位填数，数字后面不写单位。百分数填 100 表示 100%。"),
    FormColumn("目标值", 9, "right"),
    FormColumn("本季完成", 10, "right", "本季度内新发生的数。与“累计完成”填一栏即可。"),
    FormColumn(
        "累计完成",
        10,
        "right",
        "计数指标：本年 1 月 1 日至本季末的累计数。存量、比率、增速：季末的数。百分数填 100 表示 100%。",
    ),
    FormColumn("对照值", 8, "right", "用来比较的增速，例如各项贷款平均增速。填 12.5 表示 12.5%。"),
    FormColumn("分子", 8, "right", "计算比率用的分子。填了分子、分母的，比率由系统核对。"),
    FormColumn("分母", 8, "right", "计算比率用的分母。"),
    FormColumn("完成状态", 10, "center", "没有数量目标的工作任务，从下拉列表中选择。"),
    FormColumn("进展情况", 22),
    FormColumn("情况说明", 16, "left", "数据有异常的（累计数减少、与目标相差悬殊等），在此写明原因。"),
    FormColumn("备注", 8),
)
_OF_FIGURES = frozenset({"计量单位", "目标值", *NUMBER_COLUMNS})
_WIDER_FOR_TASKS = {"目标任务": 10.0, "完成状态": 4.0, "备注": 6.0}
"""What a form of tasks alone gives these columns of the figures' room; the rest goes to 进展情况."""
_WIDEST_CODE = 15.0
_NARROW = 4.4
"""Width of a figure column that no row of this unit's form asks for."""


def asked(indicator: Indicator) -> frozenset[str]:
    """The columns that the indicator's row asks the unit to fill in."""
    return frozenset(column for column, name in FIELDS.items() if applies(indicator, name))


def columns_for(indicators: Iterable[Indicator], subjects: Iterable[str]) -> tuple[FormColumn, ...]:
    """All columns, always; those that no row asks for are narrow, and what that saves goes to the texts.

    Where no row has a figure, all columns of figures are hidden. Codes and subjects stand on one line where that
    is not too wide.
    """
    indicators = tuple(indicators)
    needed = frozenset[str]().union(*(asked(indicator) for indicator in indicators))
    longest = {
        "指标编码": max((len(indicator.code) for indicator in indicators), default=0),
        "填报对象": 2 * max((len(subject) for subject in subjects), default=0),
    }
    idle = {column.name for column in _COLUMNS if column.name in FIELDS and column.name not in needed}
    if not any(indicator.has_figure for indicator in indicators):
        return tuple(_fitted_to_tasks(column, longest) for column in _COLUMNS)
    saved = sum(column.width - _NARROW for column in _COLUMNS if column.name in idle)
    return tuple(_fitted(column, idle, saved / 3, longest) for column in _COLUMNS)


def _fitted_to_tasks(column: FormColumn, longest: Mapping[str, int]) -> FormColumn:
    if column.name in _OF_FIGURES:
        return replace(column, is_hidden=True)
    saved = sum(column.width for column in _COLUMNS if column.name in _OF_FIGURES)
    shares = {**_WIDER_FOR_TASKS, "进展情况": saved - sum(_WIDER_FOR_TASKS.values())}
    return _fitted(replace(column, width=column.width + shares.get(column.name, 0)), set(), 0, longest)


def _fitted(column: FormColumn, idle: set[str], share: float, longest: Mapping[str, int]) -> FormColumn:
    if column.name in idle:
        return replace(column, width=_NARROW)
    if column.name in longest:
        return replace(column, width=min(_WIDEST_CODE, max(column.width, longest[column.name] + 2.0)))
    if column.name in ("目标任务", "进展情况"):
        return replace(column, width=column.width + share)
    return column
