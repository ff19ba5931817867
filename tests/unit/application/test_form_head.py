"""Whose return a workbook is: what stands on the form and what its hidden sheet says have to agree."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.domain.small_office import PLAN, Q2
from xiaowei_desktop.application.imports.form_head import read_head, stated_quarter
from xiaowei_desktop.application.ports.workbooks import CellText, ReadTable, ReturnWorkbook
from xiaowei_desktop.domain.issues import Severity


def book(identity: dict[str, str] | None = None, **head: str) -> ReturnWorkbook:
    labels = {"unit": "填报单位", "period": "填报期", "day": "填报日期", "filler": "填报人"}
    written = {labels[name]: CellText(text, "C3") for name, text in head.items()}
    hidden = {"plan": PLAN.id, "unit": "market", "quarter": "2020Q2"} if identity is None else identity
    return ReturnWorkbook(written, hidden, ReadTable("季报", ()))


@pytest.mark.parametrize(
    ("form", "code", "says"),
    [
        (book({"plan": "huzhou-2018-2020"}), "wrong-plan", "这是方案“huzhou-2018-2020”的季报，不是“small-2020”"),
        (book({}, period="2020Q2"), "unit-missing", "没有填报单位"),
        (book(unit="市场局"), "unknown-unit", "填报单位“市场局”不在方案的单位名单中"),
        (book(unit="？"), "unknown-unit", "名单中。请改正单位名称。"),
        (book(unit="科技局"), "unit-mismatch", "表上写的是“科技局”，但这份表是发给“市监局”的"),
        (book({"unit": "gone", "quarter": "2020Q2"}, unit="科技局"), "unit-mismatch", "发给“gone”的"),
        (book({"quarter": "2020Q2"}, unit="全区"), "unit-does-not-report", "“全区”在本方案中不报季报"),
        (book({"unit": "market"}), "quarter-missing", "没有填报期"),
        (book(period="上半年"), "wrong-quarter", "填报期“上半年”不是季度"),
        (book(period="2019Q2"), "wrong-quarter", "2019Q2 不在方案的规划期（2020–2021）内"),
        (book(period="2020年第3季度"), "quarter-mismatch", "表上写的是 2020Q3，但这份表是 2020Q2 的"),
    ],
)
def test_a_head_that_is_wrong(form: ReturnWorkbook, code: str, says: str) -> None:
    head = read_head(form, PLAN)
    (issue,) = head.issues
    assert (issue.severity, issue.code) == (Severity.ERROR, code)
    assert says in issue.message
    assert head.unit is None or head.quarter is None


@pytest.mark.parametrize(
    "form",
    [
        book(unit="区市场监督管理局", period="2020年第2季度"),
        book(),
        book({}, unit="市场监管局", period="2020年二季度"),
        book({"plan": PLAN.id}, unit="市监局", period="2020Q2"),
    ],
)
def test_either_half_of_the_head_is_enough(form: ReturnWorkbook) -> None:
    head = read_head(form, PLAN)
    assert (head.unit, head.quarter, head.issues) == ("market", Q2, ())
    assert stated_quarter(form) == Q2


def test_nobody_knows_the_quarter() -> None:
    assert stated_quarter(book({})) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-07-08", date(2020, 7, 8)),
        ("2020/7/8", date(2020, 7, 8)),
        ("2020.7.8", date(2020, 7, 8)),
        ("2020年7月8日", date(2020, 7, 8)),
        ("2020 年 7 月 8 日", date(2020, 7, 8)),
        ("２０２０年７月８日", date(2020, 7, 8)),
        ("2020-07-08 09:30:00", date(2020, 7, 8)),
        ("", None),
    ],
)
def test_the_day_of_filling_in(written: str, day: date | None) -> None:
    head = read_head(book(day=written, filler=" 张三 "), PLAN)
    assert (head.filler.filled_on, head.filler.name, head.issues) == (day, "张三", ())


@pytest.mark.parametrize("written", ["7月8日", "2020年2月30日", "昨天"])
def test_a_day_that_is_not_clear_keeps_no_return_out(written: str) -> None:
    head = read_head(book(day=written), PLAN)
    assert (head.unit, head.filler.filled_on) == ("market", None)
    assert [(issue.severity, issue.code, issue.place.cell) for issue in head.issues] == [
        (Severity.NOTE, "bad-date", "C3")
    ]
