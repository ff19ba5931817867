"""`forms`, `import`, `approve`, `return`, `status`, `progress`."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application import acceptance
from xiaowei_desktop.application.desk import Desk, find_reporting_unit
from xiaowei_desktop.application.forms import without_reporter, write_return_forms
from xiaowei_desktop.application.imports.outcome import FileOutcome, Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.standing import progress_of, status_of
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.cli.standing_views import import_json, progress_json, progress_lines, status_json
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.errors import UsageError, UserError
from xiaowei_desktop.files import readable
from xiaowei_desktop.reporting.words import STATE_WORDS

_RESULT_WORDS = {Result.IMPORTED: "已导入", Result.UNCHANGED: "未变化", Result.REJECTED: "未导入"}


def forms(session: Session) -> int:
    """One return workbook for each reporting unit."""
    with session.desk() as desk:
        unit = _unit(desk.plan(session.arguments.quarter.year), session.arguments.unit)
        folder = Path(session.arguments.out)
        written = write_return_forms(desk, session.tools.forms, session.arguments.quarter, folder, unit)
        note = without_reporter(desk.plan(session.arguments.quarter.year), session.arguments.quarter)
    for path in written:
        show(str(path))
    say(f"已导出 {len(written)} 份季报表。")
    if note and unit is None:
        say(note)
    return 0


def take_in(session: Session) -> int:
    """Return and mark workbooks, files or folders."""
    arguments = session.arguments
    if arguments.received is not None and arguments.received > session.author.today:
        raise UsageError(f"收到日期 {arguments.received} 在今天之后。", "请核对 --received，应为实际收到的那一天。")
    with session.desk() as desk:
        batch = TakeIn(desk, session.tools.reader, arguments.received)
        paths = [Path(path) for path in arguments.paths]
        outcomes = batch.preview(paths) if arguments.dry_run else batch.take(paths)
    if session.wants_json:
        show_json(import_json(outcomes))
    for outcome in outcomes:
        _report(outcome, "可导入" if arguments.dry_run else _RESULT_WORDS[Result.IMPORTED])
    return 1 if any(outcome.result is Result.REJECTED for outcome in outcomes) else 0


def _report(outcome: FileOutcome, imported_word: str) -> None:
    word = imported_word if outcome.result is Result.IMPORTED else _RESULT_WORDS[outcome.result]
    changed = f"，{len(outcome.changes)} 处变化" if outcome.changes else ""
    say(f"{readable(outcome.file.name)}：{word}{changed}。")
    for issue in outcome.issues:
        place = f"（{issue.place.sheet}!{issue.place.cell}）" if issue.place.cell else ""
        say(f"    {place}{issue.message}")


def approve(session: Session) -> int:
    """Accepts one unit's return, or all that are reported; those with problems stay and are named."""
    arguments = session.arguments
    with session.desk() as desk:
        units = _units_to_approve(desk, arguments.quarter, arguments.unit)
        refused = [error for unit in units if (error := _approve_one(desk, unit, session)) is not None]
        differing = [issue for unit in units for issue in acceptance.differing_rows(desk, unit, arguments.quarter)]
    for issue in dict.fromkeys(differing):
        say(issue.message)
    for error in refused:
        for line in error.lines():
            say(line)
    say(f"审核通过 {len(units) - len(refused)} 份。")
    return 1 if refused else 0


def _units_to_approve(desk: Desk, quarter: Quarter, name: str | None) -> tuple[str, ...]:
    if name:
        return (find_reporting_unit(desk.plan(quarter.year), name),)
    status = status_of(desk, quarter)
    return tuple(unit.unit for unit in status.units if unit.state is ReturnState.REPORTED)


def _approve_one(desk: Desk, unit: str, session: Session) -> UserError | None:
    try:
        acceptance.approve(desk, unit, session.arguments.quarter, session.arguments.reason or "")
    except UserError as refused:
        return refused
    return None


def send_back(session: Session) -> int:
    """退回 with a reason."""
    arguments = session.arguments
    with session.desk() as desk:
        unit = find_reporting_unit(desk.plan(arguments.quarter.year), arguments.unit)
        acceptance.send_back(desk, unit, arguments.quarter, arguments.reason)
    say(f"已退回：{arguments.unit} {arguments.quarter}。")
    return 0


def status(session: Session) -> int:
    """Who has reported, and when."""
    with session.desk() as desk:
        plan = desk.plan(session.arguments.quarter.year)
        found = status_of(desk, session.arguments.quarter)
    if session.wants_json:
        show_json(status_json(plan, found))
        return 0
    show(f"{found.quarter}\t应于 {found.due} 前报送")
    for unit in found.units:
        late = f"逾期{unit.days_late}天" if unit.days_late else ""
        received = unit.received_on.isoformat() if unit.received_on else ""
        show("\t".join((plan.organisation(unit.unit).name, STATE_WORDS[unit.state], received, late)))
    return 0


def progress(session: Session) -> int:
    """Targets, actual figures, completion, schedule and lights."""
    with session.desk() as desk:
        plan = desk.plan(session.arguments.quarter.year)
        rows = progress_of(desk, session.arguments.quarter)
    if session.wants_json:
        show_json(progress_json(plan, session.arguments.quarter, rows))
        return 0
    for line in progress_lines(plan, rows):
        show(line)
    return 0


def _unit(plan: Plan, name: str | None) -> str | None:
    return find_reporting_unit(plan, name) if name else None
