"""The columns and rows of the grid: as the form has them, without what no row of the unit uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnLine, TaskStatus
from xiaowei_desktop.domain.return_form import COLUMN_OF_FIELD, applies, row_title
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.sheet import Align
from xiaowei_desktop.ui.grids.entry_content import EntryColumn, EntryKind, EntryRow, EntryValue, GroupRow
from xiaowei_desktop.ui.pages.returns.cells import (
    NUMBER_FIELDS,
    TEXT_FIELDS,
    read_bare_figure,
    read_words,
    show_figure,
)
from xiaowei_desktop.ui.pages.returns.findings import EDITABLE
from xiaowei_desktop.ui.pages.returns.typed_form import TypedForm, row_text

FIELDS = (*NUMBER_FIELDS, "status", *TEXT_FIELDS)
"""What a unit fills in; a column is named after the field of `ReturnLine` that it holds."""

_WIDE = {"progress": 36, "explanation": 14}
"""In characters: where there are no figures, what was done has the room."""
_ALWAYS_ASKED = ("progress", "explanation")
"""Open for every row while a form is typed; in a form that is only read, shown where something was written."""


def _given(key: str, title: str, align: Align = Align.CENTER) -> EntryColumn:
    return EntryColumn(key, title, editable=False, align=align)


_NUMBER = _given("number", "序号")
_TASK = EntryColumn("task", "目标任务", editable=False, wrap=True)
_SUBJECT = _given("subject", "填报对象")
_UNIT = _given("unit", "计量\n单位")
_TARGET = _given("target", "目标值", Align.RIGHT)
_PREVIOUS = EntryColumn("previous", "上季累计", EntryKind.NUMBER, editable=False, show=show_figure)
_VERIFIED = EntryColumn("verified", "核定数", EntryKind.NUMBER, editable=False, show=show_figure)


def grid_columns(form: TypedForm) -> tuple[EntryColumn, ...]:
    """What is typed into stands in the form's order; 填报对象 only where a unit reports on several.

    A return of tasks alone has no columns for figures.
    """
    plan, lines = form.opened.plan, form.opened.lines
    indicators = [plan.indicator(line.key.indicator) for line in lines]
    several = {line.key.subject for line in lines} - {plan.subject, form.unit}
    columns = [_NUMBER, _TASK, *([_SUBJECT] if several else [])]
    columns += [_UNIT, _TARGET] if any(indicator.has_figure for indicator in indicators) else []
    columns += [_PREVIOUS] if form.opened.previous else []
    wide = {} if any(indicator.has_figure for indicator in indicators) else _WIDE
    columns += [
        replace(_entry_column(form, field), characters=wide.get(field, 0))
        for field in FIELDS
        if (field in _ALWAYS_ASKED and form.opened.report.state in EDITABLE)
        or any(_is_used(field, indicator, line) for indicator, line in zip(indicators, lines, strict=True))
    ]
    return (*columns, *([_VERIFIED] if form.opened.report.verified else []))


def grid_rows(form: TypedForm, values: Mapping[tuple[str, str], EntryValue]) -> Iterator[EntryRow | GroupRow]:
    """The unit's rows in the order of its form, with a heading where another 工程 begins."""
    group, plan, lines = "", form.opened.plan, form.opened.lines
    numbers = _numbers([plan.indicator(line.key.indicator) for line in lines])
    for line, number in zip(lines, numbers, strict=True):
        indicator = plan.indicator(line.key.indicator)
        if indicator.group and indicator.group != group:
            yield GroupRow(indicator.group)
        group = indicator.group
        yield _row(form, indicator, line, {(row_text(line.key), "number"): number, **values})


def _numbers(indicators: Sequence[Indicator]) -> list[str]:
    """序号 as on the form: the rows' own; counted where any has none."""
    own = [indicator.row for indicator in indicators]
    return own if all(own) else [str(number) for number in range(1, len(own) + 1)]


def target_words(indicator: Indicator, target: Target | None) -> str:
    """The target without its unit, which has a column of its own: 5,900, 不超过1; what it is set against."""
    if not indicator.has_figure:
        return "定性任务"
    if target is None or target.value is None:
        return f"不低于{indicator.benchmark_name}" if indicator.benchmark_name else "未设"
    bound = "力争" if target.stretch else "" if target.comparator.value == ">=" else target.comparator.word
    return f"{bound}{PLAIN.text(target.value)}"


def subject_name(plan: Plan, subject: str) -> str:
    """Whom a figure is about; what is no organisation names itself."""
    return plan.organisation(subject).name if subject in plan.directory else subject


def _is_used(field: str, indicator: Indicator, line: ReturnLine) -> bool:
    if field in TEXT_FIELDS:
        return bool(getattr(line, field))
    return applies(indicator, field) or getattr(line, field) is not None


def _entry_column(form: TypedForm, field: str) -> EntryColumn:
    title, editable = COLUMN_OF_FIELD[field], form.opened.report.state in EDITABLE
    if field in NUMBER_FIELDS:
        return EntryColumn(field, title, EntryKind.NUMBER, editable, read_bare_figure, show_figure)
    if field == "status":
        choices = tuple(status.value for status in TaskStatus)
        return EntryColumn(field, title, EntryKind.CHOICE, editable, choices=choices)
    return EntryColumn(field, title, EntryKind.TEXT, editable, read_words, wrap=True)


def _row(
    form: TypedForm, indicator: Indicator, line: ReturnLine, values: Mapping[tuple[str, str], EntryValue]
) -> EntryRow:
    opened, row, quarter = form.opened, row_text(line.key), form.quarter
    verified = opened.report.verified_figure(line.key)
    target = opened.plan.shown_target(indicator.code, line.key.subject, quarter.year)
    given: dict[str, EntryValue] = {
        "number": values.get((row, "number")),
        "task": row_title(indicator),
        "subject": subject_name(opened.plan, line.key.subject),
        "unit": indicator.measure_unit,
        "target": target_words(indicator, target),
        "previous": opened.previous.get(line.key),
        "verified": verified.value if verified else None,
    }
    entered = {field: values.get((row, field)) for field in FIELDS}
    return EntryRow(row, given | entered, frozenset(f for f in FIELDS if not applies(indicator, f)))
