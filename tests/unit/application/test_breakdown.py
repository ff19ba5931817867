"""分解到区县: what each method proposes, what is refused, and what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.application.city_desk import desk_with, hand_in
from tests.unit.domain.small_city import CITY, COUNTIES
from tests.unit.domain.small_office import line
from xiaowei_desktop.application.breakdown import Proposal, break_down, save_targets
from xiaowei_desktop.application.breakdown_request import BreakdownRequest
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.sheets import SheetRequest, build_sheets
from xiaowei_desktop.domain.breakdown import Method
from xiaowei_desktop.domain.indicator import Target
from xiaowei_desktop.domain.period import WHOLE_PLAN, Quarter, Scope
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.breakdown_words import difference_text

Y2021, Y2022 = Scope(2021), Scope(2022)
HAND = Method.HAND


@pytest.fixture
def desk(stores: Stores, tmp_path: Path) -> Iterator[Desk]:
    further = Target("new", "city", Y2022, value=Decimal(1100))
    desk = desk_with(stores, tmp_path / "小城.db", replace(CITY, targets=(*CITY.targets, further)))
    yield desk
    desk.store.close()


def by_county(*values: str) -> dict[str, Decimal]:
    return {county: Decimal(value) for county, value in zip(COUNTIES, values, strict=False)}


def values_of(proposal: Proposal) -> list[str | None]:
    return [None if part.value is None else str(part.value) for part in proposal.check.parts]


def proposed(desk: Desk, indicator: str, scope: Scope, method: Method, *given: str) -> Proposal:
    weights = by_county(*given) if method is Method.WEIGHTS else {}
    values = by_county(*given) if method is HAND else {}
    return break_down(desk, BreakdownRequest(indicator, scope, method, weights, values))


def stored(desk: Desk, indicator: str, scope: Scope) -> dict[str, Target]:
    return {t.subject: t for t in desk.plan(scope.year).targets if (t.indicator, t.scope) == (indicator, scope)}


def test_equal_shares_and_shares_by_weight(desk: Desk) -> None:
    assert values_of(proposed(desk, "new", Y2021, Method.EQUAL)) == ["334", "333", "333"]
    assert values_of(proposed(desk, "new", Y2021, Method.WEIGHTS, "3", "2", "0")) == ["600", "400", "0"]
    assert values_of(proposed(desk, "voucher", Y2021, Method.EQUAL)) == ["33.50", "33.50", "33.50"]


def test_a_rate_holds_for_every_county(desk: Desk) -> None:
    proposal = proposed(desk, "growth", Y2021, Method.SAME)
    assert proposal.indicator.name == "增加值增速"
    assert values_of(proposal) == ["7.5", "7.5", "7.5"]


def test_last_years_figures_are_the_shares_where_all_are_there(desk: Desk) -> None:
    q4 = Quarter(2021, 4)
    for county, value in (("east", "400"), ("west", "100")):
        hand_in(desk, county, q4, line("new", value, county))
    with pytest.raises(UserError, match="2021年的数和目标都不全"):
        proposed(desk, "new", Y2022, Method.LAST_YEAR)
    save_targets(desk, proposed(desk, "new", Y2021, HAND, "200", "200", "600"))
    by_target = proposed(desk, "new", Y2022, Method.LAST_YEAR)
    assert (values_of(by_target), by_target.note) == (["220", "220", "660"], "按上年占比分解（2021年目标）")
    hand_in(desk, "south", q4, line("new", "500", "south"))
    by_figure = proposed(desk, "new", Y2022, Method.LAST_YEAR)
    assert (values_of(by_figure), by_figure.note) == (["440", "110", "550"], "按上年占比分解（2021年实际数）")


@pytest.mark.parametrize("scope", [Y2021, WHOLE_PLAN])
def test_before_the_plan_there_is_no_last_year(desk: Desk, scope: Scope) -> None:
    with pytest.raises(UserError, match="没有上一年的数"):
        proposed(desk, "new", scope, Method.LAST_YEAR)


@pytest.mark.parametrize(
    ("indicator", "scope", "method", "given", "message"),
    [
        ("none", Y2021, Method.EQUAL, (), "没有编码为“none”的指标"),
        ("growth", Y2022, Method.SAME, (), "没有2022年的目标"),
        ("voucher", WHOLE_PLAN, Method.SAME, (), "没有规划期的目标"),
        ("reform", Y2021, Method.HAND, (), "没有2021年的目标"),
        ("research", Y2021, Method.SAME, (), "没有设全域目标值"),
        ("new", Y2021, Method.SAME, (), "不能各区县同值"),
        ("growth", Y2021, Method.EQUAL, (), "不能分摊"),
        ("new", Y2021, Method.WEIGHTS, ("1", "2"), "没有给南县写权重"),
        ("new", Y2021, Method.WEIGHTS, ("1", "2", "-3"), "权重不能是负数"),
        ("new", Y2021, Method.WEIGHTS, ("0", "0", "0"), "权重不能是负数，也不能全是 0"),
        ("new", Y2021, Method.HAND, ("-1",), "小于 0"),
        ("new", Y2021, Method.HAND, ("0.0000001",), "不能采用"),
    ],
)
def test_what_does_not_fit_is_refused(
    desk: Desk, indicator: str, scope: Scope, method: Method, given: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        proposed(desk, indicator, scope, method, *given)


@pytest.mark.parametrize("method", [Method.WEIGHTS, HAND])
def test_a_unit_that_is_no_county_gets_nothing(desk: Desk, method: Method) -> None:
    given = {"market": Decimal(1)}
    with pytest.raises(UserError, match="不是方案中的区县"):
        break_down(desk, BreakdownRequest("new", Y2021, method, given, given))


def other_plan(desk: Desk, plan: Plan) -> None:
    with desk.work() as work:
        work.plans.save(plan, "李四", desk.author.now, plan.span.first)
        work.commit()


def test_without_counties_and_below_nothing(desk: Desk) -> None:
    below = replace(CITY.targets[0], value=Decimal(-10))
    other_plan(desk, replace(CITY, targets=(below,)))
    with pytest.raises(UserError, match="小于 0，不能分摊"):
        proposed(desk, "new", Y2021, Method.EQUAL)
    other_plan(desk, replace(CITY, organisations=CITY.organisations[:2], indicators=CITY.indicators[3:], targets=()))
    with pytest.raises(UserError, match="没有区县"):
        proposed(desk, "growth", Y2021, Method.SAME)


def test_what_is_saved_says_how_it_came_about(desk: Desk) -> None:
    save_targets(desk, proposed(desk, "new", Y2021, Method.WEIGHTS, "3", "2", "0"))
    targets = stored(desk, "new", Y2021)
    assert list(targets) == ["city", *COUNTIES]
    assert {t.subject: t.value for t in targets.values()} == {"city": 1000, "east": 600, "west": 400, "south": 0}
    assert targets["east"].note == "按权重分解"
    with desk.work() as work:
        editions = work.plans.editions(desk.plan_id)
        history = work.history.all(desk.plan_id)
    assert [edition.from_year for edition in editions] == [2021, 2021]
    assert history[-1].reason == "按权重分解"


def test_saving_again_replaces_what_was_there_and_nothing_else(desk: Desk) -> None:
    save_targets(desk, proposed(desk, "new", Y2021, Method.EQUAL))
    save_targets(desk, proposed(desk, "new", Y2022, Method.EQUAL))
    kept = proposed(desk, "new", Y2021, HAND, "400", "267")
    assert values_of(kept) == ["400", "267", "333"]
    save_targets(desk, kept)
    assert {t.subject: t.value for t in stored(desk, "new", Y2021).values()} == {
        "city": 1000, "east": 400, "west": 267, "south": 333,
    }  # fmt: skip
    assert stored(desk, "new", Y2022)["east"].value == 367
    assert len(desk.plan().targets) == len(CITY.targets) + 1 + 6


def test_a_sum_that_differs_needs_a_reason(desk: Desk) -> None:
    proposal = proposed(desk, "new", Y2021, HAND, "500", "300", "250")
    assert difference_text(proposal.check) == "“新增小微企业”各区县合计1050家，全域目标1000家，超分50家，"
    with pytest.raises(UserError, match="超分50家，必须写明理由"):
        save_targets(desk, proposal, " ")
    save_targets(desk, proposal, "留有余地")
    assert stored(desk, "new", Y2021)["city"].note == "留有余地"
    less = proposed(desk, "new", Y2021, HAND, "500", "300", "150")
    assert "少分50家" in difference_text(less.check)
    save_targets(desk, proposed(desk, "new", Y2021, Method.EQUAL), "不再需要")
    assert stored(desk, "new", Y2021)["city"].note == ""


def test_an_unfinished_breakdown_is_not_saved(desk: Desk) -> None:
    proposal = proposed(desk, "new", Y2021, HAND, "500")
    assert values_of(proposal) == ["500", None, None]
    assert difference_text(proposal.check) == ""
    with pytest.raises(UserError, match="西县、南县没有目标值"):
        save_targets(desk, proposal)


def test_the_sheets_show_what_was_stored(desk: Desk) -> None:
    save_targets(desk, proposed(desk, "new", Y2021, Method.EQUAL))
    (sheet,) = build_sheets(desk, SheetRequest("county-targets", year=2021))
    assert any(cell is not None and cell.value == 334 for row in sheet.rows for cell in row.cells)
    hand_in(desk, "east", Quarter(2021, 1), line("new", "60", "east"))
    (sheet,) = build_sheets(desk, SheetRequest("rollup", quarter=Quarter(2021, 1)))
    assert any(cell is not None and cell.value == "仅东县已报" for row in sheet.rows for cell in row.cells)
