"""Scores a scheme for one organisation."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.domain.rate import ZERO, round_half_up
from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.rule import Rule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import Missing, ScoredNode, ScoreSheet


def score_organisation(scheme: ScoringScheme, unit: str, year: int, evidence: Evidence) -> ScoreSheet:
    """The score sheet of an assessed organisation. Raises `ValueError` for one that the scheme does not assess."""
    tree = scheme.for_organisation(unit)
    if tree is None:
        raise ValueError(f"{unit} is not assessed")
    root = _score(tree, scheme.places, evidence)
    missing = tuple(
        Missing(unit, leaf.node.code, leaf.node.title, reason)
        for leaf in root.leaves()
        if leaf.outcome is not None
        for reason in leaf.outcome.open_reasons
    )
    return ScoreSheet(unit, year, root, missing)


def _score(node: Node, places: int, evidence: Evidence) -> ScoredNode:
    if node.rule is not None:
        return _score_item(node, node.rule, places, evidence)
    children = tuple(_score(child, places, evidence) for child in node.children)
    known = [child.points for child in children if child.points is not None]
    total = sum(known, ZERO) if known else None
    return ScoredNode(node, node.maximum(), total, _limited(node, total), children)


def _score_item(node: Node, rule: Rule, places: int, evidence: Evidence) -> ScoredNode:
    outcome = rule.score(node.code, node.points, evidence)
    rounded = None if outcome.points is None else round_half_up(outcome.points, places)
    return ScoredNode(node, node.maximum(), rounded, _limited(node, rounded), (), outcome)


def _limited(node: Node, counted: Decimal | None) -> Decimal | None:
    """Within the node's cap and floor; what is missing stays missing."""
    if counted is None:
        return None
    if node.cap is not None:
        counted = min(node.cap, counted)
    return counted if node.floor is None else max(node.floor, counted)
