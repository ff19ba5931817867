"""Quarterly returns in the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, selectinload

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn
from xiaowei_desktop.persistence.finals import standing_years
from xiaowei_desktop.persistence.return_rows import line_rows, to_return, verified_rows, version_row
from xiaowei_desktop.persistence.tables import DraftLineRow, ReturnRow, VersionRow


class SqlReturns:
    """The returns of one database, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, plan_id: str, unit: str, quarter: Quarter) -> QuarterlyReturn:
        stored = self._session.scalar(self._one(plan_id, unit, quarter))
        return self._locked(plan_id, (to_return(stored),))[0] if stored else QuarterlyReturn(unit, quarter)

    def of_quarter(self, plan_id: str, quarter: Quarter) -> tuple[QuarterlyReturn, ...]:
        return self._all(plan_id, ReturnRow.year == quarter.year, ReturnRow.quarter == quarter.number)

    def of_years(self, plan_id: str, first: int, last: int) -> tuple[QuarterlyReturn, ...]:
        return self._all(plan_id, ReturnRow.year.between(first, last))

    def save(self, plan_id: str, changed: QuarterlyReturn) -> None:
        row = self._session.scalar(self._one(plan_id, changed.unit, changed.quarter))
        if row is None:
            quarter = changed.quarter
            row = ReturnRow(plan_id=plan_id, unit=changed.unit, year=quarter.year, quarter=quarter.number)
            self._session.add(row)
        row.state = changed.state
        row.reason = changed.reason
        row.approved_by = changed.approved_by
        row.approved_at = changed.approved_at
        stored = {version.number for version in row.versions}
        row.versions += [version_row(version) for version in changed.versions if version.number not in stored]
        row.draft.clear()
        row.verified.clear()
        # The old rows go first: the new ones have the same keys.
        self._session.flush()
        row.draft += line_rows(DraftLineRow, changed.draft)
        row.verified += verified_rows(changed.verified)
        self._session.flush()

    def _one(self, plan_id: str, unit: str, quarter: Quarter) -> Select[ReturnRow]:
        return _whole(
            ReturnRow.plan_id == plan_id,
            ReturnRow.unit == unit,
            ReturnRow.year == quarter.year,
            ReturnRow.quarter == quarter.number,
        )

    def _all(self, plan_id: str, *wanted: ColumnElement[bool]) -> tuple[QuarterlyReturn, ...]:
        order = (ReturnRow.year, ReturnRow.quarter, ReturnRow.unit)
        rows = self._session.scalars(_whole(ReturnRow.plan_id == plan_id, *wanted).order_by(*order))
        return self._locked(plan_id, tuple(to_return(row) for row in rows))

    def _locked(self, plan_id: str, found: tuple[QuarterlyReturn, ...]) -> tuple[QuarterlyReturn, ...]:
        """锁定 is not stored with the return: what was accepted is locked for as long as its year's final stands."""
        years = standing_years(self._session, plan_id)
        return tuple(report.locked() if report.quarter.year in years else report for report in found)


def _whole(*wanted: ColumnElement[Any]) -> Select[ReturnRow]:
    """Returns with all that belongs to them: one query for each table, however many returns there are."""
    return (
        select(ReturnRow)
        .where(*wanted)
        .options(
            selectinload(ReturnRow.versions).selectinload(VersionRow.lines),
            selectinload(ReturnRow.draft),
            selectinload(ReturnRow.verified),
        )
    )
