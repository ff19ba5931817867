"""A unit's 支撑材料 as one folder in the order of the scheme, with its contents sheet."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.evidence_list import evidence_of_year
from xiaowei_desktop.application.evidence_names import distinct, file_name, folder_name
from xiaowei_desktop.application.ports.workbooks import SheetWriter
from xiaowei_desktop.domain.attachment import Attachment
from xiaowei_desktop.domain.unit_evidence import UnitEvidence
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import looking_at, make_folder
from xiaowei_desktop.reporting.evidence_sheet import OTHERS, evidence_sheet

CONTENTS = "材料目录"

Step = Callable[[int, int, str], None]
"""Told before each file: how many are done, of how many, and its name. What it raises ends the export."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """One item's folder: its number and name, and each file with the name that it bears there."""

    number: int
    name: str
    files: tuple[tuple[Attachment, str], ...]

    @property
    def copies(self) -> Mapping[str, Attachment]:
        """What is written, by name."""
        return {name: file for file, name in self.files}


def export_evidence(
    desk: Desk, workbooks: SheetWriter, papers: SheetWriter, year: int, unit: str, out: Path, step: Step
) -> int:
    """Writes the folder whole or not at all; returns how many files it holds besides the contents.

    Raises `UserError` for a folder that is not empty, a unit without files, and an office's copy that is damaged.
    """
    _check_target(out)
    listed = evidence_of_year(desk, year, unit)
    evidence = listed.units[0]
    folders = tuple(_folders(evidence))
    if not folders:
        name = listed.plan.organisation(evidence.unit).name
        raise UserError(f"{name}{year}年度还没有支撑材料，没有导出。", "请先附上材料。")
    make_folder(out.absolute().parent)
    draft = out.absolute().with_name(f".{out.name[:40]}-{secrets.token_hex(4)}")
    try:
        _copy(desk, folders, draft, step)
        names = {(folder.number, file.number): name for folder in folders for file, name in folder.files}
        sheet = evidence_sheet(listed.plan, evidence, names)
        workbooks.write([sheet], draft / f"{CONTENTS}.xlsx")
        papers.write([sheet], draft / f"{CONTENTS}.pdf")
        _put_in_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return _count(folders)


def _folders(evidence: UnitEvidence) -> Iterator[_Folder]:
    """Only those with files; an item's number stays the same however many others have none."""
    width = max(2, len(str(len(evidence.items) + 1)))
    for item in evidence.items:
        if item.files:
            name = folder_name(f"{item.place:0{width}}", item.node.code, item.node.title)
            yield _folder(item.place, name, item.files)
    if evidence.others:
        last = len(evidence.items) + 1
        yield _folder(last, f"{last:0{width}} {OTHERS}", evidence.others)


def _folder(number: int, name: str, files: tuple[Attachment, ...]) -> _Folder:
    """The same content under the same name, at the mark and in the self-assessment, lies there once."""
    once = tuple(dict.fromkeys((file.content, file_name(file.name)) for file in files))
    named = dict(zip(once, distinct(name for _content, name in once), strict=True))
    return _Folder(number, name, tuple((file, named[file.content, file_name(file.name)]) for file in files))


def _copy(desk: Desk, folders: tuple[_Folder, ...], draft: Path, step: Step) -> None:
    total, done = _count(folders), 0
    for folder in folders:
        make_folder(draft / folder.name)
        for name, file in folder.copies.items():
            step(done, total, name)
            try:
                desk.store.evidence.copy_out(file.content, draft / folder.name / name, lambda _done, _total: None)
            except UserError as refused:
                raise UserError(f"“{file.name}”没有导出：{refused.message}", refused.hint) from refused
            done += 1


def _count(folders: tuple[_Folder, ...]) -> int:
    return sum(len(folder.copies) for folder in folders)


def _check_target(out: Path) -> None:
    with looking_at(out):
        if out.exists() and not out.is_dir():
            raise UserError(f"“{out}”是一个文件，没有导出。", "请换一个文件夹名。")
        if out.is_dir() and next(out.iterdir(), None) is not None:
            raise UserError(f"文件夹“{out}”不是空的，没有导出。", "请换一个文件夹，或者先把里面的文件移走。")


def _put_in_place(draft: Path, out: Path) -> None:
    try:
        if out.is_dir():
            out.rmdir()
        draft.rename(out)
    except OSError as error:
        raise UserError(f"文件夹“{out}”没有写成。", "请关闭打开着这个文件夹的窗口后再试，或者换一个位置。") from error
