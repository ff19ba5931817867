"""季报: opened and checked, typed as a draft, submitted as a further version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import HOW_TO_REOPEN, check_open
from xiaowei_desktop.application.ports.storage import Change, UnitOfWork
from xiaowei_desktop.domain.checks import CheckedReturn, check_return
from xiaowei_desktop.domain.figures import previous_figures
from xiaowei_desktop.domain.fill_in import fill_from_other
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    ReturnVersion,
    RowKey,
    Source,
    TransitionError,
)
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.words import STATE_WORDS

STATE = "状态"
"""What the history calls the state of a return."""


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A return as the clerk has it in front of them: what is stored, what it is checked against, what was found."""

    plan: Plan
    report: QuarterlyReturn
    previous: Mapping[RowKey, Decimal]
    lines: tuple[ReturnLine, ...]
    issues: tuple[Issue, ...]

    @property
    def blocking(self) -> tuple[Issue, ...]:
        """What stands in the way of acceptance: errors, and warnings that nobody has explained."""
        return tuple(issue for issue in self.issues if issue.severity is not Severity.NOTE and not self._settled(issue))

    def _settled(self, issue: Issue) -> bool:
        """A verified figure, with the office's reason, answers what was to be explained about the reported one."""
        verified = self.report.verified_figure(RowKey(issue.place.row, issue.place.subject))
        return verified is not None and issue.severity is Severity.WARNING and issue.place.field == "cumulative"


def name_of(plan: Plan, unit: str, quarter: Quarter) -> str:
    """How messages and the history name a return: 市监局2020年第2季度季报."""
    return f"{plan.organisation(unit).name}{quarter.in_words}季报"


def row_name(plan: Plan, key: RowKey) -> str:
    """The indicator's name; its code where an earlier edition of the plan asked for the row and this one does not."""
    return plan.indicator(key.indicator).name if plan.has_indicator(key.indicator) else key.indicator


def check_quarter(plan: Plan, quarter: Quarter) -> None:
    """Raises `UserError` for a quarter outside the plan's span."""
    if quarter.year not in plan.span:
        raise UserError(
            f"{quarter} 不在方案“{plan.title}”的规划期（{plan.span}）内。", f"请用 {plan.span.first}Q1 这样的季度。"
        )


def previous_of(work: UnitOfWork, plan: Plan, unit: str, quarter: Quarter) -> Mapping[RowKey, Decimal]:
    """The unit's counted cumulative figures of the quarter before in the same year."""
    before = quarter.previous_in_year
    return previous_figures(plan, work.returns.get(plan.id, unit, before) if before else None)


def open_return(desk: Desk, unit: str, quarter: Quarter) -> OpenReturn:
    """The unit's return with its draft or newest version, one line for each of its rows, checked."""
    plan = desk.plan(quarter.year)
    with desk.work() as work:
        report = work.returns.get(plan.id, unit, quarter)
        previous = previous_of(work, plan, unit, quarter)
    known = report.draft if report.state is ReturnState.DRAFT else (report.current.lines if report.current else ())
    lines = _one_for_each_row(plan, unit, quarter, known)
    issues = check_lines(plan, unit, quarter, lines, previous) if known else ()
    return OpenReturn(plan, report, previous, lines, issues)


def _one_for_each_row(plan: Plan, unit: str, quarter: Quarter, known: Iterable[ReturnLine]) -> tuple[ReturnLine, ...]:
    by_key = {line.key: line for line in known}
    return tuple(by_key.get(key, ReturnLine(key)) for key in plan.row_keys(unit, quarter))


def check_lines(
    plan: Plan,
    unit: str,
    quarter: Quarter,
    lines: tuple[ReturnLine, ...],
    previous: Mapping[RowKey, Decimal],
) -> tuple[Issue, ...]:
    """What is to be said of a unit's lines."""
    return check_return(CheckedReturn(plan, unit, quarter, lines, previous))


def complete_lines(
    plan: Plan, quarter: Quarter, lines: Iterable[ReturnLine], previous: Mapping[RowKey, Decimal]
) -> tuple[ReturnLine, ...]:
    """The lines with 本季完成 and 累计完成 filled from each other where that can be told."""
    return tuple(
        fill_from_other(line, plan.indicator(line.key.indicator), quarter, previous.get(line.key)) for line in lines
    )


def save_draft(desk: Desk, unit: str, quarter: Quarter, lines: tuple[ReturnLine, ...]) -> OpenReturn:
    """Keeps what has been typed so far; it counts nowhere until it is submitted."""
    plan = desk.plan(quarter.year)
    with desk.work() as work:
        check_open(work, plan.id, quarter.year)
        report = work.returns.get(plan.id, unit, quarter)
        drafted = stepped(plan, report, lambda: report.save_draft(lines))
        work.returns.save(plan.id, drafted)
        work.history.add(state_change(desk, plan, report, drafted, "直接录入"))
        work.commit()
    return open_return(desk, unit, quarter)


def submit_draft(
    desk: Desk, unit: str, quarter: Quarter, filler: Filler, received_on: date | None = None
) -> QuarterlyReturn:
    """The typed draft becomes a version. Raises `UserError` where it is empty or has errors."""
    plan = desk.plan(quarter.year)
    opened = open_return(desk, unit, quarter)
    name = name_of(plan, unit, quarter)
    if opened.report.state is not ReturnState.DRAFT:
        raise UserError(f"{name}没有待提交的草稿。", "请先填写。")
    if all(line.is_empty for line in opened.lines):
        raise UserError(f"{name}的草稿中一个数都没有填，未提交。", "请填好后再提交；没有发生的填 0。")
    lines = complete_lines(plan, quarter, opened.lines, opened.previous)
    errors = [i for i in check_lines(plan, unit, quarter, lines, opened.previous) if i.severity is Severity.ERROR]
    if errors:
        raise UserError(
            f"{name}有 {len(errors)} 处错误，未提交。", "请改正后再提交。", tuple(e.message for e in errors)
        )
    with desk.work() as work:
        report = work.returns.get(plan.id, unit, quarter)
        submitted = submit(desk, plan, report, lines, filler, Source(), received_on or desk.author.today)
        record_submission(desk, work, plan, report, submitted)
        work.commit()
    return submitted


def submit(
    desk: Desk,
    plan: Plan,
    report: QuarterlyReturn,
    lines: tuple[ReturnLine, ...],
    filler: Filler,
    source: Source,
    received_on: date,
) -> QuarterlyReturn:
    """The return with a further version; nothing is stored yet."""
    version = ReturnVersion(
        len(report.versions) + 1, lines, filler, source, received_on, desk.author.now, desk.author.name
    )
    return stepped(plan, report, lambda: report.submit(version))


def record_submission(
    desk: Desk, work: UnitOfWork, plan: Plan, before: QuarterlyReturn, submitted: QuarterlyReturn
) -> None:
    """Stores a submitted return, and in the history what it replaces: version, state, verified figures.

    Raises `UserError` while the year is final.
    """
    check_open(work, plan.id, submitted.quarter.year)
    work.returns.save(plan.id, submitted)
    version = submitted.versions[-1]
    came = version.source.file or "直接录入"
    name = name_of(plan, submitted.unit, submitted.quarter)
    old = f"第{before.current.number}版" if before.current else ""
    voided = (
        desk.change(
            f"{name}“{row_name(plan, figure.key)}”",
            "核定数",
            plain_text(figure.value),
            "",
            f"收到第{version.number}版，原核定数作废",
        )
        for figure in before.verified
    )
    received = desk.change(name, "收到", old, f"第{version.number}版", came)
    work.history.add([received, *state_change(desk, plan, before, submitted, came), *voided])


def state_change(desk: Desk, plan: Plan, old: QuarterlyReturn, new: QuarterlyReturn, reason: str) -> tuple[Change, ...]:
    """The step for the history; none where the state stays, as with each further saving of a draft."""
    if old.state is new.state:
        return ()
    name = name_of(plan, new.unit, new.quarter)
    return (desk.change(name, STATE, STATE_WORDS[old.state], STATE_WORDS[new.state], reason),)


def stepped(plan: Plan, report: QuarterlyReturn, step: Callable[[], QuarterlyReturn]) -> QuarterlyReturn:
    """Takes the step, or says why the return's state does not allow it."""
    try:
        return step()
    except TransitionError as refused:
        name = name_of(plan, report.unit, report.quarter)
        raise UserError(
            f"{name}现在是“{STATE_WORDS[refused.state]}”，不能做这一步。", _WHAT_NEXT[refused.state]
        ) from refused


_WHAT_NEXT = {
    ReturnState.MISSING: "请先导入或填写季报。",
    ReturnState.DRAFT: "请先提交草稿。",
    ReturnState.REPORTED: "要修改已报的数，请先退回；要采用另外的数，请填核定数。",
    ReturnState.RETURNED: "请等单位重新报送后再审核。",
    ReturnState.APPROVED: "要修改已审核的季报，请先退回。",
    ReturnState.LOCKED: f"本年度已定稿。{HOW_TO_REOPEN}",
}
