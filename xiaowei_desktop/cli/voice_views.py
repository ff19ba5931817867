"""Objections as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.cli.json_values import number, points
from xiaowei_desktop.domain.objection import Answer, ObjectionCase

Json = dict[str, object]


def objections_json(scores: YearScores, cases: Iterable[ObjectionCase]) -> Json:
    """`points_before` are those of the sheet objected to, `points` those that count now."""
    return {"year": scores.year, "objections": [_case(scores, case) for case in cases]}


def _case(scores: YearScores, case: ObjectionCase) -> Json:
    leaves = scores.sheet(case.unit).root.leaves()
    leaf = next((leaf for leaf in leaves if leaf.node.code == case.item), None)
    return {
        "unit": scores.plan.organisation(case.unit).name,
        "item": case.item,
        "title": leaf.node.title if leaf else None,
        "text": case.objection.text,
        "wanted": number(case.objection.wanted),
        "points_before": number(case.objection.points),
        "points": points(leaf.points) if leaf else None,
        "state": _state(case),
        "answer": None if case.answer is None else _answer(case.answer),
    }


def _state(case: ObjectionCase) -> str:
    if case.is_open or case.answer is None:
        return "open"
    return "kept" if case.answer.is_kept else "changed"


def _answer(answer: Answer) -> Json:
    return {
        "points": number(answer.points),
        "reason": answer.reason,
        "by": answer.answered_by,
        "at": answer.answered_at.isoformat(),
    }
