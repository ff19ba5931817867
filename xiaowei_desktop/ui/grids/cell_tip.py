"""The tip of a cell: the whole text where it is cut, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntrySeverity

_WORDS = {
    EntrySeverity.ERROR: "■ 错误",
    EntrySeverity.WARNING: "▲ 警告",
    EntrySeverity.NOTE: "● 提示",
}
_LOCKED = "这一格已锁定，不能填写。"


def whole_text_tip(text: str) -> str:
    """The text as a tip that wraps."""
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"


def entry_tip(whole_text: str, issues: Sequence[EntryIssue], locked: object) -> str:
    """What is to be said about a cell of an entry grid; empty where there is nothing."""
    lines = [f"{_WORDS[issue.severity]}：{issue.message}" for issue in issues]
    lines += [_LOCKED] if locked else []
    lines += [whole_text] if whole_text else []
    return "".join(whole_text_tip(line) for line in lines)
