"""Reads the workbooks that units and the office send in. Every file is hostile until read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from xiaowei_desktop.application.ports.workbooks import (
    IncomingFile,
    MarkWorkbook,
    PaperKind,
    ReadTable,
    ReturnWorkbook,
    UnitPaper,
)
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import readable
from xiaowei_desktop.spreadsheets.form_names import FORM_VERSION, IDENTITY_SHEET, PAPER_HEAD_LABELS
from xiaowei_desktop.spreadsheets.limits import check_file_size
from xiaowei_desktop.spreadsheets.opened_book import Grid, OpenedBook
from xiaowei_desktop.spreadsheets.return_head_reader import read_head
from xiaowei_desktop.spreadsheets.table import (
    EVENT_TABLE,
    MARK_TABLE,
    OBJECTION_TABLE,
    RETURN_TABLE,
    SELF_ASSESSMENT_TABLE,
    Heading,
    TableForm,
    find_heading,
    plain_key,
    read_table,
)  # fmt: skip

_REMEDY = "请确认选对了文件；要导入的是本系统下发的季报表、评定表、自评表或异议表。"
_PAPER_TABLES = {PaperKind.SELF_ASSESSMENT: SELF_ASSESSMENT_TABLE, PaperKind.OBJECTIONS: OBJECTION_TABLE}


class CalamineReader:
    """The application's `WorkbookReader`, for .xlsx, .xls, .xlsb, .ods and what WPS saves as .et."""

    def read(self, path: Path) -> IncomingFile:
        data = read_bytes(path)
        book = OpenedBook(readable(path.name), data)
        return IncomingFile(path, hashlib.sha256(data).hexdigest(), _content(book))


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises `UserError` where it cannot be read, is empty or too large."""
    try:
        check_file_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"找不到文件“{path.name}”。", "请检查文件是否已移走或改名，U 盘是否还插着。") from error
    except IsADirectoryError as error:
        raise UserError(f"“{path.name}”是文件夹，不是工作簿。", "请选择其中的文件。") from error
    except PermissionError as error:
        raise UserError(
            f"文件“{path.name}”正被其他程序占用，或者没有读取权限。", "请在 Excel 或 WPS 中关闭该文件，然后再导入。"
        ) from error
    except OSError as error:
        raise UserError(f"文件“{path.name}”不能读取。", "请把文件复制到本机硬盘后再导入。") from error


def _content(book: OpenedBook) -> ReturnWorkbook | MarkWorkbook | UnitPaper:
    identity = _identity(book)
    _check_version(book.file_name, identity.get("version", ""))
    grids = [book.grid(name) for name in book.sheet_names if not name.startswith("_")]
    if not any(grid.height for grid in grids):
        raise UserError(f"文件“{book.file_name}”是空工作簿，没有内容。", _REMEDY)
    paper = _paper_kind(book, grids, identity.get("kind", ""))
    if paper is not None:
        return _paper(book, grids, paper, identity)
    if identity.get("kind") != "marks" and _find(book, grids, RETURN_TABLE) is not None:
        grid, heading = _expect(book, grids, RETURN_TABLE)
        table = read_table(book.file_name, grid, RETURN_TABLE, heading)
        return ReturnWorkbook(read_head(grid, heading.row), identity, table)
    if identity.get("kind") == "return":
        _expect(book, grids, RETURN_TABLE)
    if identity.get("kind") != "marks" and _find(book, grids, MARK_TABLE) is None:
        raise UserError(f"文件“{book.file_name}”不是季报表、评定表、自评表或异议表：没有找到表头。", _REMEDY)
    return MarkWorkbook(identity, _table(book, grids, MARK_TABLE), _table(book, grids, EVENT_TABLE))


def _paper_kind(book: OpenedBook, grids: list[Grid], stated: str) -> PaperKind | None:
    """Which of the units' yearly papers it is: by the hidden sheet, or, where that was removed, by its columns."""
    if stated:
        return next((kind for kind in PaperKind if kind == stated), None)
    if any(_find(book, grids, form) for form in (RETURN_TABLE, MARK_TABLE)):
        return None
    return next((kind for kind, form in _PAPER_TABLES.items() if _find(book, grids, form)), None)


def _paper(book: OpenedBook, grids: list[Grid], kind: PaperKind, identity: Mapping[str, str]) -> UnitPaper:
    form = _PAPER_TABLES[kind]
    grid, heading = _expect(book, grids, form)
    head = read_head(grid, heading.row, PAPER_HEAD_LABELS)
    return UnitPaper(kind, head, identity, read_table(book.file_name, grid, form, heading))


def _identity(book: OpenedBook) -> Mapping[str, str]:
    """What the hidden sheet says; empty where a unit removed it."""
    if IDENTITY_SHEET not in book.sheet_names:
        return {}
    grid = book.grid(IDENTITY_SHEET)
    pairs = ((grid.text(row, 0), grid.text(row, 1)) for row in range(grid.height))
    return {name: value for name, value in pairs if name}


def _check_version(file_name: str, version: str) -> None:
    """Refuses a form whose layout a newer program has made: what it means is not known here."""
    if version.isdecimal() and (len(version), version) > (len(FORM_VERSION), FORM_VERSION):
        raise UserError(
            f"文件“{file_name}”是用更新版本的软件下发的，本版本读不全，没有读取。",
            "请在这台计算机上安装新版本后再导入。",
        )


def _table(book: OpenedBook, grids: list[Grid], form: TableForm) -> ReadTable:
    grid, heading = _expect(book, grids, form)
    return read_table(book.file_name, grid, form, heading)


def _expect(book: OpenedBook, grids: list[Grid], form: TableForm) -> tuple[Grid, Heading]:
    found = _find(book, grids, form)
    if found is None:
        raise UserError(
            f"文件“{book.file_name}”中没有找到“{form.sheet}”表：缺少工作表“{form.sheet}”或它的表头。",
            f"表头应有这些列：{'、'.join(form.columns)}。请用下发的表格填报。",
        )
    return found


def _find(book: OpenedBook, grids: list[Grid], form: TableForm) -> tuple[Grid, Heading] | None:
    """The sheet of the form's name; renamed, the only sheet with its columns. An exact copy beside it does no harm.

    A unit that copies its sheet and fills in the copy leaves the old figures under the form's own name.
    """
    found = [(grid, heading) for grid in grids if (heading := find_heading(grid, form)) is not None]
    named = [pair for pair in found if plain_key(pair[0].name) == form.sheet]
    if len(named) == 1 and len({_filled_cells(grid) for grid, _ in found}) == 1:
        return named[0]
    if len(found) > 1:
        names = "、".join(f"“{grid.name}”" for grid, _ in found)
        raise UserError(
            f"文件“{book.file_name}”有几个工作表都像“{form.sheet}”表：{names}，无法确定读哪一个。",
            f"请只保留要报送的一个，名为“{form.sheet}”，其余删去后再导入。",
        )
    return found[0] if found else None


def _filled_cells(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """What stands on the sheet, without what is empty."""
    rows = (tuple(filter(None, map(partial(grid.text, row), range(grid.width(row))))) for row in range(grid.height))
    return tuple(filter(None, rows))
