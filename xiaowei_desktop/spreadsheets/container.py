"""What kind of file came in, judged by its bytes and not by its name, and whether its package is sound."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from enum import Enum, auto

from xiaowei_desktop.errors import UserError
from xiaowei_desktop.spreadsheets.limits import check_archive

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED = 0x1  # the flag of an encrypted entry
_RESAVE = "请用 Excel 或 WPS 打开，选择“另存为”，保存类型选“Excel 工作簿（.xlsx）”后再导入。"
_NOT_A_FORM = "请确认选对了文件；要导入的是下发的 Excel 表格。"


class Format(Enum):
    """Formats that workbooks come in; old WPS files (.et) are XLS or XLSX inside."""

    XLSX = auto()
    XLSB = auto()
    ODS = auto()
    XLS = auto()


def format_of(name: str, data: bytes) -> Format:
    """The workbook's format, or `UserError` for whatever else the file is."""
    if data.startswith(_ZIP):
        return _package_format(name, data)
    if data.startswith(_OLE):
        return _ole_format(name, data)
    raise UserError(*_foreign(name, data))


def _package_format(name: str, data: bytes) -> Format:
    with open_package(name, data) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return Format.XLSX
        if "xl/workbook.bin" in names:
            return Format.XLSB
        if "mimetype" in names and archive.read("mimetype").strip() == _ODS_TYPE:
            return Format.ODS
    kind = "Word 文档" if "word/document.xml" in names else "压缩包或其他文件"
    raise UserError(f"文件“{name}”不是 Excel 工作簿，而是{kind}。", _NOT_A_FORM)


def _ole_format(name: str, data: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked_by_password(name)
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return Format.XLS
    raise UserError(f"文件“{name}”不是 Excel 工作簿，可能是旧版 Word 或其他文件。", _NOT_A_FORM)


def _foreign(name: str, data: bytes) -> tuple[str, str]:
    start = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return f"文件“{name}”是“XML 表格”格式，本系统不读取。", _RESAVE
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return f"文件“{name}”其实是网页，只是扩展名写成了表格。", _RESAVE
    if start.startswith(b"%pdf"):
        return f"文件“{name}”是 PDF，不是 Excel 工作簿。", "请让报送单位发送电子表格。"
    return f"文件“{name}”不是 Excel 工作簿，可能是文本文件（CSV、TXT）或已损坏。", _RESAVE


def locked_by_password(name: str) -> UserError:
    return UserError(
        f"文件“{name}”设了打开密码，不能读取。",
        "请用 Excel 或 WPS 输入密码打开，取消打开密码后另存，再导入；或者请报送单位发送没有密码的文件。",
    )


def damaged(name: str) -> UserError:
    return UserError(f"文件“{name}”已损坏，不能读取。", "请重新复制或下载该文件；仍不能读取的，请报送单位重新发送。")


def open_package(name: str, data: bytes) -> zipfile.ZipFile:
    """The archive within the limits, without passwords; `UserError` where it is broken."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    check_archive(name, archive)
    if any(entry.flag_bits & _ENCRYPTED for entry in archive.infolist()):
        raise locked_by_password(name)
    return archive


def read_parts(name: str, data: bytes) -> Mapping[str, bytes]:
    """Every part but pictures, unpacked and verified by its checksum; none declares entities of its own."""
    with open_package(name, data) as archive:
        try:
            parts = {
                entry.filename: archive.read(entry)
                for entry in archive.infolist()
                if "/media/" not in entry.filename and "Pictures/" not in entry.filename
            }
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(name) from error
    for part, content in parts.items():
        if part.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(name, content)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise locked_by_password(name)
    return parts


def _check_xml(name: str, content: bytes) -> None:
    """No office program writes a document type; it is how XML is made to load files or to explode."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:200] else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UserError(
            f"文件“{name}”含有不安全的内容（外部实体定义），没有读取。",
            "正常的 Excel、WPS 文件不会有这种内容。请向报送单位核实文件来源，并请其用下发的表格重报。",
        )
