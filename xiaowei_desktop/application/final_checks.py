"""核验定稿: a final recomputed from what it froze, and two finals of a year side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finalising import history_subject
from xiaowei_desktop.application.finals import find_final, fingerprint_in, number_in
from xiaowei_desktop.application.ports.finals import FinalEntry, StoredFinal
from xiaowei_desktop.application.ports.storage import UnitOfWork
from xiaowei_desktop.application.scoring import scored
from xiaowei_desktop.domain.final.differences import Difference, differences
from xiaowei_desktop.domain.final.results import results_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it. `faults` say that the final was altered; `differences` what the present program makes otherwise.

    `old` of a difference is what was finalised, `new` what comes out now.
    """

    entry: FinalEntry
    faults: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def is_equal(self) -> bool:
        return not self.faults and not self.differences

    @property
    def figures(self) -> tuple[Difference, ...]:
        """Those of the differences that are about points, places and grades, not about words."""
        return tuple(found for found in self.differences if found.is_figure)


def verify_final(desk: Desk, year: int, number: int | None = None) -> Verification:
    """Recomputes a final, the newest without a number, from its frozen inputs with the present program.

    Every node is compared to the last digit. Raises `UserError` where there is no such final.
    """
    with desk.work() as work:
        entry = find_final(work, desk.plan_id, year, number)
        stored = work.finals.load(desk.plan_id, year, entry.head.number)
        faults = tuple(_faults(work, desk.plan_id, stored))
    now = scored(stored.final.inputs)
    found = differences(stored.final.results, results_of(now.plan, now.sheets, now.ranking))
    return Verification(entry, faults, found)


def verification_words(checked: Verification) -> str:
    """In one sentence what the verification found, and what to do about it."""
    name = f"{checked.entry.head.year}年度第{checked.entry.head.number}次定稿"
    if checked.faults:
        return f"{name}：{'；'.join(checked.faults)}。请从“备份”文件夹恢复定稿时的备份，并与当时打印的指纹核对。"
    if checked.figures:
        return f"{name}：用本版软件重新计算，有 {len(checked.figures)} 处数字不同。定稿的内容没有改动，以定稿为准。"
    if checked.differences:
        count = len(checked.differences)
        return f"{name}：用本版软件重新计算，得分、名次全部相同，有 {count} 处文字表述不同，以定稿为准。"
    return f"{name}：指纹相符；用冻结的资料重新计算，每一项都与定稿相同。"


def compare_finals(desk: Desk, year: int, first: int, second: int) -> tuple[Difference, ...]:
    """What changed from one final of the year to another, unit by unit, line by line."""
    with desk.work() as work:
        numbers = [find_final(work, desk.plan_id, year, number).head.number for number in (first, second)]
        old, new = (work.finals.load(desk.plan_id, year, number).final.results for number in numbers)
    return differences(old, new)


def finals_of(desk: Desk, year: int) -> tuple[FinalEntry, ...]:
    """历次定稿 of a year, the first one first."""
    with desk.work() as work:
        return work.finals.of_year(desk.plan_id, year)


def _faults(work: UnitOfWork, plan_id: str, stored: StoredFinal) -> Iterator[str]:
    """The history, which is never altered either, says what the fingerprint was, and of which finals there are."""
    yield from stored.faults
    year = stored.entry.head.year
    changes = work.history.all(plan_id, history_subject(year))
    told = {
        number: found
        for change in changes
        if (number := number_in(change.new)) is not None and (found := fingerprint_in(change.new))
    }
    if stored.entry.fingerprint not in told.values():
        yield "修改记录中没有这个指纹，定稿后被改动过"
    lost = told.keys() - {entry.head.number for entry in work.finals.of_year(plan_id, year)}
    if lost:
        yield f"修改记录中的第{'、'.join(map(str, sorted(lost)))}次定稿在数据库中没有，被删除或者改动过"
