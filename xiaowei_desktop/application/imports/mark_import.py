"""Takes in one mark workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.imports.mark_rows import read_marks
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result, ShownChange
from xiaowei_desktop.application.imports.row_cells import shortened
from xiaowei_desktop.application.marks import mark_name, mark_text, marks_by_key, store_marks
from xiaowei_desktop.application.ports.workbooks import IncomingFile, MarkWorkbook
from xiaowei_desktop.domain.issues import Issue, Place, error, has_errors
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.mark import Mark, MarkKey
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import readable


@dataclass(frozen=True, slots=True)
class MarkImport:
    """One mark workbook on its way in."""

    desk: Desk
    file: IncomingFile
    book: MarkWorkbook

    def outcome(self) -> FileOutcome:
        """What storing it would do."""
        return self._judge()[0]

    def store(self) -> FileOutcome:
        """Stores all its marks in one transaction, unless one has an error or none is new."""
        outcome, year, changed = self._judge()
        if outcome.result is Result.IMPORTED and year is not None:
            store_marks(self.desk, year, tuple(changed.values()), readable(self.file.path.name))
        return outcome

    def _judge(self) -> tuple[FileOutcome, int | None, dict[MarkKey, Mark]]:
        year, wrong = self._year(self.desk.plan())
        if year is None:
            return FileOutcome(self.file.path, FileKind.MARKS, None, None, Result.REJECTED, (), wrong), None, {}
        plan = self.desk.plan(year)
        read = read_marks(self.book, plan)
        issues = tuple(read.issues)
        if has_errors(issues):
            return self._made(year, Result.REJECTED, (), issues), year, {}
        if not read.marks:
            message = "评定表中一项都没有填。请填好等次、得分、完成率、名次或加扣分事项后再导入。"
            empty = error("empty-marks", message, Place(self.book.marks.sheet))
            return self._made(year, Result.REJECTED, (), (empty,)), year, {}
        with self.desk.work() as work:
            stored = marks_by_key(work.marks.of_year(plan.id, year))
        before = {key: recorded.mark for key, recorded in stored.items()}
        taken = {key: _beside(before.get(key), mark) for key, mark in read.marks.items()}
        changed = {key: mark for key, mark in taken.items() if before.get(key) != mark}
        shown = tuple(
            ShownChange(mark_name(plan, mark), "评定", mark_text(before[key]) if key in before else "", mark_text(mark))
            for key, mark in changed.items()
        )
        if changed and (final := self._why_final(year)):
            return self._made(year, Result.REJECTED, (), (*issues, *final)), year, {}
        return self._made(year, Result.IMPORTED if changed else Result.UNCHANGED, shown, issues), year, changed

    def _why_final(self, year: int) -> tuple[Issue, ...]:
        """A year that is final takes no further marks."""
        try:
            with self.desk.work() as work:
                check_open(work, self.desk.plan_id, year)
        except UserError as refused:
            return (error("marks-locked", "".join(refused.lines()), Place(self.book.marks.sheet)),)
        return ()

    def _year(self, plan: Plan) -> tuple[int | None, tuple[Issue, ...]]:
        stated = self.book.identity.get("plan", "")
        place = Place(self.book.marks.sheet)
        if stated != plan.id:
            message = (
                f"这是方案“{shortened(stated) or '（未注明）'}”的评定表，不是“{plan.id}”的。请用本方案导出的评定表。"
            )
            return None, (error("wrong-plan", message, place),)
        text = self.book.identity.get("year", "")
        year = next((year for year in plan.span.years if str(year) == text), None)
        if year is None:
            message = f"评定表的年度“{shortened(text)}”不在方案的规划期（{plan.span}）内。请用本年度导出的评定表。"
            return None, (error("wrong-year", message, place),)
        return year, ()

    def _made(
        self, year: int, result: Result, changes: tuple[ShownChange, ...], issues: tuple[Issue, ...]
    ) -> FileOutcome:
        return FileOutcome(self.file.path, FileKind.MARKS, None, None, result, changes, issues, year)


def _beside(before: Mark | None, mark: Mark) -> Mark:
    """Raters hand in workbooks of their own: what the others gave before stays beside what comes now."""
    if before is None or not mark.ratings:
        return mark
    given = {rating.rater: rating for rating in (*before.ratings, *mark.ratings)}
    return replace(mark, ratings=tuple(given.values()), basis=mark.basis or before.basis)
