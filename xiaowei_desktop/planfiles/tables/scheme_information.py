"""What is shown beside a scheme's own cells: the rule in words, and what a section's children come to."""

from __future__ import annotations

from decimal import Decimal

from xiaowei_desktop.application.ports.plan_tables import PlanRow
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme
from xiaowei_desktop.domain.scoring.sum_check import section_totals
from xiaowei_desktop.planfiles.tables.columns import CHILDREN, RULE_SENTENCE


def section_rows(scheme: ScoringScheme) -> list[PlanRow]:
    """Row by row from above."""
    return [{RULE_SENTENCE: node.sentence, CHILDREN: _children(scheme, node)} for node in scheme.root.walk()]


def _children(scheme: ScoringScheme, node: Node) -> str:
    """48（少 2）; 45—50 where organisations differ; 权重 100% for a section that is converted by weights."""
    totals = sorted(set(section_totals(scheme, node).values())) if node.children else []
    if not totals:
        return ""
    if node.is_weighted:
        return f"权重 {_ends([total * 100 for total in totals])}%"
    if len(totals) > 1 or node.points_by_group:
        return _ends(totals)
    gap = totals[0] - node.points
    word = f"（{'多' if gap > 0 else '少'} {plain_text(abs(gap))}）" if gap else ""
    return f"{plain_text(totals[0])}{word}"


def _ends(totals: list[Decimal]) -> str:
    return "—".join(dict.fromkeys((plain_text(totals[0]), plain_text(totals[-1]))))
