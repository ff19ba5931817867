"""Schemes of judged items made from cases, with what they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.unit.domain.cases import Case, number
from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evaluate import score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.ranking import Ranked, rank
from xiaowei_desktop.domain.scoring.rules import AnyRule, JudgedRule
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoCase, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Band, Group, GroupPoints, Node, ScoringScheme
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode

NO_SUCH_TASK = "无此任务"


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """What a case gives: the sheets with their places, by organisation, and what they were scored on."""

    ranked: Mapping[str, Ranked]
    evidence: YearEvidence

    def points(self, unit: str, code: str) -> Decimal | None:
        return self._node(unit, code).points

    def says(self, unit: str, code: str) -> str:
        return self._node(unit, code).arithmetic

    def _node(self, unit: str, code: str) -> ScoredNode:
        return next(found for found in self.ranked[unit].sheet.root.walk() if found.node.code == code)


def scored(case: Case) -> ScoredCase:
    scheme = scheme_of(case)
    plan = plan_with(scheme)
    marks = {
        (unit, item): RecordedMark(_mark(unit, scheme, item, text), "评定表")
        for unit, given in case["marks"].items()
        for item, text in given.items()
    }
    changed = [
        Adjustment(a["unit"], a["item"], Decimal(a["points"]), a["reason"], "李四答复")
        for a in case.get("adjustments", ())
    ]
    evidence = YearEvidence(plan, FigureBook(plan, ()), marks, 2020)
    sheets = score_scheme(scheme, evidence, changed)
    return ScoredCase({found.sheet.unit: found for found in rank(scheme, sheets)}, evidence)


def plan_with(scheme: ScoringScheme) -> Plan:
    units = tuple(Organisation(unit, unit, OrganisationKind.BUREAU) for unit in scheme.assessed)
    return replace(PLAN, organisations=(*PLAN.organisations, *units), scheme=scheme, readings=())


def scheme_of(case: Case) -> ScoringScheme:
    groups = tuple(Group(name, tuple(members)) for name, members in case.get("groups", {}).items())
    bands = tuple(Band(b["name"], number(b.get("low")), number(b.get("high"))) for b in case.get("bands", ()))
    return ScoringScheme(
        "细则",
        _node(case["nodes"][0], case["nodes"]),
        tuple(case["marks"]),
        groups=groups,
        bands=bands,
        tie_break=tuple(case.get("tie_break", ())),
    )


def _node(stated: Case, among: list[Case]) -> Node:
    children = tuple(_node(other, among) for other in among if other.get("parent") == stated["code"])
    return Node(
        stated["code"],
        stated["code"],
        Decimal(stated["points"]),
        children,
        None if children else _rule(stated),
        cap=number(stated.get("cap")),
        floor=number(stated.get("floor")),
        weight=number(stated.get("weight")),
        points_by_group=tuple(GroupPoints(g, Decimal(p)) for g, p in stated.get("by_group", {}).items()),
        absent=Absent(stated["absent"]) if "absent" in stated else None,
        absent_share=number(stated.get("absent_share")),
    )


def _rule(stated: Case) -> AnyRule:
    if "veto" in stated:
        return VetoRule(tuple(VetoCase(name, Effect(effect), limit) for name, effect, limit in stated["veto"]))
    return JudgedRule(Decimal(0), Decimal(stated["points"]))


def _mark(unit: str, scheme: ScoringScheme, item: str, text: str) -> Mark:
    node = scheme.item(item)
    assert node is not None
    if text == NO_SUCH_TASK:
        return Mark(unit, item, not_applicable=True)
    return Mark(unit, item, grade=text) if isinstance(node.rule, VetoRule) else Mark(unit, item, points=Decimal(text))
