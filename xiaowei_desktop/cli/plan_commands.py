"""`plans`, `new`, `plan show`."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.plans import create_database, shipped_plan
from xiaowei_desktop.cli.plan_views import plan_json, plan_line
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.domain.indicator import target_text
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
    """A new database with a shipped plan."""
    path = Path(session.arguments.db)
    plan = create_database(session.tools.stores, session.tools.plans, path, session.arguments.plan, session.author)
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


def _wanted_plan(session: Session) -> Plan:
    name = session.arguments.db
    with looking_at(Path(name)):
        is_file = Path(name).exists()
    if not is_file:
        return shipped_plan(session.tools.plans, name)
    with session.desk() as desk:
        return desk.plan()
