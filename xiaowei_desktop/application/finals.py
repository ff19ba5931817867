"""定稿 as other jobs meet it: whether a year may still be changed, and which final stands."""

from __future__ import annotations

import re
from dataclasses import replace

from xiaowei_desktop.application.ports.finals import FinalEntry, FinalHead, StoredFinal
from xiaowei_desktop.application.ports.storage import UnitOfWork
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.final_words import signed_foot
from xiaowei_desktop.reporting.sheet import Sheet

HOW_TO_REOPEN = "确需修改的，请先在“考核评分”页用“重新开启”并写明原因（命令行：reopen），改好后再次定稿。"

FINAL = "定稿"
_TOLD = re.compile(rf"{FINAL}：第(\d+)次定稿，.*?(?:，指纹 ([0-9a-f]{{64}}))?", re.DOTALL)


def history_words(head: FinalHead, fingerprint: str = "") -> str:
    """How the history tells of a final: as new with its fingerprint, as the old state of a reopening without it."""
    return f"{FINAL}：{final_name(head)}{f'，指纹 {fingerprint}' if fingerprint else ''}"


def fingerprint_in(text: str) -> str | None:
    """The fingerprint of the final that an entry of the history tells of; `None` for any other entry."""
    found = _TOLD.fullmatch(text)
    return found[2] if found else None


def number_in(text: str) -> int | None:
    """Which final of its year an entry of the history is about; `None` where it is about none."""
    found = _TOLD.fullmatch(text)
    return int(found[1]) if found else None


def check_open(work: UnitOfWork, plan_id: str, year: int) -> None:
    """Raises `UserError` while the year is final. Every job that writes what a year's score is made from asks first."""
    entry = work.finals.standing(plan_id).get(year)
    if entry is not None:
        raise UserError(
            f"{year}年度已定稿（{final_name(entry.head)}），季报、评定、自评、异议和支撑材料都已锁定，没有改动。",
            HOW_TO_REOPEN,
        )


def final_name(head: FinalHead) -> str:
    """How messages name a final: 第1次定稿，2021-01-25，许国良."""
    return f"第{head.number}次定稿，{head.at:%Y-%m-%d}，{head.who}"


def standing_final(work: UnitOfWork, plan_id: str, year: int) -> StoredFinal | None:
    """The final that stands with all its content, `None` for a year that is open."""
    entry = work.finals.standing(plan_id).get(year)
    return None if entry is None else work.finals.load(plan_id, year, entry.head.number)


def find_final(work: UnitOfWork, plan_id: str, year: int, number: int | None = None) -> FinalEntry:
    """The final of that number; without one the newest. Raises `UserError` where there is none."""
    entries = work.finals.of_year(plan_id, year)
    if not entries:
        raise UserError(f"{year}年度还没有定稿过。", "资料齐全后，在“考核评分”页用“定稿”（命令行：score --final）。")
    if number is None:
        return entries[-1]
    found = next((entry for entry in entries if entry.head.number == number), None)
    if found is None:
        raise UserError(
            f"{year}年度没有第{number}次定稿。", f"现有：{'、'.join(f'第{entry.head.number}次' for entry in entries)}。"
        )
    return found


def signed(stored: StoredFinal, sheet: Sheet) -> Sheet:
    """A frozen sheet with the fingerprint, which covers the sheet itself and so is not frozen in it."""
    return replace(sheet, foot=signed_foot(sheet.foot, stored.entry.fingerprint))
