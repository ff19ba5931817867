"""The year's end: score sheets, the ranking, files, and every sheet by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from tests.random_years.year import random_year
from tests.unit.application.office import Office
from tests.unit.domain.small_office import PLAN, Q4, line
from xiaowei_desktop.application.finalising import finalise
from xiaowei_desktop.application.marks import enter_mark, remove_mark
from xiaowei_desktop.application.score_files import write_score_files
from xiaowei_desktop.application.score_sheets import score_sheets
from xiaowei_desktop.application.scoring import YearScores, score_year
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.application.standing import progress_of, status_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.errors import UsageError, UserError
from xiaowei_desktop.files import replace_file
from xiaowei_desktop.reporting.sheet import Sheet

JUDGED = (
    Mark("science", "B1", points=Decimal("7.5")),
    Mark("science", "B2", points=Decimal("3.5")),
    Mark("science", "C1", none=True),
    Mark("science", "C2", place=1),
    Mark("market", "A4", rate=Decimal("0.95")),
    Mark("market", "B1", points=Decimal(10)),
    Mark("market", "B2", none=True),
    Mark("market", "C1", none=True),
    Mark("market", "C2", none=True),
)


def play_year(office: Office) -> None:
    """25×676.48÷700 = 24.16; 10×18.2÷20 = 9.10; 科技局 5 more for research, 市监局 5×0.95 = 4.75."""
    loans = line("loans", "18.2", benchmark="20")
    research = line("research", "12", numerator="12", denominator="100")
    office.accept("science", Q4, line("voucher", "676.48"), research, line("reform", status="已完成"))
    office.accept("bank", Q4, loans)
    office.accept("finance", Q4, loans)
    for mark in JUDGED:
        enter_mark(office.desk, 2020, mark)


def test_a_complete_year(office: Office) -> None:
    play_year(office)
    scores = score_year(office.desk, 2020)
    assert not scores.missing
    assert {sheet.unit: f"{sheet.total:f}" for sheet in scores.sheets} == {"market": "53.01", "science": "57.26"}
    assert [(ranked.sheet.unit, ranked.place) for ranked in scores.ranking] == [("science", 1), ("market", 2)]
    assert (scores.place("market"), scores.sheet("market").unit) == (2, "market")


def test_what_is_missing_is_named_and_refuses_the_final_sheets(office: Office) -> None:
    play_year(office)
    remove_mark(office.desk, 2020, "market", "B1", "评错了")
    office.type_in("market", Q4, line("new", "5900"))
    scores = score_year(office.desk, 2020)
    assert not scores.is_final
    assert [(m.unit, m.item) for m in scores.missing] == [("market", "B1")]
    with pytest.raises(UserError, match="2020年度还有 1 处未齐，不能定稿") as refused:
        finalise(office.desk, 2020)
    assert refused.value.details == ("市监局 B1 改革成效：尚未评定等次和得分",)
    assert "试算" in {sheet.stamp for sheet in score_sheets(scores)}


def test_a_year_outside_the_plan_is_not_scored(office: Office) -> None:
    with pytest.raises(UserError, match="2019 年不在方案"):
        score_year(office.desk, 2019)


@dataclass
class Copier:
    """Writes a sheet's title: what the file holds is the renderers' matter."""

    written: list[str] = field(default_factory=list)

    def write(self, sheets: Sequence[Sheet], path: Path) -> None:
        with replace_file(path) as draft:
            draft.write_text("".join(sheet.title for sheet in sheets), encoding="utf-8")
        self.written.append(path.name)


def test_a_workbook_and_a_paper_for_each_unit_and_for_the_ranking(office: Office) -> None:
    play_year(office)
    folder = office.folder / "成绩" / "2020"
    workbooks, papers = Copier(), Copier()
    paths = write_score_files(score_year(office.desk, 2020), workbooks, papers, folder)
    assert [path.name for path in paths] == [
        "评分明细表_2020_市监局.xlsx", "评分明细表_2020_市监局.pdf",
        "评分明细表_2020_科技局.xlsx", "评分明细表_2020_科技局.pdf",
        "排名表_2020.xlsx", "排名表_2020.pdf",
    ]  # fmt: skip
    assert workbooks.written == [path.name for path in paths[::2]]
    assert all(path.read_text(encoding="utf-8") for path in paths)


def test_where_all_are_assessed_on_the_same_items_they_are_ranked_in_each_of_them(tmp_path: Path) -> None:
    year = random_year(1)
    sheets, evidence = year.sheets(), year.evidence()
    scores = YearScores(year.plan, 2021, sheets, rank(year.scheme, sheets), evidence=evidence)
    paths = write_score_files(scores, Copier(), Copier(), tmp_path)
    assert [path.name for path in paths[-4:]] == [
        "排名表_2021.xlsx", "排名表_2021.pdf", "评价排序表_2021.xlsx", "评价排序表_2021.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        (SheetRequest("breakdown"), ["任务分解表"]),
        (SheetRequest("breakdown", year=2021), ["任务分解表"]),
        (SheetRequest("progress", quarter=Q4), ["进度表"]),
        (SheetRequest("return", quarter=Q4, unit="科技局"), ["季报表-科技局"]),
        (SheetRequest("score", year=2020), ["评分明细表-市监局", "评分明细表-科技局"]),
        (SheetRequest("score", year=2020, unit="市场监管局"), ["评分明细表-市监局"]),
        (SheetRequest("ranking", year=2020), ["排名表"]),
    ],
)
def test_every_sheet_by_its_name(office: Office, request_: SheetRequest, names: list[str]) -> None:
    play_year(office)
    assert [sheet.name for sheet in build_sheets(office.desk, request_)] == names


def test_a_quarters_returns_of_all_units(office: Office) -> None:
    play_year(office)
    sheets = build_sheets(office.desk, SheetRequest("return", quarter=Q4))
    assert [sheet.subject for sheet in sheets] == ["市监局", "科技局", "发改局（金融办）", "人民银行", "北区"]
    values = [cell.value for _, _, cell in sheets[1].placed_cells()]
    assert Decimal("676.48") in values


@pytest.mark.parametrize(
    ("request_", "error", "says"),
    [
        (SheetRequest("chart"), UsageError, "没有名为“chart”的表"),
        (SheetRequest("progress"), UsageError, "打印“progress”要指明季度"),
        (SheetRequest("return"), UsageError, "要指明季度"),
        (SheetRequest("score"), UsageError, "打印“score”要指明年度"),
        (SheetRequest("ranking"), UsageError, "要指明年度"),
        (SheetRequest("breakdown", year=1999), UserError, "1999 年不在方案"),
        (SheetRequest("progress", quarter=Quarter(2019, 1)), UserError, "2019Q1 不在方案"),
        (SheetRequest("return", quarter=Quarter(2022, 1)), UserError, "2022Q1 不在方案"),
        (SheetRequest("return", quarter=Q4, unit="全区"), UserError, "“全区”不报季报"),
        (SheetRequest("return", quarter=Q4, unit="商务局"), UserError, "方案中没有单位“商务局”"),
        (SheetRequest("score", year=2020, unit="人民银行"), UserError, "“人民银行”不是考核对象"),
    ],
)
def test_a_sheet_that_cannot_be_had(office: Office, request_: SheetRequest, error: type[UserError], says: str) -> None:
    with pytest.raises(error, match=says) as refused:
        build_sheets(office.desk, request_)
    assert refused.value.hint


def test_where_the_quarter_stands(office: Office) -> None:
    play_year(office)
    status = status_of(office.desk, Q4)
    assert (status.reported, status.approved, len(status.units)) == (3, 3, 5)
    rows = {row.indicator.code: row for row in progress_of(office.desk, Q4)}
    assert rows["voucher"].actual == Decimal("676.48")
    assert rows["new"].completion.reason == "缺少完成数"
    with pytest.raises(UserError, match="规划期"):
        status_of(office.desk, Quarter(2019, 4))
    assert PLAN.span.first == 2020
