"""The rows of a return form: what is known of an indicator, and cells for what the unit has to say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from xiaowei_desktop.application.ports.workbooks import ReturnForm
from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.measure_unit import counts_whole_things
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnLine, RowKey, TaskStatus
from xiaowei_desktop.domain.return_form import NUMBER_COLUMNS, STATUS_COLUMN, row_title
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.spreadsheets.form_style import Look, dress, put, row_height
from xiaowei_desktop.spreadsheets.return_columns import FIELDS, FormColumn, asked
from xiaowei_desktop.spreadsheets.return_validation import figure_validation, status_validation

_SIGNS = {Comparator.AT_LEAST: "", Comparator.ABOVE: "＞", Comparator.AT_MOST: "≤", Comparator.BELOW: "＜"}


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One row: the indicator, whom it is about, its 序号, and what the unit reported before, if anything."""

    form: ReturnForm
    indicator: Indicator
    subject: str
    number: str
    line: ReturnLine | None

    @property
    def before(self) -> Decimal | None:
        return self.form.previous.get(RowKey(self.indicator.code, self.subject))

    def given(self) -> dict[str, str]:
        """The columns that the plan fills."""
        target = self.form.plan.target(self.indicator.code, self.subject, self.form.quarter.year)
        return {
            "序号": self.number,
            "指标编码": self.indicator.code,
            "目标任务": row_title(self.indicator),
            "填报对象": subject_name(self.form.plan, self.subject),
            "计量单位": self.indicator.measure_unit or "—",
            "目标值": target_text(self.indicator, target, self.form),
        }

    def reported(self, column: str) -> str | Decimal | None:
        """What stands in the unit's newest version.

        Of 本季完成 and 累计完成 only the latter goes out again where the other follows from it: a unit that mends the
        one would otherwise have to mend both.
        """
        if column == "本季完成" and self._quarter_follows():
            return None
        value: str | Decimal | TaskStatus | None = getattr(self.line, FIELDS[column]) if self.line else None
        return value.value if isinstance(value, TaskStatus) else value

    def _quarter_follows(self) -> bool:
        begins = self.form.quarter.previous_in_year is None or self.before is not None
        return begins and self.line is not None and self.line.cumulative is not None


def subject_name(plan: Plan, subject: str) -> str:
    """Whom a figure is about: the organisation's name; what is no organisation names itself."""
    directory = plan.directory
    return directory[subject].name if subject in directory else subject


def target_text(indicator: Indicator, target: Target | None, form: ReturnForm) -> str:
    """The target as the form shows it: 5,900, ≤1, 三年累计 … or what it is set against."""
    if indicator.kind is IndicatorKind.TASK:
        return "—"
    if target is None or target.value is None:
        return f"不低于{indicator.benchmark_name}" if indicator.benchmark_name else "—"
    text = _SIGNS[target.comparator] + PLAIN.text(target.value)
    several_years = target.scope.year is None and form.plan.span.first != form.plan.span.last
    return f"{text}\n（{form.plan.span}年）" if several_years else text


def write_row(sheet: Worksheet, row: int, columns: tuple[FormColumn, ...], content: ReturnRow) -> None:
    given, open_columns = content.given(), asked(content.indicator)
    for index, column in enumerate(columns, start=1):
        if column.name in given:
            dress(put(sheet, row, index, given[column.name]), Look.FIXED, column.align)
        elif column.name in open_columns:
            _write_open(sheet, put(sheet, row, index, content.reported(column.name)), column, content)
        else:
            dress(put(sheet, row, index), Look.NOT_ASKED)
    least = 4 if content.indicator.kind is IndicatorKind.TASK else 2
    texts = [(given.get(c.name) or str(content.reported(c.name) or ""), c.width) for c in columns]
    sheet.row_dimensions[row].height = row_height(texts, least)


def _write_open(sheet: Worksheet, cell: Cell, column: FormColumn, content: ReturnRow) -> None:
    indicator = content.indicator
    whole = column.name in NUMBER_COLUMNS and counts_whole_things(indicator.measure_unit)
    dress(cell, Look.FILL_IN, column.align, "#,##0" if whole else "General")
    if column.name in NUMBER_COLUMNS:
        rule = figure_validation(indicator, column.name, content.before)
    elif column.name == STATUS_COLUMN:
        rule = status_validation()
    else:
        return
    rule.add(cell)
    sheet.add_data_validation(rule)
