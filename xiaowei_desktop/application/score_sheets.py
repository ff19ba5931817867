"""A year's score sheets, ranking and 评价排序表; of a year that is final, as they were printed then."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import signed
from xiaowei_desktop.application.marks import scheme_of
from xiaowei_desktop.application.ports.finals import FinalSheets
from xiaowei_desktop.application.scoring import YearScores, finalised_scores
from xiaowei_desktop.application.voice_sheets import kept_for_all, voice_sheets
from xiaowei_desktop.domain.units_voice import SILENT
from xiaowei_desktop.reporting.evaluation_sheet import evaluation_sheets
from xiaowei_desktop.reporting.ranking_sheet import ranking_sheet
from xiaowei_desktop.reporting.score_formulas.items import Scored
from xiaowei_desktop.reporting.score_formulas.unit import calculation
from xiaowei_desktop.reporting.score_sheet import Standing, score_sheet
from xiaowei_desktop.reporting.sheet import Sheet


def score_sheets(scores: YearScores) -> tuple[Sheet, ...]:
    """One score sheet for each assessed organisation, in the scheme's order."""
    return tuple(one_score_sheet(scores, sheet.unit) for sheet in scores.sheets)


def one_score_sheet(scores: YearScores, unit: str) -> Sheet:
    """Of a year that is final, the sheet as it was printed then; else one that is stamped 试算.

    The latter says how its points are computed, so that its workbook computes them; a final's figures are frozen.
    """
    if scores.final is not None:
        return signed(scores.final, scores.final.final.sheets.scores[unit])
    sheet = _score_sheet(scores, unit, is_final=False)
    assert scores.evidence is not None  # scores that are not final were computed
    known = Scored(scores.plan, scores.evidence, scores.sheets)
    return replace(sheet, calculation=partial(calculation, known, scores.sheet(unit)))


def ranking_of(scores: YearScores) -> Sheet:
    if scores.final is not None:
        return signed(scores.final, scores.final.final.sheets.ranking)
    return _ranking_sheet(scores, is_final=False)


def evaluation_of(scores: YearScores) -> tuple[Sheet, ...]:
    """评价排序表; none where the assessed have items of their own, which nobody else can be ranked in."""
    if scores.final is not None:
        return tuple(signed(scores.final, sheet) for sheet in scores.final.final.sheets.evaluation)
    return _evaluation_sheets(scores, is_final=False)


def final_sheets(desk: Desk, year: int, number: int) -> tuple[Sheet, ...]:
    """All sheets of one of the year's finals, as they were printed then."""
    scores = finalised_scores(desk, year, number)
    return (*score_sheets(scores), ranking_of(scores), *evaluation_of(scores), *kept_for_all(scores))


def frozen_sheets(scores: YearScores) -> FinalSheets:
    """The sheets of complete scores, stamped 定稿, to be stored with the final."""
    units = (sheet.unit for sheet in scores.sheets)
    return FinalSheets(
        {unit: _score_sheet(scores, unit, is_final=True) for unit in units},
        _ranking_sheet(scores, is_final=True),
        _evaluation_sheets(scores, is_final=True),
        voice_sheets(scores),
    )


def _score_sheet(scores: YearScores, unit: str, *, is_final: bool) -> Sheet:
    ranked = scores.ranked(unit)
    alike = [other for other in scores.ranking if other.group == ranked.group]
    standing = Standing(ranked.place, len(alike), ranked.group, ranked.grade)
    voice = scores.voices.get(unit, SILENT)
    return score_sheet(scores.plan, scores.sheet(unit), standing, final=is_final, voice=voice)


def _ranking_sheet(scores: YearScores, *, is_final: bool) -> Sheet:
    return ranking_sheet(scores.plan, scheme_of(scores.plan), scores.year, scores.ranking, final=is_final)


def _evaluation_sheets(scores: YearScores, *, is_final: bool) -> tuple[Sheet, ...]:
    scheme = scheme_of(scores.plan)
    if not scheme.assesses_alike:
        return ()
    return evaluation_sheets(scores.plan, scheme, scores.year, scores.sheets, final=is_final)
