"""The folder 支撑材料 beside a database: the office's copies, one for each content, under its fingerprint.

Every database of the folder shares it, and so a database that is renamed loses nothing; backups have one beside
themselves. Copies are write-protected, bear no ending, so that nobody opens and changes one by a double click, and are
never deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from xiaowei_desktop.application.ports.attachments import Copied, FileState
from xiaowei_desktop.domain.attachment import MAX_SIZE, Content
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import make_folder, readable, replace_file

FOLDER = "支撑材料"
_CHUNK = 1 << 20
_READ_ONLY = 0o444
_MEGABYTE = 1 << 20


class EvidenceFolder:
    """The evidence of the databases that lie in one folder."""

    def __init__(self, database: Path) -> None:
        self.root = database.absolute().parent / FOLDER

    def path(self, content: Content) -> Path:
        """ab/ab34…: no folder gets too full to be looked at."""
        return self.root / content.sha256[:2] / content.sha256

    def identify(self, source: Path, copied: Copied) -> Content:
        size = _size_of(source)
        return Content(_fingerprint(source, size, copied), size)

    def keep(self, source: Path, content: Content, copied: Copied) -> None:
        try:
            if self.state(content) is not FileState.SOUND:
                self._write(source, content, copied)
        except UserError as refused:
            raise UserError(f"“{readable(source.name)}”没有附上：{refused.message}", refused.hint) from refused

    def state(self, content: Content) -> FileState:
        path = self.path(content)
        try:
            if not path.is_file():
                return FileState.MISSING
            if path.stat().st_size != content.size:
                return FileState.CHANGED
            digest = hashlib.sha256()
            for chunk in _chunks(path):
                digest.update(chunk)
        except OSError:
            return FileState.UNREADABLE
        return FileState.SOUND if digest.hexdigest() == content.sha256 else FileState.CHANGED

    def has(self, content: Content) -> bool:
        """Whether a file of the content's size is there, without reading it."""
        path = self.path(content)
        return path.is_file() and path.stat().st_size == content.size

    def copy_out(self, content: Content, target: Path, copied: Copied) -> None:
        state = self.state(content)
        if state is not FileState.SOUND:
            raise UserError(f"{_STATE_WORDS[state]}：{self.path(content)}。", "请用“检查数据库”查看怎样补回。")
        with replace_file(target) as draft:
            _copy(self.path(content), draft, content, copied)

    def copy_from(self, other: EvidenceFolder, content: Content) -> None:
        """Takes over another folder's copy, into the place of one that is missing or changed here."""
        state = other.state(content)
        if state is not FileState.SOUND:
            raise UserError(f"{_STATE_WORDS[state]}：{other.path(content)}。")
        self._write(other.path(content), content, _silent)

    def files(self) -> Iterator[Path]:
        """Everything in the folder, drafts of a copying that is under way left out."""
        if self.root.is_dir():
            yield from sorted(p for p in self.root.rglob("*") if p.is_file() and not p.name.startswith("."))

    def _write(self, source: Path, content: Content, copied: Copied) -> None:
        target = self.path(content)
        make_folder(target.parent)
        _set_aside(target)
        with replace_file(target) as draft:
            _copy(source, draft, content, copied)
        with suppress(OSError):  # some sticks know no write protection
            target.chmod(_READ_ONLY)


_STATE_WORDS = {
    FileState.MISSING: "支撑材料文件缺失",
    FileState.CHANGED: "支撑材料文件已被改动",
    FileState.UNREADABLE: "支撑材料文件读不出来",
}


def _size_of(source: Path) -> int:
    """The file's size. Raises `UserError` for what is no file that could be evidence."""
    try:
        if source.is_dir():
            raise UserError(
                f"“{readable(source.name)}”是文件夹，没有附上。", "请选择其中的文件，或者先压缩成一个文件。"
            )
        if not source.exists():
            raise UserError(
                f"找不到文件“{readable(str(source))}”，没有附上。", "请核对文件名和文件夹；在 U 盘上的，请先插好 U 盘。"
            )
        if not source.is_file():
            raise UserError(f"“{readable(str(source))}”不是普通文件，没有附上。", "请另选文件。")
        size = source.stat().st_size
    except OSError as error:
        raise _unreadable(source) from error
    if not size:
        raise UserError(f"“{readable(source.name)}”是空文件，没有附上。", "请核对原文件，重新保存后再附。")
    if size > MAX_SIZE:
        most, own = MAX_SIZE // _MEGABYTE, -(-size // _MEGABYTE)
        raise UserError(
            f"“{readable(source.name)}”有 {own} MB，超过一个文件 {most} MB 的上限，没有附上。",
            "请压缩、降低扫描分辨率，或者分成几个文件。",
        )
    return size


def _fingerprint(source: Path, size: int, copied: Copied) -> str:
    digest = hashlib.sha256()
    for chunk in _source_chunks(source):
        copied(0, size)
        digest.update(chunk)
    return digest.hexdigest()


def _copy(source: Path, draft: Path, content: Content, copied: Copied) -> None:
    """Copies, and holds the copy against the fingerprint: a file that is being saved is not kept by halves."""
    digest, done = hashlib.sha256(), 0
    with draft.open("wb") as out:
        for chunk in _source_chunks(source):
            copied(done, content.size)
            digest.update(chunk)
            out.write(chunk)
            done += len(chunk)
    if digest.hexdigest() != content.sha256:
        raise UserError(f"“{readable(source.name)}”在复制时被改动。", "请等其他程序保存完、关闭文件以后再试。")


def _source_chunks(source: Path) -> Iterator[bytes]:
    try:
        yield from _chunks(source)
    except OSError as error:
        raise _unreadable(source) from error


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _unreadable(source: Path) -> UserError:
    return UserError(
        f"“{readable(source.name)}”读不出来，没有附上。",
        "请关闭正在使用它的程序，检查读取权限；在 U 盘上的，先复制到“文档”文件夹再试。",
    )


def _set_aside(target: Path) -> None:
    """Renames what stands in the way: somebody may have changed it on purpose, and nothing is thrown away."""
    number, kept = 1, target
    while kept.exists():
        kept = target.with_name(f"{target.name}.已改动{number}")
        number += 1
    if kept != target:
        try:
            target.rename(kept)
        except OSError as error:
            raise UserError(f"文件“{target}”已被改动，又改不了名。", "请关闭正在使用它的程序后再试。") from error


def _silent(_done: int, _total: int) -> None:
    return None
