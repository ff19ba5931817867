"""Imports, status and progress as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from xiaowei_desktop.application.imports.outcome import FileOutcome
from xiaowei_desktop.cli.json_values import number, rate
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.progress_table import ProgressRow
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.standings import Standing
from xiaowei_desktop.domain.status import QuarterStatus
from xiaowei_desktop.files import readable
from xiaowei_desktop.reporting.progress_cells import state_cell

Json = dict[str, object]


def import_json(outcomes: Iterable[FileOutcome]) -> Json:
    return {"files": [_file(outcome) for outcome in outcomes]}


def _file(outcome: FileOutcome) -> Json:
    return {
        "file": readable(str(outcome.file)),
        "kind": outcome.kind.value if outcome.kind else None,
        "unit": outcome.unit,
        "quarter": str(outcome.quarter) if outcome.quarter else None,
        "year": outcome.year,
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
    """The keys up to `light` are those of the target that is scored, in `scope`: a year, or `plan`."""
    return {
        "indicator": row.indicator.code,
        "name": row.indicator.name,
        "subject": plan.organisation(row.subject).name,
        "kind": row.indicator.kind.value,
        "measure_unit": row.indicator.measure_unit,
        "scope": str(row.scope) if row.scope else None,
        "target": number(row.target_value),
        "actual": number(row.actual),
        "completion_rate": rate(row.completion.rate),
        "schedule_rate": rate(row.schedule),
        "light": row.light.value if row.light else None,
        "benchmark": number(row.benchmark),
        "met": row.completion.met,
        "quarter_value": number(row.quarter_value),
        "year": _standing(row.year),
        "plan": _standing(row.span),
        "status": row.status.value if row.status else None,
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "overdue": row.is_overdue,
    }


def _standing(standing: Standing) -> Json:
    """`stretch_target` (力争) is only striven for; `reason` says why there is no rate, and which quarter is missing."""
    return {
        "target": number(standing.target.value if standing.target else None),
        "actual": number(standing.actual),
        "completion_rate": rate(standing.completion.rate),
        "schedule_rate": rate(standing.schedule),
        "light": standing.light.value if standing.light else None,
        "met": standing.completion.met,
        "stretch_target": number(standing.stretch.value if standing.stretch else None),
        "reason": standing.completion.reason,
    }


def progress_lines(plan: Plan, rows: Iterable[ProgressRow]) -> Iterable[str]:
    """Indicator, subject, figure, unit, completion and state, with tabs between them."""
    for row in rows:
        yield "\t".join(
            (
                row.indicator.name,
                plan.organisation(row.subject).name,
                plain_text(row.actual) if row.actual is not None else "",
                row.indicator.measure_unit,
                row.completion.rate.percent_text if row.completion.rate else "",
                str(state_cell(row).value),
            )
        )
