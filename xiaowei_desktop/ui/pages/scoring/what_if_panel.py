"""假设试算: other figures and judgements tried out; points, totals and places as they would be, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QSplitter

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.application.supposed_inputs import SupposedInput, inputs_of, read_entries
from xiaowei_desktop.application.what_if import Trial, open_trial
from xiaowei_desktop.domain.scoring.trial_changes import trial_changes
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.trial_words import NOT_STORED, trial_lines
from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntrySeverity, EntryValue, Unread
from xiaowei_desktop.ui.grids.entry_grid import EntryGrid
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.pages.scoring.step_panel import StepPanel
from xiaowei_desktop.ui.pages.scoring.what_if_pool import WhatIfPool
from xiaowei_desktop.ui.pages.scoring.what_if_result import WhatIfResult
from xiaowei_desktop.ui.pages.scoring.what_if_rows import COLUMNS, WhatIfColumn, tried_points, what_if_rows
from xiaowei_desktop.ui.widgets.notice import Notice
from xiaowei_desktop.ui.workplace import Workplace

_NOTICE = "这里填的都是假设，只用来试算，不会保存；季报、评定和得分都不变。"


@dataclass(frozen=True, slots=True)
class _Year:
    """A year opened to be tried out, with what can be supposed of each organisation."""

    trial: Trial
    inputs: Mapping[str, tuple[SupposedInput, ...]]

    @property
    def by_key(self) -> Mapping[str, SupposedInput]:
        return {one.key: one for inputs in self.inputs.values() for one in inputs}


def _open(workplace: Workplace, year: int) -> _Year:
    trial = open_trial(workplace.desk, year)
    return _Year(trial, {sheet.unit: inputs_of(trial, sheet.unit) for sheet in trial.scores.sheets})


class WhatIfPanel(StepPanel):
    """Opens the year when it is in view. Each step of typing is scored on the worker; of several the last counts."""

    title = "假设试算"

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page, workplace)
        self._year: _Year | None = None
        self._is_loading = False
        self._is_scoring = False
        self._is_outdated = False
        self.pool = WhatIfPool()
        self.tried: YearScores | None = None
        self.notice = Notice(workplace.theme, "info", _NOTICE)
        self.grid = EntryGrid(workplace.theme, workplace.settings, "what-if", COLUMNS, page.undo_stack)
        self.grid.setAccessibleName(self.title)
        self.grid.hold(1)
        self.result = WhatIfResult(workplace.theme)
        self._lay_out()
        self.copy_action = self.add_step("复制为文字", self.copy, "Ctrl+Shift+C")
        self.clear_action = self.add_step("全部清除", self.clear, "Ctrl+Shift+Del")
        self.grid.changed.connect(self._take)
        self.grid.notice.connect(page.message)
        self.result.chosen.connect(page.show_place)
        self._show_state()

    def show_scores(self, scores: YearScores, unit: str) -> None:
        if self.scores is not None and (scores.year, scores.plan.id) != (self.scores.year, self.scores.plan.id):
            self.pool.replace({})
        if scores is not self.scores:
            self._year = None
        elif unit == self.unit:
            return
        self.scores, self.unit = scores, unit
        self._page.undo_stack.clear()
        if self.isVisible():
            self._show_unit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._year is None:
            self._show_unit()

    def find_text(self, text: str) -> bool:
        self.grid.search.find(text)
        return True

    @Slot()
    def clear(self) -> None:
        """Everything as it stands; the status line offers to take it back."""
        before = self.pool.texts
        self.suppose({})
        self._page.undoable.emit(f"已清除 {len(before)} 处假设。", lambda: self.suppose(before))

    @property
    def inputs(self) -> tuple[SupposedInput, ...]:
        """What can be supposed of the organisation in view; nothing before the year is opened."""
        return self._year.inputs.get(self.unit, ()) if self._year is not None else ()

    def suppose(self, texts: Mapping[str, str]) -> None:
        """Supposes this, by the inputs' keys, and nothing else."""
        self.pool.replace(texts)
        self._page.undo_stack.clear()
        if self._year is not None:
            self._fill(self._year)

    @Slot()
    def copy(self) -> None:
        """The trial as text, for a letter or a message."""
        if self._year is not None and self.tried is not None:
            scores = self._year.trial.scores
            changes = trial_changes(scores.ranking, self.tried.ranking)
            supposed = self.pool.lines(scores.plan, self.unit, read_entries(self.pool.entries).wrong)
            lines = trial_lines(scores.plan, scores.year, self.unit, supposed, changes)
            QGuiApplication.clipboard().setText("\n".join((*lines, NOT_STORED)))
            self._page.message.emit("已复制试算结果。")

    # the year

    def _show_unit(self) -> None:
        """The organisation's rows; the year is opened first where that has not happened since it changed."""
        if self._year is not None:
            self._fill(self._year)
        elif self.scores is not None and not self._is_loading:
            self._is_loading = True
            workplace, scores = self._workplace, self.scores
            workplace.runner.run(
                "正在准备试算",
                lambda _progress: _open(workplace, scores.year),
                lambda found: self._opened(scores, found),
                self._refused,
            )

    def _opened(self, scores: YearScores, found: _Year) -> None:
        self._is_loading = False
        if scores is not self.scores:
            self._show_unit()
            return
        self._year = found
        self.pool.set_inputs(found.by_key)
        self.tried = None
        self._fill(found)

    def _refused(self, problem: UserError) -> None:
        self._is_loading = False
        self._page.show_problem(problem)

    def _fill(self, year: _Year) -> None:
        if not self.inputs:
            name = year.trial.inputs.plan.organisation(self.unit).name
            self.show_empty("calculator", f"{name}没有可以假设的数据和评定。", "请在左边选别的单位。")
            return
        before = year.trial.scores.sheet(self.unit)
        after = (self.tried or year.trial.scores).sheet(self.unit)
        self.grid.set_rows(tuple(what_if_rows(self.inputs, self.pool.texts, before, after)))
        self.show_filled()
        self._score()

    # trying out

    @Slot(list)
    def _take(self, changes: list[tuple[str, str, EntryValue, EntryValue]]) -> None:
        for key, _column, _old, new in changes:
            self.pool.put(key, new.text if isinstance(new, Unread) else str(new or ""))
        self._score()

    def _score(self) -> None:
        """Marks what is wrong at its cell, and scores the rest; a step that comes meanwhile is scored after it."""
        year = self._year
        if year is None:
            return
        read = read_entries(self.pool.entries)
        own = {one.key for one in self.inputs}
        self.grid.set_issues(
            EntryIssue(key, WhatIfColumn.THEN, EntrySeverity.ERROR, message)
            for key, message in read.wrong.items()
            if key in own
        )
        self._is_outdated = self._is_scoring
        self._show_state(tuple(read.wrong.values()))
        if not self._is_scoring:
            self._is_scoring = True
            self._workplace.runner.run(
                "正在试算",
                lambda _progress: year.trial.suppose(read.supposition),
                lambda scores: self._tried(year, scores),
                self._page.show_problem,
            )

    def _tried(self, year: _Year, scores: YearScores) -> None:
        self._is_scoring = False
        if self._is_outdated or year is not self._year:
            self._score()
            return
        self.tried = scores
        before = year.trial.scores
        self.grid.set_values(tried_points(self.inputs, before.sheet(self.unit), scores.sheet(self.unit)))
        changes = trial_changes(before.ranking, scores.ranking)
        self.result.show_changes(before.plan, self.unit, changes, is_trial=bool(self.pool))
        self._show_state(tuple(read_entries(self.pool.entries).wrong.values()))

    def _show_state(self, wrong: tuple[str, ...] = ()) -> None:
        """How much is supposed, and what is wrong with the first that cannot be read."""
        name = f"{self.scores.plan.organisation(self.unit).name}：" if self.scores is not None and self.unit else ""
        own = sum(one.key in self.pool.texts for one in self.inputs)
        others = len(self.pool) - own
        told = f"假设了 {own} 处" + (f"，其他单位 {others} 处" if others else "") if self.pool else "还没有假设"
        bad = f"，■ {len(wrong)} 处没有计入：{wrong[0].rstrip('。')}" if wrong else ""
        self.summary.setText(f"{name}{told}{bad}。")
        self.clear_action.setEnabled(bool(self.pool))
        self.copy_action.setEnabled(bool(self.pool) and self.tried is not None)

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.grid)
        parts.addWidget(self.result)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        parts.setSizes([600, 300])
        self.set_content(parts)
        self._layout.insertWidget(1, self.notice)
