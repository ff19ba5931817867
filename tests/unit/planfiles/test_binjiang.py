"""The shipped plan of 2020 against a list made from the document alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.unit.planfiles.seeds import named, seed, shipped
from xiaowei_desktop.domain.indicator import Comparator, Indicator, IndicatorKind
from xiaowei_desktop.domain.quantity import parse_quantity
from xiaowei_desktop.domain.scoring.rules import EventsRule, GradedRule, JudgedRule, ProportionalRule, RankRule
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

PLAN = shipped("binjiang-2020")
SEED = seed("binjiang_2020")


def scheme() -> ScoringScheme:
    assert PLAN.scheme is not None
    return PLAN.scheme


def unit(name: str) -> str:
    """The code behind a name as the document writes it."""
    return PLAN.directory.find(name).code


def section(title: str) -> Node:
    return next(node for node in scheme().root.walk() if node.title == title)


def target_value(indicator: str) -> Decimal | None:
    target = PLAN.target(indicator, PLAN.subject, 2020)
    return None if target is None else target.value


def rows_named(number: str) -> list[Indicator]:
    return [indicator for indicator in PLAN.indicators if indicator.row == number]


@pytest.mark.parametrize("row", SEED["rows"], ids=named)
def test_row_of_the_table(row: dict[str, Any]) -> None:
    indicators = rows_named(row["number"])
    shown = [f"{target_value(i.code)}{i.measure_unit}" for i in indicators if target_value(i.code) is not None]
    assert shown == row["figures"]
    for indicator in indicators:
        assert indicator.responsible == (unit(row["responsible"]),)
        assert list(indicator.data_providers) == [unit(name) for name in row["providers"]]
        assert f"任务分解表第{row['number'].strip('①②')}项" in indicator.reference
    assert indicators


def test_table_has_its_rows_in_order_and_no_others() -> None:
    in_table = [indicator.row for indicator in PLAN.indicators if indicator.row]
    assert list(dict.fromkeys(in_table)) == [row["number"] for row in SEED["rows"]]
    assert [task.number for task in PLAN.tasks if task.in_table] == [str(n) for n in range(1, 19)]


@pytest.mark.parametrize("row", SEED["rows"], ids=named)
def test_task_of_the_table(row: dict[str, Any]) -> None:
    task = next(task for task in PLAN.tasks if task.number == row["number"].strip("①②"))
    assert {indicator.code for indicator in rows_named(row["number"])} <= set(task.indicators)
    assert task.responsible == (unit(row["responsible"]),)
    assert {unit(name) for name in row["providers"]} <= set(task.data_providers)
    for figure in row["figures"]:
        assert figure in task.text


def test_tasks_and_their_indicators_agree() -> None:
    for task in PLAN.tasks:
        indicators = [PLAN.indicator(code) for code in task.indicators]
        assert all(indicator.group == task.group for indicator in indicators)
        assert {code for i in indicators for code in i.data_providers} == set(task.data_providers)
    followed = [code for task in PLAN.tasks for code in task.indicators]
    assert followed == [indicator.code for indicator in PLAN.indicators]


@pytest.mark.parametrize("clause", SEED["outline"], ids=named)
def test_clause_of_the_outline(clause: dict[str, Any]) -> None:
    tasks = [task for task in PLAN.tasks if f"要点{clause['clause']}" in task.reference]
    assert tasks
    assert {task.group for task in tasks} == {f"“{clause['group']}”工程"}
    targets = [t for t in PLAN.targets if f"要点{clause['clause']}" in t.reference and t.value is not None]
    assert [target.value for target in targets] == clause["figures"]
    lead = {code for task in tasks for code in task.lead}
    assert lead == ({unit(clause["lead"])} if "lead" in clause else set())
    answering = {code for task in tasks for code in task.responsible}
    if clause["clause"] == "（一）":  # the table names one bureau where the outline names all
        assert answering == {"market", "members"}
        assert PLAN.readings_on("new_enterprises", "eight_industries")
    else:
        assert answering == {unit(name) for name in clause["responsible"]}


def test_kinds_that_decide_how_figures_are_read() -> None:
    kinds = {indicator.code: indicator.kind for indicator in PLAN.indicators}
    assert kinds["incubator_pool"] is IndicatorKind.STOCK
    assert kinds["company_share"] is kinds["tax_benefit"] is IndicatorKind.RATIO
    assert kinds["loan_growth"] is kinds["bank_loan_growth"] is IndicatorKind.BENCHMARK
    tasks = {code for code, kind in kinds.items() if kind is IndicatorKind.TASK}
    assert tasks == {"financial_services", "covid_policies", "data_sharing", "digital_services", "parks"}
    assert sum(kind is IndicatorKind.FLOW for kind in kinds.values()) == 11
    assert PLAN.indicator("eight_industries").subset_of == "new_enterprises"
    assert PLAN.indicator("company_share").asks_parts
    assert all(target.comparator is Comparator.AT_LEAST for target in PLAN.targets)
    assert not any(target.stretch for target in PLAN.targets)


def test_every_figure_reads_in_its_own_unit() -> None:
    for row in SEED["rows"]:
        for figure, indicator in zip(row["figures"], rows_named(row["number"]), strict=False):
            parsed = parse_quantity(figure, indicator.measure_unit)
            assert parsed is not None
            assert (parsed.value, parsed.conversion) == (target_value(indicator.code), "")


def test_who_reports() -> None:
    providers = {unit(name) for row in SEED["rows"] for name in row["providers"]}
    assert set(PLAN.reporting_units()) == providers | {unit("经信局")}
    assert unit("发改局") not in PLAN.reporting_units()
    assert [i.code for i, _ in PLAN.rows_of("industry")] == ["parks"]


def test_head_of_the_document() -> None:
    assert PLAN.document == SEED["document"]
    assert (PLAN.span.first, PLAN.span.last) == (2020, 2020)
    assert [scheme().assessed] == [tuple(unit(name) for name in SEED["assessed"])]
    assert unit(SEED["appraised_by"]) not in PLAN.reporting_units()
    assert unit("市税务局") != unit("税务局") == unit("区税务局")
    assert unit("市监局") == unit("区市场监督管理局") == unit("市场监管局")
    assert unit("金融办") == unit("发改局(金融办)") == unit("区发改局")


@pytest.mark.parametrize("bureau", SEED["assessed"])
def test_maximum_of_a_bureau(bureau: str) -> None:
    tree = scheme().for_organisation(unit(bureau))
    assert tree is not None
    assert tree.maximum() == SEED["total"] == SEED["base"] + SEED["bonus"]
    assert [part.maximum() for part in tree.children] == [50, 50, 20]


def test_sections_add_up_for_each_bureau() -> None:
    for organisation in scheme().assessed:
        tree = scheme().for_organisation(organisation)
        assert tree is not None
        for node in tree.walk():
            assert node.maximum() == node.points, node.code


def test_common_items() -> None:
    common = section("共性指标")
    assert common.points == SEED["common"]["points"]
    assert [item.title for item in common.children] == SEED["common"]["titles"]
    for item in common.children:
        assert item.points == SEED["common"]["each"]
        assert isinstance(item.rule, GradedRule)
        grades = [[grade.name, grade.low, grade.high] for grade in item.rule.grades]
        assert grades == [["未见成效", 0, 0], *SEED["common"]["grades"]]


@pytest.mark.parametrize("part", SEED["individual"], ids=named)
def test_individual_items(part: dict[str, Any]) -> None:
    bureau = unit(part["bureau"])
    own = next(node for node in section("个性指标").children if node.applies_to == (bureau,))
    assert own.points == 50
    assert [(item.title, item.points) for item in own.children] == [
        (item["title"], item["points"]) for item in part["items"]
    ]
    for node, item in zip(own.children, part["items"], strict=True):
        rules = [leaf.rule for leaf in node.leaves()]
        gates = set()
        figures = []
        for rule in rules:
            assert isinstance(rule, ProportionalRule)
            assert rule.cap == 1
            gates.add(rule.gate)
            figures += [v for code in rule.indicators() if (v := target_value(code)) is not None]
        assert figures == item["figures"]
        assert gates == {Decimal(item["nothing_below"]) if "nothing_below" in item else None}


def test_split_items_share_equally() -> None:
    for code, share in (("B1.1", Decimal(10)), ("B3.1", Decimal("12.5")), ("B4.1", Decimal(25))):
        node = scheme().item(code)
        assert node is not None
        assert [child.points for child in node.children] == [share, share]


@pytest.mark.parametrize("bonus", SEED["bonuses"], ids=named)
def test_bonus_group(bonus: dict[str, Any]) -> None:
    group = section(bonus["title"])
    assert group.points == bonus["limit"]
    leaves = list(group.leaves())
    if group.children:
        assert group.cap == bonus["limit"]
    for number, leaf in enumerate(leaves):
        rule = leaf.rule
        match rule:
            case RankRule():
                assert list(rule.table) == bonus["places"]
            case JudgedRule():
                assert [rule.low, rule.high] == bonus["judged"][number]
                assert leaf.points == rule.high
            case EventsRule():
                each = [[Decimal(end) for end in ends] for ends in bonus["each"][number]]
                assert [[kind.low, kind.high] for kind in rule.kinds] == each
                assert {kind.deducts for kind in rule.kinds} == {bonus.get("deducts", False)}
                assert leaf.points == bonus["sub_limits"][number]
                assert rule.start == (5 if "deducts" in bonus else 0)
            case _:
                pytest.fail(f"{leaf.code} has another kind of rule")


def test_relending_is_for_one_bureau() -> None:
    asked = {bureau: {item.code for item in scheme().judged_items(bureau)} for bureau in scheme().assessed}
    assert {bureau for bureau, items in asked.items() if "C2.2" in items} == {"development"}


def test_every_unclear_place_has_its_reading() -> None:
    unclear = ["B5.1", "loan_growth", "B3.1", "B1.1", "B3.2", "A1", "A5", "C4", "incubator_pool"]
    unclear += ["company_share", "exporters", "parks", "tax_benefit", "C2.2", "financial_services"]
    for code in unclear:
        assert PLAN.readings_on(code), code
    assert all(reading.alternative and reading.acts_on for reading in PLAN.readings)


def test_codes_and_names_are_unique() -> None:
    items = [node.code for node in scheme().root.walk()]
    for codes in (
        [organisation.code for organisation in PLAN.organisations],
        [indicator.code for indicator in PLAN.indicators],
        [task.code for task in PLAN.tasks],
        [reading.code for reading in PLAN.readings],
        items,
    ):
        assert len(codes) == len(set(codes))
        assert all(code.isascii() for code in codes)


def test_every_figure_says_where_it_stands() -> None:
    assert all(target.reference for target in PLAN.targets)
    assert all(indicator.reference and indicator.name for indicator in PLAN.indicators)
    assert all(node.reference for node in scheme().root.walk())
