"""Writing a workbook to its place, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl.workbook import Workbook

from xiaowei_desktop.files import replace_file
from xiaowei_desktop.spreadsheets.computed_values import ComputedValues, with_values


def save_workbook(book: Workbook, path: Path, values: ComputedValues | None = None) -> None:
    """The workbook takes the place of `path`. Raises `UserError` where that cannot be written.

    `values` are what formulas come to now, for programs that show a workbook without computing it.

    It is packed in memory: on a full disk a half-packed archive complains once more, with a traceback, when Python
    throws it away. Its sheets still go through the computer's temporary folder, which may be full as well.
    """
    with replace_file(path) as draft:
        packed = io.BytesIO()
        book.save(packed)
        draft.write_bytes(with_values(packed.getvalue(), values) if values else packed.getvalue())
