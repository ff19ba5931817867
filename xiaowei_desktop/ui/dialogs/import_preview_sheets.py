"""What a batch of files would bring, as tables: the files, the cells that change, the findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result, ShownChange
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, Sheet, Tone

FILE_COLUMNS = (
    Column("file", "文件", 84),
    Column("unit", "单位", 36),
    Column("quarter", "填报期", 30, Align.CENTER),
    Column("result", "结果", 24, Align.CENTER),
    Column("changes", "改动", 16, Align.RIGHT),
    Column("issues", "问题", 16, Align.RIGHT),
)
MARK_FILE_COLUMNS = (
    Column("file", "文件", 104),
    Column("year", "年度", 30, Align.CENTER),
    *FILE_COLUMNS[3:],
)
"""A mark workbook is of no single unit and of no quarter."""
CHANGE_COLUMNS = (
    Column("row", "项目", 74),
    Column("field", "栏", 20, Align.CENTER),
    Column("old", "原值", 40, Align.RIGHT),
    Column("new", "新值", 40, Align.RIGHT),
)
ISSUE_COLUMNS = (
    Column("severity", "级别", 16, Align.CENTER),
    Column("sheet", "工作表", 18, Align.CENTER),
    Column("cell", "单元格", 16, Align.CENTER),
    Column("message", "问题", 140),
)
KIND_WORDS = {
    FileKind.RETURN: "季报",
    FileKind.MARKS: "评定表",
    FileKind.SELF_ASSESSMENT: "自评表",
    FileKind.OBJECTIONS: "异议表",
}
_RESULTS = {
    Result.IMPORTED: ("可导入", Tone.GOOD),
    Result.UNCHANGED: ("未变化", Tone.MUTED),
    Result.REJECTED: ("有错误", Tone.BAD),
}
SEVERITIES = {
    Severity.ERROR: ("错误", Tone.BAD),
    Severity.WARNING: ("警告", Tone.SLOW),
    Severity.NOTE: ("提示", Tone.MUTED),
}


def files_sheet(outcomes: Sequence[FileOutcome]) -> Sheet:
    """One row for each file; its cells lead to its place in `outcomes`."""
    columns = MARK_FILE_COLUMNS if _are_marks(outcomes) else FILE_COLUMNS
    rows = tuple(_file(outcome, str(place), columns) for place, outcome in enumerate(outcomes))
    return Sheet("导入文件", "导入文件", columns, rows)


def changes_sheet(changes: Iterable[ShownChange]) -> Sheet:
    """Cell by cell, before and after."""
    rows = (Row((Cell(c.row), Cell(c.field), _value(c.old), _value(c.new))) for c in changes)
    return Sheet("改动", "改动", CHANGE_COLUMNS, tuple(rows))


def issues_sheet(issues: Iterable[Issue]) -> Sheet:
    """The findings in one file."""
    return Sheet("导入问题", "导入问题", ISSUE_COLUMNS, tuple(Row(_issue(issue)) for issue in issues))


def problem_list(title: str, outcomes: Sequence[FileOutcome]) -> Sheet:
    """问题清单: the findings in all files, to be sent to the units."""
    named = () if _are_marks(outcomes) else (Column("unit", "单位", 24, Align.CENTER),)
    rows = [
        Row((Cell(o.file.name), *(Cell(o.unit or "") for _ in named), *_issue(issue)))
        for o in outcomes
        for issue in o.issues
    ]
    columns = (Column("file", "文件", 52), *named, *ISSUE_COLUMNS)
    return Sheet("问题清单", title, columns, tuple(rows), orientation=Orientation.LANDSCAPE)


def _are_marks(outcomes: Sequence[FileOutcome]) -> bool:
    return all(outcome.kind is FileKind.MARKS for outcome in outcomes)


def _file(outcome: FileOutcome, place: str, columns: Sequence[Column]) -> Row:
    word, tone = _RESULTS[outcome.result]
    cells = {
        "file": Cell(outcome.file.name, source=place),
        "unit": Cell(outcome.unit or ("评定表" if outcome.kind is FileKind.MARKS else "—"), source=place),
        "quarter": Cell(_time(outcome), source=place),
        "year": Cell(_time(outcome), source=place),
        "result": Cell(word, tone=tone, source=place),
        "changes": Cell(len(outcome.changes) or "", source=place),
        "issues": Cell(len(outcome.issues) or "", source=place),
    }
    return Row(tuple(cells[column.key] for column in columns))


def _time(outcome: FileOutcome) -> str:
    """What the file is for: a quarter, or for a unit's yearly paper its year."""
    if outcome.quarter is not None:
        return outcome.quarter.in_words
    return "—" if outcome.year is None else f"{outcome.year}年度"


def _value(text: str) -> Cell:
    """A figure with its thousands separators at the right; words at the left."""
    try:
        figure = Decimal(text)
    except InvalidOperation:
        return Cell(text or "（空）", align=Align.LEFT)
    return Cell(PLAIN.text(figure), align=Align.RIGHT)


def _issue(issue: Issue) -> tuple[Cell, ...]:
    word, tone = SEVERITIES[issue.severity]
    return Cell(word, tone=tone), Cell(issue.place.sheet), Cell(issue.place.cell), Cell(issue.message)
