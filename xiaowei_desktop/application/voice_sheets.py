"""自评对照表 and 异议处理表 of a year's scores; of a year that is final, as they were printed then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xiaowei_desktop.application.assessable import assessed_units
from xiaowei_desktop.application.finals import signed
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.domain.units_voice import SILENT, UnitVoice
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.objections_sheet import objections_sheet
from xiaowei_desktop.reporting.self_assessment_sheet import self_assessment_sheet
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.reporting.words import FINAL, PROVISIONAL

ASSESSMENTS, OBJECTIONS = "self-assessment", "objections"


def self_assessment_of(scores: YearScores, unit: str | None = None) -> Sheet:
    """自评对照表 of all units, or of the one that `unit` means. Raises `UserError` where nobody has handed in any."""
    units = assessed_units(scores.plan, scores.year, unit)
    if all(_voice(scores, code).assessment is None for code in units):
        raise UserError("还没有收到自评表，没有可以对照的自评。", "请在“考核评分”页的“自评”中导出自评表，收回后导入。")
    return _kept(scores, ASSESSMENTS, unit, units) or _assessments(scores, units, PROVISIONAL)


def objections_of(scores: YearScores, unit: str | None = None) -> Sheet:
    """异议处理表 of all units, or of one. Raises `UserError` where nobody has replied."""
    units = assessed_units(scores.plan, scores.year, unit)
    if all(_voice(scores, code).reply is None for code in units):
        raise UserError("还没有收到异议表。", "请在“考核评分”页的“异议”中导出异议表，收回后导入。")
    return _kept(scores, OBJECTIONS, unit, units) or _objections(scores, units, PROVISIONAL)


def voice_sheets(scores: YearScores) -> Mapping[str, Sheet]:
    """Both sheets to be frozen with the year, stamped 定稿: for all units together and for each that spoke."""
    assessing = [sheet.unit for sheet in scores.sheets if _voice(scores, sheet.unit).assessment is not None]
    replying = [sheet.unit for sheet in scores.sheets if _voice(scores, sheet.unit).reply is not None]
    everybody = [sheet.unit for sheet in scores.sheets]
    found = {}
    for name, spoke, make in ((ASSESSMENTS, assessing, _assessments), (OBJECTIONS, replying, _objections)):
        if spoke:
            found[name] = make(scores, everybody, FINAL)
        found |= {_key(name, unit): make(scores, [unit], FINAL) for unit in spoke}
    return found


def kept_for_all(scores: YearScores) -> tuple[Sheet, ...]:
    """Of a final, the sheets of all units together that it keeps."""
    found = (_kept(scores, name, None, ()) for name in (ASSESSMENTS, OBJECTIONS))
    return tuple(sheet for sheet in found if sheet is not None)


def _kept(scores: YearScores, name: str, unit: str | None, units: Sequence[str]) -> Sheet | None:
    """The sheet as the final keeps it; `None` for one that it does not have, and for a year that is open."""
    if scores.final is None:
        return None
    kept = scores.final.final.sheets.voices.get(name if unit is None else _key(name, units[0]))
    return None if kept is None else signed(scores.final, kept)


def _key(name: str, unit: str) -> str:
    return f"{name}|{unit}"


def _assessments(scores: YearScores, units: Sequence[str], stamp: str) -> Sheet:
    return self_assessment_sheet(scores.plan, scores.year, _of(scores, units), scores.voices, stamp)


def _objections(scores: YearScores, units: Sequence[str], stamp: str) -> Sheet:
    return objections_sheet(scores.plan, scores.year, _of(scores, units), scores.voices, stamp)


def _of(scores: YearScores, units: Sequence[str]) -> Sequence[ScoreSheet]:
    return tuple(sheet for sheet in scores.sheets if sheet.unit in units)


def _voice(scores: YearScores, unit: str) -> UnitVoice:
    return scores.voices.get(unit, SILENT)
