"""What is wrong with a rule before anybody is scored by it, and how many points it can give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.domain.cases import Case, all_cases
from tests.unit.domain.rule_cases import rule_of
from xiaowei_desktop.domain.issues import Severity


@pytest.mark.parametrize("case", all_cases("rules*", "faults"))
def test_faults_and_range(case: Case) -> None:
    rule, points = rule_of(case["rule"]), Decimal(case["points"])
    found = rule.faults(points)
    assert [issue.code for issue in found] == case["codes"]
    assert all(issue.severity is Severity.ERROR and issue.message.endswith("。") for issue in found)
    if "range" in case:
        assert rule.range(points) == tuple(map(Decimal, case["range"]))
