"""Databases as files: made, opened, backed up, restored, checked."""

from __future__ import annotations

import stat
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine

from xiaowei_desktop.application.ports.clock import Clock
from xiaowei_desktop.domain.issues import Issue, has_errors
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import looking_at, replace_file
from xiaowei_desktop.persistence.backup import FOLDER, Backups, restore
from xiaowei_desktop.persistence.dialect import SIDE_FILES, open_engine
from xiaowei_desktop.persistence.evidence_check import evidence_issues
from xiaowei_desktop.persistence.evidence_copies import bring_back_evidence, keep_evidence
from xiaowei_desktop.persistence.evidence_folder import EvidenceFolder
from xiaowei_desktop.persistence.final_check import final_issues
from xiaowei_desktop.persistence.inspection import check_file, require_known, revision_in
from xiaowei_desktop.persistence.lock import DatabaseLock, Locked
from xiaowei_desktop.persistence.migrate import Migrations
from xiaowei_desktop.persistence.network_drive import is_on_network_drive
from xiaowei_desktop.persistence.plans import PlanCodec
from xiaowei_desktop.persistence.structure import GUARD_MISSING
from xiaowei_desktop.persistence.unit_of_work import SqlUnitOfWork

_REMEMBERED_PLANS = 8


class _RememberingCodec:
    """Reads each stored document once. A version never changes, and neither does the plan that it gives."""

    def __init__(self, codec: PlanCodec) -> None:
        self._codec = codec
        self._load = lru_cache(_REMEMBERED_PLANS)(codec.load)

    def dump(self, plan: Plan) -> str:
        return self._codec.dump(plan)

    def load(self, text: str) -> Plan:
        return self._load(text)


class SqliteStore:
    """An open database. The lock is released when it is closed, or when the process dies."""

    def __init__(self, path: Path, codec: PlanCodec, lock: DatabaseLock) -> None:
        self._path = path
        self._engine: Engine = open_engine(path)
        self._codec = _RememberingCodec(codec)
        self._lock = lock

    @property
    def path(self) -> Path:
        return self._path

    @property
    def evidence(self) -> EvidenceFolder:
        return EvidenceFolder(self._path)

    def work(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._engine, self._codec)

    def close(self) -> None:
        self._engine.dispose()
        self._lock.release()


class SqliteStores:
    """`migrations` is the folder that ships with the program; `codec` turns plans into the documents stored."""

    def __init__(self, migrations: Path, codec: PlanCodec, clock: Clock) -> None:
        self._migrations = Migrations(migrations)
        self._codec = codec
        self._clock = clock

    def create(self, path: Path) -> SqliteStore:
        _refuse_network(path)
        _require_folder(path)
        with ExitStack() as undo:
            lock = self._locked(path, undo)
            if path.exists():
                raise UserError(f"“{path}”已经存在，没有新建。", "请换一个文件名，或者直接打开这个文件。")
            with replace_file(path) as draft, ExitStack() as leavings:
                for ending in SIDE_FILES:  # SQLite leaves them behind where the disk was too full to finish
                    leavings.callback(draft.with_name(draft.name + ending).unlink, missing_ok=True)
                self._migrations.apply(draft, known_as=path)
                leavings.pop_all()
            undo.pop_all()
            return SqliteStore(path, self._codec, lock)

    def open(self, path: Path) -> SqliteStore:
        self._revision(path)
        _refuse_network(path)
        _refuse_write_protected(path)
        with ExitStack() as undo:
            lock = self._locked(path, undo)
            # Once more, now that nobody else can change it.
            if self._migrations.are_needed_by(self._revision(path)):
                self._upgrade(path)
            undo.pop_all()
            return SqliteStore(path, self._codec, lock)

    def backup(self, path: Path, out: Path | None) -> Path:
        backups = Backups(path, self._migrations)
        written = backups.write_to(out) if out else backups.write(self._clock.now())
        lacking = keep_evidence(written, path)
        if lacking:
            raise UserError(
                f"数据库已备份到“{written}”，但有 {len(lacking)} 个支撑材料文件没有备份。",
                "请用“检查数据库”查看怎样补回；磁盘空间不足的，请另选备份位置。",
                lacking,
            )
        return written

    def restore(self, backup: Path, path: Path) -> Path | None:
        revision_in(backup)
        _require_folder(path)
        now = self._clock.now()
        with Locked(path, now):
            kept = restore(backup, path, self._migrations, now)
            _require_evidence(bring_back_evidence(backup, path), kept)
            return kept

    def check(self, path: Path) -> tuple[Issue, ...]:
        found = check_file(path, self._migrations)
        if has_errors(tuple(issue for issue in found if issue.code != GUARD_MISSING)):
            return found
        return (*found, *final_issues(path), *evidence_issues(path, path.absolute().parent / FOLDER))

    def _revision(self, path: Path) -> str:
        revision = revision_in(path)
        require_known(revision, path, self._migrations)
        return revision

    def _locked(self, path: Path, undo: ExitStack) -> DatabaseLock:
        lock = DatabaseLock(path)
        lock.acquire(self._clock.now())
        undo.callback(lock.release)
        return lock

    def _upgrade(self, path: Path) -> None:
        kept = Backups(path, self._migrations).write(self._clock.now())
        keep_evidence(kept, path)  # what is missing keeps nobody from working; the check tells of it
        try:
            self._migrations.apply(path)
        except UserError:
            raise
        except Exception as error:
            raise UserError(
                f"数据库“{path.name}”升级到本软件的版本时出错，已全部撤销，数据没有改动。",
                f"请继续使用原来版本的软件，并把以下内容告诉技术人员。升级前的备份在“{kept}”。",
                (f"{type(error).__name__}：{error}",),
            ) from error


def _require_evidence(lacking: tuple[str, ...], kept: Path | None) -> None:
    """Says that the data are back, and which evidence is not."""
    if lacking:
        before = f"恢复前的数据保留在“{kept.name}”。" if kept else ""
        raise UserError(
            f"数据库已恢复，但有 {len(lacking)} 个支撑材料文件没有恢复。{before}",
            "请用“检查数据库”查看怎样补回；其他备份旁边的“支撑材料”文件夹中也可能有。",
            lacking,
        )


def _refuse_network(path: Path) -> None:
    if is_on_network_drive(path):
        raise UserError(
            f"“{path}”在网络共享文件夹上，在那里使用数据库会损坏数据。",
            "请把数据库复制到本机磁盘（例如“文档”文件夹）后再打开；备份可以放在网络共享文件夹上。",
        )


def _require_folder(path: Path) -> None:
    folder = path.absolute().parent
    with looking_at(folder):
        if not folder.is_dir():
            raise UserError(f"文件夹不存在：{folder}。", "请先建立这个文件夹，或者另选位置。")


def _refuse_write_protected(path: Path) -> None:
    if not path.stat().st_mode & stat.S_IWUSR:
        raise UserError(f"数据库“{path.name}”是只读文件，没有打开。", "请在文件属性中取消“只读”后再打开。")
