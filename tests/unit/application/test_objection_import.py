"""异议表 out to the units and back in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.unit.application.office import Cells, Office
from tests.unit.application.papers import YEAR, drop_sheet, found, objections, self_assessment
from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.application.imports.outcome import FileKind, Result
from xiaowei_desktop.application.marks import enter_mark
from xiaowei_desktop.application.objections import write_objection_forms
from xiaowei_desktop.application.ports.workbooks import PaperKind, UnitPaper
from xiaowei_desktop.domain.issues import Severity
from xiaowei_desktop.domain.objection import Objection, UnitObjections
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.spreadsheets.forms import OpenpyxlForms
from xiaowei_desktop.spreadsheets.reader import CalamineReader

JUDGED = Mark("science", "B1", grade="成效较好", points=Decimal("7.5"))
RAISED: Cells = {"B1": {"异议意见": "省级试点，应为成效突出", "认为应得分": 10}, "C1": {"异议意见": "季报没有迟报"}}


def stored(office: Office) -> UnitObjections:
    with office.desk.work() as work:
        return work.objections.get(PLAN.id, "science", YEAR)


def test_each_assessed_unit_gets_its_provisional_sheet(office: Office) -> None:
    enter_mark(office.desk, YEAR, JUDGED)
    written = write_objection_forms(office.desk, OpenpyxlForms(), YEAR, office.folder)
    assert [path.name for path in written] == ["2020_市监局_异议表.xlsx", "2020_科技局_异议表.xlsx"]
    rows = {row[0]: row[:5] for row in load_workbook(written[1])["异议"].iter_rows(min_row=6, values_only=True)}
    assert rows["B1"] == ("B1", "改革成效", "10", 7.5, "评定得7.5分")
    assert rows["B2"] == ("B2", "工作创新", "5", "未齐", "—")


def test_objections_come_back_with_the_points_that_they_object_to(office: Office) -> None:
    enter_mark(office.desk, YEAR, JUDGED)
    path = objections(office, RAISED)
    (shown,) = office.preview(path)
    assert (shown.kind, shown.unit, shown.year) == (FileKind.OBJECTIONS, "科技局", YEAR)
    assert [(c.row, c.field, c.old, c.new) for c in shown.changes] == [
        ("科技局 B1 改革成效", "异议", "", "省级试点，应为成效突出（认为应得10分）"),
        ("科技局 C1 督办", "异议", "", "季报没有迟报"),
    ]
    assert [code for code, _ in found(shown, Severity.WARNING)] == ["wanted-missing"]
    assert stored(office).versions == ()
    (taken,) = office.take(path)
    assert taken.result is Result.IMPORTED
    current = stored(office).current
    assert current is not None
    assert current.objections == (
        Objection("B1", "省级试点，应为成效突出", Decimal(10), Decimal("7.5")),
        Objection("C1", "季报没有迟报"),
    )
    change = office.history()[-1]
    assert (change.subject, change.field, change.new) == ("2020年异议 科技局", "异议", "第1版，2项异议：B1、C1")


def test_a_later_reply_takes_back_what_it_leaves_out(office: Office) -> None:
    office.take(objections(office, RAISED, name="第一次.xlsx"))
    again = objections(office, {}, name="另存.xlsx")
    assert office.take(again)[0].result is Result.UNCHANGED
    (outcome,) = office.take(objections(office, {"C1": {"异议意见": None}}, name="第二次.xlsx"))
    assert [(c.row, c.old, c.new) for c in outcome.changes] == [("科技局 C1 督办", "季报没有迟报", "")]
    assert [case.item for case in stored(office).cases()] == ["B1"]
    assert [len(version.objections) for version in stored(office).versions] == [2, 1]
    assert office.history()[-1].old == "第1版"


def test_a_reply_without_objections_is_recorded(office: Office) -> None:
    (outcome,) = office.take(objections(office, {}))
    assert (outcome.result, [i.code for i in outcome.issues]) == (Result.IMPORTED, ["no-objections"])
    assert len(stored(office).versions) == 1
    assert office.history()[-1].new == "第1版，无异议"


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"认为应得分": 9}, "objection-missing", "异议意见"),
        ({"异议意见": "应加分", "认为应得分": 11}, "points-range", "认为应得分"),
        ({"异议意见": "应加分", "认为应得分": "9.999"}, "points-places", "认为应得分"),
        ({"异议意见": "应加分", "认为应得分": "满分"}, "not-a-number", "认为应得分"),
        ({"认为应得分": "满分"}, "not-a-number", "认为应得分"),
        ({"异议意见": "长" * 2001}, "text-too-long", "异议意见"),
        ({"异议意见": "长" * 2001, "认为应得分": 9}, "text-too-long", "异议意见"),
        ({"异议意见": "  ", "认为应得分": 9}, "objection-missing", "异议意见"),
    ],
)
def test_one_wrong_cell_keeps_the_whole_reply_out(
    office: Office, cells: dict[str, object], code: str, column: str
) -> None:
    (outcome,) = office.take(objections(office, {**RAISED, "B1": cells}))
    assert [(issue.code, issue.place.row, issue.place.field) for issue in outcome.errors] == [(code, "B1", column)]
    assert (outcome.result, stored(office).versions) == (Result.REJECTED, ())


def test_the_two_papers_are_not_taken_for_each_other(office: Office) -> None:
    read: dict[Path, PaperKind] = {}
    for path in (self_assessment(office, {}), objections(office, {})):
        drop_sheet(path, "_xiaowei")
        content = CalamineReader().read(path).content
        assert isinstance(content, UnitPaper)
        read[path] = content.kind
    assert list(read.values()) == [PaperKind.SELF_ASSESSMENT, PaperKind.OBJECTIONS]
