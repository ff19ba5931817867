"""What each sheet says of the small office: figures that are there, empty cells for what is missing, and sums."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import NOW, PLAN, Q2, SCHEME, approved, key, line, reported
from tests.unit.domain.test_evaluate import MARKS, RETURNS
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import Span
from xiaowei_desktop.domain.progress_table import progress_rows
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, VerifiedFigure
from xiaowei_desktop.domain.scoring.evaluate import score_organisation
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.reporting.breakdown_sheet import breakdown_sheet
from xiaowei_desktop.reporting.cells import cell_text
from xiaowei_desktop.reporting.progress_sheet import progress_sheet
from xiaowei_desktop.reporting.ranking_sheet import ranking_sheet
from xiaowei_desktop.reporting.return_sheet import return_sheet
from xiaowei_desktop.reporting.score_sheet import Standing, score_sheet
from xiaowei_desktop.reporting.sheet import RowKind, Sheet


def printed(sheet: Sheet) -> list[list[str]]:
    """The rows as they read; what a merged cell covers is empty."""
    return [
        ["" if cell is None else cell_text(cell, column) for cell, column in zip(row.cells, sheet.columns, strict=True)]
        for row in sheet.rows
    ]


def scored(unit: str = "science", marks: tuple[Mark, ...] = MARKS) -> ScoreSheet:
    recorded = {(mark.unit, mark.item): RecordedMark(mark, "评定表") for mark in MARKS if mark in marks}
    return score_organisation(SCHEME, unit, YearEvidence(PLAN, FigureBook(PLAN, RETURNS), recorded, 2020))


def progress(*returns: QuarterlyReturn) -> dict[str, list[str]]:
    plan = replace(PLAN, span=Span(2020, 2020))
    sheet = progress_sheet(plan, Q2, list(progress_rows(plan, FigureBook(plan, returns), Q2)))
    return {row[1]: row for row in printed(sheet) if row[1]}


def test_the_progress_sheet_reads_like_the_table() -> None:
    rows = progress(
        approved("market", Q2, line("new", "2360"), line("converted", "18"), line("converted", "3", "north")),
        approved("science", Q2, line("voucher", "350"), line("reform", status="按计划推进")),
        approved("bank", Q2, line("loans", "18.2", benchmark="20")),
    )
    assert rows["新增小微企业"] == [
        "1",
        "新增小微企业",
        "市监局",
        "5,900",
        "2,360",
        "家",
        "40.00%",
        "50.00%",
        "▲ 偏慢",
    ]
    assert rows["个转企"][-1] == "■ 滞后"
    assert rows["个转企（北区）"][2:5] == ["市监局", "20", "3"]
    assert rows["发放科技创新券"][-1] == "● 正常"
    assert rows["小微贷款增速"][-1] == "■ 未达到"
    assert rows["商事改革"][-1] == "按计划推进"


def test_what_has_not_been_reported_is_empty_and_never_nought() -> None:
    rows = progress()
    assert rows["新增小微企业"][4:7] == ["", "家", ""]
    assert {name: row[-1] for name, row in rows.items() if name in ("其中：八大产业新增", "商事改革")} == {
        "其中：八大产业新增": "未报",
        "商事改革": "未报",
    }


def test_a_return_on_paper() -> None:
    lines = (line("new", "2500", quarter_value="1300", explanation="集中登记"), line("converted", "3", "north"))
    figure = VerifiedFigure(key("new"), Decimal(2490), "剔除重复", "李四", NOW)
    report = reported("market", Q2, *lines).verify(figure)
    sheet = return_sheet(PLAN, report, lines)
    rows = printed(sheet)
    assert rows[0][1:8] == ["新增小微企业：新增5900家", "家", "5900家", "1,300", "2,500", "", "2,490"]
    assert rows[0][-1] == "集中登记；剔除重复"
    assert rows[1][1] == "个转企（北区）"
    assert sheet.head == (("填报单位：区市场监督管理局", "状态：已报", "2020-07-08收到（第1版）"),)
    empty = return_sheet(PLAN, QuarterlyReturn("science", Q2), (line("reform", status="已完成", progress="已发文"),))
    assert printed(empty)[0][2:] == ["已完成", "已发文", ""], "tasks alone: no columns for figures"
    assert empty.head[0][2] == "尚未收到"


def test_the_breakdown_sheet_follows_the_document() -> None:
    sheet = breakdown_sheet(PLAN, 2020)
    assert [row.kind for row in sheet.rows[:5]] == [RowKind.BODY] * 3 + [RowKind.GROUP, RowKind.BODY]
    texts = [" ".join(row) for row in printed(sheet)]
    assert "5900家" in texts[0]
    assert "2700家" in texts[1]
    assert "表外任务" in texts[4]
    assert any("未写明口径。" in note for note in sheet.notes)


def test_the_breakdown_sheet_has_the_aims_that_no_task_names() -> None:
    sheet = breakdown_sheet(PLAN, 2020)
    assert sheet.rows[5].kind is RowKind.GROUP
    assert printed(sheet)[6:10] == [
        ["3", "稳增长", "培育库企业", "3000家", "市监局", "市监局"],
        ["4", "", "个转企", "50户", "", "市监局"],
        ["", "", "新增个体工商户", "未设目标", "", "北区"],
        ["5", "创新", "发放科技创新券", "700万元", "科技局", "科技局"],
    ]
    shown = [cell.source for row in sheet.rows for cell in row.cells if cell and cell.source]
    assert [shown.count(indicator.code) for indicator in PLAN.indicators] == [1] * len(PLAN.indicators)


def test_the_breakdown_sheet_has_no_heading_over_nothing() -> None:
    followed = replace(PLAN.tasks[0], indicators=tuple(indicator.code for indicator in PLAN.indicators))
    sheet = breakdown_sheet(replace(PLAN, tasks=(followed,)), 2020)
    assert {row.kind for row in sheet.rows} == {RowKind.BODY}


def test_a_final_score_sheet_adds_up_as_printed() -> None:
    sheet = score_sheet(PLAN, scored(), Standing(1, 2), final=True)
    rows = printed(sheet)
    points = next(index for index, column in enumerate(sheet.columns) if column.key == "points")
    leaves = [Decimal(row[points]) for row in rows[:-1] if not any(text.endswith("小计") for text in row[:3])]
    subtotals = [Decimal(row[points]) for row in rows if row[0].endswith("小计")]
    assert subtotals == [Decimal("38.26"), Decimal(11), Decimal(8)]
    assert sum(subtotals) == Decimal(rows[-1][points]) == Decimal("57.26")
    assert sum(leaves) == Decimal("58.36"), "the bonus section counts 8.00 of 9.10"
    assert (sheet.stamp, sheet.signatures[0]) == ("定稿", "考核人：")
    assert rows[-1][-1] == "第1名（共2个单位）"
    assert any("未写明口径。" in note for note in sheet.notes)


def test_a_provisional_score_sheet_says_what_is_missing() -> None:
    sheet = score_sheet(PLAN, scored(marks=MARKS[1:]), Standing(2, 2), final=False)
    assert sheet.stamp == "试算"
    assert "未齐事项：B1 改革成效——尚未评定等次和得分。" in sheet.notes
    assert "未齐" in [text for row in printed(sheet) for text in row]


@pytest.mark.parametrize(("marks", "remark"), [(MARKS, ""), (MARKS[1:], "试算")])
def test_the_ranking_sheet(marks: tuple[Mark, ...], remark: str) -> None:
    ranking = rank(SCHEME, [scored(marks=marks), replace(scored("market"), missing=())])
    sheet = ranking_sheet(PLAN, SCHEME, 2020, ranking, final=not remark)
    rows = {row[1]: row for row in printed(sheet)}
    assert rows["科技局"][0] == "1"
    assert rows["科技局"][-1] == remark
    assert [column.title.split("\n")[0] for column in sheet.columns[2:5]] == ["指标完成", "工作评定", "加分"]
    assert rows["市监局"][3] == "", "nothing judged yet is an empty cell"
