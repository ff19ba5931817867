"""The office's copies: one for each content, write-protected, whole or not there; and what cannot be one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.persistence.records import contents
from tests.ordinary_user import folder_for_all, needs_modes, ordinary_user
from xiaowei_desktop.application.ports.attachments import FileState
from xiaowei_desktop.domain.attachment import MAX_SIZE, Content
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.evidence_folder import FOLDER, EvidenceFolder


def nothing(_done: int, _total: int) -> None:
    return None


@pytest.fixture
def folder(tmp_path: Path) -> EvidenceFolder:
    office = tmp_path / "小微办 100%"
    office.mkdir()
    return EvidenceFolder(office / "滨江.db")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "来件" / f"{'关于小微企业的通知' * 8}.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF-1.7" + bytes(range(256)) * 9000)
    return path


def take_in(folder: EvidenceFolder, source: Path) -> Content:
    content = folder.identify(source, nothing)
    folder.keep(source, content, nothing)
    return content


def test_a_copy_lies_under_its_fingerprint_beside_the_database(folder: EvidenceFolder, source: Path) -> None:
    content = take_in(folder, source)
    assert folder.path(content) == folder.root / content.sha256[:2] / content.sha256
    assert folder.root.name == FOLDER
    assert list(folder.files()) == [folder.path(content)]
    assert folder.path(content).read_bytes() == source.read_bytes()
    assert not folder.path(content).stat().st_mode & 0o222
    assert folder.state(content) is FileState.SOUND


def test_copying_again_writes_nothing(folder: EvidenceFolder, source: Path) -> None:
    before = folder.path(take_in(folder, source)).stat()
    assert folder.path(take_in(folder, source)).stat() == before


def test_progress_is_told_in_bytes(folder: EvidenceFolder, source: Path) -> None:
    told: list[tuple[int, int]] = []
    content = folder.identify(source, nothing)
    folder.keep(source, content, lambda *step: told.append(step))
    assert told == [(0, content.size), (1 << 20, content.size), (2 << 20, content.size)]


def test_a_cancelled_copy_leaves_nothing(folder: EvidenceFolder, source: Path) -> None:
    def cancel(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.keep(source, folder.identify(source, nothing), cancel)
    assert contents(folder.root) == {}


def test_a_source_that_changes_while_it_is_copied_is_not_kept(folder: EvidenceFolder, source: Path) -> None:
    content = folder.identify(source, nothing)
    with source.open("r+b") as file:
        file.seek(100)
        file.write(b"saved meanwhile")
    with pytest.raises(UserError, match=r"没有附上：.*在复制时被改动"):
        folder.keep(source, content, nothing)
    assert contents(folder.root) == {}


def test_a_source_that_grows_while_it_is_copied_is_not_kept(folder: EvidenceFolder, source: Path) -> None:
    content = folder.identify(source, nothing)
    with source.open("ab") as file:
        file.write(b"more")
    with pytest.raises(UserError, match="在复制时被改动"):
        folder.keep(source, content, nothing)
    assert contents(folder.root) == {}


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _missing(_path: Path) -> None: ...


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_SIZE + 1)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_folder, "是文件夹，没有附上"),
        (_empty, "是空文件，没有附上"),
        (_missing, "找不到文件"),
        (_huge, "有 201 MB，超过一个文件 200 MB 的上限"),
        pytest.param(_pipe, "不是普通文件", marks=pytest.mark.skipif(os.name == "nt", reason="no pipes among files")),
    ],
)
def test_what_cannot_be_evidence_is_refused_with_a_remedy(
    folder: EvidenceFolder, tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "来件.pdf"
    make(path)
    with pytest.raises(UserError, match=says) as refused:
        folder.identify(path, nothing)
    assert refused.value.hint.endswith("。")
    assert not folder.root.exists()


def test_a_file_of_the_largest_size_is_taken(folder: EvidenceFolder, tmp_path: Path) -> None:
    path = tmp_path / "卷宗.zip"
    with path.open("wb") as file:
        file.truncate(MAX_SIZE)
    assert folder.identify(path, nothing).size == MAX_SIZE


@needs_modes
def test_a_file_that_may_not_be_read(folder: EvidenceFolder, tmp_path: Path) -> None:
    with folder_for_all() as shared:
        path = shared / "别人的.pdf"
        path.write_text("密", "utf-8")
        path.chmod(0)
        with ordinary_user(), pytest.raises(UserError, match="读不出来，没有附上"):
            folder.identify(path, nothing)


@pytest.mark.skipif(sys.platform != "linux", reason="limits what a process may write, as only Unix does")
def test_a_disk_too_full_for_the_copy(folder: EvidenceFolder, source: Path) -> None:
    import resource

    content = folder.identify(source, nothing)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        with pytest.raises(UserError, match=r"没有附上：文件“.*”没有写成") as failed:
            folder.keep(source, content, nothing)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "请检查磁盘" in failed.value.hint
    assert contents(folder.root) == {}


def test_a_place_that_is_no_folder(folder: EvidenceFolder, source: Path) -> None:
    folder.root.write_text("有人在这里放了一个文件", "utf-8")
    with pytest.raises(UserError, match="没有附上：不能建立文件夹"):
        take_in(folder, source)


def test_a_changed_copy_is_seen_and_set_aside_when_it_is_mended(folder: EvidenceFolder, source: Path) -> None:
    content = take_in(folder, source)
    copy = folder.path(content)
    for change in (b"x", source.read_bytes()[:-1] + b"?"):
        copy.chmod(0o644)
        copy.write_bytes(change)
        assert folder.state(content) is FileState.CHANGED
        with pytest.raises(UserError, match="已被改动"):
            folder.copy_out(content, source.with_name("看.pdf"), nothing)
        take_in(folder, source)
        assert folder.state(content) is FileState.SOUND
    assert sorted(path.name for path in folder.files()) == [
        content.sha256, f"{content.sha256}.已改动1", f"{content.sha256}.已改动2",
    ]  # fmt: skip


def test_a_missing_copy_is_no_copy(folder: EvidenceFolder, source: Path) -> None:
    content = folder.identify(source, nothing)
    assert (folder.state(content), folder.has(content)) == (FileState.MISSING, False)
    with pytest.raises(UserError, match="支撑材料文件缺失"):
        folder.copy_out(content, source.with_name("看.pdf"), nothing)
