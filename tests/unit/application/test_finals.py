"""定稿: what is frozen, what it locks, and what stays the same whatever changes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from tests.unit.application.office import Office
from tests.unit.application.test_scoring import play_year
from tests.unit.domain.small_office import PLAN, Q1, Q4, SCHEME, key, line
from xiaowei_desktop import __version__
from xiaowei_desktop.application.acceptance import approve, send_back, verify, withdraw_verified
from xiaowei_desktop.application.final_checks import compare_finals, finals_of, verification_words, verify_final
from xiaowei_desktop.application.finalising import finalise, history_subject, reopen, what_is_missing
from xiaowei_desktop.application.finals import history_words
from xiaowei_desktop.application.marks import enter_mark, remove_mark
from xiaowei_desktop.application.objections import answer_objection
from xiaowei_desktop.application.plan_update import preview_update, update_plan
from xiaowei_desktop.application.returns import open_return, save_draft, submit_draft
from xiaowei_desktop.application.score_sheets import final_sheets, score_sheets
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.application.standing import status_of
from xiaowei_desktop.domain.final.results import results_of
from xiaowei_desktop.domain.handed_in import HandedIn
from xiaowei_desktop.domain.objection import Objection, ObjectionVersion
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import Filler, ReturnState, Source
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.errors import UsageError, UserError
from xiaowei_desktop.reporting.final_words import fingerprint_groups
from xiaowei_desktop.reporting.plan_change_words import change_lines

LATER = datetime(2021, 3, 1, 10, 0)
SEVEN = Mark("market", "B1", grade="成效较好", points=Decimal(7))


@pytest.fixture
def final(office: Office) -> Office:
    """The small office on the day after its first final of 2020."""
    play_year(office)
    verify(office.desk, "science", Q4, key("voucher"), Decimal("676.4"), "按拨付数核定。")
    finalise(office.desk, 2020)
    return office.at(LATER)


def with_points(plan: Plan, code: str, points: Decimal) -> Plan:
    """The plan with other points for an item."""

    def changed(node: Node) -> Node:
        own = points if node.code == code else node.points
        return replace(node, points=own, children=tuple(changed(child) for child in node.children))

    assert plan.scheme is not None
    return replace(plan, scheme=replace(plan.scheme, root=changed(plan.scheme.root)))


def totals(office: Office) -> dict[str, str]:
    return {sheet.unit: f"{sheet.total:f}" for sheet in score_year(office.desk, 2020).sheets}


def test_a_complete_year_is_frozen_with_its_head(office: Office) -> None:
    play_year(office)
    assert what_is_missing(office.desk, 2020) == ()
    provisional = score_year(office.desk, 2020)
    scores = finalise(office.desk, 2020)
    assert scores.final is not None
    head = scores.final.entry.head
    assert (head.year, head.number, head.who, head.at) == (2020, 1, "李四", office.desk.author.now)
    assert head.program == __version__
    assert scores.is_final
    assert not provisional.is_final
    assert totals(office) == {"market": "53.01", "science": "57.26"}
    assert [(r.sheet.unit, r.place) for r in scores.ranking] == [(r.sheet.unit, r.place) for r in provisional.ranking]
    assert results_of(PLAN, scores.sheets, scores.ranking) == results_of(PLAN, provisional.sheets, provisional.ranking)
    assert score_year(office.desk, 2020).final == scores.final
    (entry,) = [change for change in office.history() if change.subject == "2020年度考核评分"]
    assert (entry.field, entry.old) == ("状态", "未定稿")
    assert entry.new == f"定稿：第1次定稿，2020-07-08，李四，指纹 {scores.final.entry.fingerprint}"


def test_what_is_missing_refuses_the_final(office: Office) -> None:
    play_year(office)
    remove_mark(office.desk, 2020, "market", "B1", "评错了")
    with pytest.raises(UserError, match="2020年度还有 1 处未齐，不能定稿") as refused:
        finalise(office.desk, 2020)
    assert refused.value.details == what_is_missing(office.desk, 2020)
    assert finals_of(office.desk, 2020) == ()


def test_an_objection_is_answered_first_and_its_answer_is_frozen(office: Office) -> None:
    play_year(office)
    came = HandedIn(1, Filler("王五"), Source("异议表.xlsx", "0" * 64), LATER.date(), LATER, "李四")
    with office.desk.work() as work:
        objection = Objection("B2", "漏计一项创新。", Decimal(5), Decimal("3.5"))
        work.objections.add(PLAN.id, "science", 2020, ObjectionVersion(came, (objection,)))
        work.commit()
    assert what_is_missing(office.desk, 2020) == ("科技局 B2 工作创新：单位提出的异议还没有答复",)
    with pytest.raises(UserError, match="还有 1 处未齐"):
        finalise(office.desk, 2020)
    answer_objection(office.desk, 2020, "science", "B2", Decimal("4.5"), "补计一项。")
    scores = finalise(office.desk, 2020)
    item = next(node for node in scores.sheet("science").root.walk() if node.node.code == "B2")
    assert (item.points, item.adjustment is not None) == (Decimal("4.5"), True)
    assert "异议经复核改为4.5分" in item.arithmetic.replace("4.50", "4.5")
    assert verify_final(office.desk, 2020).is_equal
    whole = build_sheets(office.desk, SheetRequest("objections", 2020))
    own = build_sheets(office.desk, SheetRequest("objections", 2020, unit="科技局"))
    assert {(sheet.stamp, sheet.foot[:5]) for sheet in (*whole, *own)} == {("定稿", "第1次定稿")}
    assert final_sheets(office.desk, 2020, 1)[-1:] == whole
    reopen(office.desk, 2020, "再议。")
    answer_objection(office.desk, 2020, "science", "B2", None, "维持。")
    assert build_sheets(office.desk, SheetRequest("objections", 2020, final=1)) == whole
    assert build_sheets(office.desk, SheetRequest("objections", 2020))[0].stamp == "试算"
    with pytest.raises(UserError, match="还没有收到自评表"):
        build_sheets(office.desk, SheetRequest("self-assessment", 2020, final=1))


def test_the_sheets_carry_stamp_number_day_name_and_fingerprint(final: Office) -> None:
    scores = score_year(final.desk, 2020)
    assert scores.final is not None
    groups = fingerprint_groups(scores.final.entry.fingerprint)
    assert len(groups.split()) == 5
    sheets = final_sheets(final.desk, 2020, 1)
    assert [sheet.name for sheet in sheets] == ["评分明细表-市监局", "评分明细表-科技局", "排名表"]
    assert {sheet.stamp for sheet in sheets} == {"定稿"}
    assert {sheet.foot for sheet in sheets} == {f"第1次定稿　2020年7月8日　李四　软件版本 {__version__}　指纹 {groups}"}
    assert score_sheets(scores) == sheets[:2]


JOBS: dict[str, Callable[[Office], object]] = {
    "draft": lambda office: save_draft(office.desk, "bank", Q1, (line("loans", "1"),)),
    "submit": lambda office: submit_draft(office.desk, "finance", Q1, Filler("张三")),
    "approve": lambda office: approve(office.desk, "market", Q1, "已核。"),
    "send back": lambda office: send_back(office.desk, "science", Q4, "请重报。"),
    "send back what was never accepted": lambda office: send_back(office.desk, "market", Q1, "请重报。"),
    "verify": lambda office: verify(office.desk, "science", Q4, key("voucher"), Decimal(1), "核。"),
    "withdraw": lambda office: withdraw_verified(office.desk, "science", Q4, key("voucher"), "误核。"),
    "mark": lambda office: enter_mark(office.desk, 2020, SEVEN),
    "remove mark": lambda office: remove_mark(office.desk, 2020, "market", "B1", "评错了"),
    "finalise again": lambda office: finalise(office.desk, 2020),
}


@pytest.mark.parametrize("job", JOBS)
def test_nothing_of_the_year_can_be_changed(office: Office, job: str) -> None:
    play_year(office)
    verify(office.desk, "science", Q4, key("voucher"), Decimal("676.4"), "按拨付数核定。")
    office.type_in("market", Q1, line("new", "1200"))
    save_draft(office.desk, "finance", Q1, (line("loans", "1"),))
    finalise(office.desk, 2020)
    history = office.history()
    with pytest.raises(UserError, match=r"定稿|锁定") as refused:
        JOBS[job](office)
    assert "重新开启" in refused.value.hint
    assert office.history() == history
    reopen(office.desk, 2020, "更正。")
    JOBS[job](office)


def test_imports_into_a_final_year_are_refused(final: Office) -> None:
    form = final.form("market", Q1, {"new": {"累计完成": 1200}})
    marks = final.mark_form({"市监局 B1": {"得分": 7, "等次": "成效较好"}})
    for outcomes in (final.preview(form, marks), final.take(form, marks)):
        assert [outcome.result.value for outcome in outcomes] == ["rejected", "rejected"]
        codes = {issue.code for outcome in outcomes for issue in outcome.issues}
        assert codes >= {"return-locked", "marks-locked"}


def test_accepted_returns_are_locked_and_come_back(final: Office) -> None:
    assert final.returned("science", Q4).state is ReturnState.LOCKED
    assert final.returned("science", Q4).is_approved
    assert final.returned("market", Q1).state is ReturnState.MISSING
    assert open_return(final.desk, "bank", Q4).report.state is ReturnState.LOCKED
    assert status_of(final.desk, Q4).approved == 3
    reopen(final.desk, 2020, "补报一项。")
    assert final.returned("science", Q4).state is ReturnState.APPROVED


def test_other_years_stay_open(final: Office) -> None:
    save_draft(final.desk, "market", replace(Q1, year=2021), (line("new", "1"),))


def test_reprints_are_the_same_after_plan_figures_and_marks_have_changed(final: Office) -> None:
    printed = final_sheets(final.desk, 2020, 1)
    fingerprint = finals_of(final.desk, 2020)[0].fingerprint
    update_plan(final.desk, with_points(replace(PLAN, document="小区〔2021〕9号"), "A1", Decimal(30)), 2020)
    assert totals(final) == {"market": "53.01", "science": "57.26"}
    assert score_sheets(score_year(final.desk, 2020)) == printed[:2]
    reopen(final.desk, 2020, "考核细则有误，按市里要求改正。")
    withdraw_verified(final.desk, "science", Q4, key("voucher"), "误核。")
    enter_mark(final.desk, 2020, SEVEN)
    assert totals(final) != {"market": "53.01", "science": "57.26"}
    assert final_sheets(final.desk, 2020, 1) == printed
    assert finals_of(final.desk, 2020)[0].fingerprint == fingerprint
    assert verify_final(final.desk, 2020, 1).is_equal


def test_a_second_final_stands_beside_the_first_and_is_compared_line_by_line(final: Office) -> None:
    reopen(final.desk, 2020, "改革成效评分有误。")
    enter_mark(final.desk, 2020, SEVEN)
    finalise(final.desk, 2020)
    first, second = finals_of(final.desk, 2020)
    assert (first.head.number, second.head.number) == (1, 2)
    assert first.reopened is not None
    assert (first.reopened.who, first.reopened.at, first.reopened.reason) == ("李四", LATER, "改革成效评分有误。")
    assert second.reopened is None
    found = {(d.unit, d.item, d.what): (d.old, d.new) for d in compare_finals(final.desk, 2020, 1, 2)}
    assert found["市监局", "", "总分"] == ("53.01", "50.01")
    assert found["市监局", "B1", "得分"] == ("10.00", "7.00")
    assert found["市监局", "B", "得分"] == ("10.00", "7.00")
    assert {unit for unit, _, _ in found} == {"市监局"}
    assert [sheet.foot[:5] for sheet in final_sheets(final.desk, 2020, 2)] == ["第2次定稿"] * 3
    old = build_sheets(final.desk, SheetRequest("score", 2020, unit="市监局", final=1))
    assert old == final_sheets(final.desk, 2020, 1)[:1]
    steps = [(c.old, c.new, c.reason) for c in final.history() if c.subject == "2020年度考核评分"]
    assert steps[1] == ("定稿：第1次定稿，2020-07-08，李四", "重新开启", "改革成效评分有误。")


def test_a_final_is_verified_to_the_last_digit(final: Office) -> None:
    checked = verify_final(final.desk, 2020)
    assert (checked.is_equal, checked.faults, checked.differences) == (True, (), ())
    assert verification_words(checked).startswith("2020年度第1次定稿：指纹相符")


def test_a_final_that_only_the_history_knows_is_told_where_another_is_verified(final: Office) -> None:
    (entry,) = finals_of(final.desk, 2020)
    gone = history_words(replace(entry.head, number=2), "a" * 64)
    with final.desk.work() as work:
        work.history.add([final.desk.change(history_subject(2020), "状态", "未定稿", gone)])
        work.commit()
    checked = verify_final(final.desk, 2020)
    assert checked.faults == ("修改记录中的第2次定稿在数据库中没有，被删除或者改动过",)
    assert "第2次定稿" in verification_words(checked)


def test_what_the_present_program_makes_otherwise_is_named(final: Office) -> None:
    with final.desk.work() as work:
        stored = work.finals.load(PLAN.id, 2020, 1)
        market = stored.final.results[0]
        root = replace(market.root, points=Decimal("53.02"), sentence="各项相加。")
        results = (replace(market, total=Decimal("53.02"), root=root), *stored.final.results[1:])
        head = replace(stored.final.head, number=2)
        work.finals.add(PLAN.id, replace(stored.final, head=head, results=results))
        work.commit()
    checked = verify_final(final.desk, 2020, 2)
    assert not checked.is_equal
    found = {(d.unit, d.item, d.what): (d.old, d.new, d.is_figure) for d in checked.differences}
    assert found == {
        ("市监局", "", "总分"): ("53.02", "53.01", True),
        ("市监局", "R", "得分"): ("53.02", "53.01", True),
        ("市监局", "R", "评分标准"): ("各项相加。", "各项得分相加。", False),
    }
    assert len(checked.figures) == 2
    assert checked.faults == ("修改记录中没有这个指纹，定稿后被改动过",)
    assert "请从“备份”文件夹恢复" in verification_words(checked)
    assert "有 2 处数字不同" in verification_words(replace(checked, faults=()))
    words_only = replace(checked, faults=(), differences=checked.differences[-1:])
    assert "得分、名次全部相同，有 1 处文字表述不同" in verification_words(words_only)


def test_a_plan_change_on_a_final_year_is_allowed_and_says_so(final: Office) -> None:
    changed = with_points(PLAN, "A1", Decimal(30))
    preview = preview_update(final.desk, changed, 2020)
    assert preview.final_years == (2020,)
    assert (preview.totals, preview.unasked, preview.lacking, preview.unfit_marks) == ((), (), (), ())
    assert "2020年度已定稿，定稿的得分、名次和打印的表都不变；重新开启后才按改后的方案计分。" in change_lines(preview)
    later = preview_update(final.desk, changed, 2021)
    assert later.final_years == ()
    reopen(final.desk, 2020, "改。")
    assert preview_update(final.desk, changed, 2020).totals


@pytest.mark.parametrize(
    ("job", "says"),
    [
        (lambda office: reopen(office.desk, 2020, " "), "重新开启必须写明原因"),
        (lambda office: reopen(office.desk, 2021, "改。"), "2021年度没有定稿"),
        (lambda office: verify_final(office.desk, 2021), "2021年度还没有定稿过"),
        (lambda office: verify_final(office.desk, 2020, 3), "2020年度没有第3次定稿"),
        (lambda office: final_sheets(office.desk, 2020, 3), "2020年度没有第3次定稿"),
        (lambda office: finalise(office.desk, 2019), "2019 年不在方案"),
    ],
)
def test_what_cannot_be_done(final: Office, job: Callable[[Office], object], says: str) -> None:
    with pytest.raises(UserError, match=says) as refused:
        job(final)
    assert refused.value.hint


def test_a_sheet_that_no_final_keeps(final: Office) -> None:
    with pytest.raises(UsageError, match="“progress”不在定稿中"):
        build_sheets(final.desk, SheetRequest("progress", quarter=Q4, final=1))


def test_a_year_ranked_item_by_item_keeps_its_evaluation(office: Office) -> None:
    alike = replace(SCHEME, root=replace(SCHEME.root, children=tuple(replace(c) for c in SCHEME.root.children[1:2])))
    play_year(office)
    update_plan(office.desk, replace(PLAN, scheme=alike), 2020)
    finalise(office.desk, 2020)
    (sheet,) = build_sheets(office.desk, SheetRequest("evaluation", 2020))
    assert (sheet.name, sheet.stamp) == ("评价排序表", "定稿")
    assert sheet.foot.startswith("第1次定稿")
