"""Plan ↔ document: plain tables, lists, texts, whole numbers and truth values, as any file can hold them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.planfiles.findings import Findings, PlanFileError, Spot, UnreadableError
from xiaowei_desktop.planfiles.plan_format import PLAN

PlanDocument = Mapping[str, object]
"""A plan as nested plain values; `plan_format` says which keys there are."""


def plan_to_document(plan: Plan) -> PlanDocument:
    return PLAN.write(plan)


def plan_from_document(document: PlanDocument, source: str) -> Plan:
    """The plan. Raises `PlanFileError` with every fault of the document; `source` names it for the reader."""
    findings = Findings()
    plan: Plan | None = None
    with suppress(UnreadableError):  # its faults are among the findings
        plan = PLAN.read(document, Spot(findings))
    findings.settle()
    if plan is None or findings.issues:
        raise PlanFileError(source, tuple(findings.issues))
    return plan
