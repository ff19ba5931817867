"""Over random years of every kind of rule: what is said to bring points brings them, and nothing measured is stale."""

from __future__ import annotations

import pytest

from tests.random_years.varied import varied_year
from tests.unit.domain.small_office import NOW
from xiaowei_desktop.application.ports.finals import YearInputs
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.what_if import Supposition, Trial, trial_of
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure, SupposedFigures

SEEDS = (2, 3, 5, 7, 11, 13, 17, 40)


def trial(seed: int) -> Trial:
    year = varied_year(seed)
    marks = tuple(StoredMark(mark, "李四", NOW) for mark in year.marks.values())
    return trial_of(YearInputs(year.number, {year.number: year.plan}, year.returns, marks, year.adjustments))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_promised_comes_true(seed: int) -> None:
    year = trial(seed)
    evidence = year.evidence
    for unit in [sheet.unit for sheet in year.scores.sheets]:
        promised = [(loss, one) for loss in year.losses(unit) for one in loss.improvements]
        for loss, one in promised:
            row = RowKey(one.indicator, evidence.of(unit).subject)
            counted = evidence.book.counted(row, evidence.quarter)
            assert counted is not None
            figures = {row: SupposedFigure(one.figure, counted.benchmark)}
            after = year.suppose(Supposition(figures))
            leaf = next(leaf for leaf in after.sheet(unit).root.leaves() if leaf.node.code == loss.points.item)
            assert leaf.points == one.points > loss.points.points
            assert (leaf.points == leaf.maximum) is one.is_full
            book = SupposedFigures(evidence.book, evidence.quarter, figures)
            afresh = YearEvidence(evidence.plan, book, evidence.marks, evidence.year)
            assert evidence.plan.scheme is not None
            again = score_scheme(evidence.plan.scheme, afresh, year.inputs.adjustments)
            assert [sheet.total for sheet in again] == [sheet.total for sheet in after.sheets]


def test_there_is_something_promised() -> None:
    years = (trial(seed) for seed in SEEDS)
    promised = [
        one
        for year in years
        for sheet in year.scores.sheets
        for loss in year.losses(sheet.unit)
        for one in loss.improvements
    ]
    assert len(promised) > len(SEEDS)
