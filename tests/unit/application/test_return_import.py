"""Return workbooks, filled in by units and taken in by the office: whole or not at all."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.unit.application.office import Cells, Office
from tests.unit.domain.small_office import Q1, Q2, key, line
from xiaowei_desktop.application.acceptance import send_back, verify
from xiaowei_desktop.application.imports.outcome import FileKind, FileOutcome, Result
from xiaowei_desktop.application.imports.take_in import TakeIn, find_files
from xiaowei_desktop.application.returns import save_draft
from xiaowei_desktop.domain.quarterly_return import ReturnState
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.stores import SqliteStore
from xiaowei_desktop.spreadsheets.reader import CalamineReader

FIRST: Cells = {
    "new": {"累计完成": 1200},
    "eight": {"累计完成": 600},
    "pool": {"累计完成": 1500},
    "converted": {"本季完成": 10},
    "converted@北区": {"本季完成": 3},
}


def codes(outcome: FileOutcome) -> list[str]:
    return [issue.code for issue in outcome.issues]


def test_a_return_is_shown_first_and_then_stored(office: Office) -> None:
    path = office.form("market", Q1, FIRST)
    (shown,) = office.preview(path)
    assert (shown.result, shown.unit, shown.quarter, shown.kind) == (Result.IMPORTED, "市监局", Q1, FileKind.RETURN)
    assert office.returned("market", Q1).state is ReturnState.MISSING
    (taken,) = office.take(path)
    assert taken == shown
    assert [(c.row, c.field, c.old, c.new) for c in taken.changes][:2] == [
        ("新增小微企业", "本季完成", "", "1200"),
        ("新增小微企业", "累计完成", "", "1200"),
    ]
    version = office.returned("market", Q1).versions[0]
    assert version.source.file == path.name
    assert version.filler.name == "张三"
    assert office.history()[-1].reason == path.name


def test_a_cell_that_cannot_be_read_does_not_hide_the_other_errors(office: Office) -> None:
    (outcome,) = office.take(
        office.form("market", Q1, {**FIRST, "pool": {"累计完成": "约60家"}, "eight": {"累计完成": 1300}})
    )
    assert outcome.result is Result.REJECTED
    assert codes(outcome) == ["not-a-number", "part-exceeds-whole"]
    assert office.returned("market", Q1).state is ReturnState.MISSING


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    path = office.form("market", Q1, FIRST)
    office.take(path)
    before = office.history()
    (again,) = office.take(path)
    assert (again.result, again.changes) == (Result.UNCHANGED, ())
    assert office.history() == before


def test_the_same_figures_in_another_file_change_nothing(office: Office) -> None:
    office.take(office.form("market", Q1, FIRST))
    (again,) = office.take(office.form("market", Q1, {}, {"填报人": "王五"}))
    assert again.result is Result.UNCHANGED
    assert len(office.returned("market", Q1).versions) == 1


def test_what_was_sent_back_may_be_handed_in_again_as_it_was(office: Office) -> None:
    path = office.form("market", Q1, FIRST)
    office.take(path)
    send_back(office.desk, "market", Q1, "请核对。")
    assert office.take(path)[0].result is Result.UNCHANGED
    (again,) = office.take(office.form("market", Q1, {}, {"填报人": "王五"}))
    assert (again.result, again.changes) == (Result.IMPORTED, ())
    assert office.returned("market", Q1).state is ReturnState.REPORTED


def test_a_resubmission_shows_each_cell_and_keeps_both_versions(office: Office) -> None:
    office.take(office.form("market", Q1, FIRST))
    (again,) = office.take(office.form("market", Q1, {"new": {"累计完成": 1250, "本季完成": 1250}}))
    assert [(c.field, c.old, c.new) for c in again.changes] == [
        ("本季完成", "1200", "1250"),
        ("累计完成", "1200", "1250"),
    ]
    assert len(office.returned("market", Q1).versions) == 2


def test_a_folder_read_again_does_not_bring_an_older_version_back(office: Office) -> None:
    old = office.form("market", Q1, FIRST)
    kept = office.folder / "旧.xlsx"
    shutil.copy(old, kept)
    office.take(kept)
    office.take(office.form("market", Q1, {"new": {"累计完成": 1250, "本季完成": 1250}}))
    (outcome,) = office.take(kept)
    assert (outcome.result, outcome.changes, codes(outcome)) == (Result.UNCHANGED, (), ["older-version"])
    assert "现在用的是后来收到的第2版" in outcome.issues[0].message
    assert len(office.returned("market", Q1).versions) == 2


def test_two_files_of_one_unit_in_one_batch_are_noticed(office: Office) -> None:
    one = office.form("market", Q1, FIRST)
    two = office.folder / "改.xlsx"
    shutil.copy(one, two)
    one = office.form("market", Q1, {**FIRST, "new": {"累计完成": 1300}})
    outcomes = office.take(one, two)
    assert [outcome.result for outcome in outcomes] == [Result.IMPORTED, Result.IMPORTED]
    assert codes(outcomes[1]) == ["twice-in-batch"]
    assert "请退回后重新导入" in outcomes[1].issues[0].message
    assert f"“{one.name}”也是市监局 2020Q1 的季报" in outcomes[1].issues[0].message


def test_quarters_come_in_their_order_whatever_the_files_are_called(office: Office) -> None:
    first, second = office.form("market", Q1, FIRST), office.form("market", Q2, {"new": {"本季完成": 1300}})
    renamed = first.rename(office.folder / "z.xlsx"), second.rename(office.folder / "a.xlsx")
    seen: list[tuple[int, int, str]] = []
    outcomes = TakeIn(office.desk, CalamineReader(), date(2020, 4, 9)).take(
        reversed(renamed), lambda done, total, name: seen.append((done, total, name))
    )
    assert [outcome.quarter for outcome in outcomes] == [Q1, Q2]
    assert seen == [(0, 2, "z.xlsx"), (1, 2, "a.xlsx")]
    stored = office.returned("market", Q2).versions[0]
    assert stored.lines[0].cumulative == 2500
    assert stored.received_on == date(2020, 4, 9)


def test_an_approved_return_gives_way_with_a_warning(office: Office) -> None:
    office.accept("market", Q1, line("new", "1200"))
    verify(office.desk, "market", Q1, key("new"), Decimal(1190), "剔除。")
    (outcome,) = office.take(office.form("market", Q1, FIRST))
    assert "approved-replaced" in codes(outcome)
    assert any("收下这一版后须重新审核，1 个核定数作废" in issue.message for issue in outcome.issues)
    assert office.returned("market", Q1).state is ReturnState.REPORTED
    assert [(c.field, c.old, c.new) for c in office.history()][-3:] == [
        ("收到", "第1版", "第2版"),
        ("状态", "已审核", "已报"),
        ("核定数", "1190", ""),
    ]


def test_a_draft_gives_way_with_a_warning(office: Office) -> None:
    save_draft(office.desk, "market", Q1, (line("new", "1"),))
    (outcome,) = office.take(office.form("market", Q1, FIRST))
    assert (outcome.result, codes(outcome)) == (Result.IMPORTED, ["draft-replaced"])


def test_a_locked_return_takes_nothing_more(office: Office) -> None:
    office.accept("market", Q1, line("new", "1200"))
    office.lock()
    path = office.form("market", Q1, FIRST)
    for outcomes in (office.preview(path), office.take(path)):
        assert (outcomes[0].result, codes(outcomes[0])) == (Result.REJECTED, ["return-locked"])
    assert len(office.returned("market", Q1).versions) == 1


def test_an_approved_return_without_verified_figures(office: Office) -> None:
    office.accept("market", Q1, line("new", "1200"))
    (outcome,) = office.preview(office.form("market", Q1, FIRST))
    assert any(issue.message.endswith("收下这一版后须重新审核。") for issue in outcome.issues)


def test_a_missing_figure_does_not_keep_the_rest_out(office: Office) -> None:
    (outcome,) = office.take(office.form("market", Q1, {"new": {"累计完成": 1200}}))
    assert (outcome.result, set(codes(outcome))) == (Result.IMPORTED, {"figure-missing"})
    places = {(issue.place.sheet, issue.place.field) for issue in outcome.issues}
    assert places == {("季报", "累计完成")}
    assert all(issue.place.cell for issue in outcome.issues)


@pytest.mark.parametrize(
    ("cells", "code", "says"),
    [
        ({}, "empty-return", "表中一个数都没有填"),
        ({"new": {"累计完成": -5}}, "negative", "累计完成 -5 小于 0"),
        ({"new": {"累计完成": "很多"}}, "not-a-number", "“很多”不是数字。请填数字，单位按“家”"),
        ({"new": {"累计完成": 1}, "eight": {"累计完成": 2}}, "part-exceeds-whole", "大于其所属的“新增小微企业” 1"),
        ({"new": {"累计完成": "=1/0"}}, "formula-error", "公式"),
        ({"new": {"指标编码": "old", "累计完成": 1}}, "unknown-code", "“old”不是本单位该报的指标"),
        ({"new": {"目标任务": "培育库企业", "累计完成": 1}}, "row-moved", "可能移动过行或单元格"),
    ],
)
def test_a_return_with_an_error_is_refused_whole(office: Office, cells: Cells, code: str, says: str) -> None:
    before = office.history()
    (outcome,) = office.take(office.form("market", Q1, cells))
    assert outcome.result is Result.REJECTED
    assert code in [issue.code for issue in outcome.errors]
    assert any(says in issue.message for issue in outcome.errors)
    assert all(issue.place.sheet == "季报" for issue in outcome.errors)
    assert office.returned("market", Q1).state is ReturnState.MISSING
    assert office.history() == before


def test_a_wrong_head_refuses_the_file_before_its_rows(office: Office) -> None:
    (outcome,) = office.take(office.form("market", Q1, FIRST, {"填报单位": "科技局"}))
    assert (outcome.result, codes(outcome), outcome.unit) == (Result.REJECTED, ["unit-mismatch"], None)


def test_a_file_that_is_no_workbook_does_not_stop_the_others(office: Office) -> None:
    broken = office.folder / "0.xlsx"
    broken.write_bytes(b"not a workbook")
    office.form("market", Q1, FIRST)
    outcomes = office.take(office.folder)
    assert [(outcome.result, outcome.kind) for outcome in outcomes] == [
        (Result.REJECTED, None), (Result.IMPORTED, FileKind.RETURN),
    ]  # fmt: skip
    assert codes(outcomes[0]) == ["unreadable"]


def test_files_and_folders(tmp_path: Path) -> None:
    inside = tmp_path / "季报" / "市监局"
    inside.mkdir(parents=True)
    for name in ("b.xlsx", "a.ET", "~$b.xlsx", ".~b.xlsx", "._b.xlsx", "~WRD1.xlsx", "说明.docx"):
        (inside / name).touch()
    found = find_files([inside / "b.xlsx", tmp_path / "季报"])
    assert [path.name for path in found] == ["b.xlsx", "a.ET"]
    (tmp_path / "空").mkdir()
    with pytest.raises(UserError, match="中没有 Excel 文件"):
        find_files([tmp_path / "空"])
    with pytest.raises(UserError, match="找不到"):
        find_files([tmp_path / "没有.xlsx"])


def test_a_disk_that_refuses_on_the_way_is_told_of_the_file(office: Office) -> None:
    """What was stored before it stays stored and is named; so is the file that could not be stored."""
    paths = [office.form("science", quarter, {"voucher": {"累计完成": 300}}) for quarter in (Q1, Q2)]
    store = office.desk.store
    assert isinstance(store, SqliteStore)

    def refuse_from_the_second(done: int, _total: int, _name: str) -> None:
        if done == 1:
            event.listen(
                store._engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON")
            )

    outcomes = TakeIn(office.desk, CalamineReader()).take(paths, refuse_from_the_second)
    assert [outcome.result for outcome in outcomes] == [Result.IMPORTED, Result.REJECTED]
    (issue,) = outcomes[1].issues
    assert (issue.code, "不能写入" in issue.message) == ("not-stored", True)
    assert [office.returned("science", quarter).state for quarter in (Q1, Q2)] == [
        ReturnState.REPORTED, ReturnState.MISSING,
    ]  # fmt: skip
