"""The shipped plans of the cities against lists made from their documents alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.unit.planfiles.clause_lists import indicators_of, listed_aims, planned_aims, read_as_written
from tests.unit.planfiles.seeds import codes, named, seed, shipped
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.plan import Plan

CITIES = {
    plan_id: (shipped(plan_id), seed(name))
    for plan_id, name in (("shaoxing-2021-2023", "shaoxing_2021"), ("hangzhou-2021-2023", "hangzhou_2021"))
}
CLAUSES = [
    pytest.param(plan, clause, id=f"{plan.subject}-{named(clause)}")
    for plan, listed in CITIES.values()
    for clause in listed["clauses"]
]
of_each_clause = pytest.mark.parametrize(("plan", "clause"), CLAUSES)
of_each_city = pytest.mark.parametrize(("plan", "seed"), CITIES.values(), ids=CITIES)


def with_figures(plan: Plan, clause: dict[str, Any]) -> list[Indicator]:
    return [indicator for indicator in indicators_of(plan, clause) if indicator.has_figure]


@of_each_clause
def test_the_clause_has_these_figures_and_no_others(plan: Plan, clause: dict[str, Any]) -> None:
    planned = [aim for indicator in with_figures(plan, clause) for aim in planned_aims(plan, indicator)]
    assert planned == listed_aims(plan, clause)


@of_each_clause
def test_figures_belong_to_what_the_document_counts(plan: Plan, clause: dict[str, Any]) -> None:
    for indicator, figure in zip(with_figures(plan, clause), clause["figures"], strict=True):
        assert figure["about"] in indicator.name
        whole = plan.indicator(indicator.subset_of).name if indicator.subset_of else None
        assert whole == figure.get("part_of")


@of_each_clause
def test_figures_read_as_the_document_writes_them(plan: Plan, clause: dict[str, Any]) -> None:
    for indicator, figure in zip(with_figures(plan, clause), clause["figures"], strict=True):
        assert [aim.value for aim in planned_aims(plan, indicator)] == [read_as_written(figure["written"], indicator)]


@of_each_clause
def test_what_has_no_figure_is_followed_as_a_task(plan: Plan, clause: dict[str, Any]) -> None:
    followed = [indicator for indicator in indicators_of(plan, clause) if not indicator.has_figure]
    assert len(followed) == len(clause.get("followed", []))
    for indicator, words in zip(followed, clause.get("followed", []), strict=True):
        assert words in indicator.name
        assert indicator.responsible == codes(plan, clause.get("responsible", []))


@of_each_clause
def test_what_stands_twice_is_one_indicator_with_both_clauses(plan: Plan, clause: dict[str, Any]) -> None:
    for words in clause.get("again", []):
        (indicator,) = [found for found in plan.indicators if words in found.name]
        assert clause["clause"] in indicator.reference
        assert indicator.lead == ()


@of_each_city
def test_no_indicator_stands_outside_the_clauses(plan: Plan, seed: dict[str, Any]) -> None:
    found = [indicator.code for clause in seed["clauses"] for indicator in indicators_of(plan, clause)]
    assert found == [indicator.code for indicator in plan.indicators]


@of_each_city
def test_tasks_with_their_units_in_order(plan: Plan, seed: dict[str, Any]) -> None:
    listed = [clause for clause in seed["clauses"] if clause["clause"].startswith("重点任务")]
    tasks = [task for task in plan.tasks if task.in_table]
    assert len(tasks) == len(listed) == seed["tasks_count"]
    assert [task.number for task in tasks] == [str(number) for number in range(1, len(tasks) + 1)]
    for task, clause in zip(tasks, listed, strict=True):
        assert task.reference == clause["clause"]
        assert clause["followed"][0] in task.text
        assert task.lead == codes(plan, [clause["lead"]]) == task.responsible[:1]
        assert task.responsible == codes(plan, clause["responsible"])
        followed = [*indicators_of(plan, clause), *_again(plan, clause)]
        assert list(task.indicators) == [indicator.code for indicator in followed]


def _again(plan: Plan, clause: dict[str, Any]) -> list[Indicator]:
    return [found for words in clause.get("again", []) for found in plan.indicators if words in found.name]


@of_each_city
def test_every_indicator_is_followed_by_a_task(plan: Plan, seed: dict[str, Any]) -> None:
    followed = [code for task in plan.tasks for code in task.indicators]
    again = {words for clause in seed["clauses"] for words in clause.get("again", [])}
    assert set(followed) == {indicator.code for indicator in plan.indicators}
    assert len(followed) == len(plan.indicators) + len(again)


@of_each_city
def test_head_and_organisations(plan: Plan, seed: dict[str, Any]) -> None:
    assert plan.document == seed["document"]
    assert list(plan.span.years) == seed["years"]
    areas = [found.name for found in plan.organisations if found.kind is OrganisationKind.AREA]
    assert areas == [plan.organisation(plan.subject).name, *seed["areas"]]
    mentioned = codes(plan, seed["mentioned"]["organisations"])
    assert len(set(mentioned)) == len(mentioned)
    assert not set(mentioned) & set(plan.reporting_units())


@of_each_city
def test_every_organisation_is_named_in_the_document(plan: Plan, seed: dict[str, Any]) -> None:
    units = [name for clause in seed["clauses"] for name in clause.get("responsible", [])]
    units += [clause["lead"] for clause in seed["clauses"] if "lead" in clause]
    listed = {*codes(plan, [*units, *seed["areas"], *seed["mentioned"]["organisations"]]), plan.subject}
    assert {found.code for found in plan.organisations} == listed


@of_each_city
def test_counties_have_each_ranked_indicator_and_no_figure_yet(plan: Plan, seed: dict[str, Any]) -> None:
    counties = codes(plan, seed["areas"])
    ranked = _ranked(plan)
    for indicator in plan.indicators:
        expected = (plan.subject, *counties) if indicator.code in ranked else (plan.subject,)
        assert plan.subjects_of(indicator) == expected
    of_city = {(t.indicator, t.scope): t for t in plan.targets if t.subject == plan.subject and not t.stretch}
    of_counties = [target for target in plan.targets if target.subject != plan.subject]
    assert len(of_counties) == len(counties) * sum(1 for code, _ in of_city if code in ranked)
    for target in of_counties:
        assert (target.value, target.reference) == (None, ""), "the office's to fill in, not the document's"
        assert target.comparator is of_city[target.indicator, target.scope].comparator


@of_each_city
def test_each_county_reports_on_itself(plan: Plan, seed: dict[str, Any]) -> None:
    for county in codes(plan, seed["areas"]):
        rows = plan.rows_of(county)
        assert {subject for _, subject in rows} == {county}
        assert {indicator.code for indicator, _ in rows} == _ranked(plan)


@of_each_city
def test_the_ranking_scheme_has_every_scored_figure_that_counties_can_be_set(plan: Plan, seed: dict[str, Any]) -> None:
    scheme = plan.scheme
    assert scheme is not None
    assert scheme.assessed == codes(plan, seed["areas"])
    scored = {target.indicator for target in plan.targets if not target.stretch}
    could = [i for i in plan.grouped_indicators if i.code in scored and i.kind is not IndicatorKind.BENCHMARK]
    leaves = list(scheme.root.leaves())
    assert [leaf.rule.indicators() if leaf.rule else () for leaf in leaves] == [(found.code,) for found in could]
    assert {leaf.points for leaf in leaves} == {Decimal(10)}
    for section in scheme.root.children:
        codes_of = [code for leaf in section.leaves() if leaf.rule for code in leaf.rule.indicators()]
        assert {plan.indicator(code).group for code in codes_of} == {section.title}
        assert section.points == section.maximum()


@of_each_city
def test_the_scheme_says_that_it_is_not_the_documents(plan: Plan, seed: dict[str, Any]) -> None:
    assert seed["document"] == plan.document
    assert plan.scheme is not None
    assert all(words in plan.scheme.note for words in ("文件没有评分办法", "本程序提出", "等权", "100%"))
    (reading,) = plan.readings_on(plan.scheme.root.code)
    assert all(words in reading.default for words in ("等权", "封顶100%"))


def _ranked(plan: Plan) -> set[str]:
    assert plan.scheme is not None
    return {code for leaf in plan.scheme.root.leaves() if leaf.rule for code in leaf.rule.indicators()}


@of_each_city
def test_readings_say_how_else_and_where_they_act(plan: Plan, seed: dict[str, Any]) -> None:
    assert all(reading.alternative and reading.acts_on for reading in plan.readings)
    clauses = {clause["clause"].split("（")[0].rstrip("0123456789") for clause in seed["clauses"]}
    assert all(reading.clause.startswith(tuple(clauses)) for reading in plan.readings)


@of_each_city
def test_every_kind_of_figure_has_its_shape(plan: Plan, seed: dict[str, Any]) -> None:
    aims = [target for target in plan.targets if target.subject == plan.subject]
    for indicator in plan.indicators:
        assert bool(indicator.measure_unit) == indicator.has_figure
        assert bool(indicator.benchmark_name) == (indicator.kind is IndicatorKind.BENCHMARK)
        assert indicator.group in plan.groups
        assert all(aim.reference == indicator.reference for aim in aims if aim.indicator == indicator.code)
    assert len(seed["clauses"]) > seed["tasks_count"]
