"""试算 and 失分分析: other figures and judgements tried out, and how much more of what would bring points back."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.application.office import Office
from tests.unit.application.test_scoring import play_year
from tests.unit.domain.small_office import Q4, line
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.what_if import Supposition, Trial, open_trial
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure

VOUCHER = RowKey("voucher", "district")


def test_a_supposed_figure_changes_points_total_and_place_and_nothing_stored(office: Office) -> None:
    """25×350÷700 = 12.50 instead of 24.16: 科技局 has 45.60 instead of 57.26 and falls behind 市监局."""
    play_year(office)
    before = score_year(office.desk, 2020)
    trial = open_trial(office.desk, 2020)
    supposed = trial.suppose(Supposition({VOUCHER: SupposedFigure(Decimal(350))}))
    assert f"{supposed.sheet('science').total:f}" == "45.60"
    assert f"{supposed.sheet('market').total:f}" == "41.35", "an item on the whole district's figure"
    assert (before.place("science"), supposed.place("science")) == (1, 1)
    leaf = next(found for found in supposed.sheet("science").root.leaves() if found.node.code == "A1")
    assert leaf.outcome is not None
    assert leaf.outcome.inputs[1].source == "假设的数，不是报送数"
    assert score_year(office.desk, 2020).sheet("science").total == before.sheet("science").total
    assert trial.scores.sheet("science").total == before.sheet("science").total


def test_a_supposed_mark_changes_a_place(office: Office) -> None:
    play_year(office)
    trial = open_trial(office.desk, 2020)
    supposed = trial.suppose(Supposition(marks=(Mark("science", "B1", points=Decimal(2)),)))
    assert f"{supposed.sheet('science').total:f}" == "51.76"
    assert supposed.place("science") == 2
    assert not supposed.is_final


def test_what_was_missing_can_be_supposed_too(office: Office) -> None:
    trial = open_trial(office.desk, 2020)
    supposed = trial.suppose(Supposition({VOUCHER: SupposedFigure(Decimal(700))}))
    leaf = next(found for found in supposed.sheet("science").root.leaves() if found.node.code == "A1")
    assert (leaf.points, leaf.outcome and leaf.outcome.open_reasons) == (Decimal("25.00"), ())


def test_a_final_year_is_tried_out_on_what_it_was_finalised_with(office: Office) -> None:
    play_year(office)
    finalise(office.desk, 2020)
    trial = open_trial(office.desk, 2020)
    assert trial.scores.sheet("science").total == score_year(office.desk, 2020).sheet("science").total


def _losses(trial: Trial, unit: str) -> list[tuple[str, str, list[str]]]:
    """Item, points lost, and each improvement as 再多少 → 得几分."""
    return [
        (
            loss.points.item,
            f"{loss.points.lost:f}",
            [f"{found.name}{found.more:+f}{found.measure_unit}→{found.points:f}" for found in loss.improvements],
        )
        for loss in trial.losses(unit)
    ]


def test_where_points_were_lost_and_what_brings_them_back(office: Office) -> None:
    """700−676.48 = 23.52 万元; 20−18.2 = 1.8 points of growth; judged items have nothing to count."""
    play_year(office)
    assert _losses(open_trial(office.desk, 2020), "science") == [
        ("B1", "2.50", []),
        ("B2", "1.50", []),
        ("A2", "0.90", ["小微贷款增速+1.8%→10.00"]),
        ("A1", "0.84", ["发放科技创新券+23.52万元→25.00"]),
    ]


def test_what_comes_in_steps_has_a_next_step(office: Office) -> None:
    """Below the gate of 50 % there is nothing: 100 more bring 12.50, 450 more bring all."""
    research, reform = line("research", "12", numerator="12", denominator="100"), line("reform", status="已完成")
    office.accept("science", Q4, line("voucher", "250"), research, reform)
    (first, *_) = _losses(open_trial(office.desk, 2020), "science")
    assert first == ("A1", "25.00", ["发放科技创新券+100万元→12.50", "发放科技创新券+450万元→25.00"])
