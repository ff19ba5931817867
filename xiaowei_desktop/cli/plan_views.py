"""A plan as JSON and as text, as `plans` and `plan show` print it."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from enum import Enum

from xiaowei_desktop.cli.json_values import number
from xiaowei_desktop.domain.indicator import Indicator, Target
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

Json = dict[str, object]


def plan_line(plan: Plan) -> Json:
    """A shipped plan in the list of plans."""
    return {"id": plan.id, "title": plan.title, "years": str(plan.span), "document": plan.document}


def plan_json(plan: Plan) -> Json:
    """The whole plan; organisations are named as its tables name them."""
    return {
        "id": plan.id,
        "title": plan.title,
        "document": plan.document,
        "span": str(plan.span),
        "organisations": [
            {"name": found.name, "kind": found.kind.value, "aliases": list(found.aliases)}
            for found in plan.organisations
        ],
        "indicators": [_indicator(plan, indicator) for indicator in plan.indicators],
        "tasks": [_task(plan, task) for task in plan.tasks],
        "scheme": _scheme(plan, plan.scheme) if plan.scheme else None,
        "readings": [_reading(reading) for reading in plan.readings],
    }


def _names(plan: Plan, codes: tuple[str, ...]) -> list[str]:
    return [plan.organisation(code).name for code in codes]


def _indicator(plan: Plan, indicator: Indicator) -> Json:
    targets = [target for target in plan.targets if target.indicator == indicator.code]
    return {
        "code": indicator.code,
        "name": indicator.name,
        "group": indicator.group,
        "kind": indicator.kind.value,
        "measure_unit": indicator.measure_unit,
        "direction": indicator.direction.value,
        "subset_of": indicator.subset_of,
        "row": indicator.row,
        "lead": _names(plan, indicator.lead),
        "responsible": _names(plan, indicator.responsible),
        "supporting": _names(plan, indicator.supporting),
        "data_providers": _names(plan, indicator.reporters),
        "targets": [_target(plan, target) for target in targets],
    }


def _target(plan: Plan, target: Target) -> Json:
    return {
        "subject": plan.organisation(target.subject).name,
        "scope": target.scope.year or "plan",
        "comparator": target.comparator.value,
        "value": number(target.value),
        "stretch": target.stretch,
        "reference": target.reference,
        "note": target.note,
    }


def _task(plan: Plan, task: Task) -> Json:
    return {
        "code": task.code,
        "number": task.number,
        "text": task.text,
        "group": task.group,
        "lead": _names(plan, task.lead),
        "responsible": _names(plan, task.responsible),
        "supporting": _names(plan, task.supporting),
        "data_providers": _names(plan, task.data_providers),
        "indicators": list(task.indicators),
        "in_table": task.in_table,
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "reference": task.reference,
    }


def _reading(reading: Reading) -> Json:
    return {
        "code": reading.code,
        "clause": reading.clause,
        "unclear": reading.unclear,
        "default": reading.default,
        "adopted": reading.adopted.value,
        "alternative": reading.alternative,
        "acts_on": list(reading.acts_on),
    }


def _scheme(plan: Plan, scheme: ScoringScheme) -> Json:
    return {
        "title": scheme.title,
        "document": scheme.document,
        "places": scheme.places,
        "note": scheme.note,
        "assessed": _names(plan, scheme.assessed),
        "groups": [{"name": group.name, "members": _names(plan, group.members)} for group in scheme.groups],
        "bands": [_parameters(band) for band in scheme.bands],
        "tie_break": list(scheme.tie_break),
        "periods": [_parameters(period) for period in scheme.periods],
        "first_month": scheme.first_month,
        "nodes": [_node(plan, node) for node in scheme.root.children],
    }


def _node(plan: Plan, node: Node) -> Json:
    return {
        "code": node.code,
        "number": node.number,
        "title": node.title,
        "points": number(node.points),
        "points_by_group": [_parameters(one) for one in node.points_by_group],
        "weight": number(node.weight),
        "cap": number(node.cap),
        "floor": number(node.floor),
        "applies_to": _names(plan, node.applies_to),
        "absent": node.absent.value if node.absent else None,
        "absent_share": number(node.absent_share),
        "rule": {"kind": node.rule.kind, **_parameters(node.rule)} if node.rule else None,
        "sentence": node.sentence,
        "clause": node.clause,
        "reference": node.reference,
        "children": [_node(plan, child) for child in node.children],
    }


def _parameters(value: object) -> Json:
    """The fields of a rule, so that a rule kind added later shows its parameters without a line here."""
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return number(value)
        case Enum():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
        case bool() | int() | str() | None:
            return value
        case _:
            return _parameters(value)
