"""How large a workbook that comes in may be. A real form has a few thousand cells and some hundred kilobytes."""

from __future__ import annotations

import zipfile

from xiaowei_desktop.errors import UserError

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PACKING_RATIO = 200
"""No honest workbook above `_RATIO_MATTERS_FROM` shrinks to less than a two-hundredth."""
MAX_ENTRIES = 2_000
MAX_CELLS = 200_000
"""Rows × columns of one sheet, from A1 to its last used cell."""

_RATIO_MATTERS_FROM = 10 * 1024 * 1024
_REMEDY = "请新建一个工作簿，只把报表内容复制过去，另存为 .xlsx 后再导入；或者请报送单位用下发的表格重报。"


def check_file_size(name: str, size: int) -> None:
    """Refuse a file that is empty or too large before its bytes are read."""
    if size == 0:
        raise UserError(f"文件“{name}”是空文件（0 字节）。", "请让报送单位重新发送。")
    if size > MAX_FILE_BYTES:
        megabytes = MAX_FILE_BYTES // 1024 // 1024
        raise UserError(f"文件“{name}”超过 {megabytes} MB，没有读取。", _REMEDY)


def check_archive(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that would unpack into more than a workbook can be (压缩炸弹)."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    bloated = unpacked > _RATIO_MATTERS_FROM and unpacked / packed > MAX_PACKING_RATIO
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or bloated:
        raise UserError(f"文件“{name}”解压后过大，不像是报表，没有读取。", _REMEDY)


def check_cells(name: str, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose used range is larger than any form's; before it is laid out in memory."""
    if rows * columns > MAX_CELLS:
        raise UserError(
            f"文件“{name}”的工作表“{sheet}”用到第 {rows} 行、第 {columns} 列，超过 {MAX_CELLS} 个单元格，没有读取。",
            "请删除表格下方和右侧的空行、空列（连同格式）后保存，再导入。",
        )
