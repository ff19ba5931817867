"""审核: acceptance, sending back, and figures that the office verified."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.returns import (
    STATE,
    check_lines,
    name_of,
    open_return,
    row_name,
    state_change,
    stepped,
)
from xiaowei_desktop.application.roll_up import differing_parts
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import QuantityError, check_size, plain_text
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, ReturnState, RowKey, VerifiedFigure
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.words import STATE_WORDS


def approve(desk: Desk, unit: str, quarter: Quarter, explanation: str = "") -> QuarterlyReturn:
    """审核通过. Refused while there are errors, or warnings explained neither by the unit nor by `explanation`."""
    plan = desk.plan(quarter.year)
    opened = open_return(desk, unit, quarter)
    name = name_of(plan, unit, quarter)
    open_issues = opened.blocking
    if explanation.strip():
        open_issues = tuple(issue for issue in open_issues if issue.severity is Severity.ERROR)
    if opened.report.state is ReturnState.REPORTED and open_issues:
        hint = "请退回单位改正，或在审核通过时填写说明。"
        raise UserError(f"{name}还有问题，不能审核通过。", hint, tuple(issue.message for issue in open_issues))
    approved = stepped(plan, opened.report, lambda: opened.report.approve(desk.author.name, desk.author.now))
    _store_step(desk, plan, opened.report, approved, explanation)
    return approved


def differing_rows(desk: Desk, unit: str, quarter: Quarter) -> tuple[Issue, ...]:
    """What the office should know when it accepts the unit's return: wholes in which the unit has a part, and to which
    the counties' figures do not come. It blocks nothing, since which of the two is right is for the units to say.
    """
    own = {indicator.code for indicator, _ in desk.plan(quarter.year).rows_of(unit, quarter)}
    return tuple(issue for issue in differing_parts(desk, quarter) if issue.place.row in own)


def acceptance_note(desk: Desk, report: QuarterlyReturn) -> str:
    """What the office wrote when it accepted the return as it stands; empty where it had nothing to write."""
    if not report.is_approved:
        return ""
    plan = desk.plan(report.quarter.year)
    with desk.work() as work:
        steps = work.history.all(plan.id, name_of(plan, report.unit, report.quarter))
    accepted = STATE_WORDS[ReturnState.APPROVED]
    return next((step.reason for step in reversed(steps) if (step.field, step.new) == (STATE, accepted)), "")


def send_back(desk: Desk, unit: str, quarter: Quarter, reason: str) -> QuarterlyReturn:
    """退回修改, with the reason that the unit is told."""
    plan = desk.plan(quarter.year)
    if not reason.strip():
        raise UserError("退回必须写明原因。", "请填写退回原因。")
    with desk.work() as work:
        report = work.returns.get(plan.id, unit, quarter)
    returned = stepped(plan, report, lambda: report.send_back(reason.strip()))
    _store_step(desk, plan, report, returned, reason)
    return returned


def verify(desk: Desk, unit: str, quarter: Quarter, key: RowKey, value: Decimal, reason: str) -> QuarterlyReturn:
    """核定: the figure that the office accepts beside the reported one, with its reason."""
    plan = desk.plan(quarter.year)
    if not reason.strip():
        raise UserError("核定数与报送数不同，必须写明理由。", "请填写核定理由。")
    try:
        check_size(value)
    except QuantityError as wrong:
        raise UserError(f"核定数{wrong}，不能采用。", "请核对核定数。") from wrong
    with desk.work() as work:
        report = work.returns.get(plan.id, unit, quarter)
        check_open(work, plan.id, quarter.year)
        figure = VerifiedFigure(key, value, reason.strip(), desk.author.name, desk.author.now)
        verified = stepped(plan, report, lambda: report.verify(figure))
        _check_verified(plan, verified, key)
        old = report.verified_figure(key)
        line = report.current.line(key) if report.current else None
        before = old.value if old else (line.cumulative if line else None)
        work.returns.save(plan.id, verified)
        subject = f"{name_of(plan, unit, quarter)}“{plan.indicator(key.indicator).name}”"
        shown = "" if before is None else plain_text(before)
        work.history.add([desk.change(subject, "核定数", shown, plain_text(value), reason.strip())])
        work.commit()
    return verified


def _check_verified(plan: Plan, verified: QuarterlyReturn, key: RowKey) -> None:
    """Raises `UserError` for a row that the unit does not report, and for a figure that its checks refuse."""
    rows = {key: plan.indicator(key.indicator) for key in plan.row_keys(verified.unit, verified.quarter)}
    if key not in rows or not rows[key].has_figure:
        raise UserError(f"“{key.indicator}”不是这个单位报数的指标，不能核定。", "请在季报中选择要核定的一行。")
    lines = tuple(_counted_line(verified, row) for row in rows)
    linked = {key.indicator} | {i.code for i in rows.values() if i.subset_of == key.indicator}
    issues = check_lines(plan, verified.unit, verified.quarter, lines, {})
    errors = [i for i in issues if i.severity is Severity.ERROR and i.place.row in linked]
    if errors:
        details = tuple(issue.message for issue in errors)
        raise UserError(f"“{rows[key].name}”的核定数不能采用。", "请核对核定数。", details)


def _counted_line(report: QuarterlyReturn, key: RowKey) -> ReturnLine:
    """What counts of a row: the verified figure where there is one, without what belonged to the reported one."""
    figure = report.verified_figure(key)
    if figure is not None:
        return ReturnLine(key, cumulative=figure.value)
    reported = report.current.line(key) if report.current else None
    return ReturnLine(key, cumulative=reported.cumulative if reported else None)


def withdraw_verified(desk: Desk, unit: str, quarter: Quarter, key: RowKey, reason: str) -> QuarterlyReturn:
    """Takes a verified figure back; the reported one counts again."""
    plan = desk.plan(quarter.year)
    with desk.work() as work:
        report = work.returns.get(plan.id, unit, quarter)
        old = report.verified_figure(key)
        if old is None:
            return report
        check_open(work, plan.id, quarter.year)
        withdrawn = stepped(plan, report, lambda: report.withdraw_verified(key))
        work.returns.save(plan.id, withdrawn)
        subject = f"{name_of(plan, unit, quarter)}“{row_name(plan, key)}”"
        work.history.add([desk.change(subject, "核定数", plain_text(old.value), "", reason)])
        work.commit()
    return withdrawn


def _store_step(desk: Desk, plan: Plan, old: QuarterlyReturn, new: QuarterlyReturn, reason: str) -> None:
    with desk.work() as work:
        check_open(work, plan.id, new.quarter.year)
        work.returns.save(plan.id, new)
        work.history.add(state_change(desk, plan, old, new, reason.strip()))
        work.commit()
