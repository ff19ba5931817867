"""What a command works with: the toolbox, the operator, and an open database for as long as the command runs."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.desk import Desk, choose_plan
from xiaowei_desktop.application.ports.clock import Author
from xiaowei_desktop.application.toolbox import Toolbox

OpenWindow = Callable[[Path], int]
"""Opens the window on a database and gives the exit status once it is closed."""


@dataclass(frozen=True, slots=True)
class Session:
    """One command with its arguments."""

    tools: Toolbox
    arguments: Namespace
    open_window: OpenWindow

    @property
    def author(self) -> Author:
        return Author(self.arguments.operator or default_operator(), self.tools.clock)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The database of the command, opened with its lock, and the plan it is about."""
        store = self.tools.stores.open(Path(self.arguments.db))
        try:
            yield Desk(store, choose_plan(store, getattr(self.arguments, "plan", None)), self.author)
        finally:
            store.close()

    @property
    def wants_json(self) -> bool:
        return bool(getattr(self.arguments, "json", False))


def default_operator() -> str:
    """The name under which the user is logged in; in the history it stands for who acted."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no user name on this machine
        return "未署名"


def say(text: str) -> None:
    """A message for the person at the terminal; standard output stays for results."""
    print(text, file=sys.stderr)


def show(text: str) -> None:
    """A line of the command's result."""
    print(text)


def show_json(value: object) -> None:
    """The command's result as one JSON object."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
