"""A year's score sheets and ranking as files: a workbook and a PDF for each unit, the ranking and 评价排序表."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xiaowei_desktop.application.ports.workbooks import SheetWriter
from xiaowei_desktop.application.score_sheets import evaluation_of, one_score_sheet, ranking_of
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.files import make_folder, safe_name
from xiaowei_desktop.reporting.sheet import Sheet


def write_score_files(
    scores: YearScores, workbooks: SheetWriter, papers: SheetWriter, folder: Path
) -> tuple[Path, ...]:
    """The files, in the scheme's order, then the ranking; `folder` is made where it is missing.

    评价排序表 comes last, where all are assessed on the same items.
    """
    make_folder(folder)
    files: list[tuple[str, Sequence[Sheet]]] = [
        *((_unit_file(scores, sheet.unit), [one_score_sheet(scores, sheet.unit)]) for sheet in scores.sheets),
        (f"排名表_{scores.year}", [ranking_of(scores)]),
    ]
    if evaluation := evaluation_of(scores):
        files.append((f"评价排序表_{scores.year}", evaluation))
    written = []
    for name, sheets in files:
        for writer, suffix in ((workbooks, ".xlsx"), (papers, ".pdf")):
            path = folder / f"{name}{suffix}"
            writer.write(sheets, path)
            written.append(path)
    return tuple(written)


def _unit_file(scores: YearScores, unit: str) -> str:
    name = scores.plan.organisation(unit).name
    return safe_name(f"评分明细表_{scores.year}_{name}")
