"""What units say of their scores, and what the office answers, in the words of sheets and messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xiaowei_desktop.domain.objection import Answer, ObjectionCase
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.self_assessment import AssessmentVersion
from xiaowei_desktop.reporting.numbers import POINTS

KEPT = "维持原分"
NOT_ANSWERED = "尚未答复"


def answer_text(answer: Answer | None) -> str:
    """维持原分, 改为8分, 尚未答复."""
    if answer is None:
        return NOT_ANSWERED
    return KEPT if answer.points is None else f"改为{plain_text(answer.points)}分"


def case_state(case: ObjectionCase) -> str:
    """The answer, and that another one is due where the unit or the scheme has moved on since."""
    if case.answer is not None and case.is_open:
        return f"{answer_text(case.answer)}（须重新答复）"
    return answer_text(case.answer)


def signed(answer: Answer) -> str:
    """已核实文件（李四，2021-01-20）: the reason with who gave it when."""
    return f"{answer.reason}（{answer.answered_by}，{answer.answered_at:%Y-%m-%d}）"


def objection_notes(cases: Iterable[ObjectionCase], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The objections with their answers as foot notes; `titles` by the items' codes."""
    return tuple(
        f"异议{number}：{case.item} {titles.get(case.item, '')}{_points(case)}：{_sentence(case.objection.text)}"
        f"答复：{answer_words(case)}。"
        for number, case in enumerate(cases, start=1)
    )


def handed_in_text(version: AssessmentVersion) -> str:
    """第2版，2021-01-08收到，填报人张三."""
    how = version.handed_in
    filler = f"，填报人{how.filler.name}" if how.filler.name else ""
    return f"第{how.number}版，{how.received_on:%Y-%m-%d}收到{filler}"


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "；")) else f"{text}。"


def _points(case: ObjectionCase) -> str:
    objection = case.objection
    parts = (
        "" if objection.points is None else f"原得{POINTS.text(objection.points)}分",
        "" if objection.wanted is None else f"认为应得{POINTS.text(objection.wanted)}分",
    )
    said = "，".join(part for part in parts if part)
    return f"（{said}）" if said else ""


def answer_words(case: ObjectionCase) -> str:
    """改为8分，理由：已核实文件（李四，2021-01-20）."""
    return case_state(case) + ("" if case.answer is None else f"，理由：{signed(case.answer)}")
