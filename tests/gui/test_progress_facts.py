"""What stands beside a row of the progress page in a plan of several years: quarter, year, span and counties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.domain.small_office import PLAN, approved, line, target
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter
from xiaowei_desktop.domain.plan import Plan, Task
from xiaowei_desktop.domain.progress_table import progress_rows
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.ui.pages.progress_facts import LightCount, count_lights, progress_facts
from xiaowei_desktop.ui.widgets.facts import Fact, Facts, FactTable

LAST, NEXT = Quarter(2020, 4), Quarter(2021, 1)
LONG = replace(PLAN, targets=(*PLAN.targets, target("new", "12000", scope=WHOLE_PLAN)))


def facts_of(plan: Plan, source: str, quarter: Quarter, *returns: QuarterlyReturn) -> Facts:
    return progress_facts(plan, source, {quarter: tuple(progress_rows(plan, FigureBook(plan, returns), quarter))})


def table(facts: Facts, word: str) -> FactTable:
    return next(part for part in facts.parts if isinstance(part, FactTable) and part.word == word)


def test_quarter_year_and_span() -> None:
    facts = facts_of(
        LONG, "new", NEXT, approved("market", LAST, line("new", "5000")), approved("market", NEXT, line("new", "2800"))
    )
    assert table(facts, "本季、本年和规划期").rows == (
        ("本季", "—", "2,800", "—", "—"),
        ("本年", "—", "2,800", "—", "—"),
        ("规划期", "12000家", "7,800", "65.00%", "● 正常"),
    )
    assert Fact("序时进度", "本年25.00%，规划期62.50%") in facts.parts


def test_a_quarter_that_is_missing_is_named() -> None:
    facts = facts_of(LONG, "new", NEXT, approved("market", NEXT, line("new", "2800")))
    assert table(facts, "本季、本年和规划期").rows[2] == ("规划期", "12000家", "缺数", "—", "缺往年数")
    assert Fact("规划期数算不出的原因", "缺少2020年第4季度的数。") in facts.parts


def test_the_whole_shows_its_counties_and_a_county_itself() -> None:
    rows = (approved("market", LAST, line("converted", "9", "north")),)
    whole, county = (facts_of(PLAN, source, LAST, *rows) for source in ("converted", "converted@north"))
    assert table(whole, "各区县").rows == (("北区", "9", "45.00%", "■ 滞后"),)
    assert county.title == "个转企（北区）"
    assert Fact("数据提供单位", "市监局") in county.parts


def test_a_task_past_its_deadline() -> None:
    task = Task("T", "", "改革", indicators=("reform",), deadline=date(2020, 6, 30))
    plan = replace(PLAN, tasks=(task,))
    facts = facts_of(plan, "reform", LAST)
    assert Fact("完成状态", "■ 逾期") in facts.parts
    assert Fact("完成时限", "2020年06月30日") in facts.parts
    assert count_lights(tuple(progress_rows(plan, FigureBook(plan, ()), LAST))).overdue == 1
    assert LightCount(1, 0, 0, 2, 3).sentence == "● 正常 1 个，▲ 偏慢 0 个，■ 滞后 0 个，■ 逾期 3 个，2 个还没有数据。"
