"""Score sheets as JSON."""

from __future__ import annotations

from xiaowei_desktop.application.scoring import YearScores, missing_text
from xiaowei_desktop.cli.final_views import final_json
from xiaowei_desktop.cli.json_values import number, points
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice

Json = dict[str, object]


def score_json(scores: YearScores) -> Json:
    """`points` is null where an item is open; a section then holds the sum of what is known."""
    return {
        "year": scores.year,
        "state": "final" if scores.is_final else "provisional",
        "final": final_json(scores.final.entry) if scores.final else None,
        "open": [missing_text(scores.plan, missing) for missing in scores.missing],
        "units": [_unit(scores, sheet) for sheet in scores.sheets],
    }


def _unit(scores: YearScores, sheet: ScoreSheet) -> Json:
    return {
        "unit": scores.plan.organisation(sheet.unit).name,
        "total": points(sheet.total),
        "max": number(sheet.maximum),
        "rank": scores.place(sheet.unit),
        "grade": scores.ranked(sheet.unit).grade or None,
        "group": scores.ranked(sheet.unit).group or None,
        "vetoes": [limit.case.text for limit in sheet.limits],
        "open": [missing_text(scores.plan, missing) for missing in sheet.missing],
        "nodes": [_node(child, scores.voices.get(sheet.unit, SILENT)) for child in sheet.root.children],
    }


def _node(scored: ScoredNode, voice: UnitVoice) -> Json:
    return {
        "code": scored.node.code,
        "title": scored.node.title,
        "max": number(scored.maximum),
        "points": points(scored.points),
        "self_assessed": number(voice.assessed(scored.node.code)),
        "trail": _trail(scored),
        "children": [_node(child, voice) for child in scored.children],
    }


def _trail(scored: ScoredNode) -> Json:
    outcome = scored.outcome
    return {
        "rule": scored.node.sentence,
        "inputs": [
            {"name": given.name, "value": given.value, "source": given.source, "basis": given.basis or None}
            for given in (outcome.inputs if outcome else ())
        ],
        "arithmetic": scored.arithmetic,
        "open": list(outcome.open_reasons) if outcome else [],
    }
