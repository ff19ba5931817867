"""`losses` and `what-if` as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaowei_desktop.application.what_if import Trial
from xiaowei_desktop.cli.json_values import number, points
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.improvement import Improvement, Loss
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.domain.scoring.trial_changes import UnitChange
from xiaowei_desktop.reporting.improvement_words import loss_words
from xiaowei_desktop.reporting.trial_words import SupposedLine

Json = dict[str, object]


def losses_lines(trial: Trial, units: Sequence[str]) -> Iterator[str]:
    """Unit, item, points lost and what brings more, divided by tabs."""
    plan = trial.inputs.plan
    for unit in units:
        leaves = _leaves(trial, unit)
        for loss in trial.losses(unit):
            one = loss.points
            words = loss_words(plan, leaves[one.item], loss)
            yield "\t".join((plan.organisation(unit).name, f"{one.item} {one.title}", f"{one.lost:f}", words))


def losses_json(trial: Trial, units: Sequence[str]) -> Json:
    return {"year": trial.inputs.year, "units": [_unit_losses(trial, unit) for unit in units]}


def trial_json(
    plan: Plan, year: int, unit: str, supposed: Sequence[SupposedLine], changes: Sequence[UnitChange]
) -> Json:
    """`before` is how it stands, `after` how it would be; `ranking` holds all organisations as they would be ranked."""
    own = next(change for change in changes if change.unit == unit)
    return {
        "year": year,
        "unit": plan.organisation(unit).name,
        "set": [{"item": one.item, "name": one.name, "before": one.now or None, "after": one.then} for one in supposed],
        "before": _standing(own.before),
        "after": _standing(own.after),
        "items": [
            {"code": item.item, "title": item.title, "before": points(item.before), "after": points(item.after)}
            for item in own.items
        ],
        "ranking": [
            {
                "unit": plan.organisation(change.unit).name,
                "before": _standing(change.before),
                "after": _standing(change.after),
            }
            for change in changes
        ],
    }


def _standing(ranked: Ranked) -> Json:
    return {"total": points(ranked.sheet.total), "rank": ranked.place, "grade": ranked.grade or None}


def _leaves(trial: Trial, unit: str) -> dict[str, ScoredNode]:
    return {leaf.node.code: leaf for leaf in trial.scores.sheet(unit).root.leaves()}


def _unit_losses(trial: Trial, unit: str) -> Json:
    sheet, leaves = trial.scores.sheet(unit), _leaves(trial, unit)
    plan = trial.inputs.plan
    return {
        "unit": plan.organisation(unit).name,
        "total": points(sheet.total),
        "max": number(sheet.maximum),
        "items": [_item(plan, leaves[loss.points.item], loss) for loss in trial.losses(unit)],
    }


def _item(plan: Plan, leaf: ScoredNode, loss: Loss) -> Json:
    one = loss.points
    return {
        "code": one.item,
        "title": one.title,
        "max": number(one.maximum),
        "points": points(one.points),
        "lost": points(one.lost),
        "more": [_improvement(found) for found in loss.improvements],
        "text": loss_words(plan, leaf, loss),
    }


def _improvement(found: Improvement) -> Json:
    return {
        "indicator": found.indicator,
        "measure_unit": found.measure_unit,
        "now": number(found.now),
        "figure": number(found.figure),
        "more": number(found.more),
        "points": points(found.points),
        "full": found.is_full,
    }
