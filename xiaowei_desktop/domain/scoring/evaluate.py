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
    if not known:
        return ScoredNode(node, node.maximum(), None, "", children)
    total = sum(known, ZERO)
    points = _limited(node, total)
    return ScoredNode(node, node.maximum(), points, _sum_text(known, total, points), children)


def _score_item(node: Node, rule: Rule, places: int, evidence: Evidence) -> ScoredNode:
    outcome = rule.score(node.code, node.points, evidence)
    if outcome.points is None:
        return ScoredNode(node, node.points, None, "", (), outcome)
    rounded = round_half_up(outcome.points, places)
    points = _limited(node, rounded)
    arithmetic = outcome.arithmetic
    if rounded != outcome.points:
        arithmetic += f"，四舍五入得{rounded:f}分"
    return ScoredNode(node, node.points, points, arithmetic, (), outcome)


def _limited(node: Node, total: Decimal) -> Decimal:
    if node.cap is not None:
        total = min(node.cap, total)
    return total if node.floor is None else max(node.floor, total)


def _sum_text(known: list[Decimal], total: Decimal, points: Decimal) -> str:
    terms = " + ".join(f"{value:f}" for value in known)
    text = f"{terms} = {total:f}" if len(known) > 1 else f"{total:f}"
    return text if points == total else f"{text}，按限额计{points:f}分"
