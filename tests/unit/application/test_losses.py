"""失分分析表: items by lost points, and in words what brings more."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.application.test_scoring import play_year
from tests.unit.domain.small_office import PLAN, Q4, line
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.marks import enter_mark
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.improvement import Improvement, Loss, LostPoints
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.outcome import missing
from xiaowei_desktop.domain.scoring.rules import Condition, ConditionRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.improvement_words import improvement_words, loss_words
from xiaowei_desktop.reporting.sheet import RowKind, Sheet


def losses(office: Office, unit: str | None = "科技局") -> tuple[Sheet, ...]:
    return build_sheets(office.desk, SheetRequest("losses", year=2020, unit=unit))


def shown(sheet: Sheet) -> list[tuple[object, ...]]:
    """编码, 失分 and 怎样增加得分 of the items."""
    cells = [row.cells for row in sheet.rows if row.kind is RowKind.BODY]
    return [tuple(cell.value for cell in (row[1], row[5], row[6]) if cell) for row in cells]


def test_items_by_lost_points_with_what_brings_them_back(office: Office) -> None:
    play_year(office)
    enter_mark(office.desk, 2020, Mark("science", "C1", events=(MarkEvent("季报迟报", 1),)))
    (sheet,) = losses(office)
    assert shown(sheet) == [
        ("B1", Decimal("2.50"), "由小微办评定：成效较好得5—8分，成效突出得10分"),
        ("B2", Decimal("1.50"), "由小微办评定"),
        ("A2", Decimal("0.90"), "“小微贷款增速”提高 1.8 个百分点可得满分"),
        ("A1", Decimal("0.84"), "再完成 23.52 万元可得满分"),
        ("C1", Decimal("0.20"), "按登记的加扣分事项计分"),
    ]
    total = sheet.rows[-1]
    assert total.kind is RowKind.TOTAL
    assert [cell.value for cell in total.cells if cell] == ["失分合计", Decimal("5.94"), None]
    assert (sheet.stamp, sheet.subject, sheet.head[0][2]) == ("试算", "科技局", "小区〔2020〕1号")
    assert [cell.source for row in sheet.rows[:2] for cell in row.cells if cell and cell.source] == ["B1", "B2"]


def test_every_unit_that_has_points_gets_its_own(office: Office) -> None:
    play_year(office)
    assert [sheet.subject for sheet in losses(office, None)] == ["市监局", "科技局"]


def test_without_any_points_there_is_nothing_to_analyse(office: Office) -> None:
    with pytest.raises(UserError, match="还没有得分"):
        losses(office)


def test_open_items_are_no_losses_and_the_note_says_so(office: Office) -> None:
    office.accept("science", Q4, line("voucher", "700"), line("research", "12", numerator="12", denominator="100"))
    (sheet,) = losses(office)
    assert [row.cells[0].value for row in sheet.rows if row.cells[0]] == ["没有失分的项目。"]
    assert any("没有得分的项目不算失分" in note for note in sheet.notes)


def test_a_final_year_names_the_final(office: Office) -> None:
    play_year(office)
    finalise(office.desk, 2020)
    (sheet,) = losses(office)
    assert sheet.stamp == ""
    assert sheet.head[0][2].startswith("依据第1次定稿，2020-07-08，")
    assert not any("未齐" in note for note in sheet.notes)


WORDS = (
    ("新增小微企业", Improvement("new", "新增小微企业", "家", Decimal(5848), Decimal(5900), Decimal(10), is_full=True),
     "再完成 52 家可得满分"),
    ("稳增长", Improvement("new", "新增小微企业", "家", Decimal(5600), Decimal(5612), Decimal(8), is_full=False),
     "“新增小微企业”再完成 12 家可得 8 分"),
    ("培育库企业", Improvement("pool", "培育库企业", "家", Decimal(2000), Decimal(3000), Decimal(10), is_full=True),
     "再增加 1,000 家可得满分"),
    ("培育库企业", Improvement("pool", "培育库企业", "家", Decimal(12), Decimal(9), Decimal(10), is_full=True),
     "减少 3 家可得满分"),
    ("研发投入", Improvement("research", "研发投入", "%", Decimal(15), Decimal("13.2"), Decimal(5), is_full=True),
     "降低 1.8 个百分点可得满分"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "found", "text"), WORDS)
def test_the_words(title: str, found: Improvement, text: str) -> None:
    assert improvement_words(PLAN, title, [found]) == text


def test_both_steps_are_told() -> None:
    assert improvement_words(PLAN, "新增小微企业", [WORDS[0][1], WORDS[1][1]]) == (
        "再完成 52 家可得满分；再完成 12 家可得 8 分"
    )


def _words(plan: Plan, leaf: ScoredNode) -> str:
    points = LostPoints(leaf.node.code, leaf.node.title, leaf.maximum, leaf.points or Decimal(0))
    return loss_words(plan, leaf, Loss(points, ()))


def test_what_no_figure_brings_back_says_why() -> None:
    item = Node("A", "研发投入", Decimal(5), rule=ConditionRule((Condition("research", "研发投入占比"),)))
    leaf = ScoredNode(item, Decimal(5), Decimal(0), Decimal(0), outcome=missing(()))
    assert _words(PLAN, leaf) == "只改这一项的完成数，得分不会增加"
    answered = replace(leaf, adjustment=Adjustment("science", "A", Decimal(2), "经复核", "李四"))
    assert _words(PLAN, answered) == "异议复核后定分"
    section = replace(leaf, node=Node("S", "部分", Decimal(5), (item,)))
    assert _words(PLAN, section) == "只改这一项的完成数，得分不会增加"
