"""定稿, 重新开启, 核验定稿, 历次定稿: what the scoring page does with a year's finals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from xiaowei_desktop.application.final_checks import Verification, finals_of, verification_words, verify_final
from xiaowei_desktop.application.finalising import finalise, reopen, what_is_missing
from xiaowei_desktop.application.ports.finals import FinalEntry
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.finals import FinalsDialog
from xiaowei_desktop.ui.dialogs.reason import ReasonDialog, is_accepted
from xiaowei_desktop.ui.messages import MessageBox
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.words import final_banner
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button
from xiaowei_desktop.ui.workplace import Workplace


class FinalSteps(QObject):
    """The page's actions about finals. `show_gaps` leads to what is missing, `finalised` is told what was frozen."""

    def __init__(
        self,
        page: Page,
        workplace: Workplace,
        show_gaps: Callable[[Sequence[str]], object],
        finalised: Callable[[YearScores], object],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._workplace = workplace
        self._show_gaps = show_gaps
        self._finalised = finalised
        self.finalise_action = page.plain_action("定稿…", self.ask_to_finalise, "award")
        self.reopen_action = page.overflow_action("重新开启…", self.ask_to_reopen, "pencil")
        self.verify_action = page.overflow_action("核验定稿", self.verify, "shield-check")
        self.list_action = page.overflow_action("历次定稿…", self.show_all, "history")

    def show_scores(self, scores: YearScores) -> None:
        """Offers what can be done with the year; a year that is final says so above everything else."""
        entry = scores.final.entry if scores.final else None
        self.finalise_action.setVisible(entry is None)
        self.reopen_action.setVisible(entry is not None)
        if entry is not None and scores.final is not None:
            tone = BannerTone.BAD if scores.final.faults else BannerTone.GOOD
            self._page.banner.show_message(final_banner(scores.final), tone, "历次定稿", self.show_all)

    def set_enabled(self, enabled: bool) -> None:
        for action in (self.finalise_action, self.reopen_action, self.verify_action, self.list_action):
            action.setEnabled(enabled)

    @Slot()
    def ask_to_finalise(self) -> None:
        """Where nothing is missing, asks and freezes the year; else leads to what is missing."""
        desk, year = self._workplace.desk, self._page.year
        self._workplace.runner.run(
            f"正在核对{year}年度资料",
            lambda _progress: what_is_missing(desk, year),
            self._ask_or_show_gaps,
            self._page.show_problem,
        )

    def _ask_or_show_gaps(self, missing: Sequence[str]) -> None:
        year = self._page.year
        if missing:
            self._show_gaps(missing)
            return
        box = MessageBox(
            self._page,
            "定稿",
            f"{year}年度资料齐全，现在定稿？",
            "定稿冻结考核细则、季报、评定、异议答复、得分和打印的表，并锁定本年度的资料。"
            "以后要修改，可以写明原因重新开启；这次的定稿仍然保留，随时可以查看和重印。",
        )
        box.add_button(plain_button("先不定稿")).clicked.connect(box.reject)
        accept = box.add_button(primary_button("定稿"))
        accept.clicked.connect(box.accept)
        accept.setFocus()
        if is_accepted(box):
            self._finalise(year)

    def _finalise(self, year: int) -> None:
        desk = self._workplace.desk
        self._workplace.runner.run(
            f"正在定稿{year}年度", lambda _progress: finalise(desk, year), self._done, self._page.show_problem
        )

    def _done(self, scores: YearScores) -> None:
        self._page.data_changed.emit()
        self._page.refresh()
        self._finalised(scores)

    @Slot()
    def ask_to_reopen(self) -> None:
        """With a reason, the year may be changed again."""
        year = self._page.year
        question = f"为什么重新开启{year}年度？原因记入修改记录；原来的定稿保留。"
        dialog = ReasonDialog("重新开启", question, "重新开启", (), self._page)
        if not is_accepted(dialog):
            return
        desk, reason = self._workplace.desk, dialog.reason
        self._workplace.runner.run(
            f"正在重新开启{year}年度",
            lambda _progress: reopen(desk, year, reason),
            lambda _none: self._reopened(year),
            self._page.show_problem,
        )

    def _reopened(self, year: int) -> None:
        self._page.data_changed.emit()
        self._page.refresh()
        text = f"{year}年度已重新开启，可以修改；原来的定稿在“历次定稿”中。"
        self._page.banner.show_message(text, BannerTone.GOOD, "历次定稿", self.show_all)

    @Slot()
    def verify(self) -> None:
        """Recomputes the newest final, and says on the banner what came of it."""
        desk, year = self._workplace.desk, self._page.year
        self._workplace.runner.run(
            f"正在核验{year}年度定稿",
            lambda _progress: verify_final(desk, year),
            self._show_verification,
            self._page.show_problem,
        )

    def _show_verification(self, checked: Verification) -> None:
        tone = BannerTone.GOOD if checked.is_equal else BannerTone.SLOW
        if checked.faults or checked.figures:
            tone = BannerTone.BAD
        self._page.banner.show_message(verification_words(checked), tone, "历次定稿", self.show_all)

    @Slot()
    def show_all(self) -> None:
        """All finals of the year, to be printed, verified and compared."""
        desk, year = self._workplace.desk, self._page.year
        self._workplace.runner.run(
            f"正在读取{year}年度历次定稿",
            lambda _progress: finals_of(desk, year),
            self._open_list,
            self._page.show_problem,
        )

    def _open_list(self, entries: Sequence[FinalEntry]) -> None:
        if not entries:
            text = f"{self._page.year}年度还没有定稿过。资料齐全后，点“定稿…”。"
            self._page.show_problem(UserError(text))
            return
        FinalsDialog(self._workplace, self._page.year, entries, self._page).open()
