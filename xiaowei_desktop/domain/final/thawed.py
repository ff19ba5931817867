"""Score sheets made from a final's results: they say what was finalised, whatever the rules would say now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from xiaowei_desktop.domain.final.results import ItemResult, NodeResult, UnitResult
from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet


@dataclass(frozen=True, slots=True)
class ThawedRule(Node):
    """A node whose sentence is the one that was finalised."""

    said: str = ""

    @property
    def sentence(self) -> str:
        return self.said


@dataclass(frozen=True, slots=True)
class ThawedNode(ScoredNode):
    """A scored node whose arithmetic is the one that was finalised."""

    told: str = ""

    @property
    def arithmetic(self) -> str:
        return self.told


def thawed_sheet(result: UnitResult, scheme: ScoringScheme, year: int) -> ScoreSheet:
    """The organisation's sheet. Raises `LookupError` where the frozen scheme does not have a node of the result."""
    tree = scheme.for_organisation(result.unit)
    nodes = {node.code: node for node in tree.walk()} if tree else {}
    return ScoreSheet(result.unit, year, _node(result.root, nodes), (), result.limits)


def thawed_ranking(results: Sequence[UnitResult], sheets: Sequence[ScoreSheet]) -> tuple[Ranked, ...]:
    """The ranking line by line as it was finalised."""
    both = sorted(zip(results, sheets, strict=True), key=lambda pair: pair[0].line)
    return tuple(Ranked(sheet, result.place, result.group, result.grade) for result, sheet in both)


def _node(result: NodeResult, nodes: dict[str, Node]) -> ThawedNode:
    children = tuple(_node(child, nodes) for child in result.children)
    return ThawedNode(
        node=_rule(result, nodes[result.code], tuple(child.node for child in children)),
        maximum=result.maximum,
        counted=result.counted,
        points=result.points,
        children=children,
        outcome=_outcome(result.item) if result.item is not None else None,
        adjustment=result.adjustment,
        spread=result.spread,
        told=result.arithmetic,
    )


def _rule(result: NodeResult, node: Node, children: tuple[Node, ...]) -> ThawedRule:
    kept = {field.name: getattr(node, field.name) for field in fields(Node)}
    frozen = {"title": result.title, "points": result.worth, "children": children}
    return ThawedRule(**(kept | frozen), said=result.sentence)


def _outcome(item: ItemResult) -> Outcome:
    return Outcome(item.points, lambda: item.trail, item.open_reasons, item.measurement)
