"""What is stored comes back the same, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from tests.integration.persistence.records import (
    FULL_LINE,
    FULL_MARK,
    NOW,
    PLAN,
    Q2,
    change,
    empty_mark,
    line,
    reported,
    verified,
    version,
)
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.persistence.stores import SqliteStore


def stored(store: SqliteStore, changed: QuarterlyReturn) -> QuarterlyReturn:
    """Saved in one transaction, read in the next."""
    with store.work() as work:
        work.returns.save(PLAN.id, changed)
        work.commit()
    with store.work() as work:
        return work.returns.get(PLAN.id, changed.unit, changed.quarter)


def test_every_field_of_a_return_comes_back(store: SqliteStore) -> None:
    handed_in = reported().verify(verified()).approve("李四", NOW)
    assert stored(store, handed_in) == handed_in


def test_a_return_nobody_has_begun_is_missing(store: SqliteStore) -> None:
    with store.work() as work:
        assert work.returns.get(PLAN.id, "sjj", Q2) == QuarterlyReturn("sjj", Q2)
        assert work.returns.of_quarter(PLAN.id, Q2) == ()


def test_a_resubmission_stands_beside_the_version_before(store: SqliteStore) -> None:
    stored(store, reported())
    again = reported().submit(version(2, replace(FULL_LINE, cumulative=Decimal(3000))))
    assert stored(store, again) == again


def test_a_stored_version_stays_when_it_is_handed_over_changed(store: SqliteStore) -> None:
    stored(store, reported())
    altered = replace(reported(), versions=(version(1, line("parks", "99")),))
    assert stored(store, altered) == reported()


def test_the_draft_is_replaced_whole(store: SqliteStore) -> None:
    begun = QuarterlyReturn("sjj", Q2).save_draft((FULL_LINE, line("parks", "1"), line("loans", "2")))
    assert stored(store, begun) == begun
    # The same rows in another order, one of them gone.
    retyped = begun.save_draft((line("loans", "5.5"), FULL_LINE))
    assert stored(store, retyped) == retyped


def test_verified_figures_are_replaced_and_withdrawn(store: SqliteStore) -> None:
    first = reported().verify(verified("2950"))
    assert stored(store, first).verified == (verified("2950"),)
    assert stored(store, first.verify(verified("2949.5"))).verified == (verified("2949.5"),)
    assert stored(store, first.withdraw_verified(FULL_LINE.key)).verified == ()


def test_saving_again_within_one_transaction(store: SqliteStore) -> None:
    with store.work() as work:
        work.returns.save(PLAN.id, reported())
        work.returns.save(PLAN.id, reported().send_back("第 3 行缺数"))
        assert work.returns.get(PLAN.id, "sjj", Q2) == reported().send_back("第 3 行缺数")


def test_returns_are_found_by_quarter_and_by_years(store: SqliteStore) -> None:
    quarters = (Quarter(2019, 4), Quarter(2020, 1), Quarter(2020, 4), Quarter(2021, 1))
    with store.work() as work:
        for quarter in quarters:
            for unit in ("sjj", "kjj"):
                work.returns.save(PLAN.id, replace(reported(), unit=unit, quarter=quarter))
        work.commit()
    with store.work() as work:
        of_quarter = work.returns.of_quarter(PLAN.id, quarters[1])
        of_years = work.returns.of_years(PLAN.id, 2020, 2021)
    assert [(r.unit, r.quarter) for r in of_quarter] == [("kjj", quarters[1]), ("sjj", quarters[1])]
    assert [r.quarter for r in of_years if r.unit == "sjj"] == list(quarters[1:])


def test_a_year_of_200_units_takes_a_handful_of_queries(store: SqliteStore) -> None:
    lines = tuple(line(f"row-{number}", str(number)) for number in range(20))
    with store.work() as work:
        for unit in range(200):
            for number in range(1, 5):
                given = replace(reported(*lines), unit=f"unit-{unit}", quarter=Quarter(2020, number))
                work.returns.save(PLAN.id, given)
        work.commit()
    statements: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    with store.work() as work:
        found = work.returns.of_years(PLAN.id, 2020, 2020)
    assert sum(len(r.versions[0].lines) for r in found) == 200 * 4 * 20
    assert len([s for s in statements if s.startswith("SELECT")]) <= 10


def test_every_field_of_a_mark_comes_back(store: SqliteStore) -> None:
    with store.work() as work:
        work.marks.save(PLAN.id, 2020, FULL_MARK)
        work.marks.save(PLAN.id, 2020, empty_mark())
        work.marks.save(PLAN.id, 2021, empty_mark())
        work.commit()
    with store.work() as work:
        assert work.marks.of_year(PLAN.id, 2020) == (FULL_MARK, empty_mark())


def test_a_mark_takes_the_place_of_the_one_before(store: SqliteStore) -> None:
    corrected = replace(FULL_MARK, mark=replace(FULL_MARK.mark, points=Decimal(3), events=()))
    with store.work() as work:
        work.marks.save(PLAN.id, 2020, FULL_MARK)
        work.marks.save(PLAN.id, 2020, corrected)
        assert work.marks.of_year(PLAN.id, 2020) == (corrected,)
        work.marks.remove(PLAN.id, 2020, "kjj", "C1")
        assert work.marks.of_year(PLAN.id, 2020) == ()


def test_a_plan_keeps_its_older_versions(store: SqliteStore) -> None:
    with store.work() as work:
        work.plans.save(replace(PLAN, due_days=15), "王五", NOW, 2020)
        work.plans.save(replace(PLAN, id="another"), "王五", NOW.replace(year=2021), 2021)
        work.commit()
    with store.work() as work:
        assert work.plans.ids() == (PLAN.id, "another")
        assert work.plans.get(PLAN.id) == replace(PLAN, due_days=15)
        with pytest.raises(LookupError):
            work.plans.get("unknown")
    with store._engine.connect() as connection:
        numbers = connection.execute(text("SELECT number FROM plan_version WHERE plan_id = 'binjiang-2020'"))
        assert numbers.scalars().all() == [1, 2]


def test_a_year_has_the_edition_that_began_last_by_then(store: SqliteStore) -> None:
    """Stored in this order: from 2020, from 2022, a correction from 2021, a correction of that."""
    with store.work() as work:
        for days, year in ((15, 2022), (12, 2021), (13, 2021)):
            work.plans.save(replace(PLAN, due_days=days), "王五", NOW, year)
        found = {year: work.plans.get(PLAN.id, year).due_days for year in (2019, 2020, 2021, 2022, 2030)}
        assert found == {2019: 10, 2020: 10, 2021: 13, 2022: 15, 2030: 15}
        assert work.plans.get(PLAN.id).due_days == 15
        assert [one.from_year for one in work.plans.editions(PLAN.id)] == [2020, 2022, 2021, 2021]
        assert work.plans.editions("unknown") == ()


def test_a_return_of_an_unknown_plan_is_refused(store: SqliteStore) -> None:
    with store.work() as work, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        work.returns.save("unknown", reported())


def test_history_in_the_order_it_was_written(store: SqliteStore) -> None:
    entries = (
        change("季报 2020Q2 市监局", "2950"),
        change("评定 2020 科技局 A1", "3"),
        change("季报 2020Q2 市监局", "1"),
    )
    with store.work() as work:
        work.history.add(entries[:2])
        work.history.add(entries[2:])
        work.commit()
    with store.work() as work:
        assert work.history.all(PLAN.id) == entries
        assert work.history.all(PLAN.id, "季报 2020Q2 市监局") == (entries[0], entries[2])
        assert work.history.all("another") == ()


@pytest.mark.parametrize("table", ["change", "plan_version", "return_version", "return_line"])
@pytest.mark.parametrize("action", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_what_was_submitted_or_done_is_never_altered(store: SqliteStore, table: str, action: str) -> None:
    with store.work() as work:
        work.returns.save(PLAN.id, reported())
        work.history.add([change("季报 2020Q2 市监局", "2950")])
        work.commit()
    with store._engine.begin() as connection, pytest.raises(IntegrityError, match="never altered"):
        connection.execute(text(action.format(table)))


def test_leaving_without_commit_undoes_everything(store: SqliteStore) -> None:
    with store.work() as work:
        work.returns.save(PLAN.id, reported())
        work.marks.save(PLAN.id, 2020, FULL_MARK)
        work.history.add([change("季报 2020Q2 市监局", "2950")])
    with store.work() as work:
        assert work.returns.of_quarter(PLAN.id, Q2) == ()
        assert work.marks.of_year(PLAN.id, 2020) == ()
        assert work.history.all(PLAN.id) == ()


def test_a_failure_undoes_what_came_before_it(store: SqliteStore) -> None:
    class Cancelled(Exception):  # noqa: N818 - not an error
        pass

    with pytest.raises(Cancelled), store.work() as work:
        work.marks.save(PLAN.id, 2020, FULL_MARK)
        raise Cancelled
    with store.work() as work:
        assert work.marks.of_year(PLAN.id, 2020) == ()
