"""A final's document: what is read is what was written, digit for digit, and reckons to the same results."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.persistence.random_years import MOMENTS, TEXTS, year_inputs
from tests.random_years.plan import YEAR
from tests.random_years.year import random_year
from tests.unit.domain.small_office import NOW, PLAN
from tests.unit.printing.demo_sheet import demo_sheet
from xiaowei_desktop.application.marks import scheme_of
from xiaowei_desktop.application.ports.finals import Final, FinalHead, YearInputs
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.score_sheets import frozen_sheets
from xiaowei_desktop.application.scoring import scored
from xiaowei_desktop.domain.final.differences import differences
from xiaowei_desktop.domain.final.results import results_of
from xiaowei_desktop.domain.final.thawed import thawed_ranking, thawed_sheet
from xiaowei_desktop.persistence.final_document import dump_final, fingerprint, load_final
from xiaowei_desktop.persistence.plain_data import from_plain, to_plain
from xiaowei_desktop.planfiles.text import PlanTextCodec
from xiaowei_desktop.reporting.sheet import Sheet

CODEC = PlanTextCodec()
RANDOM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def frozen(inputs: YearInputs, head: FinalHead) -> Final:
    scores = scored(inputs)
    return Final(head, inputs, results_of(scores.plan, scores.sheets, scores.ranking), frozen_sheets(scores))


HEAD = FinalHead(2020, 1, "许国良", NOW, "1.0")
EMPTY = YearInputs(2020, {2020: PLAN}, (), ())


@RANDOM
@given(inputs=year_inputs(), who=TEXTS, at=MOMENTS)
def test_a_final_comes_back_and_reckons_to_the_same(inputs: YearInputs, who: str, at: datetime) -> None:
    final = frozen(inputs, replace(HEAD, who=who, at=at))
    text = dump_final(final, CODEC)
    read = load_final(text, CODEC)
    assert read == final
    assert dump_final(read, CODEC) == text
    again = scored(read.inputs)
    recomputed = results_of(again.plan, again.sheets, again.ranking)
    assert recomputed == final.results
    assert differences(final.results, recomputed) == ()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_complete_years_of_every_kind_of_rule_reckon_to_the_same(seed: int) -> None:
    year = random_year(seed)
    marks = tuple(StoredMark(mark, "李四", NOW) for mark in year.marks.values())
    plan = CODEC.load(CODEC.dump(year.plan))  # as the database gives it: 9.0 points are 9
    inputs = YearInputs(YEAR, {YEAR: plan}, year.returns, marks)
    final = frozen(inputs, replace(HEAD, year=YEAR))
    read = load_final(dump_final(final, CODEC), CODEC)
    assert read == final
    again = scored(read.inputs)
    assert differences(final.results, results_of(again.plan, again.sheets, again.ranking)) == ()
    sheets = tuple(thawed_sheet(result, scheme_of(plan), YEAR) for result in read.results)
    assert results_of(plan, sheets, thawed_ranking(read.results, sheets)) == final.results


@RANDOM
@given(inputs=year_inputs())
def test_score_sheets_read_from_a_final_say_what_was_finalised(inputs: YearInputs) -> None:
    final = frozen(inputs, HEAD)
    scheme = scheme_of(inputs.plan)
    sheets = tuple(thawed_sheet(result, scheme, 2020) for result in final.results)
    ranking = thawed_ranking(final.results, sheets)
    assert results_of(inputs.plan, sheets, ranking) == final.results
    assert [ranked.sheet.unit for ranked in ranking] == [ranked.sheet.unit for ranked in scored(inputs).ranking]


def test_the_document_holds_no_binary_fraction() -> None:
    def refuse(text: str) -> object:
        raise AssertionError(f"{text} is a binary fraction")

    assert json.loads(dump_final(frozen(EMPTY, HEAD), CODEC), parse_float=refuse)["head"]["year"] == 2020


def test_years_of_one_edition_share_it() -> None:
    other = replace(PLAN, title="改过的方案")
    final = frozen(YearInputs(2021, {2020: PLAN, 2021: other}, (), ()), replace(HEAD, year=2021))
    rules = json.loads(dump_final(final, CODEC))["rules"]
    assert [(rule["years"], rule["plan"]["title"]) for rule in rules] == [
        ([2020], PLAN.title), ([2021], "改过的方案"),
    ]  # fmt: skip
    same = frozen(YearInputs(2021, {2020: PLAN, 2021: PLAN}, (), ()), replace(HEAD, year=2021))
    read = load_final(dump_final(same, CODEC), CODEC)
    assert read.inputs.plans[2020] is read.inputs.plans[2021]


@pytest.mark.parametrize("changed", [replace(HEAD, who="王敏"), replace(HEAD, number=2), replace(HEAD, program="2.0")])
def test_every_change_changes_the_fingerprint(changed: FinalHead) -> None:
    assert fingerprint(dump_final(frozen(EMPTY, HEAD), CODEC)) != fingerprint(dump_final(frozen(EMPTY, changed), CODEC))


def test_a_document_of_a_later_format_is_not_guessed_at() -> None:
    document = json.loads(dump_final(frozen(EMPTY, HEAD), CODEC)) | {"format": 2}
    with pytest.raises(ValueError, match="format 2"):
        load_final(json.dumps(document), CODEC)


def test_a_sheet_comes_back_with_every_merged_cell() -> None:
    sheet = demo_sheet("定稿")
    assert from_plain(json.loads(json.dumps(to_plain(sheet, Sheet))), Sheet) == sheet


@pytest.mark.parametrize(
    ("value", "kind", "plain"),
    [
        (Decimal("1E+3"), Decimal, "1000"),
        (Decimal("10.00"), Decimal, "10.00"),
        (Decimal("-0.000001"), Decimal, "-0.000001"),
        (25.7, float, "25.7"),
        (20, float, "20.0"),
        (Decimal("5.9"), str | Decimal | int | None, {"figure": "5.9"}),
        ("5.9", str | Decimal | int | None, "5.9"),
        (59, str | Decimal | int | None, 59),
        (None, str | None, None),
        (("甲", 2), tuple[str, int], ["甲", 2]),
    ],
)
def test_values_that_must_not_be_mixed_up(value: object, kind: object, plain: object) -> None:
    assert to_plain(value, kind) == plain
    assert from_plain(plain, kind) == value


@pytest.mark.parametrize(("raw", "kind"), [(1, str), ("1", int), (1, bool), (True, int)])
def test_a_value_of_another_kind_is_refused(raw: object, kind: type) -> None:
    with pytest.raises(TypeError):
        from_plain(raw, kind)


def test_what_is_no_data_is_not_frozen() -> None:
    with pytest.raises(TypeError, match="object cannot be frozen"):
        to_plain(object(), object)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_figure_comes_back(value: Decimal) -> None:
    assert from_plain(to_plain(value, Decimal), Decimal) == value
