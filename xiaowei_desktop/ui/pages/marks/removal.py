"""删除评定: the reason for taking stored marks back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from xiaowei_desktop.ui.dialogs.reason import ReasonDialog, is_accepted

UNDONE = "撤销录入"
"""The history's reason where an entry was taken back by undo."""


def why_removed(items: Sequence[str], parent: QWidget) -> str:
    """The reason that the clerk gives; empty where the marks are to stay."""
    dialog = ReasonDialog("删除评定", "为什么删除这些评定？原因记入历史记录。", "删除评定", items, parent)
    return dialog.reason if is_accepted(dialog) else ""
