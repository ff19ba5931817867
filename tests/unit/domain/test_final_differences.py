"""Two results of a year side by side: every difference once, at its line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from xiaowei_desktop.domain.final.differences import Difference, differences
from xiaowei_desktop.domain.final.results import ItemResult, NodeResult, UnitResult
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.outcome import Input, Trail
from xiaowei_desktop.domain.scoring.rules.veto import Effect, Limit, VetoCase

TEN = Decimal(10)
TRAIL = Trail((Input("完成", "95家", "市监局季报", "文号1"), Input("目标", "100家", "")), "95 ÷ 100", "较好")
ITEM = NodeResult(
    "A1", "新增", TEN, "按比例。", TEN, Decimal("9.50"), Decimal("9.50"), "95 ÷ 100 × 10 = 9.50",
    item=ItemResult(Decimal("9.5"), TRAIL),
)  # fmt: skip
ROOT = NodeResult("R", "总分", TEN, "相加。", TEN, Decimal("9.50"), Decimal("9.50"), "9.50", (ITEM,))
MARKET = UnitResult("market", "市监局", Decimal("9.50"), TEN, 1, 1, ROOT)
SCIENCE = replace(MARKET, unit="science", name="科技局", place=2, line=2)
VETO = Limit("V", VetoCase("重大安全事故", Effect.VOID), "李四于2021-01-15录入")


def with_item(**changes: object) -> UnitResult:
    return replace(MARKET, root=replace(ROOT, children=(replace(ITEM, **changes),)))  # type: ignore[arg-type]


def test_equal_results_have_none() -> None:
    assert differences((MARKET, SCIENCE), (SCIENCE, MARKET)) == ()


def test_figures_are_compared_as_numbers() -> None:
    assert differences((MARKET,), (replace(MARKET, total=Decimal("9.5")),)) == ()


def test_an_organisation_that_is_in_one_of_them_only() -> None:
    gone, came = differences((MARKET,), (SCIENCE,))
    assert gone == Difference("市监局", "", "", "考核对象", "有", "—", is_figure=True)
    assert came == Difference("科技局", "", "", "考核对象", "—", "有", is_figure=True)


def test_an_item_that_is_in_one_of_them_only() -> None:
    other = replace(ITEM, code="A2", title="个转企")
    (gone, came) = differences((MARKET,), (replace(MARKET, root=replace(ROOT, children=(other,))),))
    assert (gone.item, gone.title, gone.old, gone.new) == ("A1", "新增", "有", "—")
    assert (came.item, came.title, came.old, came.new) == ("A2", "个转企", "—", "有")


@pytest.mark.parametrize(
    ("new", "item", "what", "old", "now", "is_figure"),
    [
        (replace(MARKET, total=None), "", "总分", "9.50", "—", True),
        (replace(MARKET, maximum=Decimal(20)), "", "满分", "10", "20", True),
        (replace(MARKET, place=2), "", "名次", "1", "2", True),
        (replace(MARKET, group="一类"), "", "组别", "—", "一类", True),
        (replace(MARKET, grade="优秀"), "", "等次", "—", "优秀", True),
        (replace(MARKET, limits=(VETO,)), "", "一票否决", "—", VETO.case.text, True),
        (replace(MARKET, name="市场监管局"), "", "名称", "市监局", "市场监管局", False),
        (with_item(points=Decimal("9.49")), "A1", "得分", "9.50", "9.49", True),
        (with_item(counted=None), "A1", "限额前得分", "9.50", "—", True),
        (with_item(item=ItemResult(Decimal("9.5001"), TRAIL)), "A1", "修约前得分", "9.5", "9.5001", True),
        (with_item(maximum=Decimal(9)), "A1", "满分", "10", "9", True),
        (with_item(worth=Decimal(9)), "A1", "分值", "10", "9", True),
        (with_item(title="新增企业"), "A1", "名称", "新增", "新增企业", False),
        (with_item(sentence="按等次。"), "A1", "评分标准", "按比例。", "按等次。", False),
        (with_item(arithmetic=""), "A1", "计算过程", "95 ÷ 100 × 10 = 9.50", "—", False),
        (with_item(adjustment=Adjustment("market", "A1", TEN, "补材料", "")), "A1", "异议调整", "—", "10", True),
        (
            with_item(item=ItemResult(Decimal("9.5"), replace(TRAIL, judgement="突出"))),
            "A1", "评定", "较好", "突出", False,
        ),
        (
            with_item(item=ItemResult(Decimal("9.5"), replace(TRAIL, inputs=TRAIL.inputs[:1]))),
            "A1", "依据", "完成 95家（市监局季报，文号1）；目标 100家", "完成 95家（市监局季报，文号1）", False,
        ),
        (
            with_item(item=ItemResult(Decimal("9.5"), TRAIL, open_reasons=("尚未审核",))),
            "A1", "未齐", "—", "尚未审核", False,
        ),
    ],
)  # fmt: skip
def test_each_field_is_named(new: UnitResult, item: str, what: str, old: str, now: str, is_figure: bool) -> None:
    (found,) = differences((MARKET,), (new,))
    assert (found.item, found.what, found.old, found.new, found.is_figure) == (item, what, old, now, is_figure)
