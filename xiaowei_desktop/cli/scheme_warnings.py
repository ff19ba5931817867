"""What is odd about a plan's scheme, told whenever a plan is taken in; nothing is kept back for it."""

from __future__ import annotations

from xiaowei_desktop.cli.session import say
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.scheme_check import scheme_issues


def tell_scheme_warnings(plan: Plan) -> None:
    """One line each, and what is made of them."""
    found = [issue for issue in scheme_issues(plan) if issue.severity is not Severity.NOTE]
    for issue in found:
        say(f"考核细则 {issue.message}")
    if found:
        say(f"考核细则有 {len(found)} 处请核对，现按原文计分。")
