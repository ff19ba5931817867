"""A rule's sentence names whatever its points hang on: no parameter changes anybody's points without changing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum

import pytest

from tests.random_years.varied import varied_year
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.scheme import Node

_ELSEWHERE = {"indicator", "kind", "entered_clause"}
"""Which indicator an item looks at is in its title, and stands among the inputs of its trail."""


@pytest.mark.parametrize("seed", range(60))
def test_a_parameter_that_changes_points_changes_the_sentence(seed: int) -> None:
    year = varied_year(seed)
    evidence = year.evidence()
    for item in year.scheme.root.leaves():
        points = _points(item, evidence)
        for other in _with_other_rules(item):
            assert item.rule is not None and other.rule is not None
            if other.rule.sentence(item.points) == item.rule.sentence(item.points):
                assert _points(other, evidence) == points, (item.rule, other.rule)


def _points(item: Node, evidence: YearEvidence) -> list[Decimal | None]:
    """Everybody's points, of those who have the task."""
    assert item.rule is not None and evidence.plan.scheme is not None
    score = item.rule.scorer(item.code, item.points)
    fresh = YearEvidence(evidence.plan, evidence.book, evidence.marks, evidence.year)
    having = dict.fromkeys(peer for unit in evidence.plan.scheme.assessed for peer in fresh.peers(unit, item.code))
    return [score(peer).points for peer in having]


def _with_other_rules(item: Node) -> Iterator[Node]:
    """The item with one parameter changed, as far as that gives a rule that is in order."""
    for rule in _variants(item.rule):
        changed = replace(item, rule=rule)  # type: ignore[arg-type] # a variant is of the same kind
        if changed.rule is not None and not changed.rule.faults(item.points):
            yield changed


def _variants(value: object) -> Iterator[object]:
    """The same with one thing in it a little different."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, Enum):
        yield from (other for other in type(value) if other is not value)
    elif isinstance(value, Decimal | int):
        yield value + 1
        yield value + Decimal("0.03") if isinstance(value, Decimal) else value + 2
    elif value is None:
        yield Decimal("0.4")
        yield Decimal(2)
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from ((*value[:number], other, *value[number + 1 :]) for other in _variants(entry))
        if len(value) > 1:
            yield value[:-1]
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _ELSEWHERE:
                yield from (replace(value, **{field.name: v}) for v in _variants(getattr(value, field.name)))
