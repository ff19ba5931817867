"""The plan of Huzhou against a list made from the document alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.planfiles.seeds import (
    about,
    codes,
    indicators_with_figures,
    listed_aim,
    named,
    planned_aim,
    seed,
    shipped,
)
from xiaowei_desktop.domain.indicator import IndicatorKind
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.scoring.rules import ProportionalRule

PLAN = shipped("huzhou-2018-2020")
SEED = seed("huzhou_2018")
COUNTIES = codes(PLAN, SEED["counties"])
RANKED = {row["row"]: row for row in SEED["ranking"]["rows"]}


def test_head_of_the_document() -> None:
    assert PLAN.document == SEED["document"]
    assert [PLAN.span.first, PLAN.span.last] == SEED["span"]
    assert codes(PLAN, [SEED["subject"]]) == (PLAN.subject,)


@pytest.mark.parametrize("figure", SEED["figures"], ids=named)
def test_figure(figure: dict[str, Any]) -> None:
    indicator = about(PLAN, figure["about"])
    assert planned_aim(PLAN, indicator) == listed_aim(PLAN, figure)
    bureau = [RANKED[indicator.row]["bureau"]] if indicator.row else []
    assert indicator.responsible == codes(PLAN, figure.get("responsible", bureau))


def test_no_figure_is_left_out_and_none_is_added() -> None:
    listed = [about(PLAN, figure["about"]).code for figure in SEED["figures"]]
    assert len(set(listed)) == len(listed)
    assert sorted(listed) == sorted(indicators_with_figures(PLAN))
    aimed = {target.indicator for target in PLAN.targets if target.subject == PLAN.subject}
    assert aimed == set(listed)


@pytest.mark.parametrize("figure", [row for row in SEED["figures"] if "text_unit" in row], ids=named)
def test_a_unit_that_text_and_table_disagree_on_has_its_reading(figure: dict[str, Any]) -> None:
    indicator = about(PLAN, figure["about"])
    assert indicator.measure_unit == RANKED[indicator.row]["unit"] != figure["text_unit"]
    assert any("计量单位" in reading.default for reading in PLAN.readings_on(indicator.code))


@pytest.mark.parametrize("row", SEED["ranking"]["rows"], ids=named)
def test_row_of_the_ranking_table(row: dict[str, Any]) -> None:
    (indicator,) = (indicator for indicator in PLAN.indicators if indicator.row == row["row"])
    assert (indicator.name, indicator.measure_unit) == (row["name"], row["unit"])
    assert planned_aim(PLAN, indicator).value == Decimal(row["value"])
    assert indicator.lead == indicator.responsible == codes(PLAN, [row["bureau"]])
    assert indicator.reference.endswith(f"；附件第{row['row']}项")


def test_ranking_table_has_no_other_rows() -> None:
    rows = [indicator.row for indicator in PLAN.indicators if indicator.row]
    assert sorted(rows, key=int) == list(RANKED)


def test_counties_have_each_row_of_the_table_and_no_figure_yet() -> None:
    assert {PLAN.organisation(code).kind for code in COUNTIES} == {OrganisationKind.AREA}
    for indicator in PLAN.indicators:
        expected = (PLAN.subject, *COUNTIES) if indicator.row else (PLAN.subject,)
        assert PLAN.subjects_of(indicator) == expected
    counties = [target for target in PLAN.targets if target.subject in COUNTIES]
    assert {target.value for target in counties} == {None}
    for target in counties:
        (city,) = (
            own
            for own in PLAN.targets
            if (own.indicator, own.subject, own.scope) == (target.indicator, PLAN.subject, target.scope)
        )
        assert target.comparator is city.comparator


def test_the_ranking_scheme_has_the_tables_rows_under_its_headings() -> None:
    """The document ranks by these 19 rows and says nothing of points; equal weights are the program's proposal."""
    scheme = PLAN.scheme
    assert scheme is not None
    assert scheme.assessed == COUNTIES
    assert [section.title[1] for section in scheme.root.children] == ["8", "6", "3", "1"]
    assert [[leaf.code for leaf in section.leaves()] for section in scheme.root.children] == [
        ["1"], ["2"], [str(row) for row in range(3, 12)], [str(row) for row in range(12, 20)],
    ]  # fmt: skip
    for leaf in scheme.root.leaves():
        assert isinstance(leaf.rule, ProportionalRule)
        assert PLAN.indicator(leaf.rule.indicator).row == leaf.code
        assert (leaf.points, leaf.rule.cap, leaf.rule.gate) == (Decimal(10), Decimal(1), None)
    assert scheme.root.maximum() == 190
    assert all(words in scheme.note for words in ("文件没有评分办法", "本程序提出", "等权", "100%"))
    (reading,) = PLAN.readings_on(scheme.root.code)
    assert all(words in reading.default for words in ("等权", "封顶100%"))


def test_who_reports() -> None:
    for county in COUNTIES:
        rows = PLAN.rows_of(county)
        assert {subject for _, subject in rows} == {county}
        assert sorted((indicator.row for indicator, _ in rows), key=int) == list(RANKED)
    bureaus = {row["bureau"] for row in RANKED.values()} - {"市国税局", "市地税局"} | {"市税务局"}
    others = {"市发改委", "领导小组办公室"}
    assert set(PLAN.reporting_units()) == {*codes(PLAN, [*bureaus, *others]), *COUNTIES}


@pytest.mark.parametrize("task", SEED["tasks"], ids=named)
def test_task(task: dict[str, Any]) -> None:
    (planned,) = (found for found in PLAN.tasks if found.number == task["number"])
    assert planned.text.startswith(task["name"])
    assert planned.reference == f"重点任务{task['number']}"
    units = codes(PLAN, task.get("units") or [task["members"]])
    assert planned.responsible == units
    assert planned.lead == (units[:1] if "units" in task else ())
    followed = about(PLAN, task["name"])
    assert followed.kind is IndicatorKind.TASK
    assert followed.code == planned.indicators[0]
    assert followed.responsible == units
    assert followed.lead == planned.lead


def test_tasks_are_those_of_the_document_in_order() -> None:
    assert [task.number for task in PLAN.tasks] == [task["number"] for task in SEED["tasks"]]
    for task in PLAN.tasks:
        assert {PLAN.indicator(code).reference.split("；")[0] for code in task.indicators} == {task.reference}
        assert {PLAN.indicator(code).group for code in task.indicators} == {task.group}


@pytest.mark.parametrize("aim", SEED["aims_without_figures"], ids=named)
def test_an_aim_without_a_figure_is_followed(aim: dict[str, Any]) -> None:
    indicator = about(PLAN, aim["about"])
    assert indicator.kind is IndicatorKind.TASK
    assert (indicator.lead, indicator.reference) == (codes(PLAN, [aim["lead"]]), aim["clause"])


def test_nothing_else_is_followed() -> None:
    qualitative = [indicator.code for indicator in PLAN.indicators if indicator.kind is IndicatorKind.TASK]
    listed = [about(PLAN, aim["about"]).code for aim in SEED["aims_without_figures"]]
    assert sorted(qualitative) == sorted([*listed, *(task.indicators[0] for task in PLAN.tasks)])


def test_the_tax_bureaus_merged_within_the_span() -> None:
    national, local, merged = (PLAN.directory.find(name) for name in ("国税局", "地税局", "税务局"))
    assert national.valid_until == local.valid_until == date(2018, 7, 4)
    assert merged.valid_from == date(2018, 7, 5)
    for name in ("（国税）", "（地税）"):
        assert PLAN.reporters_of(about(PLAN, name), PLAN.subject) == (merged.code,)


def test_every_organisation_named() -> None:
    found = codes(PLAN, SEED["others"]["names"])
    assert len(set(found)) == len(found)


def test_every_unclear_place_has_its_reading() -> None:
    assert all(PLAN.readings_on(indicator.code) for indicator in PLAN.indicators if indicator.row)
    for words in ("各类众创空间", "信用贷款余额", "楼宇经济", "督促检查", "研发投入", "创建专业化服务平台"):
        assert PLAN.readings_on(about(PLAN, words).code), words
    assert all(reading.alternative and reading.acts_on for reading in PLAN.readings)
