"""The plan of Zhejiang's measures against a list made from the document alone."""

from __future__ import annotations

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
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.plan import Task

PLAN = shipped("zhejiang-sme-2020")
SEED = seed("zhejiang_sme_2020")
MEASURES = [(part, title) for part in SEED["parts"] for title in part["measures"]]
UNITS = {row["measure"]: row for row in SEED["named_units"]}


def measure(task: Task) -> Indicator:
    """What a measure's status and text are reported under."""
    return PLAN.indicator(task.indicators[0])


def test_head_of_the_document() -> None:
    assert PLAN.title == SEED["title"]
    assert SEED["issued"] in PLAN.document
    assert [PLAN.span.first, PLAN.span.last] == SEED["span"]
    assert codes(PLAN, [SEED["subject"]]) == (PLAN.subject,)
    assert list(PLAN.groups) == [part["title"] for part in SEED["parts"]]


def test_measures_are_those_of_the_document_in_order() -> None:
    assert len(PLAN.tasks) == len(MEASURES) == 29
    for task, (part, title) in zip(PLAN.tasks, MEASURES, strict=True):
        assert measure(task).name == title
        assert task.text.startswith(title)
        assert task.group == part["title"]
        assert task.reference == f"{part['part']}{task.number}"


def test_each_measure_is_reported_with_a_status() -> None:
    for task in PLAN.tasks:
        followed = measure(task)
        assert followed.kind is IndicatorKind.TASK
        assert (followed.reference, followed.group) == (task.reference, task.group)
        assert (followed.responsible, followed.data_providers) == (task.responsible, task.data_providers)
    statuses = [indicator.code for indicator in PLAN.indicators if not indicator.has_figure]
    assert statuses == [measure(task).code for task in PLAN.tasks]


@pytest.mark.parametrize("figure", SEED["figures"], ids=named)
def test_figure(figure: dict[str, Any]) -> None:
    indicator = about(PLAN, figure["about"])
    assert planned_aim(PLAN, indicator) == listed_aim(PLAN, figure)
    (task,) = (task for task in PLAN.tasks if task.reference == figure["clause"])
    assert indicator.code in task.indicators[1:]


def test_no_figure_is_left_out_and_none_is_added() -> None:
    listed = [about(PLAN, figure["about"]).code for figure in SEED["figures"]]
    assert listed == indicators_with_figures(PLAN)
    assert [target.indicator for target in PLAN.targets] == listed
    followed = [code for task in PLAN.tasks for code in task.indicators[1:]]
    assert followed == listed


def test_units_and_deadlines_are_only_those_the_document_names() -> None:
    for task in PLAN.tasks:
        written = UNITS.get(task.number, {})
        assert task.responsible == codes(PLAN, written.get("responsible", []))
        assert task.deadline == written.get("deadline")
        assert task.lead == task.supporting == ()


def test_who_reports() -> None:
    """Only what the province's own office answers for or oversees; an office adds its units to the rest."""
    (office,) = PLAN.reporting_units()
    assert office == PLAN.office == codes(PLAN, ["省促进中小企业和民营企业发展工作领导小组办公室"])[0]
    assert [indicator.name for indicator, _ in PLAN.rows_of(office)] == ["加强组织领导", "加强工作督导评估"]


def test_every_organisation_named() -> None:
    found = codes(PLAN, SEED["others"]["names"])
    assert len(set(found)) == len(found)


def test_every_unclear_place_has_its_reading() -> None:
    for code in indicators_with_figures(PLAN):
        assert PLAN.readings_on(code), code
    for indicator in PLAN.indicators:
        silent = not indicator.reporters
        assert silent == any(reading.code == "reporting" for reading in PLAN.readings_on(indicator.code))
    assert all(reading.alternative and reading.acts_on for reading in PLAN.readings)
