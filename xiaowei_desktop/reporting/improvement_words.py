"""失分分析 in words: how much more of what brings the next points, the same on paper, in the window and in text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiaowei_desktop.domain.indicator import IndicatorKind
from xiaowei_desktop.domain.measure_unit import canonical
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.improvement import Improvement, Loss
from xiaowei_desktop.domain.scoring.mark import MarkField
from xiaowei_desktop.domain.scoring.rules import GradedRule
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.reporting.numbers import PLAIN

_PERCENT = "%"
_POINTS_OF_PERCENT = "个百分点"


@dataclass(frozen=True, slots=True)
class _Verbs:
    """What a figure does that grows, and one that falls."""

    more: str
    less: str


_ADDED = _Verbs("再完成", "减少")
_HELD = _Verbs("再增加", "减少")
_MEASURED = _Verbs("提高", "降低")
_VERBS = {IndicatorKind.FLOW: _ADDED, IndicatorKind.STOCK: _HELD}


def loss_words(plan: Plan, leaf: ScoredNode, loss: Loss) -> str:
    """What brings more: 再完成 12 家可得 8 分；再完成 52 家可得满分. Without any, who decides about the points."""
    if loss.improvements:
        return improvement_words(plan, leaf.node.title, loss.improvements)
    if leaf.adjustment is not None:
        return "异议复核后定分"
    rule = leaf.node.rule
    asked = rule.asks() if rule is not None else frozenset()
    if MarkField.EVENTS in asked:
        return "按登记的加扣分事项计分"
    if isinstance(rule, GradedRule):
        better = (grade for grade in rule.grades if grade.high > loss.points.points)
        return "由小微办评定：" + "，".join(f"{grade.name}得{grade.range_text}" for grade in better)
    if asked:
        return "由小微办评定"
    return "只改这一项的完成数，得分不会增加"


def improvement_words(plan: Plan, title: str, found: Iterable[Improvement]) -> str:
    """All improvements of an item called `title`; an indicator whose name the title does not say is named."""
    return "；".join(_one(plan, title, improvement) for improvement in found)


def _one(plan: Plan, title: str, found: Improvement) -> str:
    verbs = _VERBS.get(plan.indicator(found.indicator).kind, _MEASURED)
    verb = verbs.more if found.more > 0 else verbs.less
    unit = _POINTS_OF_PERCENT if canonical(found.measure_unit) == _PERCENT else found.measure_unit
    named = "" if found.name in title else f"“{found.name}”"
    points = "满分" if found.is_full else f" {PLAIN.text(found.points)} 分"
    return f"{named}{verb} {PLAIN.text(abs(found.more))} {unit}可得{points}"
