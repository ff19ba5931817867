"""What a changed plan changes and does, in the office's words."""

from __future__ import annotations

from xiaowei_desktop.domain.plan_update import UpdatePreview


def change_lines(preview: UpdatePreview) -> tuple[str, ...]:
    """The changes and their effects as plain lines, for the terminal and for the question before saving."""
    return tuple(f"{change.part} {change.code} {change.field}" for change in preview.changes)
