"""Typing a return in, submitting, accepting, sending back, verifying: every step with its trace."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.domain.small_office import Q1, Q2, key, line
from xiaowei_desktop.application.acceptance import acceptance_note, approve, send_back, verify, withdraw_verified
from xiaowei_desktop.application.returns import open_return, save_draft, submit_draft
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import Filler, ReturnState
from xiaowei_desktop.errors import UserError

FULL = (line("new", "1200"), line("eight", "600"), line("pool", "1500"), line("converted", "10"))
REST = (line("converted", "3", "north"),)


def codes(office: Office, unit: str = "market", quarter: Quarter = Q1) -> list[str]:
    return [issue.code for issue in open_return(office.desk, unit, quarter).blocking]


def test_nothing_is_there_before_it_is_begun(office: Office) -> None:
    opened = open_return(office.desk, "market", Q1)
    assert opened.report.state is ReturnState.MISSING
    assert len(opened.lines) == 5
    assert all(row.is_empty for row in opened.lines)
    assert (opened.issues, opened.previous) == ((), {})


def test_a_draft_is_kept_checked_and_counts_nowhere(office: Office) -> None:
    opened = save_draft(office.desk, "market", Q1, (line("new", "-1"),))
    assert "negative" in [issue.code for issue in opened.issues]
    again = open_return(office.desk, "market", Q1)
    assert (again.report.state, again.lines[0].cumulative) == (ReturnState.DRAFT, Decimal(-1))
    assert open_return(office.desk, "market", Q2).previous == {}


def test_a_submitted_draft_is_complete_dated_and_traced(office: Office) -> None:
    save_draft(office.desk, "market", Q1, FULL)
    submitted = submit_draft(office.desk, "market", Q1, Filler("张三", "87000000"), date(2020, 4, 9))
    version = office.returned("market", Q1).versions[0]
    assert submitted.state is ReturnState.REPORTED
    assert version.lines[0].quarter_value == 1200, "the first quarter's own figure is the cumulative one"
    assert (version.filler.name, version.received_on) == ("张三", date(2020, 4, 9))
    assert [(c.subject, c.field, c.old, c.new, c.reason) for c in office.history()] == [
        ("市监局2020年第1季度季报", "状态", "未报", "草稿", "直接录入"),
        ("市监局2020年第1季度季报", "收到", "", "第1版", "直接录入"),
        ("市监局2020年第1季度季报", "状态", "草稿", "已报", "直接录入"),
    ]
    market = status_of(office.desk, Q1).units[0]
    assert (market.unit, market.days_late) == ("market", 0)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((line("new", "-1"),), "有 1 处错误，未提交"),
        ((), "草稿中一个数都没有填"),
    ],
)
def test_a_draft_with_errors_or_with_nothing_is_not_submitted(
    office: Office, lines: tuple[object, ...], says: str
) -> None:
    save_draft(office.desk, "market", Q1, lines)  # type: ignore[arg-type]
    with pytest.raises(UserError, match=says):
        submit_draft(office.desk, "market", Q1, Filler())
    assert office.returned("market", Q1).versions == ()


def test_there_is_no_draft_to_submit(office: Office) -> None:
    with pytest.raises(UserError, match="市监局2020年第1季度季报没有待提交的草稿"):
        submit_draft(office.desk, "market", Q1, Filler())


def test_what_was_reported_is_sent_back_before_it_is_retyped(office: Office) -> None:
    office.type_in("market", Q1, *FULL)
    with pytest.raises(UserError, match="现在是“已报”，不能做这一步") as refused:
        save_draft(office.desk, "market", Q1, FULL)
    assert "请先退回" in refused.value.hint
    send_back(office.desk, "market", Q1, " 请核对个转企。 ")
    assert office.returned("market", Q1).reason == "请核对个转企。"
    save_draft(office.desk, "market", Q1, (*FULL, *REST))
    submit_draft(office.desk, "market", Q1, Filler())
    assert [version.number for version in office.returned("market", Q1).versions] == [1, 2]


def test_a_complete_return_is_accepted(office: Office) -> None:
    office.type_in("market", Q1, *FULL, *REST)
    report = approve(office.desk, "market", Q1)
    assert (report.approved_by, office.returned("market", Q1).approved_by) == ("李四", "李四")
    assert [(c.old, c.new) for c in office.history() if c.field == "状态"][-1] == ("已报", "已审核")
    with pytest.raises(UserError, match="现在是“已审核”"):
        approve(office.desk, "market", Q1)


def test_a_missing_figure_is_taken_in_and_explained_before_it_is_accepted(office: Office) -> None:
    office.type_in("market", Q1, *FULL)
    with pytest.raises(UserError, match="还有问题，不能审核通过") as refused:
        approve(office.desk, "market", Q1)
    assert "“个转企”（北区）没有填本季完成或累计完成" in refused.value.details[0]
    approve(office.desk, "market", Q1, " 北区年中报一次。 ")
    assert office.history()[-1].reason == "北区年中报一次。"


def test_an_error_is_not_explained_away(office: Office) -> None:
    """The second quarter was right until the first one was sent back, corrected and accepted anew."""
    office.accept("market", Q1, *FULL, *REST)
    office.type_in("market", Q2, line("new", quarter_value="1300"))
    send_back(office.desk, "market", Q1, "请核对。")
    office.accept("market", Q1, line("new", "1100"), *FULL[1:], *REST)
    with pytest.raises(UserError, match="不能审核通过") as refused:
        approve(office.desk, "market", Q2, "电话核实。")
    assert "上季累计 1100 + 本季完成 1300 = 2400，与累计完成 2500 不符" in refused.value.details[0]


def test_a_unit_that_explains_is_accepted(office: Office) -> None:
    why = {"explanation": "无此业务。"}
    office.type_in("north", Q1, line("stalls", None, "north", **why))
    assert codes(office, "north") == []
    assert approve(office.desk, "north", Q1).is_approved


def test_a_corrected_quarter_recomputes_no_later_one(office: Office) -> None:
    office.accept("market", Q1, *FULL, *REST)
    office.accept("market", Q2, line("new", quarter_value="1300"))
    before = office.returned("market", Q2)
    verify(office.desk, "market", Q1, key("new"), Decimal(1100), "剔除重复登记。")
    assert office.returned("market", Q2) == before
    assert before.versions[0].lines[0].cumulative == 2500
    assert "sum-mismatch" in [issue.code for issue in open_return(office.desk, "market", Q2).issues]


def test_after_sending_back_the_quarter_before_is_not_known(office: Office) -> None:
    office.type_in("market", Q1, *FULL)
    send_back(office.desk, "market", Q1, "请核对。")
    office.type_in("market", Q2, line("new", quarter_value="1300"))
    stored = office.returned("market", Q2).versions[0].lines[0]
    assert stored.cumulative is None
    assert "figure-missing" in codes(office, quarter=Q2)


@pytest.mark.parametrize("reason", ["", "  "])
def test_sending_back_and_verifying_need_a_reason(office: Office, reason: str) -> None:
    office.type_in("market", Q1, *FULL)
    with pytest.raises(UserError, match="退回必须写明原因"):
        send_back(office.desk, "market", Q1, reason)
    with pytest.raises(UserError, match="必须写明理由"):
        verify(office.desk, "market", Q1, key("new"), Decimal(1), reason)


@pytest.mark.parametrize(
    ("state", "hint"),
    [
        ("missing", "请先导入或填写季报"),
        ("draft", "请先提交草稿"),
        ("returned", "请等单位重新报送"),
        ("locked", "已定稿"),
    ],
)
def test_what_to_do_instead(office: Office, state: str, hint: str) -> None:
    if state == "returned":
        office.type_in("market", Q1, *FULL)
    if state == "draft":
        save_draft(office.desk, "market", Q1, FULL)
    if state == "returned":
        send_back(office.desk, "market", Q1, "请核对。")
    if state == "locked":
        office.accept("market", Q1, *FULL)
        office.lock()
    with pytest.raises(UserError) as refused:
        approve(office.desk, "market", Q1)
    assert hint in refused.value.hint
    with pytest.raises(UserError):
        send_back(office.desk, "market", Q1, "请核对。")
    with pytest.raises(UserError):
        verify(office.desk, "market", Q1, key("new"), Decimal(1), "核")


def test_a_verified_figure_stands_beside_the_reported_one_with_its_history(office: Office) -> None:
    office.accept("market", Q1, *FULL, *REST)
    verify(office.desk, "market", Q1, key("new"), Decimal(1190), "剔除 10 家。")
    office.at(datetime(2020, 7, 9, 8, 0))
    verify(office.desk, "market", Q1, key("new"), Decimal(1180), "再剔除 10 家。")
    report = office.returned("market", Q1)
    assert report.versions[0].lines[0].cumulative == 1200
    assert report.is_approved
    assert open_return(office.desk, "market", Q2).previous[key("new")] == 1180
    withdraw_verified(office.desk, "market", Q1, key("new"), "误核。")
    assert office.returned("market", Q1).verified == ()
    assert [(c.old, c.new, c.reason) for c in office.history() if c.field == "核定数"] == [
        ("1200", "1190", "剔除 10 家。"), ("1190", "1180", "再剔除 10 家。"), ("1180", "", "误核。"),
    ]  # fmt: skip
    assert withdraw_verified(office.desk, "market", Q1, key("new"), "误核。").verified == ()
    assert len([c for c in office.history() if c.field == "核定数"]) == 3


def test_a_verified_figure_answers_for_a_missing_one(office: Office) -> None:
    office.type_in("market", Q1, *FULL)
    assert codes(office) == ["figure-missing"]
    verify(office.desk, "market", Q1, key("converted", "north"), Decimal(3), "北区电话补报。")
    assert office.history()[-1].old == ""
    assert codes(office) == []
    assert approve(office.desk, "market", Q1).is_approved


@pytest.mark.parametrize(
    ("indicator", "value", "says"),
    [
        ("eight", "1201", "大于其所属的“新增小微企业” 1200"),
        ("new", "599", "八大产业新增”：累计完成 600 大于其所属的“新增小微企业” 599"),
        ("new", "-1", "小于 0"),
        ("pool", "1500.5", "应为整数"),
    ],
)
def test_a_verified_figure_that_cannot_be(office: Office, indicator: str, value: str, says: str) -> None:
    office.type_in("market", Q1, *FULL)
    with pytest.raises(UserError, match="核定数不能采用") as refused:
        verify(office.desk, "market", Q1, key(indicator), Decimal(value), "核")
    assert says in refused.value.details[0]
    assert office.returned("market", Q1).verified == ()


@pytest.mark.parametrize(("indicator", "subject"), [("voucher", "district"), ("new", "north"), ("nothing", "district")])
def test_a_row_that_the_unit_does_not_report_is_not_verified(office: Office, indicator: str, subject: str) -> None:
    office.type_in("market", Q1, *FULL)
    with pytest.raises(UserError, match="不是这个单位报数的指标"):
        verify(office.desk, "market", Q1, key(indicator, subject), Decimal(1), "核")


def test_a_task_has_no_figure_to_verify(office: Office) -> None:
    office.type_in("science", Q1, line("voucher", "100"))
    with pytest.raises(UserError, match="不是这个单位报数的指标"):
        verify(office.desk, "science", Q1, key("reform"), Decimal(1), "核")
    with pytest.raises(UserError, match="小数超过 6 位"):
        verify(office.desk, "science", Q1, key("voucher"), Decimal("0.1234567"), "核")


def test_what_the_office_wrote_on_acceptance_stays_with_the_return(office: Office) -> None:
    office.type_in("market", Q1, *FULL, line("converted", None, "north"))
    assert acceptance_note(office.desk, open_return(office.desk, "market", Q1).report) == ""
    assert acceptance_note(office.desk, approve(office.desk, "market", Q1, "北区年中报一次。")) == "北区年中报一次。"
