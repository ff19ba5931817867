"""细则检查, the inputs: indicators without a target, figures that nobody reports, directions that contradict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiaowei_desktop.domain.indicator import Direction, Indicator, IndicatorKind
from xiaowei_desktop.domain.issues import Issue, Place, warning
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

SHEET = "考核细则"


def input_issues(plan: Plan, scheme: ScoringScheme) -> Iterator[Issue]:
    """Each item once for each thing that is wrong with what it looks at."""
    for node in scheme.root.leaves():
        for code in node.rule.indicators() if node.rule else ():
            yield from _about(plan, scheme, node, plan.indicator(code))


def _about(plan: Plan, scheme: ScoringScheme, node: Node, indicator: Indicator) -> Iterator[Issue]:
    rule, name = node.rule, f"指标“{indicator.name}”"
    if rule is None or indicator.kind is IndicatorKind.TASK:
        yield _at(node, "scheme-task", f"{name}是定性任务，没有数可以计分。")
        return
    subjects = tuple(dict.fromkeys(_subject(plan, unit) for unit in scheme.assessed if _is_for(scheme, node, unit)))
    if rule.needs_target(indicator.code) and indicator.kind is not IndicatorKind.BENCHMARK:
        without = [s for s in subjects if not any(plan.target(indicator.code, s, y) for y in plan.span.years)]
        if without:
            yield _at(node, "scheme-no-target", f"{name}没有目标值{_whose(plan, without, subjects)}。")
    last = Quarter.last_of(plan.span.last)
    unreported = [subject for subject in subjects if not _is_reported(plan, indicator, subject, last)]
    if unreported:
        yield _at(node, "scheme-no-reporter", f"{name}没有单位报送{_whose(plan, unreported, subjects)}。")
    if (better := rule.better(indicator.code)) is not None and better is not indicator.direction:
        word = "越低越好" if indicator.direction is Direction.LOWER else "越高越好"
        yield _at(node, "scheme-direction", f"{name}{word}，与计分方式的方向相反。")


def _is_for(scheme: ScoringScheme, node: Node, unit: str) -> bool:
    tree = scheme.for_organisation(unit)
    return tree is not None and any(leaf.code == node.code for leaf in tree.leaves())


def _subject(plan: Plan, unit: str) -> str:
    """Whom the unit's items look at: a county at itself, a bureau at the whole area."""
    return unit if plan.organisation(unit).kind is OrganisationKind.AREA else plan.subject


def _is_reported(plan: Plan, indicator: Indicator, subject: str, quarter: Quarter) -> bool:
    """By a unit, or made up of the counties' figures."""
    if plan.reporters_of(indicator, subject, quarter):
        return True
    return subject == plan.subject and bool(plan.parts_of(indicator))


def _whose(plan: Plan, subjects: Sequence[str], among: Sequence[str]) -> str:
    """（甲县、乙县）; nothing where it is so for all."""
    if len(subjects) == len(among):
        return ""
    return f"（{'、'.join(plan.organisation(subject).name for subject in subjects)}）"


def _at(node: Node, code: str, message: str) -> Issue:
    return warning(code, f"“{node.code} {node.title}”：{message}", Place(SHEET, row=node.code, field="rule"))
