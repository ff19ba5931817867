"""Writing a workbook to its place, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl.workbook import Workbook

from xiaowei_desktop.files import replace_file


def save_workbook(book: Workbook, path: Path) -> None:
    """The workbook takes the place of `path`. Raises `UserError` where that cannot be written.

    It is packed in memory first: on a full disk a half-packed archive complains once more, with a traceback, when
    Python throws it away.
    """
    packed = io.BytesIO()
    book.save(packed)
    with replace_file(path) as draft:
        draft.write_bytes(packed.getvalue())
