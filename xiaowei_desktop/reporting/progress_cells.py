"""What cells of every 进度表 say: the target, and how a row stands in words."""

from __future__ import annotations

from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress import Light
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.standings import Standing
from xiaowei_desktop.reporting.numbers import RATIO, NumberFormat
from xiaowei_desktop.reporting.sheet import Cell, Tone
from xiaowei_desktop.reporting.words import LIGHT_WORDS

_TONES = {Light.GREEN: Tone.GOOD, Light.YELLOW: Tone.SLOW, Light.RED: Tone.BAD}
_MET = Cell("● 达到", tone=Tone.GOOD)
_NOT_MET = Cell("■ 未达到", tone=Tone.BAD)
_NOT_REPORTED = Cell("未报", tone=Tone.MUTED)
_SEPARATOR = "@"


def source_of(plan: Plan, row: ProgressRow) -> str:
    """What a row is known by: the indicator's code, with the county's behind it (`parks@yuhang`)."""
    code = row.indicator.code
    return code if row.subject == plan.subject else f"{code}{_SEPARATOR}{row.subject}"


def row_of_source(plan: Plan, source: str) -> tuple[str, str]:
    """The indicator and subject that `source_of` names."""
    code, _, subject = source.partition(_SEPARATOR)
    return code, subject or plan.subject


def number_format(indicator: Indicator) -> NumberFormat | None:
    return RATIO if indicator.kind is IndicatorKind.RATIO else None


def target_cell(indicator: Indicator, target: Target | None) -> Cell:
    """The bare figure where the unit's column says the rest."""
    if target is None or target.value is None or target.stretch or target.comparator is not Comparator.AT_LEAST:
        return Cell(target_text(indicator, target))
    return Cell(target.value)


def task_words(row: ProgressRow) -> str:
    """定性任务, with its deadline where it has one."""
    return f"定性任务，完成时限{row.deadline:%Y年%m月%d日}" if row.deadline else "定性任务"


def state_cell(row: ProgressRow) -> Cell:
    """How a row stands against the target that is scored; a task by its status."""
    if not row.indicator.has_figure:
        return _task_state(row)
    if row.light is not None:
        return Cell(LIGHT_WORDS[row.light], tone=_TONES[row.light])
    if row.actual is None:
        return _NOT_REPORTED
    return _met(row.completion.met)


def standing_cell(standing: Standing, newest: Standing) -> Cell:
    """How a row stands in one scope; `newest` is the year's, which says whether the quarter itself is in."""
    if standing.light is not None:
        return Cell(LIGHT_WORDS[standing.light], tone=_TONES[standing.light])
    if standing.actual is None and standing.shown_target is not None:
        return _NOT_REPORTED if newest.actual is None else Cell("缺往年数", tone=Tone.MUTED)
    return _met(standing.completion.met)


def _task_state(row: ProgressRow) -> Cell:
    if row.is_overdue:
        return Cell("■ 逾期", tone=Tone.BAD)
    return Cell(row.status.value) if row.status else _NOT_REPORTED


def _met(met: bool | None) -> Cell:
    if met is None:
        return Cell("")
    return _MET if met else _NOT_MET
