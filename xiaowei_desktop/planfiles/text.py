"""A plan as one text, as the database keeps it."""

from __future__ import annotations

import json

from xiaowei_desktop.domain.issues import error
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.planfiles.document import plan_from_document, plan_to_document
from xiaowei_desktop.planfiles.findings import PlanFileError

_SOURCE = "数据库中保存的方案"


class PlanTextCodec:
    """Canonical JSON: equal plans give the same text, letter for letter, so that texts can be compared."""

    def dump(self, plan: Plan) -> str:
        return json.dumps(plan_to_document(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def load(self, text: str) -> Plan:
        """Raises `PlanFileError` for a text that is no plan."""
        try:
            document = json.loads(text)
        except json.JSONDecodeError as reason:
            message = f"内容不完整或已损坏：{reason}。"
            raise PlanFileError(_SOURCE, (error("plan-syntax", message),)) from reason
        return plan_from_document(document, _SOURCE)
