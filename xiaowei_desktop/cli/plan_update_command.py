"""`plan update`: a changed plan, with what the change does to what is stored."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.plan_exchange import read_plan_workbook
from xiaowei_desktop.application.plan_update import preview_update, update_plan
from xiaowei_desktop.cli.argument_values import a_path, a_text, a_year
from xiaowei_desktop.cli.chinese_argparse import ChineseParser
from xiaowei_desktop.cli.json_values import points
from xiaowei_desktop.cli.scheme_warnings import tell_scheme_warnings
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import PlanChange
from xiaowei_desktop.domain.plan_update import ReturnRow, TotalChange, UnfitMark, UpdatePreview
from xiaowei_desktop.domain.renaming import LostName, lost_names
from xiaowei_desktop.reporting.plan_change_words import change_lines, change_words

Json = dict[str, object]


def add_arguments(parser: ChineseParser) -> None:
    """What stands behind the database."""
    parser.add_argument("workbook", metavar="工作簿", type=a_path)
    parser.add_argument("--from", dest="from_year", metavar="年度", type=a_year, help="从哪一年起执行，不写时为今年")
    parser.add_argument("--reason", metavar="原因", type=a_text, default="", help="修改的原因，记入历史")
    parser.add_argument("--dry-run", action="store_true", help="只预览，不保存")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def plan_update(session: Session) -> int:
    """Prints what the change does, then stores it unless that was asked for only."""
    arguments = session.arguments
    new = read_plan_workbook(session.tools, Path(arguments.workbook))
    # The workbook says which plan it is, so that a database with several needs no --plan.
    arguments.plan = arguments.plan or new.id
    with session.desk() as desk:
        year = _this_year(session, new) if arguments.from_year is None else arguments.from_year
        preview = preview_update(desk, new, year)
        _print(session, preview)
        if not arguments.dry_run:
            update_plan(desk, new, year, arguments.reason)
    tell_scheme_warnings(new)
    say("只是预览，没有保存。" if arguments.dry_run else f"方案已更新，{preview.from_year}年起执行。")
    return 0


def _this_year(session: Session, plan: Plan) -> int:
    """This year, or the nearest one of the plan's span."""
    return min(max(session.author.today.year, plan.span.first), plan.span.last)


def _print(session: Session, preview: UpdatePreview) -> None:
    if session.wants_json:
        show_json(preview_json(preview, is_stored=not session.arguments.dry_run))
        return
    for line in change_lines(preview):
        show(line)


def preview_json(preview: UpdatePreview, *, is_stored: bool) -> Json:
    """Changes with their words, and the effects with units by name; points as text, `null` where there are none."""
    return {
        "plan": preview.new.id,
        "from_year": preview.from_year,
        "until_year": preview.until_year,
        "stored": is_stored,
        "changes": [_change(preview, change) for change in preview.changes],
        "lost_names": [_lost_name(preview, lost) for lost in lost_names(preview.old, preview.new)],
        "unasked": [_row(preview.old, row) for row in preview.unasked],
        "lacking": [_row(preview.new, row) for row in preview.lacking],
        "marks": [_mark(preview, unfit) for unfit in preview.unfit_marks],
        "totals": [_total(preview, change) for change in preview.totals],
        "final_years": list(preview.final_years),
    }


def _change(preview: UpdatePreview, change: PlanChange) -> Json:
    words = change_words(preview, change)
    return {
        "part": change.part.value,
        "kind": change.kind.value,
        "code": change.code,
        "what": words.thing,
        "field": words.field,
        "old": words.old,
        "new": words.new,
    }


def _lost_name(preview: UpdatePreview, lost: LostName) -> Json:
    return {"unit": preview.new.organisation(lost.unit).name, "name": lost.name}


def _row(plan: Plan, row: ReturnRow) -> Json:
    return {
        "unit": plan.organisation(row.unit).name,
        "quarter": str(row.quarter),
        "indicator": row.key.indicator,
        "subject": plan.organisation(row.key.subject).name,
    }


def _mark(preview: UpdatePreview, unfit: UnfitMark) -> Json:
    unit = preview.old.organisation(unfit.mark.unit).name
    return {"year": unfit.year, "unit": unit, "item": unfit.mark.item, "reason": unfit.reason}


def _total(preview: UpdatePreview, change: TotalChange) -> Json:
    plan = preview.old if change.unit in preview.old.directory else preview.new
    return {
        "year": change.year,
        "unit": plan.organisation(change.unit).name,
        "before": points(change.before),
        "after": points(change.after),
    }
