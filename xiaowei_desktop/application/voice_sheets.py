"""自评对照表 and 异议处理表 of a year's scores."""

from __future__ import annotations

from collections.abc import Sequence

from xiaowei_desktop.application.assessable import assessed_units
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.domain.units_voice import SILENT
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.objections_sheet import objections_sheet
from xiaowei_desktop.reporting.self_assessment_sheet import self_assessment_sheet
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.reporting.words import FINAL, PROVISIONAL


def self_assessment_of(scores: YearScores, unit: str | None = None) -> Sheet:
    """自评对照表 of all units, or of the one that `unit` means. Raises `UserError` where nobody has handed in any."""
    sheets = _sheets(scores, unit)
    if all(scores.voices.get(sheet.unit, SILENT).assessment is None for sheet in sheets):
        raise UserError("还没有收到自评表，没有可以对照的自评。", "请在“考核评分”页的“自评”中导出自评表，收回后导入。")
    return self_assessment_sheet(scores.plan, scores.year, sheets, scores.voices, _stamp(scores))


def objections_of(scores: YearScores, unit: str | None = None) -> Sheet:
    """异议处理表 of all units, or of one. Raises `UserError` where nobody has replied."""
    sheets = _sheets(scores, unit)
    if all(scores.voices.get(sheet.unit, SILENT).reply is None for sheet in sheets):
        raise UserError("还没有收到异议表。", "请在“考核评分”页的“异议”中导出异议表，收回后导入。")
    return objections_sheet(scores.plan, scores.year, sheets, scores.voices, _stamp(scores))


def _sheets(scores: YearScores, unit: str | None) -> Sequence[ScoreSheet]:
    wanted = assessed_units(scores.plan, scores.year, unit)
    return tuple(sheet for sheet in scores.sheets if sheet.unit in wanted)


def _stamp(scores: YearScores) -> str:
    return FINAL if scores.is_final else PROVISIONAL
