"""The shipped plan as a document, and mistakes made in it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from xiaowei_desktop import paths
from xiaowei_desktop.domain.issues import Issue
from xiaowei_desktop.planfiles.document import plan_from_document
from xiaowei_desktop.planfiles.findings import PlanFileError

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def shipped_document() -> dict[str, Any]:
    """A fresh copy of binjiang-2020 as TOML gives it."""
    return tomllib.loads((paths.plans_folder() / "binjiang-2020.toml").read_text("utf-8"))


def with_value(path: str, value: object) -> dict[str, Any]:
    """The shipped document with `value` at `path`; list entries count from 1."""
    document = shipped_document()
    holder, key = _holder(document, path)
    holder[key] = value
    return document


def without(path: str) -> dict[str, Any]:
    """The shipped document with the key or entry at `path` taken out."""
    document = shipped_document()
    holder, key = _holder(document, path)
    del holder[key]
    return document


def faults(document: dict[str, Any]) -> dict[str, Issue]:
    """What reading the document complains about, by path; empty for a sound one."""
    try:
        plan_from_document(document, "test.toml")
    except PlanFileError as refused:
        assert len({issue.place.field for issue in refused.issues}) == len(refused.issues)
        return {issue.place.field: issue for issue in refused.issues}
    return {}


def _holder(document: dict[str, Any], path: str) -> tuple[Any, str | int]:
    keys: list[str | int] = []
    for name, number in _STEP.findall(path):
        keys += [name, int(number) - 1] if number else [name]
    holder: Any = document
    for key in keys[:-1]:
        holder = holder[key]
    return holder, keys[-1]
