"""A return's states, its versions and what differs between two of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.small_office import NOW, Q2, approved, key, line, reported, version
from xiaowei_desktop.domain.quarterly_return import (
    CellChange,
    QuarterlyReturn,
    ReturnLine,
    ReturnState,
    TaskStatus,
    TransitionError,
    VerifiedFigure,
    compare_lines,
)

NEW = line("new", "2500")
FIGURE = VerifiedFigure(key("new"), Decimal(2490), "剔除重复", "李四", NOW)
MISSING = QuarterlyReturn("market", Q2)
RETURNS = {
    "未报": MISSING,
    "草稿": MISSING.save_draft((NEW,)),
    "已报": reported("market", Q2, NEW),
    "退回": reported("market", Q2, NEW).send_back("请核对。"),
    "已审核": approved("market", Q2, NEW),
    "锁定": replace(approved("market", Q2, NEW), state=ReturnState.LOCKED),
}
STEPS: dict[str, Callable[[QuarterlyReturn], QuarterlyReturn]] = {
    "录入": lambda report: report.save_draft((NEW,)),
    "报送": lambda report: report.submit(version(len(report.versions) + 1, NEW)),
    "审核": lambda report: report.approve("李四", NOW),
    "退回": lambda report: report.send_back("请核对。"),
    "核定": lambda report: report.verify(FIGURE),
    "撤销核定": lambda report: report.withdraw_verified(key("new")),
}
ALLOWED = {
    ("未报", "录入"): "草稿", ("草稿", "录入"): "草稿", ("退回", "录入"): "草稿",
    ("未报", "报送"): "已报", ("草稿", "报送"): "已报", ("已报", "报送"): "已报", ("退回", "报送"): "已报",
    ("已审核", "报送"): "已报",
    ("已报", "审核"): "已审核",
    ("已报", "退回"): "退回", ("已审核", "退回"): "退回",
    ("已报", "核定"): "已报", ("已审核", "核定"): "已审核",
    ("已报", "撤销核定"): "已报", ("已审核", "撤销核定"): "已审核",
}  # fmt: skip


@pytest.mark.parametrize("before", RETURNS)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_from_every_state(before: str, step: str) -> None:
    report = RETURNS[before]
    if (before, step) in ALLOWED:
        assert STEPS[step](report).state is RETURNS[ALLOWED[before, step]].state
        return
    with pytest.raises(TransitionError) as refused:
        STEPS[step](report)
    assert refused.value.state is report.state


def test_only_what_was_reported_counts() -> None:
    assert {word: report.counts for word, report in RETURNS.items()} == {
        "未报": False, "草稿": False, "已报": True, "退回": False, "已审核": True, "锁定": True,
    }  # fmt: skip


def test_a_resubmission_keeps_both_versions_and_drops_what_was_verified_in_the_older() -> None:
    first = approved("market", Q2, NEW).verify(FIGURE)
    assert first.verified_figure(key("new")) == FIGURE
    again = first.submit(version(2, line("new", "2600")))
    assert [v.number for v in again.versions] == [1, 2]
    assert again.current is again.versions[1]
    assert (again.verified, again.approved_by, again.approved_at) == ((), "", None)
    assert MISSING.current is None


def test_a_figure_is_verified_once() -> None:
    other = VerifiedFigure(key("new"), Decimal(2480), "再核", "李四", NOW)
    beside = VerifiedFigure(key("pool"), Decimal(1), "核", "李四", NOW)
    report = reported("market", Q2, NEW).verify(FIGURE).verify(beside).verify(other)
    assert report.verified == (beside, other)
    assert report.withdraw_verified(key("new")).verified == (beside,)


def test_a_version_finds_its_rows() -> None:
    stored = version(1, NEW, line("pool", "7"))
    assert stored.line(key("pool")) == line("pool", "7")
    assert stored.line(key("voucher")) is None


lines = st.lists(
    st.builds(
        lambda code, value, status, text: replace(line(code, value), status=status, progress=text),
        st.sampled_from(["new", "pool", "reform"]),
        st.none() | st.sampled_from(["0", "1", "1.0"]),
        st.none() | st.sampled_from(list(TaskStatus)),
        st.sampled_from(["", "已发文"]),
    ),
    unique_by=lambda row: row.key,
    max_size=3,
).map(tuple)


@given(lines, lines)
def test_nothing_differs_where_both_say_the_same(one: tuple[ReturnLine, ...], other: tuple[ReturnLine, ...]) -> None:
    said = [{row.key: row for row in rows if not row.is_empty} for rows in (one, other)]
    assert (compare_lines(one, other) == ()) == (said[0] == said[1])


def test_each_cell_that_differs_is_named() -> None:
    old = (line("new", "2500", explanation="说明"), line("pool", "7"))
    new = (line("new", "2600", quarter_value="100"), line("reform", status="已完成"))
    assert compare_lines(old, new) == (
        CellChange(key("new"), "quarter_value", None, Decimal(100)),
        CellChange(key("new"), "cumulative", Decimal(2500), Decimal(2600)),
        CellChange(key("new"), "explanation", "说明", ""),
        CellChange(key("reform"), "status", None, TaskStatus.DONE),
        CellChange(key("pool"), "cumulative", Decimal(7), None),
    )
