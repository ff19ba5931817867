"""What the plan says of one indicator or task: who, how much, by which clause, read how, scored where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind, Target, target_text
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.words import names
from xiaowei_desktop.ui.widgets.facts import Fact, Facts, FactTable

KIND_WORDS = {
    IndicatorKind.FLOW: "累计数：从年初累计到本季末",
    IndicatorKind.STOCK: "时点数：本季末的总量",
    IndicatorKind.RATIO: "占比：本季末的百分比",
    IndicatorKind.GROWTH: "增速：与上年同期相比",
    IndicatorKind.BENCHMARK: "对照增速：与另一个增速比较",
    IndicatorKind.TASK: "定性任务：报完成状态和进展情况",
}


def facts_of(plan: Plan, code: str) -> Facts | None:
    """About the indicator or the task with this code; `None` where there is neither."""
    indicator = next((found for found in plan.indicators if found.code == code), None)
    if indicator is not None:
        return Facts(indicator.name, tuple(_indicator_facts(plan, indicator)))
    task = next((found for found in plan.tasks if found.code == code), None)
    return (
        Facts(f"第 {task.number} 项" if task.number else "跟踪任务", tuple(_task_facts(plan, task))) if task else None
    )


def _indicator_facts(plan: Plan, indicator: Indicator) -> Iterator[Fact | FactTable]:
    kind = KIND_WORDS[indicator.kind]
    yield Fact("指标类型", kind + (f"（{indicator.benchmark_name}）" if indicator.benchmark_name else ""))
    yield Fact("计量单位", indicator.measure_unit)
    if indicator.subset_of:
        yield Fact("其中", f"包含在“{plan.indicator(indicator.subset_of).name}”之内，不能大于它")
    yield from _target_facts(plan, indicator)
    yield from _people(plan, indicator.lead, indicator.responsible, indicator.supporting)
    yield Fact("数据提供单位（报季报）", names(plan, indicator.reporters))
    yield Fact("考核", "\n".join(_scored_in(plan, indicator.code)))
    yield Fact("出处", indicator.reference)
    yield from _reading_facts(plan.readings_on(indicator.code))


def _task_facts(plan: Plan, task: Task) -> Iterator[Fact]:
    yield Fact("目标任务", task.text)
    yield Fact("备注", task.note)
    yield Fact("指标", "\n".join(plan.indicator(code).name for code in task.indicators))
    yield from _people(plan, task.lead, task.responsible, task.supporting)
    yield Fact("数据提供单位", names(plan, task.data_providers))
    yield Fact("完成时限", f"{task.deadline:%Y年%m月%d日}" if task.deadline else "")
    yield Fact("出处", task.reference)
    yield from _reading_facts(plan.readings_on(task.code, *task.indicators))


def _target_facts(plan: Plan, indicator: Indicator) -> Iterator[Fact | FactTable]:
    """The whole area's targets with their reasons; those of the counties side by side, scope by scope."""
    own = [target for target in plan.targets if target.indicator == indicator.code]
    for target in own:
        if target.subject == plan.subject:
            yield Fact(f"{_target_word(target)}（{_scope_text(plan, target)}）", _target_words(indicator, target))
    counties = [target for target in own if target.subject != plan.subject and target.value is not None]
    for word in dict.fromkeys(_county_word(plan, target) for target in counties):
        rows = (
            (plan.organisation(target.subject).name, target_text(indicator, target))
            for target in counties
            if _county_word(plan, target) == word
        )
        yield FactTable(word, ("区县", "目标值"), tuple(rows))


def _county_word(plan: Plan, target: Target) -> str:
    return f"各区县{_target_word(target)}（{_scope_text(plan, target)}）"


def _target_word(target: Target) -> str:
    return "力争目标（不计分）" if target.stretch else "目标值"


def _scope_text(plan: Plan, target: Target) -> str:
    return f"{target.scope.year}年" if target.scope.year else f"规划期 {plan.span}"


def _target_words(indicator: Indicator, target: Target) -> str:
    lines = [target_text(indicator, target)]
    if target.baseline is not None:
        lines.append(f"基数：{plain_text(target.baseline)}{indicator.measure_unit}")
    if target.reference:
        lines.append(f"依据：{target.reference}")
    return "\n".join(lines)


def _people(plan: Plan, lead: Iterable[str], responsible: Iterable[str], supporting: Iterable[str]) -> Iterator[Fact]:
    yield Fact("牵头单位", names(plan, lead))
    yield Fact("责任单位", names(plan, responsible))
    yield Fact("配合单位", names(plan, supporting))


def _scored_in(plan: Plan, indicator: str) -> Iterator[str]:
    """B1.1.1 新增小微企业，10分（市监局）"""
    leaves: Iterable[Node] = plan.scheme.root.leaves() if plan.scheme else ()
    for leaf in leaves:
        if leaf.rule is not None and indicator in leaf.rule.indicators():
            units = f"（{names(plan, leaf.applies_to)}）" if leaf.applies_to else ""
            yield f"{leaf.code} {leaf.title}，{plain_text(leaf.points)}分{units}"


def _reading_facts(readings: Iterable[Reading]) -> Iterator[Fact]:
    for reading in readings:
        lines = [reading.unclear, f"本系统按：{reading.in_force}"]
        if reading.alternative:
            lines.append(f"也可以：{reading.alternative}")
        yield Fact(f"口径说明（{reading.clause}）", "\n".join(lines))
