"""What the scoring page says of a year, and what it finds in it."""

from __future__ import annotations

from xiaowei_desktop.application.finals import final_name
from xiaowei_desktop.application.ports.finals import StoredFinal
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.reporting.final_words import whole_fingerprint


def state_sentence(scores: YearScores) -> str:
    """2020年度：试算，6 个单位，未齐 3 处。"""
    if scores.final is not None:
        return f"{scores.year}年度：已定稿（{final_name(scores.final.entry.head)}），{len(scores.sheets)} 个单位。"
    if scores.missing:
        return f"{scores.year}年度：试算，{len(scores.sheets)} 个单位，未齐 {len(scores.missing)} 处。"
    if waiting := open_objections(scores):
        return f"{scores.year}年度：{len(scores.sheets)} 个单位资料齐全，还有 {waiting} 条异议没有答复。"
    return f"{scores.year}年度：{len(scores.sheets)} 个单位资料齐全，可以定稿。"


def open_objections(scores: YearScores) -> int:
    """How many objections the office has still to answer; until then the year can't be finalised."""
    return sum(case.is_open for voice in scores.voices.values() for case in voice.cases)


def final_banner(stored: StoredFinal) -> str:
    """Which final is shown, that the year is locked, and the whole fingerprint; what was altered where it was."""
    entry = stored.entry
    if stored.faults:
        return f"■ {final_name(entry.head)}：{'；'.join(stored.faults)}。请从“备份”文件夹恢复定稿时的备份。"
    return (
        f"本年度已定稿（{final_name(entry.head)}），本页和打印的都是定稿的内容；季报、评定等资料已锁定。"
        f"\n指纹：{whole_fingerprint(entry.fingerprint)}"
    )


def units_assessed_on(scores: YearScores, code: str) -> tuple[str, ...]:
    """The organisations whose sheets have a line with this code."""
    return tuple(sheet.unit for sheet in scores.sheets if any(one.node.code == code for one in sheet.root.walk()))


def unit_with(scores: YearScores, text: str) -> str:
    """The first organisation whose name holds the text, or whose sheet has a line that does; empty without one."""
    wanted = text.casefold().strip()
    for sheet in scores.sheets:
        lines = (f"{one.node.code} {one.node.title}" for one in sheet.root.walk())
        if any(wanted in shown.casefold() for shown in (scores.plan.organisation(sheet.unit).name, *lines)):
            return sheet.unit
    return ""


def all_units_name(year: int) -> str:
    """What the sheets of all organisations are called together."""
    return f"{year}年度评分表（全部单位）"
