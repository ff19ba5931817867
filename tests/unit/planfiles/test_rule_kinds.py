"""Rules as they stand in plan files: older files mean what they meant, newer parameters have the office's words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    EventKind,
    EventsRule,
    ExternalRule,
    JudgedRule,
    RankRule,
    Rater,
    RelativeRule,
)
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.seen import Best, Look
from xiaowei_desktop.planfiles.findings import Findings, Spot
from xiaowei_desktop.planfiles.rule_format import RULES, RuleShape
from xiaowei_desktop.planfiles.tables.fields import rule_fields
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.words import rule_label

ONE, FIVE, TENTH = Decimal(1), Decimal(5), Decimal("0.1")


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        (
            {"kind": "rank", "table": ["5", "4"], "otherwise": "1"},
            RankRule(table=(FIVE, Decimal(4)), otherwise=ONE),
        ),
        ({"kind": "judged", "low": "1", "high": "5", "step": "0.1"}, JudgedRule(ONE, FIVE, TENTH)),
        (
            {
                "kind": "events",
                "kinds": [{"name": "迟报", "low": "0.1", "high": "1", "deducts": True}],
                "start": "5",
                "floor": "-1",
            },
            EventsRule((EventKind("迟报", TENTH, ONE, True),), FIVE, -ONE),
        ),
    ],
)
def test_an_older_file_reads_as_it_did_and_is_written_as_it_was(written: dict[str, Any], rule: AnyRule) -> None:
    findings = Findings()
    assert RuleShape().read(written, Spot(findings)) == rule
    assert findings.issues == []
    assert RuleShape().write(rule) == written


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            RankRule(drop=FIVE, drop_of=DropOf.BASE, counted_from=End.LAST, best=Best.LOWEST, look=Look.VALUE),
            f"计分依据：完成数\n{rule_label('otherwise')}：0\n每名递减：5\n递减单位：基本分的%\n名次起点：从倒数第一名数起\n优先：低的优先",
        ),
        (RelativeRule(low=ONE, high=FIVE), "最低：1\n最高：5"),
        (ExternalRule(Decimal(120), "营商环境考核"), "原满分：120\n得分来源：营商环境考核"),
        (
            JudgedRule(ONE, FIVE, TENTH, (Rater("园区", Decimal("0.7")), Rater("乡镇", Decimal("0.3")))),
            f"最低：1\n最高：5\n{rule_label('step')}：0.1\n评分人：名称=园区；权重=70%\n评分人：名称=乡镇；权重=30%",
        ),
        (
            EventsRule((EventKind("批示", ONE, FIVE, True, True, FIVE, 2, True),), counting=Counting.MATTER),
            "事项：名称=批示；最低=1；最高=5；扣分=是；按基本分的%=是；限额=5；几次起不得分=2；只计一次=是\n"
            "基础分：0\n计次：同一事项只计最高的一次",
        ),
    ],
)
def test_the_offices_words_of_the_parameters(rule: AnyRule, words: str) -> None:
    record = RULES[rule.kind]
    assert rule_fields(record, OrganisationNames(())).parameters(record.write(rule)) == words
