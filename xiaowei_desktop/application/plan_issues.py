"""The findings about a plan workbook as a clerk reads them: one fault is told once, with all its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xiaowei_desktop.domain.issues import Issue

_UNKNOWN = "plan-unknown-code"
_SHOWN_CELLS = 12


def issue_line(issue: Issue) -> str:
    """目标!F7：…"""
    place = place_text(issue)
    return f"{place}：{issue.message}" if place else issue.message


def place_text(issue: Issue) -> str:
    return "!".join(part for part in (issue.place.sheet, issue.place.cell) if part)


def gathered(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """A name that is unknown wherever it stands is one finding, at its first cell and with the others behind it.

    A unit that was renamed in its own row only would otherwise be told once for everything it answers for.
    """
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(issues):
        key = (issue.severity, issue.message) if issue.code == _UNKNOWN else number
        groups.setdefault(key, []).append(issue)
    return tuple(_one(found) for found in groups.values())


def _one(found: list[Issue]) -> Issue:
    first, *others = found
    if not others:
        return first
    cells = "、".join(place_text(issue) for issue in others[:_SHOWN_CELLS])
    rest = "等" if len(others) > _SHOWN_CELLS else ""
    return replace(first, message=f"{first.message}还有 {len(others)} 处相同：{cells}{rest}。")
