"""What the office does with a return: 提交、审核通过、退回修改、核定、撤销核定, each with what it has to ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from xiaowei_desktop.application.acceptance import approve, differing_rows, send_back, verify, withdraw_verified
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.returns import OpenReturn, name_of, open_return, submit_draft
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import Filler, QuarterlyReturn, RowKey
from xiaowei_desktop.domain.return_form import row_title
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog, is_accepted
from xiaowei_desktop.ui.dialogs.submit import SubmitDialog
from xiaowei_desktop.ui.dialogs.verify import VerifyDialog
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.returns.findings import Findings
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.workplace import Workplace


class OfficeSteps(QObject):
    """One unit's return for one quarter. `done` with a sentence after each step that was stored."""

    done = Signal(str)

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace

    @property
    def _desk(self) -> Desk:
        return self._workplace.desk

    def submit(self, unit: str, quarter: Quarter, found: Findings) -> None:
        """Asks who filled it in and when it came, and makes the draft a version."""
        name = name_of(self._desk.plan(quarter.year), unit, quarter)
        known, today = self._last_filler(unit, quarter), self._desk.author.today
        dialog = SubmitDialog(self._workplace.theme, name, known, today, _remarks(found), self._page)
        if is_accepted(dialog):
            filler, day = dialog.filler, dialog.received_on
            self._store(lambda: submit_draft(self._desk, unit, quarter, filler, day), f"{name}已提交。")

    def approve(self, unit: str, quarter: Quarter) -> None:
        """Accepts the return; where warnings are unexplained, asks for the office's word on them."""
        opened = open_return(self._desk, unit, quarter)
        name = name_of(opened.plan, unit, quarter)
        warnings = [i.message for i in opened.blocking if i.severity is Severity.WARNING]
        has_errors = any(i.severity is Severity.ERROR for i in opened.blocking)
        explanation = ""
        if warnings and not has_errors:
            question = f"还有 {len(warnings)} 处警告没有说明。确属实的，请写明核实情况："
            dialog = ReasonDialog("审核通过", question, "审核通过", warnings, self._page)
            if not is_accepted(dialog):
                return
            explanation = dialog.reason
        if self._store(lambda: approve(self._desk, unit, quarter, explanation), f"{name}已审核通过。"):
            self._tell_differing(unit, quarter)

    def send_back(self, unit: str, quarter: Quarter) -> None:
        """Sends the return back with the reason that the unit is told; proposes what is wrong."""
        opened = open_return(self._desk, unit, quarter)
        name = name_of(opened.plan, unit, quarter)
        points = [issue.message for issue in opened.blocking]
        dialog = ReasonDialog("退回修改", f"退回{name}的原因（单位会看到）：", "退回修改", points, self._page)
        if is_accepted(dialog):
            reason = dialog.reason
            self._store(lambda: send_back(self._desk, unit, quarter, reason), f"{name}已退回。")

    def verify(self, opened: OpenReturn, unit: str, quarter: Quarter, key: RowKey) -> None:
        """Asks for the figure that the office accepts in a row, and why."""
        indicator = opened.plan.indicator(key.indicator)
        figure = opened.report.verified_figure(key)
        line = opened.report.current.line(key) if opened.report.current else None
        dialog = VerifyDialog(
            row_title(indicator),
            line.cumulative if line else None,
            figure.value if figure else None,
            indicator.measure_unit,
            self._page,
        )
        if is_accepted(dialog) and (value := dialog.value) is not None:
            reason = dialog.reason
            self._store(
                lambda: verify(self._desk, unit, quarter, key, value, reason), f"“{indicator.name}”已按核定数采用。"
            )

    def withdraw(self, opened: OpenReturn, unit: str, quarter: Quarter, key: RowKey) -> None:
        """Takes the verified figure of a row back, with the reason for it."""
        name = opened.plan.indicator(key.indicator).name
        dialog = ReasonDialog("撤销核定", f"撤销“{name}”核定数的原因：", "撤销核定", (), self._page)
        if is_accepted(dialog):
            reason = dialog.reason
            text = f"“{name}”的核定数已撤销，重新采用报送数。"
            self._store(lambda: withdraw_verified(self._desk, unit, quarter, key, reason), text)

    def _store(self, step: Callable[[], QuarterlyReturn], sentence: str) -> bool:
        """Whether the step was stored; else the page says why not."""
        try:
            step()
        except UserError as refused:
            self._page.show_problem(refused)
            return False
        self.done.emit(sentence)
        return True

    def _tell_differing(self, unit: str, quarter: Quarter) -> None:
        """Wholes to which the counties do not come; the roll-up sheet has both sides."""
        lines = [issue.message for issue in differing_rows(self._desk, unit, quarter)]
        if lines:
            lead = partial(self._page.page_wanted.emit, "printing", "rollup")
            self._page.banner.show_message("\n".join(lines), BannerTone.SLOW, "看汇总表", lead)

    def _last_filler(self, unit: str, quarter: Quarter) -> Filler:
        """Who filled in this return before, or else the one of the quarter before."""
        plan = self._desk.plan(quarter.year)
        with self._desk.work() as work:
            for one in (quarter, quarter.previous):
                version = work.returns.get(plan.id, unit, one).current
                if version is not None:
                    return version.filler
        return Filler()


def _remarks(found: Findings) -> list[str]:
    """What the clerk should know before submitting."""
    remarks = []
    if found.empty_rows:
        remarks.append(f"有 {found.empty_rows} 行没有填，将按缺数处理；没有发生的应填 0。")
    if found.warnings:
        remarks.append(f"有 {found.warnings} 处警告，审核前须有情况说明。")
    return remarks
