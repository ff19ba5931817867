"""`plans`, `new`, `plan show`, `plan export`, `plan new`, `plan check`, `plan add`."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.plan_exchange import (
    add_plan_from,
    check_workbook,
    create_database_from,
    export_plan,
    write_blank_workbook,
)
from xiaowei_desktop.application.plan_issues import issue_line
from xiaowei_desktop.application.plans import shipped_plan
from xiaowei_desktop.cli.plan_views import plan_json, plan_line
from xiaowei_desktop.cli.scheme_warnings import tell_scheme_warnings
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.domain.indicator import target_text
from xiaowei_desktop.domain.issues import Issue, Severity, has_errors
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.files import looking_at


def plans(session: Session) -> int:
    """The shipped plans."""
    shipped = [session.tools.plans.load(plan_id) for plan_id in session.tools.plans.ids()]
    if session.wants_json:
        show_json({"plans": [plan_line(plan) for plan in shipped]})
        return 0
    for plan in shipped:
        show(f"{plan.id}\t{plan.span}\t{plan.document}\t{plan.title}")
    return 0


def new(session: Session) -> int:
    """A new database with a shipped plan, or with the plan of a workbook."""
    path = Path(session.arguments.db)
    plan = create_database_from(session.tools, path, session.arguments.plan, session.author)
    tell_scheme_warnings(plan)
    say(f"已新建“{path}”，方案：{plan.title}。")
    return 0


def plan_show(session: Session) -> int:
    """A plan, from a database or from those shipped."""
    plan = _wanted_plan(session)
    if session.wants_json:
        show_json(plan_json(plan))
        return 0
    show(f"{plan.title}（{plan.document}，{plan.span}）")
    for indicator in plan.indicators:
        reporters = "、".join(plan.organisation(code).name for code in indicator.reporters)
        target = plan.shown_target(indicator.code, plan.subject, plan.span.first)
        aim = target_text(indicator, target) if indicator.has_figure else "定性任务"
        show(f"{indicator.row or '—'}\t{indicator.code}\t{indicator.name}\t{aim}\t{reporters}")
    for reading in plan.readings:
        show(f"口径说明\t{reading.clause}\t{reading.unclear}\t{reading.in_force}")
    return 0


def plan_export(session: Session) -> int:
    """A plan as a workbook."""
    plan, out = _wanted_plan(session), Path(session.arguments.out)
    export_plan(session.tools, plan, out)
    say(f"已导出“{out}”，方案：{plan.title}。")
    return 0


def plan_new(session: Session) -> int:
    """An empty plan workbook to be filled in."""
    out = Path(session.arguments.out)
    write_blank_workbook(session.tools, out)
    show(str(out))
    say(f"已写出空白方案工作簿“{out}”。请照“填写说明”填写，用 plan check 检查，再用 new 或 plan add 读入。")
    return 0


def plan_check(session: Session) -> int:
    """Every problem of a plan workbook, with sheet and cell."""
    checked = check_workbook(session.tools, Path(session.arguments.workbook))
    if session.wants_json:
        show_json({"issues": [_issue_json(issue) for issue in checked.issues]})
    else:
        for issue in checked.issues:
            show(issue_line(issue))
    hints = sum(1 for issue in checked.issues if issue.severity is Severity.NOTE)
    problems = len(checked.issues) - hints
    found = f"有 {problems} 处问题" if problems else "没有问题"
    say(f"检查完毕，{found}{f'，另有 {hints} 条提示' if hints else ''}。")
    return 1 if has_errors(checked.issues) else 0


def _issue_json(issue: Issue) -> dict[str, str]:
    return {
        "severity": issue.severity.value,
        "code": issue.code,
        "sheet": issue.place.sheet,
        "cell": issue.place.cell,
        "message": issue.message,
    }


def plan_add(session: Session) -> int:
    """A further plan in a database."""
    path = Path(session.arguments.db)
    plan = add_plan_from(session.tools, path, session.arguments.plan, session.author)
    tell_scheme_warnings(plan)
    say(f"已在“{path}”中加入方案：{plan.title}（{plan.id}）。")
    return 0


def _wanted_plan(session: Session) -> Plan:
    name = session.arguments.db
    with looking_at(Path(name)):
        is_file = Path(name).exists()
    if not is_file:
        return shipped_plan(session.tools.plans, name)
    with session.desk() as desk:
        return desk.plan()
