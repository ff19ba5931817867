"""Excel's binary format (.xlsb), made record by record: no free program writes it."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from tests.integration.spreadsheets.office_forms import read_return
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.form_names import RETURN_COLUMNS
from xiaowei_desktop.spreadsheets.reader import CalamineReader

_ROW, _ERROR, _NUMBER, _TEXT = 0, 3, 5, 6
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.bin"/></Relationships>'
)


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = bytes([len(body)]) if len(body) < 0x80 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
    return head + length + body


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def cell(kind: int, column: int, body: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column, style) + body)


def row(number: int) -> bytes:
    return record(_ROW, struct.pack("<III", number, 0, 0) + bytes(5))


def workbook(path: Path, rows: bytes, last_row: int) -> Path:
    bundle = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("季报"))
    dimension = record(148, struct.pack("<IIII", 0, last_row, 0, 14))
    sheet = record(129) + dimension + record(145) + rows + record(146) + record(130)
    percent = record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 170) + text("0.0%")) + record(616)
    styles = [struct.pack("<HH", 0, number) + bytes(12) for number in (0, 170)]
    formats = record(617, struct.pack("<I", 2)) + b"".join(record(47, style) for style in styles) + record(618)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", _RELATIONS)
        archive.writestr("xl/workbook.bin", record(131) + record(143) + bundle + record(144) + record(132))
        archive.writestr("xl/styles.bin", record(278) + percent + formats + record(279))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def heading() -> bytes:
    return row(0) + b"".join(cell(_TEXT, at, text(name)) for at, name in enumerate(RETURN_COLUMNS))


def test_figures_percentages_and_errors(tmp_path: Path) -> None:
    entries = (
        row(1)
        + cell(_TEXT, 1, text("company_share"))
        + cell(_NUMBER, 7, struct.pack("<d", 0.8605), style=1)
        + cell(_NUMBER, 9, struct.pack("<d", 37.0))
        + cell(_ERROR, 10, b"\x17")
    )
    (entry,) = read_return(workbook(tmp_path / "季报.xlsb", heading() + entries, 1)).table.rows
    assert (entry["累计完成"].text, entry["累计完成"].cell) == ("86.05%", "H2")
    assert entry["分子"].text == "37"
    assert (entry["分母"].text, entry["分母"].is_error) == ("#REF!", True)


def test_a_cell_far_away(tmp_path: Path) -> None:
    far = row(1_048_575) + cell(_TEXT, 16_383, text("x"))
    path = workbook(tmp_path / "季报.xlsb", heading() + far, 1_048_575)
    with pytest.raises(UserError, match="个单元格"):
        CalamineReader().read(path)
