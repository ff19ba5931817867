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
    return Sheet("导入文件", "导入文件", FILE_COLUMNS, tuple(_file(o, str(n)) for n, o in enumerate(outcomes)))


def changes_sheet(changes: Iterable[ShownChange]) -> Sheet:
    """Cell by cell, before and after."""
    rows = (Row((Cell(c.row), Cell(c.field), _value(c.old), _value(c.new))) for c in changes)
    return Sheet("改动", "改动", CHANGE_COLUMNS, tuple(rows))


def issues_sheet(issues: Iterable[Issue]) -> Sheet:
    """The findings in one file."""
    return Sheet("导入问题", "导入问题", ISSUE_COLUMNS, tuple(Row(_issue(issue)) for issue in issues))


def problem_list(title: str, outcomes: Iterable[FileOutcome]) -> Sheet:
    """问题清单: the findings in all files, to be sent to the units."""
    rows = [Row((Cell(o.file.name), Cell(o.unit or ""), *_issue(issue))) for o in outcomes for issue in o.issues]
    columns = (Column("file", "文件", 52), Column("unit", "单位", 24, Align.CENTER), *ISSUE_COLUMNS)
    return Sheet("问题清单", title, columns, tuple(rows), orientation=Orientation.LANDSCAPE)


def _file(outcome: FileOutcome, place: str) -> Row:
    word, tone = _RESULTS[outcome.result]
    unit = outcome.unit or ("评定表" if outcome.kind is FileKind.MARKS else "—")
    texts: tuple[str | int, ...] = (
        outcome.file.name,
        unit,
        _time(outcome),
        word,
        len(outcome.changes) or "",
        len(outcome.issues) or "",
    )
    tones = (None, None, None, tone, None, None)
    return Row(tuple(Cell(text, tone=t, source=place) for text, t in zip(texts, tones, strict=True)))


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
