"""Plans as tables: what is written is read back as it was, and every faulty cell is found where it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.planfiles.test_round_trip import SHIPPED, a_plan_with_everything, names, schemes
from xiaowei_desktop import paths
from xiaowei_desktop.application.ports.plan_tables import PlanTable, PlanTables
from xiaowei_desktop.domain.issues import has_errors
from xiaowei_desktop.domain.plan import Adopted, Plan, ReadingEffect
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.planfiles.library import ShippedPlans
from xiaowei_desktop.planfiles.rule_format import RULES
from xiaowei_desktop.planfiles.tables.codec import PlanTablesInWords
from xiaowei_desktop.planfiles.tables.words import RULE_KINDS, rule_label

CODEC = PlanTablesInWords()
LIBRARY = ShippedPlans(paths.plans_folder())
SHEETS = ("方案", "单位", "指标", "目标", "任务", "考核细则", "口径说明")


def same_again(plan: Plan) -> bool:
    read = CODEC.read(CODEC.tables(plan))
    assert not has_errors(read.issues)
    return read.plan == plan


@pytest.mark.parametrize("plan_id", LIBRARY.ids())
def test_a_shipped_plan(plan_id: str) -> None:
    assert same_again(LIBRARY.load(plan_id))


def test_a_plan_with_everything() -> None:
    assert same_again(a_plan_with_everything())


def test_a_plan_without_a_scheme() -> None:
    assert same_again(dataclasses.replace(SHIPPED, scheme=None, readings=()))


@settings(deadline=None, max_examples=40)
@given(schemes())
def test_any_scheme(scheme: ScoringScheme) -> None:
    readings = tuple(dataclasses.replace(reading, acts_on=(), effects=()) for reading in SHIPPED.readings)
    assert same_again(dataclasses.replace(SHIPPED, scheme=scheme, readings=readings))


texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1).filter(str.strip)
odd = st.one_of(texts, names)
effects = st.builds(ReadingEffect, odd, odd, odd, odd, odd)


@settings(deadline=None, max_examples=40)
@given(odd, odd, st.lists(odd, min_size=1, max_size=3), st.lists(effects, max_size=3), st.sampled_from(Adopted))
def test_any_text(title: str, note: str, entries: list[str], changes: list[ReadingEffect], adopted: Adopted) -> None:
    reading = dataclasses.replace(
        SHIPPED.readings[0], unclear=title, decision=note, effects=tuple(changes), adopted=adopted
    )
    plan = dataclasses.replace(
        SHIPPED,
        title=title,
        issuer=note,
        notes=tuple(entries),
        readings=(reading, *SHIPPED.readings[1:]),
        indicators=(dataclasses.replace(SHIPPED.indicators[0], requirement=note, upper=title), *SHIPPED.indicators[1:]),
    )
    assert same_again(plan)


@settings(deadline=None, max_examples=40)
@given(st.decimals(Decimal(-999999999), Decimal(999999999999), places=6), st.dates())
def test_any_figure_and_day(figure: Decimal, day: date) -> None:
    target = dataclasses.replace(SHIPPED.targets[0], value=figure, baseline=figure, note="=按上年")
    task = dataclasses.replace(SHIPPED.tasks[0], deadline=day)
    assert same_again(
        dataclasses.replace(SHIPPED, targets=(target, *SHIPPED.targets[1:]), tasks=(task, *SHIPPED.tasks[1:]))
    )


def test_every_rule_and_parameter_has_its_word() -> None:
    assert set(RULES) == set(RULE_KINDS)
    for record in RULES.values():
        labels = [rule_label(name) for name in record.fields]
        assert len(set(labels)) == len(labels)
        assert all(not label.isascii() for label in labels)


Change = Callable[[dict[str, str]], None]


def changed(tables: PlanTables, sheet: str, row: int, **cells: str) -> PlanTables:
    """The tables with other texts in one row, counted from 1."""

    def with_cells(table: PlanTable) -> PlanTable:
        rows = [dict(known) for known in table.rows]
        rows[row - 1].update(cells)
        return dataclasses.replace(table, rows=tuple(rows))

    return tuple(with_cells(table) if table.sheet == sheet else table for table in tables)


def row_of(sheet: str, key: str, text: str) -> int:
    table = next(table for table in CODEC.tables(SHIPPED) if table.sheet == sheet)
    return next(number for number, row in enumerate(table.rows, start=1) if row.get(key) == text)


FAULTS = (
    ("方案", "item", "起始年份", "content", "二〇二〇", "plan-number"),
    ("方案", "item", "报送期限", "content", "1.5", "plan-number"),
    ("方案", "item", "标题", "content", "", "plan-missing-key"),
    ("方案", "item", "本级地区", "content", "滨江市", "plan-unknown-code"),
    ("单位", "code", "tax", "kind", "机关", "plan-choice"),
    ("单位", "code", "tax", "valid_from", "去年", "plan-date"),
    ("指标", "code", "exporters", "kind", "累记数", "plan-choice"),
    ("指标", "code", "exporters", "kind", "", "plan-missing-key"),
    ("指标", "code", "exporters", "group", "没有的工程", "plan-unknown-code"),
    ("指标", "code", "exporters", "responsible", "商务局、教育局", "plan-unknown-code"),
    ("指标", "code", "exporters", "asks_parts", "也许", "plan-choice"),
    ("指标", "code", "exporters", "subset_of", "nothing", "plan-unknown-code"),
    ("目标", "indicator", "exporters", "value", "22个", "plan-number"),
    ("目标", "indicator", "exporters", "scope", "2023", "plan-years"),
    ("目标", "indicator", "exporters", "scope", "明年", "plan-years"),
    ("目标", "indicator", "exporters", "comparator", "约等于", "plan-choice"),
    ("任务", "code", "T1", "deadline", "2020-13-40", "plan-date"),
    ("考核细则", "code", "A1", "parent", "", "plan-tree"),
    ("考核细则", "code", "A1", "parent", "Z", "plan-unknown-code"),
    ("考核细则", "code", "A1", "points", "十分", "plan-number"),
    ("考核细则", "code", "A1", "rule_kind", "抽签", "plan-choice"),
    ("考核细则", "code", "A1", "rule_parameters", "等级：名称=好；最低=1；最高=2", "plan-unknown-key"),
    ("考核细则", "code", "A1", "rule_parameters", "等次：名称=好；最低=一；最高=2", "plan-number"),
    ("考核细则", "code", "A1", "rule_parameters", "等次：名称=好；最低=1", "plan-missing-key"),
    ("考核细则", "code", "A1", "rule_parameters", "等次：名称=好；名称=差；最低=1；最高=2", "plan-duplicate"),
    ("考核细则", "code", "B1.1.1", "rule_parameters", "指标：new_enterprises\n封顶：100", "plan-number"),
    ("考核细则", "code", "B1.1.1", "rule_parameters", "指标：没有的指标", "plan-unknown-code"),
    ("口径说明", "code", "", "adopted", "都行", "plan-choice"),
)


@pytest.mark.parametrize(("sheet", "key", "text", "field", "wrong", "code"), FAULTS)
def test_a_faulty_cell(sheet: str, key: str, text: str, field: str, wrong: str, code: str) -> None:
    row = row_of(sheet, key, text) if text and sheet != "任务" else 1
    read = CODEC.read(changed(CODEC.tables(SHIPPED), sheet, row, **{field: wrong}))
    found = [(issue.place.sheet, issue.place.row, issue.place.field, issue.code) for issue in read.issues]
    expected = (sheet, str(row), field, code)
    assert read.plan is None
    if code == "plan-unknown-key":  # the grades that the row no longer has are told too
        assert expected in found
    else:
        assert [place for place in found if place[3] != "plan-missing-key" or code == place[3]] == [expected]


def test_two_units_of_one_name() -> None:
    row = row_of("单位", "code", "tax")
    read = CODEC.read(changed(CODEC.tables(SHIPPED), "单位", row, aliases="市监局"))
    assert [(issue.place.row, issue.place.field, issue.code) for issue in read.issues] == [
        (str(row), "name", "plan-duplicate")
    ]


def test_a_parameter_is_named_in_words() -> None:
    row = row_of("考核细则", "code", "A1")
    wrong = "等次：名称=好；最低=1；最高=2\n等次：名称=差；最低=0"
    read = CODEC.read(changed(CODEC.tables(SHIPPED), "考核细则", row, rule_parameters=wrong))
    assert [issue.message for issue in read.issues] == ["“等次”第2项：“最高”：缺少这一项，请补上。"]


def test_a_figure_may_carry_its_unit() -> None:
    row = row_of("目标", "indicator", "new_enterprises")
    plan = CODEC.read(changed(CODEC.tables(SHIPPED), "目标", row, value="16.5万家")).plan
    assert plan is not None
    assert next(t.value for t in plan.targets if t.indicator == "new_enterprises") == 165000


def test_other_ways_of_writing() -> None:
    tables = changed(
        CODEC.tables(SHIPPED), "目标", row_of("目标", "indicator", "exporters"), scope="2020年", subject="滨江区"
    )
    tables = changed(tables, "任务", 1, deadline="2020年6月30日")
    tables = changed(tables, "指标", row_of("指标", "code", "exporters"), responsible="区商务局，市监局")
    plan = CODEC.read(tables).plan
    assert plan is not None
    assert plan.tasks[0].deadline == date(2020, 6, 30)
    assert plan.indicator("exporters").responsible == ("commerce", "market")


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_missing_sheet_is_one_fault(sheet: str) -> None:
    read = CODEC.read(tuple(table for table in CODEC.tables(SHIPPED) if table.sheet != sheet))
    assert [(issue.code, issue.place.sheet) for issue in read.issues] == [("plan-sheet-missing", sheet)]


@pytest.mark.parametrize(
    ("sheet", "key"),
    [("指标", "kind"), ("目标", "indicator"), ("单位", "code"), ("考核细则", "rule_kind"), ("方案", "content")],
)
def test_a_missing_column_is_one_fault(sheet: str, key: str) -> None:
    tables = tuple(
        PlanTable(
            table.sheet,
            tuple(column for column in table.columns if (table.sheet, column.key) != (sheet, key)),
            tuple({k: v for k, v in row.items() if (table.sheet, k) != (sheet, key)} for row in table.rows),
        )
        for table in CODEC.tables(SHIPPED)
    )
    assert [(issue.code, issue.place.field) for issue in CODEC.read(tables).issues] == [("plan-column-missing", key)]


def test_an_empty_workbook_says_what_is_missing() -> None:
    found = CODEC.read(CODEC.blank())
    assert found.plan is None
    assert {issue.place.sheet for issue in found.issues} == {"方案", "单位"}
