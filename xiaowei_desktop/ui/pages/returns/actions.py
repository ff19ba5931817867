"""The page's buttons: which jobs a return's state asks for, the main one first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnState
from xiaowei_desktop.ui.page import Page

_NAMED_BUTTONS = 3


@dataclass(frozen=True, slots=True)
class Job:
    """One job: a verb, an icon, its keys (the first is shown), and what it does."""

    text: str
    icon: str
    keys: tuple[str, ...]
    run: Callable[[], object]


def wanted_jobs(report: QuarterlyReturn, *, row_is_verified: bool) -> tuple[str, ...]:
    """The keys of the jobs that make sense now: the main one, two for buttons, the rest for the ⋯ menu."""
    rest = ["evidence", "import_folder", "form"]
    if len(report.versions) > 1:
        rest.insert(0, "versions")
    match report.state:
        case ReturnState.REPORTED:
            main = ["approve", "send_back", "verify"]
        case ReturnState.APPROVED:
            main = ["preview", "send_back", "verify"]
        case ReturnState.DRAFT:
            return ("submit", "import", "preview", *rest)
        case ReturnState.LOCKED:
            return ("preview", "form", *(key for key in rest if key in ("evidence", "versions")))
        case _:
            return ("import", "form", "preview", *(key for key in rest if key != "form"))
    withdraw = ["withdraw"] if row_is_verified else []
    preview = [] if "preview" in main else ["preview"]
    return (*main, *withdraw, *preview, "import", *rest)


class StateActions(QObject):
    """Shows each job once: on one of three buttons, or in the ⋯ menu, or not at all.

    The buttons stay where they are and take the words of the job that is wanted there.
    """

    def __init__(self, page: Page, jobs: dict[str, Job]) -> None:
        super().__init__(page)
        self._page = page
        self._jobs = jobs
        self._on_button: list[str] = [""] * _NAMED_BUTTONS
        first = next(iter(jobs.values()))
        makers = (page.primary_action, page.plain_action, page.plain_action)
        self._buttons = [make(first.text, partial(self._run, place)) for place, make in enumerate(makers)]
        self._menu = {
            key: _with_keys(page.overflow_action(job.text, job.run, job.icon), job) for key, job in jobs.items()
        }

    def arrange(self, keys: Sequence[str]) -> None:
        """The first on the main button, the next two on plain ones, the others in the menu."""
        named = tuple(keys[:_NAMED_BUTTONS])
        for key, action in self._menu.items():
            action.setVisible(key in keys and key not in named)
        for place, button in enumerate(self._buttons):
            key = named[place] if place < len(named) else ""
            button.setVisible(bool(key))
            if key and self._on_button[place] != key:
                self._dress(place, self._jobs[key])
            self._on_button[place] = key

    def enable(self, key: str, *, enabled: bool) -> None:
        """Whether a job can be done, on its button and in the menu."""
        self._menu[key].setEnabled(enabled)
        if key in self._on_button:
            self._buttons[self._on_button.index(key)].setEnabled(enabled)

    def _dress(self, place: int, job: Job) -> None:
        action = self._buttons[place]
        self._page.theme.bind_icon(action, job.icon, "text_muted" if place else "on_accent")
        action.setText(job.text)
        action.setEnabled(True)
        _with_keys(action, job)

    def _run(self, place: int) -> None:
        self._jobs[self._on_button[place]].run()


def _with_keys(action: QAction, job: Job) -> QAction:
    action.setShortcuts([QKeySequence(keys) for keys in job.keys])
    return action
