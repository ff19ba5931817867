"""Files that are no workbooks, are broken, locked, or made to do harm: each is one sentence and what to do."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.integration.spreadsheets.office_forms import Resave, read_return
from tests.ordinary_user import folder_for_all, needs_modes, ordinary_user
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.limits import MAX_FILE_BYTES
from xiaowei_desktop.spreadsheets.reader import CalamineReader

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        CalamineReader().read(path)
    assert path.name in caught.value.message
    assert caught.value.message.endswith("。")
    assert caught.value.hint.endswith("。")
    return caught.value.message


def rewrite(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The package with one of its parts changed."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空文件"),
        ("指标编码,累计完成\n1,2\n".encode("gbk"), "CSV"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "网页"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "网页"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML 表格"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04" + b"x" * 100, "已损坏"),
        (OLE + b"\0" * 600, "不是 Excel 工作簿"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "已损坏"),
        (OLE + b"\xff" * 2000 + "Workbook".encode("utf-16-le"), "已损坏"),
    ],
)
def test_files_that_are_no_workbooks(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "市监局.xls"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_word_document(tmp_path: Path) -> None:
    path = tmp_path / "季报.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "Word 文档" in refused(path)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_file_cut_off_anywhere(blank_return: Path, resave: Resave, suffix: str, tmp_path: Path) -> None:
    """A stick pulled out too early: refused, or, where only padding is lost, read; never a crash."""
    whole = resave(blank_return, suffix).read_bytes()
    for share in range(1, 20):
        path = tmp_path / f"cut.{suffix}"
        path.write_bytes(whole[: len(whole) * share // 20])
        try:
            CalamineReader().read(path)
        except UserError as error:
            assert "cut." in error.message


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_broken_parts(blank_return: Path, part: str) -> None:
    assert "已损坏" in refused(rewrite(blank_return, part, lambda content: content[: len(content) // 2]))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities(blank_return: Path, part: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def inject(content: bytes) -> bytes:
        body = re.sub(r"^<\?xml.*?\?>", "", content.decode())
        return (head + body).encode(encoding)

    assert "不安全的内容" in refused(rewrite(blank_return, part, inject))


def test_a_zip_bomb(blank_return: Path) -> None:
    bomb = rewrite(blank_return, "xl/styles.xml", lambda content: content + b" " * 40_000_000)
    assert bomb.stat().st_size < 200_000
    assert "解压后过大" in refused(bomb)


def test_thousands_of_entries(blank_return: Path) -> None:
    with zipfile.ZipFile(blank_return, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/extra/{number}.xml", "<x/>")
    assert "解压后过大" in refused(blank_return)


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert "超过 20 MB" in refused(path)


def test_a_cell_at_the_end_of_the_sheet(tmp_path: Path) -> None:
    """Laid out in memory, A1:XFD1048576 would take hundreds of gigabytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"].value, sheet["XFD1048576"].value = "指标编码", "x"
    path = tmp_path / "远.xlsx"
    book.save(path)
    assert "个单元格" in refused(path)


def test_empty_cells_with_a_format_far_away_do_no_harm(blank_return: Path) -> None:
    def append(content: bytes) -> bytes:
        return content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')

    rewritten = rewrite(blank_return, "xl/worksheets/sheet1.xml", append)
    assert len(read_return(rewritten).table.rows) == 8


def test_an_ods_that_repeats_a_cell_without_end(blank_return: Path, resave: Resave) -> None:
    repeat = (
        b'table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    bomb = rewrite(
        resave(blank_return, "ods"),
        "content.xml",
        lambda content: content.replace(b"</table:table>", b"<table:table-row " + repeat, 1),
    )
    assert "个单元格" in refused(bomb)


def test_a_file_that_is_gone_or_a_folder(tmp_path: Path) -> None:
    assert "找不到文件" in refused(tmp_path / "没有.xlsx")
    folder = tmp_path / "季报.xlsx"
    folder.mkdir()
    refused(folder)


@needs_modes
def test_a_file_without_permission(blank_return: Path) -> None:
    with folder_for_all() as folder:
        locked = Path(shutil.copy(blank_return, folder))
        locked.chmod(0)
        with ordinary_user():
            assert "没有读取权限" in refused(locked)
