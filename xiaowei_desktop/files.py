"""Writing a file so that a reader finds the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from xiaowei_desktop.errors import UserError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_DRAFT_STEM = 40  # characters: a name as long as the file system allows leaves room for the draft's
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def safe_name(name: str) -> str:
    """The name without the characters that Windows refuses in file names; sticks are read there too."""
    return name.translate(_FORBIDDEN_IN_NAMES)


def make_folder(path: Path) -> None:
    """Makes the folder, with those above it, where it is missing. Raises `UserError` where that is refused."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"不能建立文件夹“{path}”。", "请换一个有写入权限的文件夹，例如“文档”或者 U 盘。") from error


@contextmanager
def looking_at(path: Path) -> Iterator[None]:
    """A block that asks what `path` is. Where its folder does not let this user look, that is a `UserError`."""
    try:
        yield
    except PermissionError as error:
        raise UserError(
            f"没有权限读取“{path}”。", "请让有权限的人复制一份到“文档”文件夹，或者检查文件夹的“读取”权限。"
        ) from error


def readable(text: str) -> str:
    """A file's name or an argument as text that can be stored and shown.

    Linux passes on names as bytes. Those that Windows packed into an archive are GBK there and no UTF-8.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(text).decode("gb18030", "replace")
    return text


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Yield the path of a new, empty file beside `path`; it takes `path`'s place when the block ends well.

    When the block fails, the new file is removed and `path` is as it was. A target that is open in Excel
    or WPS, is write-protected or cannot be written for want of rights or room is a `UserError` that says
    what to do.
    """
    try:
        _check_target(path)
        draft = _create_beside(path)
        try:
            yield draft
            _keep_mode(path, draft)
            _flush_to_disk(draft)
            draft.replace(path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        _flush_folder(path.parent)
    except OSError as error:
        raise _explained(error, path) from error


def _check_target(path: Path) -> None:
    if not path.parent.is_dir():
        raise UserError(f"要写入的文件夹不存在：{path.parent}。", "请先建立这个文件夹，或者另选保存位置。")
    if path.is_dir():
        raise UserError(f"“{path}”是一个文件夹，不能写成文件。", "请换一个文件名。")
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
        raise UserError(f"文件“{path.name}”是只读文件，没有写入。", "请在文件属性中取消“只读”，或者换一个文件名保存。")
    owner_file = _open_elsewhere(path)
    if owner_file is not None:
        raise UserError(
            f"文件“{path.name}”正在被其他程序（Excel、WPS 或 LibreOffice）打开，没有写入。",
            f"请关闭该文件后重试，或者换一个文件名保存。确实没有打开的，请删除同一文件夹中的“{owner_file.name}”。",
        )


def _open_elsewhere(path: Path) -> Path | None:
    """The note that LibreOffice, WPS or Excel leaves beside a file that it has open.

    Windows refuses to replace an open file by itself. Linux does not, and the clerk at the other window
    would then save the old content over the new.
    """
    if not path.exists():
        return None
    names = (f".~lock.{path.name}#", f".~{path.name}", f"~${path.name}")
    return next((note for name in names if (note := path.with_name(name)).exists()), None)


def _create_beside(path: Path) -> Path:
    draft = path.with_name(f".{path.stem[:_DRAFT_STEM]}-{secrets.token_hex(4)}{path.suffix}")
    draft.touch(exist_ok=False)
    return draft


def _keep_mode(path: Path, draft: Path) -> None:
    if path.exists():
        shutil.copymode(path, draft)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name itself safe from a power cut; Windows has no such call and does not need it."""
    if os.name != "posix":
        return
    with suppress(OSError):  # Some USB sticks and network shares cannot, and the file is already in its place.
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explained(error: OSError, path: Path) -> UserError:
    if error.errno in _FULL:
        return UserError(
            f"磁盘空间不足，文件“{path.name}”没有写入，原有文件没有改动。",
            "请清理磁盘，或者保存到其他磁盘、U 盘。",
        )
    if error.errno in _REFUSED and _is_seen(path):
        return UserError(
            f"文件“{path.name}”不能改写：它正在被其他程序打开，或者没有写入权限。原有文件没有改动。",
            "请在 Excel 或 WPS 中关闭该文件后重试，或者换一个文件名、换一个文件夹保存。",
        )
    if error.errno in _REFUSED:
        return UserError(
            f"文件夹“{path.parent}”不允许写入，文件“{path.name}”没有保存。",
            "请换一个有写入权限的文件夹，例如“文档”或者 U 盘。",
        )
    return UserError(f"文件“{path}”没有写成。", "请检查磁盘和文件夹，或者换一个位置保存。")


def _is_seen(path: Path) -> bool:
    """Whether the file is there and its folder lets this user see it."""
    try:
        return path.exists()
    except PermissionError:
        return False
