"""`marks`, `score`, `print`."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.finals import final_name
from xiaowei_desktop.application.forms import write_mark_form
from xiaowei_desktop.application.score_files import write_score_files
from xiaowei_desktop.application.scoring import YearScores, missing_text, score_year
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.cli.score_views import score_json
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.errors import UsageError


def marks(session: Session) -> int:
    """The mark workbook for all judged items."""
    out = Path(session.arguments.out)
    with session.desk() as desk:
        write_mark_form(desk, session.tools.forms, session.arguments.year, out)
    show(str(out))
    return 0


def score(session: Session) -> int:
    """Score sheets and ranking, as text or JSON, and with `--out` as files."""
    arguments = session.arguments
    with session.desk() as desk:
        scores = score_year(desk, arguments.year)
        if arguments.final:
            scores = _finalised(desk, scores)
        if arguments.out:
            written = write_score_files(scores, session.tools.workbooks, session.tools.papers, Path(arguments.out))
            say(f"已写出 {len(written)} 个文件到“{arguments.out}”。")
    if session.wants_json:
        show_json(score_json(scores))
        return 0
    for ranked in scores.ranking:
        name = scores.plan.organisation(ranked.sheet.unit).name
        place = f"{ranked.group}第{ranked.place}名" if ranked.place is not None else "—"
        total = f"{ranked.sheet.total:f}" if ranked.sheet.total is not None else "—"
        state = "定稿" if scores.is_final else "" if ranked.sheet.is_complete else "试算"
        show(f"{place}\t{name}\t{total}\t{state}")
    for missing in scores.missing:
        say(f"未齐：{missing_text(scores.plan, missing)}")
    return 0


def _finalised(desk: Desk, scores: YearScores) -> YearScores:
    """The year's final, made now unless there is one that stands."""
    if scores.final is not None:
        say(f"{scores.year}年度已定稿（{final_name(scores.final.entry.head)}），没有重新定稿。")
        return scores
    final = finalise(desk, scores.year)
    say(f"{final.year}年度已定稿，季报和评定已锁定。请备份数据库，并把 PDF 存档。")
    return final


def print_sheet(session: Session) -> int:
    """A sheet by its name, as PDF or Excel by the file's ending."""
    arguments = session.arguments
    out = Path(arguments.out)
    writers = {".pdf": session.tools.papers, ".xlsx": session.tools.workbooks}
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise UsageError(f"不能写成“{out.suffix or out.name}”文件。", "文件名请以 .pdf 或 .xlsx 结尾。")
    with session.desk() as desk:
        request = SheetRequest(arguments.sheet, arguments.year, arguments.quarter, arguments.unit, arguments.final)
        sheets = build_sheets(desk, request)
    writer.write(sheets, out)
    show(str(out))
    return 0
