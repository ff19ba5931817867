"""The whole's figure where the counties make it up, and units that come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.domain.small_office import NOW, PLAN, Q2, Q4, approved, key, line, reported
from xiaowei_desktop.domain.counted import CountedFigure, RolledUpFigure, add_up
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Indicator, IndicatorKind
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnLine, VerifiedFigure

RESEARCH = Indicator("share", "研发占比", IndicatorKind.RATIO, "%", data_providers=("north", "south"), asks_parts=True)
STALLS = replace(PLAN.indicator("stalls"), data_providers=("north", "south"))
TWO: Plan = replace(
    PLAN,
    organisations=(*PLAN.organisations, Organisation("south", "南区", OrganisationKind.AREA)),
    indicators=(*(i for i in PLAN.indicators if i.code != "stalls"), STALLS, RESEARCH),
)


def book(*returns: QuarterlyReturn) -> FigureBook:
    return FigureBook(TWO, returns)


def test_what_the_counties_report_makes_up_the_whole() -> None:
    found = book(
        approved("north", Q2, line("stalls", "30", "north")), reported("south", Q2, line("stalls", "12", "south"))
    ).counted(key("stalls"), Q2)
    assert isinstance(found, RolledUpFigure)
    assert (found.value, found.is_accepted, found.benchmark, found.progress) == (Decimal(42), False, None, "")
    assert found.source(TWO) == "由2个区县的数汇总：北区30、南区12；尚未全部审核"


def test_a_county_that_is_missing_leaves_the_whole_open() -> None:
    half = book(approved("north", Q2, line("stalls", "30", "north")))
    assert half.value(key("stalls"), Q2) is None
    assert half.why_open(STALLS, "district", Q2) == "缺少南区2020年第2季度南区的“新增个体工商户”的完成数"
    full = book(*(approved(unit, Q2, line("stalls", "1", unit)) for unit in ("north", "south")))
    assert full.why_open(STALLS, "district", Q2) == ""
    found = full.counted(key("stalls"), Q2)
    assert found is not None
    assert found.source(TWO) == "由2个区县的数汇总：北区1、南区1"


@pytest.mark.parametrize(
    ("north", "south", "whole"),
    [
        (("12", "1", "4"), ("12", "5", "8"), "50"),  # (1 + 5) ÷ (4 + 8)
        (("12", None, "4"), ("12", "5", "8"), None),
        (("12", "1", "4"), ("12", "5", None), None),
        (("12", "0", "0"), ("12", "0", "0"), None),
    ],
)
def test_a_ratio_of_the_whole_is_that_of_the_added_parts(
    north: Sequence[str | None], south: Sequence[str | None], whole: str | None
) -> None:
    def row(unit: str, given: Sequence[str | None]) -> ReturnLine:
        value, numerator, denominator = (None if text is None else Decimal(text) for text in given)
        return replace(line("share", None, unit), cumulative=value, numerator=numerator, denominator=denominator)

    returns = [approved(unit, Q4, row(unit, given)) for unit, given in (("north", north), ("south", south))]
    assert book(*returns).value(key("share"), Q4) == (None if whole is None else Decimal(whole))


def test_a_ratio_that_the_office_verified_cannot_be_added() -> None:
    returned = approved("north", Q4, line("share", "50", "north", numerator="1", denominator="2"))
    version = returned.versions[0]
    part = CountedFigure(returned, version, version.lines[0], None)
    assert add_up(RESEARCH, (part,)) == 50
    figure = VerifiedFigure(version.lines[0].key, Decimal(40), "核实。", "李四", NOW)
    assert add_up(RESEARCH, (replace(part, verified=figure),)) is None


def test_rates_do_not_add_up() -> None:
    assert TWO.parts_of(PLAN.indicator("added")) == ()
    assert TWO.parts_of(STALLS) == ("north", "south")
    assert book().counted(key("added"), Q2) is None


def test_nothing_is_made_up_where_a_bureau_reports_the_whole() -> None:
    county = approved("market", Q2, line("converted", "5", "north"))
    assert book(county).counted(key("converted"), Q2) is None


def test_a_unit_reports_while_it_exists() -> None:
    merged = Organisation(
        "science", "科技局", OrganisationKind.BUREAU, valid_from=date(2020, 4, 1), valid_until=date(2020, 9, 29)
    )
    plan = replace(PLAN, organisations=tuple(merged if o.code == "science" else o for o in PLAN.organisations))
    voucher = plan.indicator("voucher")
    quarters = [Quarter(2020, number) for number in (1, 2, 3)]
    assert [plan.reporters_of(voucher, "district", q) for q in quarters] == [(), ("science",), ()]
    assert ["science" in plan.reporting_units(q) for q in quarters] == [False, True, False]
    assert "science" in plan.reporting_units()
    assert plan.rows_of("science", quarters[0]) == ()
    assert FigureBook(plan, ()).why_open(voucher, "district", quarters[0]) != ""
