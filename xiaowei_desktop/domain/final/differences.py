"""What differs between two results of a year: a final and its recomputation, or two finals; line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.final.results import NodeResult, UnitResult
from xiaowei_desktop.domain.scoring.outcome import Input

NOTHING = "—"
"""Stands where one of the two has nothing."""
THERE = "有"
_WORDS = {"名称", "评分标准", "依据", "计算过程", "评定", "未齐"}
"""What is worded, not reckoned: a later program may put it otherwise without a point being different."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `item` is a node's code, empty for the organisation as a whole; `what` names the field.

    `is_figure` says that points, places or grades differ and not only words.
    """

    unit: str
    item: str
    title: str
    what: str
    old: str
    new: str
    is_figure: bool


def differences(old: Sequence[UnitResult], new: Sequence[UnitResult]) -> tuple[Difference, ...]:
    """Everything that differs, organisation by organisation in the order of `old`, then those that are new."""
    before, after = {result.unit: result for result in old}, {result.unit: result for result in new}
    return tuple(found for unit in dict.fromkeys((*before, *after)) for found in _of_unit(unit, before, after))


def _of_unit(unit: str, before: Mapping[str, UnitResult], after: Mapping[str, UnitResult]) -> Iterator[Difference]:
    if unit not in after:
        yield Difference(before[unit].name, "", "", "考核对象", THERE, NOTHING, is_figure=True)
    elif unit not in before:
        yield Difference(after[unit].name, "", "", "考核对象", NOTHING, THERE, is_figure=True)
    else:
        old, new = before[unit], after[unit]
        yield from _differing(old.name, "", "", _unit_fields(old), _unit_fields(new))
        nodes, others = _nodes(old), _nodes(new)
        for code in dict.fromkeys((*nodes, *others)):
            yield from _of_node(old.name, code, nodes, others)


def _nodes(result: UnitResult) -> Mapping[str, NodeResult]:
    return {node.code: node for node in result.root.walk()}


def _of_node(
    unit: str, code: str, before: Mapping[str, NodeResult], after: Mapping[str, NodeResult]
) -> Iterator[Difference]:
    if code not in after:
        yield Difference(unit, code, before[code].title, "评分项", THERE, NOTHING, is_figure=True)
    elif code not in before:
        yield Difference(unit, code, after[code].title, "评分项", NOTHING, THERE, is_figure=True)
    else:
        yield from _differing(unit, code, before[code].title, _node_fields(before[code]), _node_fields(after[code]))


_Fields = Mapping[str, Decimal | int | str | None]


def _differing(unit: str, item: str, title: str, old: _Fields, new: _Fields) -> Iterator[Difference]:
    for what, before in old.items():
        after = new[what]
        if before != after:
            yield Difference(unit, item, title, what, _text(before), _text(after), what not in _WORDS)


def _unit_fields(result: UnitResult) -> _Fields:
    limits = "；".join(limit.case.text for limit in result.limits)
    return {
        "总分": result.total,
        "满分": result.maximum,
        "名次": result.place,
        "组别": result.group,
        "等次": result.grade,
        "一票否决": limits,
        "名称": result.name,
    }


def _node_fields(node: NodeResult) -> _Fields:
    """By what the score sheet calls it; figures first."""
    item = node.item
    trail = item.trail if item else None
    return {
        "得分": node.points,
        "限额前得分": node.counted,
        "修约前得分": item.points if item else None,
        "满分": node.maximum,
        "分值": node.worth,
        "异议调整": node.adjustment.points if node.adjustment else None,
        "名称": node.title,
        "评分标准": node.sentence,
        "依据": "；".join(_input_text(given) for given in trail.inputs) if trail else "",
        "计算过程": node.arithmetic,
        "评定": trail.judgement if trail else "",
        "未齐": "；".join(item.open_reasons) if item else "",
    }


def _input_text(given: Input) -> str:
    origin = "，".join(part for part in (given.source, given.basis) if part)
    return f"{given.name} {given.value}（{origin}）" if origin else f"{given.name} {given.value}"


def _text(value: Decimal | int | str | None) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return NOTHING if value in (None, "") else str(value)
