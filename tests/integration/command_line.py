"""Runs commands as a technician would, and looks at the database before and after."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiaowei_desktop import bootstrap


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left on the terminal."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | Path) -> Ran:
    """The command in this process, from the composition root on."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = bootstrap.main([str(argument) for argument in arguments])
    return Ran(status, out.getvalue(), err.getvalue())


def done(*arguments: str | Path) -> Ran:
    """A command that has to succeed; its messages tell why where it does not."""
    ran = run(*arguments)
    assert ran.status == 0, ran.err
    return ran


def dump(database: Path) -> list[str]:
    """The whole database as SQL, line by line; a copy has its indexes and triggers in another order."""
    with contextlib.closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return sorted(connection.iterdump())


def leaves(unit: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The items of one unit's scores in `score --json`."""
    pending = list(unit["nodes"])
    while pending:
        node = pending.pop(0)
        pending[:0] = node["children"]
        if not node["children"]:
            yield node


def find_node(unit: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    """The node of one unit's scores that has the code."""
    pending = list(unit["nodes"])
    while pending:
        node: Mapping[str, Any] = pending.pop()
        if node["code"] == code:
            return node
        pending += node["children"]
    raise LookupError(code)


def unit_named(scores: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """One unit of `score --json`."""
    found: Mapping[str, Any] = next(unit for unit in scores["units"] if unit["unit"] == name)
    return found
