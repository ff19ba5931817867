"""Imports, status and progress as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from xiaowei_desktop.application.imports.outcome import FileOutcome
from xiaowei_desktop.cli.json_values import number, rate
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.status import QuarterStatus
from xiaowei_desktop.files import readable

Json = dict[str, object]


def import_json(outcomes: Iterable[FileOutcome]) -> Json:
    return {"files": [_file(outcome) for outcome in outcomes]}


def _file(outcome: FileOutcome) -> Json:
    return {
        "file": readable(str(outcome.file)),
        "kind": outcome.kind.value if outcome.kind else None,
        "unit": outcome.unit,
        "quarter": str(outcome.quarter) if outcome.quarter else None,
        "outcome": outcome.result.value,
        "changes": len(outcome.changes),
        "issues": [
            {
                "severity": issue.severity.value,
                "code": issue.code,
                "sheet": issue.place.sheet or None,
                "cell": issue.place.cell or None,
                "message": issue.message,
            }
            for issue in outcome.issues
        ],
    }


def status_json(plan: Plan, status: QuarterStatus) -> Json:
    return {
        "quarter": str(status.quarter),
        "due": status.due.isoformat(),
        "units": [
            {
                "unit": plan.organisation(unit.unit).name,
                "state": unit.state.value,
                "received_on": unit.received_on.isoformat() if unit.received_on else None,
                "days_late": unit.days_late,
            }
            for unit in status.units
        ],
    }


def progress_json(plan: Plan, quarter: Quarter, rows: Iterable[ProgressRow]) -> Json:
    return {"quarter": str(quarter), "rows": [_row(plan, row) for row in rows]}


def _row(plan: Plan, row: ProgressRow) -> Json:
    return {
        "indicator": row.indicator.code,
        "name": row.indicator.name,
        "subject": plan.organisation(row.subject).name,
        "kind": row.indicator.kind.value,
        "measure_unit": row.indicator.measure_unit,
        "target": number(row.target_value),
        "actual": number(row.actual),
        "completion_rate": rate(row.completion.rate),
        "schedule_rate": rate(row.schedule),
        "light": row.light.value if row.light else None,
        "benchmark": number(row.benchmark),
        "met": row.completion.met,
        "status": row.status.value if row.status else None,
    }
