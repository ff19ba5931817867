"""What a 口径说明's switch says before it is taken."""

from __future__ import annotations

import pytest

from tests.unit.planfiles.seeds import shipped
from xiaowei_desktop.application.readings import adopt
from xiaowei_desktop.domain.plan import Adopted
from xiaowei_desktop.reporting.reading_effect_words import reading_effect_lines


@pytest.mark.parametrize(
    ("plan_id", "reading", "lines"),
    [
        (
            "binjiang-2020",
            "relending",
            ["评分项“C2.2 再贷款再贴现政策配套措施”的适用单位由“发改局（金融办）”改为空白。"],
        ),
        (
            "huzhou-2018-2020",
            "park_number",
            [
                "目标“小微企业园（基地）总量 湖州市 规划期”、“小微企业园（基地）总量 吴兴区 规划期”、"
                "“小微企业园（基地）总量 南浔区 规划期”等6项的比较由“超过”改为“不低于”。",
                "指标“小微企业园（基地）总量”的要求由“全市2020年末超过80个”改为“全市2020年末达到80个”。",
            ],
        ),
        (
            "shaoxing-2021-2023",
            "province_pool_stretch",
            [
                "目标“省级小微企业培育库入库企业 绍兴市 规划期 力争”的力争由“是”改为“否”。",
                "指标“省级小微企业培育库入库企业”的要求由“2023年底力争1500家，不计分”改为“2023年底达到1500家”。",
            ],
        ),
        (
            "hangzhou-2021-2023",
            "loan_benchmark",
            ["指标“普惠型小微企业贷款增速”的对照名称由“全市各项贷款增速”改为“全省各项贷款增速”。"],
        ),
        ("zhejiang-sme-2020", "fee_time", ["目标“平均担保费率 浙江省 规划期”的年度由“规划期”改为“2025年”。"]),
    ],
)
def test_every_change_is_said(plan_id: str, reading: str, lines: list[str]) -> None:
    plan = shipped(plan_id)
    changed = adopt(plan, reading, Adopted.ALTERNATIVE)
    assert list(reading_effect_lines(plan, changed)) == lines
    assert reading_effect_lines(changed, adopt(changed, reading, Adopted.ALTERNATIVE)) == ()


def test_a_rule_is_said_by_its_sentence() -> None:
    plan = shipped("binjiang-2020")
    (line,) = reading_effect_lines(plan, adopt(plan, "financial_services_rate", Adopted.ALTERNATIVE))
    assert plan.scheme is not None
    node = plan.scheme.item("B3.2")
    assert node is not None and f"的计分规则由“{node.sentence}”改为" in line
