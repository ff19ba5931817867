"""假设: figures tried out beside those that were reported, the whole made up of its counties among them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.unit.domain.small_city import CITY, COUNTIES
from tests.unit.domain.small_office import PLAN, approved, line
from xiaowei_desktop.domain.figures import FigureBook
from xiaowei_desktop.domain.indicator import Comparator
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.domain.scoring.adjustment import Adjustment
from xiaowei_desktop.domain.scoring.evaluate import score_organisation, score_scheme
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.improvement import improvements, lost_points
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.organisation_evidence import YearEvidence
from xiaowei_desktop.domain.scoring.rules import JudgedRule, ProportionalRule, RelativeRule
from xiaowei_desktop.domain.scoring.rules.seen import Look
from xiaowei_desktop.domain.scoring.scheme import Absent, Node, Period, ScoringScheme
from xiaowei_desktop.domain.scoring.supposed import SupposedFigure, SupposedFigures

LAST = Quarter(2021, 4)
WHOLE = RowKey("pool", "city")


def city_book(*figures: str | None) -> FigureBook:
    returns = [approved(c, LAST, line("pool", value, c)) for c, value in zip(COUNTIES, figures, strict=True)]
    return FigureBook(CITY, returns)


def supposed(book: FigureBook, key: RowKey, value: str | None) -> SupposedFigures:
    return SupposedFigures(book, LAST, {key: SupposedFigure(None if value is None else Decimal(value))})


def test_a_county_that_is_supposed_changes_the_whole() -> None:
    """100 + 80 + 60 = 240; with 100 in the west 260."""
    book = city_book("100", "80", "60")
    assert book.value(WHOLE, LAST) == 240
    tried = supposed(book, RowKey("pool", "west"), "100")
    assert tried.value(WHOLE, LAST) == 260
    assert book.value(WHOLE, LAST) == 240
    assert tried.value(RowKey("pool", "west"), LAST) == 100
    whole = tried.counted(WHOLE, LAST)
    assert whole is not None
    assert (whole.is_accepted, whole.progress, whole.benchmark) == (True, "", None)
    assert supposed(book, RowKey("pool", "west"), None).value(WHOLE, LAST) is None


def test_what_nobody_supposes_stays() -> None:
    book = city_book("100", "80", "60")
    tried = supposed(book, RowKey("new", "west"), "5")
    assert tried.value(WHOLE, LAST) == 240
    assert tried.all_of(RowKey("pool", "east"), LAST) == book.all_of(RowKey("pool", "east"), LAST)
    assert tried.reported(RowKey("pool", "east"), LAST) == book.reported(RowKey("pool", "east"), LAST)
    assert tried.value(WHOLE, LAST.previous) is None
    pool = CITY.indicator("pool")
    assert tried.why_open(pool, "east", LAST) == ""
    assert tried.why_open(pool, "east", LAST.previous) == book.why_open(pool, "east", LAST.previous) != ""
    assert supposed(FigureBook(CITY, ()), RowKey("pool", "east"), "1").why_open(pool, "east", LAST) == ""


COMPARED = ScoringScheme(
    "细则",
    Node(
        "R", "总分", Decimal(10),
        (
            Node("P", "培育库企业", Decimal(10), rule=RelativeRule("pool", look=Look.VALUE), applies_to=COUNTIES),
            Node("Q", "全市培育库", Decimal(10), rule=ProportionalRule("pool"), applies_to=("market",)),
        ),
    ),
    ("market", *COUNTIES),
)  # fmt: skip


def test_everybody_who_looks_at_a_supposed_figure_or_is_held_against_it_changes() -> None:
    """第1名 10 分，其余按第1名的比例: 100、80、60 → 100、80、120; the whole 240 → 300 of 300."""
    plan = replace(CITY, scheme=COMPARED)

    def points(field: YearEvidence) -> dict[str, str]:
        return {sheet.unit: f"{sheet.total:f}" for sheet in score_scheme(COMPARED, field)}

    field = YearEvidence(plan, city_book("100", "80", "60"), {}, 2021)
    before = {"market": "8.00", "east": "10.00", "west": "8.00", "south": "6.00"}
    assert points(field) == before
    tried = field.supposing({RowKey("pool", "south"): SupposedFigure(Decimal(120))})
    assert points(tried) == {"market": "10.00", "east": "8.33", "west": "6.67", "south": "10.00"}
    assert points(tried) == points(YearEvidence(plan, city_book("100", "80", "120"), {}, 2021))
    assert points(field) == before


ITEM = Node("V", "发放科技创新券", Decimal(10), rule=ProportionalRule("voucher"))
BOUNDED = replace(
    PLAN,
    targets=tuple(
        replace(target, comparator=Comparator.AT_MOST) if target.indicator == "voucher" else target
        for target in PLAN.targets
    ),
    scheme=ScoringScheme("细则", Node("R", "总分", Decimal(10), (ITEM,)), ("science",)),
)


def test_less_is_what_brings_more_under_an_upper_bound() -> None:
    """上限 700，完成 875：10×700÷875 = 8；减少 175 得满分。"""
    field = YearEvidence(
        BOUNDED, FigureBook(BOUNDED, [approved("science", Quarter(2020, 4), line("voucher", "875"))]), {}, 2020
    )
    assert BOUNDED.scheme is not None
    sheet = score_organisation(BOUNDED.scheme, "science", field)
    (lost,) = lost_points(sheet)
    assert (lost.item, f"{lost.lost:f}") == ("V", "2.00")
    (leaf,) = sheet.root.leaves()
    (found,) = improvements(field, BOUNDED.scheme, "science", leaf)
    assert (f"{found.more:f}", f"{found.figure:f}", f"{found.points:f}", found.is_full) == (
        "-175",
        "700",
        "10.00",
        True,
    )


def test_what_is_counted_is_counted_whole() -> None:
    """50 户, 完成 43: 10×43÷50 = 8.60; 再完成 7 户得满分。"""
    scheme = ScoringScheme(
        "细则", Node("R", "总分", Decimal(10), (replace(ITEM, rule=ProportionalRule("converted")),)), ("market",)
    )
    plan = replace(PLAN, scheme=scheme)
    book = FigureBook(plan, [approved("market", Quarter(2020, 4), line("converted", "43"))])
    field = YearEvidence(plan, book, {}, 2020)
    (leaf,) = score_organisation(scheme, "market", field).root.leaves()
    (found,) = improvements(field, scheme, "market", leaf)
    assert (f"{leaf.points:f}", f"{found.more:f}", found.is_full) == ("8.60", "7", True)


def test_what_cannot_be_improved_has_nothing_to_say() -> None:
    field = YearEvidence(
        BOUNDED, FigureBook(BOUNDED, [approved("science", Quarter(2020, 4), line("voucher", "350"))]), {}, 2020
    )
    assert BOUNDED.scheme is not None
    sheet = score_organisation(BOUNDED.scheme, "science", field)
    assert lost_points(sheet) == ()
    (leaf,) = sheet.root.leaves()
    assert improvements(field, BOUNDED.scheme, "science", leaf) == ()
    missing = YearEvidence(BOUNDED, FigureBook(BOUNDED, ()), {}, 2020)
    (nothing,) = score_organisation(BOUNDED.scheme, "science", missing).root.leaves()
    assert improvements(missing, BOUNDED.scheme, "science", nothing) == ()
    assert improvements(missing, BOUNDED.scheme, "science", leaf) == ()
    judged = replace(leaf, node=replace(ITEM, rule=JudgedRule(Decimal(0), Decimal(10))))
    assert improvements(field, BOUNDED.scheme, "science", judged) == ()


def test_what_figures_do_not_move_promises_nothing() -> None:
    """The office answered an objection with points of its own; or the organisation has no such task (60 % of 10)."""
    item = replace(ITEM, absent=Absent.SHARE, absent_share=Decimal("0.6"))
    scheme = ScoringScheme("细则", Node("R", "总分", Decimal(10), (item,)), ("science",))
    book = FigureBook(BOUNDED, [approved("science", Quarter(2020, 4), line("voucher", "875"))])
    excused = {("science", "V"): RecordedMark(Mark("science", "V", not_applicable=True), "评定表")}
    changed = Adjustment("science", "V", Decimal(6), "经复核", "李四")
    for marks, adjustments in ((excused, []), ({}, [changed])):
        field = YearEvidence(BOUNDED, book, marks, 2020)
        (leaf,) = score_organisation(scheme, "science", field, adjustments).root.leaves()
        assert leaf.points == 6
        assert improvements(field, scheme, "science", leaf) == ()


def test_the_last_quarter_brings_no_more_than_its_weight() -> None:
    """Half the points for the second quarter, of whose 350 only 175 were done: 10×0.5×½ + 10×0.5 = 7.50 at best."""
    scheme = ScoringScheme(
        "细则",
        Node("R", "总分", Decimal(10), (ITEM,)),
        ("science",),
        periods=(Period(2, Decimal("0.5")), Period(4, Decimal("0.5"))),
    )
    plan = replace(PLAN, scheme=scheme)
    returns = [approved("science", Quarter(2020, n), line("voucher", v)) for n, v in ((2, "175"), (4, "350"))]
    field = YearEvidence(plan, FigureBook(plan, returns), {}, 2020)
    (leaf,) = score_organisation(scheme, "science", field).root.leaves()
    (found,) = improvements(field, scheme, "science", leaf)
    assert (f"{leaf.points:f}", f"{found.more:f}", f"{found.points:f}", found.is_full) == (
        "5.00",
        "350",
        "7.50",
        False,
    )
