"""Takes in files: each one whole or not at all, after a preview of what it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.imports.form_head import stated_quarter
from xiaowei_desktop.application.imports.mark_import import MarkImport
from xiaowei_desktop.application.imports.objection_import import ObjectionImport
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.application.imports.paper_head import PAPER_WORDS, stated_year
from xiaowei_desktop.application.imports.return_import import ReturnImport
from xiaowei_desktop.application.imports.self_assessment_import import SelfAssessmentImport
from xiaowei_desktop.application.ports.workbooks import (
    IncomingFile,
    MarkWorkbook,
    PaperKind,
    ReturnWorkbook,
    UnitPaper,
    WorkbookReader,
)
from xiaowei_desktop.domain.issues import Place, error, warning
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import looking_at

_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"}
_OWNER_FILES = ("~$", ".~", "._", "~WR")
"""How the notes begin that Excel, WPS, LibreOffice and the Mac leave beside a workbook."""

_WORDS: dict[FileKind | None, str] = {
    FileKind.SELF_ASSESSMENT: PAPER_WORDS[PaperKind.SELF_ASSESSMENT],
    FileKind.OBJECTIONS: PAPER_WORDS[PaperKind.OBJECTIONS],
}
_Job = ReturnImport | MarkImport | SelfAssessmentImport | ObjectionImport
_Twin = tuple[FileKind | None, str, Quarter | int]
"""What two files of a batch must not both be: the same unit's paper of a kind for the same quarter or year."""

Step = Callable[[int, int, str], None]
"""Told before each file: how many are done, of how many, and the file's name."""


@dataclass(frozen=True, slots=True)
class TakeIn:
    """One batch of files for one plan. `received_on` is the day on which they arrived; today unless told."""

    desk: Desk
    reader: WorkbookReader
    received_on: date | None = None

    def preview(self, paths: Iterable[Path]) -> tuple[FileOutcome, ...]:
        """What an import would do. Later files of the batch are judged as if earlier ones were stored only
        once they are: a second quarter is checked against the first that the database holds."""
        return tuple(self._each(paths, lambda job: job.outcome(), _silent))

    def take(self, paths: Iterable[Path], step: Step = lambda _done, _total, _name: None) -> tuple[FileOutcome, ...]:
        """Stores every file without errors: returns by quarter, then marks, then the units' yearly papers."""
        return tuple(self._each(paths, lambda job: job.store(), step))

    def _each(self, paths: Iterable[Path], run: Callable[[_Job], FileOutcome], step: Step) -> Iterator[FileOutcome]:
        files = find_files(paths)
        read = sorted((self._read(path) for path in files), key=_order)
        taken: dict[_Twin, Path] = {}
        for number, item in enumerate(read):
            path = item.path if isinstance(item, IncomingFile) else item.file
            step(number, len(read), path.name)
            yield _told_of_twin(_done(run, self._job(item)), taken) if isinstance(item, IncomingFile) else item

    def _job(self, file: IncomingFile) -> _Job:
        content, received_on = file.content, self.received_on or self.desk.author.today
        if isinstance(content, ReturnWorkbook):
            return ReturnImport(self.desk, file, content, received_on)
        if isinstance(content, UnitPaper):
            paper = (self.desk, file, content, received_on)
            is_assessment = content.kind is PaperKind.SELF_ASSESSMENT
            return SelfAssessmentImport(*paper) if is_assessment else ObjectionImport(*paper)
        return MarkImport(self.desk, file, content)

    def _read(self, path: Path) -> IncomingFile | FileOutcome:
        try:
            return self.reader.read(path)
        except UserError as refused:
            message = "".join(refused.lines())
            return FileOutcome(path, None, None, None, Result.REJECTED, (), (error("unreadable", message, Place()),))


def _done(run: Callable[[_Job], FileOutcome], job: _Job) -> FileOutcome:
    """The outcome; a file that could not be stored (磁盘已满) is told like any other that is not taken in.

    What was stored of the files before it stays, and nobody has to guess which they were.
    """
    try:
        return run(job)
    except UserError as refused:
        message = "".join(refused.lines())
        return FileOutcome(
            job.file.path, None, None, None, Result.REJECTED, (), (error("not-stored", message, Place()),)
        )


def _told_of_twin(outcome: FileOutcome, taken: dict[_Twin, Path]) -> FileOutcome:
    """The outcome, with a warning where an earlier file of the batch was the same unit's for the same time."""
    time = outcome.quarter or outcome.year
    if outcome.result is not Result.IMPORTED or outcome.unit is None or time is None:
        return outcome
    twin = taken.setdefault((outcome.kind, outcome.unit, time), outcome.file)
    if twin == outcome.file:
        return outcome
    word, way = _WORDS.get(outcome.kind, "季报"), "请把正确的一份打开另存一次，再导入另存的文件。"
    if outcome.quarter is not None:
        way = "请退回后重新导入正确的一份。"
    message = (
        f"同一批文件中“{twin.name}”也是{outcome.unit} {time} 的{word}，以后收的这份为准。"
        f"请核对哪一份是最后的；不对的，{way}"
    )
    return replace(outcome, issues=(*outcome.issues, warning("twice-in-batch", message)))


def _silent(_done: int, _total: int, _name: str) -> None:
    return None


def _order(item: IncomingFile | FileOutcome) -> tuple[int, str, str]:
    """Returns by quarter, so that each finds the quarter before; then marks, then what units say of their scores.

    What cannot be read stands first.
    """
    if isinstance(item, FileOutcome):
        return 0, "", str(item.file)
    if isinstance(item.content, UnitPaper):
        return 3, f"{item.content.kind}{stated_year(item.content)}", str(item.path)
    if isinstance(item.content, MarkWorkbook):
        return 2, "", str(item.path)
    return 1, str(stated_quarter(item.content) or ""), str(item.path)


def find_files(paths: Iterable[Path]) -> Sequence[Path]:
    """The workbooks in files and folders, each once. Office's own lock files (`~$…`) are passed over.

    Raises `UserError` for a path that is not there and for a folder without workbooks.
    """
    found: dict[Path, None] = {}
    for path in paths:
        with looking_at(path):
            found.update(dict.fromkeys(_files_at(path)))
    return tuple(found)


def _files_at(path: Path) -> Sequence[Path]:
    if not path.exists():
        raise UserError(f"找不到“{path}”。", "请核对路径。")
    if not path.is_dir():
        return (path,)
    next(path.iterdir(), None)  # a search below says nothing of a folder that may not be read
    inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
    inside = [p for p in inside if not p.name.startswith(_OWNER_FILES)]
    if not inside:
        raise UserError(f"文件夹“{path}”中没有 Excel 文件。", "请核对文件夹。")
    return inside
