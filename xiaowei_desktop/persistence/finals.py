"""Finals in the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from xiaowei_desktop.application.ports.finals import Final, FinalEntry, FinalHead, Reopening, StoredFinal
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.persistence.final_document import dump_final, fingerprint, load_final
from xiaowei_desktop.persistence.final_tables import FinalRow, ReopeningRow
from xiaowei_desktop.persistence.plans import PlanCodec

_COLUMNS = (
    FinalRow.year,
    FinalRow.number,
    FinalRow.made_by,
    FinalRow.made_at,
    FinalRow.program,
    FinalRow.fingerprint,
)


class SqlFinals:
    """The finals of one database, within one transaction. Triggers keep them from being altered."""

    def __init__(self, session: Session, codec: PlanCodec) -> None:
        self._session = session
        self._codec = codec

    def of_year(self, plan_id: str, year: int) -> tuple[FinalEntry, ...]:
        return tuple(entry for entry in self._entries(plan_id) if entry.head.year == year)

    def standing(self, plan_id: str) -> Mapping[int, FinalEntry]:
        newest = {entry.head.year: entry for entry in self._entries(plan_id)}
        return {year: entry for year, entry in newest.items() if entry.reopened is None}

    def load(self, plan_id: str, year: int, number: int) -> StoredFinal:
        entry = next(entry for entry in self.of_year(plan_id, year) if entry.head.number == number)
        row = self._session.get_one(FinalRow, (plan_id, year, number))
        try:
            final = load_final(row.document, self._codec)
        except (ValueError, TypeError, LookupError) as unreadable:
            raise UserError(
                f"{year}年度第{number}次定稿的内容已损坏，读不出来。",
                "请从“备份”文件夹恢复最近的备份；数据库由更新版本的软件写入的，请安装新版本。",
            ) from unreadable
        return StoredFinal(entry, final, tuple(_faults(row, entry, final)))

    def add(self, plan_id: str, final: Final) -> FinalEntry:
        head, text = final.head, dump_final(final, self._codec)
        self._session.add(
            FinalRow(
                plan_id=plan_id,
                year=head.year,
                number=head.number,
                made_by=head.who,
                made_at=head.at,
                program=head.program,
                fingerprint=fingerprint(text),
                document=text,
            )
        )
        self._session.flush()
        return FinalEntry(head, fingerprint(text))

    def reopen(self, plan_id: str, year: int, number: int, reopening: Reopening) -> None:
        self._session.add(
            ReopeningRow(
                plan_id=plan_id,
                year=year,
                number=number,
                reopened_by=reopening.who,
                reopened_at=reopening.at,
                reason=reopening.reason,
            )
        )
        self._session.flush()

    def _entries(self, plan_id: str) -> Iterator[FinalEntry]:
        """All finals of the plan without their documents, by year and number."""
        order = (FinalRow.year, FinalRow.number)
        try:
            rows = self._session.scalars(select(ReopeningRow).where(ReopeningRow.plan_id == plan_id)).all()
            found = self._session.execute(select(*_COLUMNS).where(FinalRow.plan_id == plan_id).order_by(*order)).all()
        except ValueError as unreadable:  # a moment that is none: nothing of the program wrote it
            raise UserError(
                "定稿的登记已损坏，读不出来，有人绕过程序改动过数据库。",
                "请用“检查数据库”查看是哪一次定稿，并从“备份”文件夹恢复定稿时的备份；请保留原文件，以便查明。",
            ) from unreadable
        reopened = {(row.year, row.number): Reopening(row.reopened_by, row.reopened_at, row.reason) for row in rows}
        for year, number, who, at, program, print_ in found:
            yield FinalEntry(FinalHead(year, number, who, at, program), print_, reopened.get((year, number)))


def standing_years(session: Session, plan_id: str) -> frozenset[int]:
    """The years that are final now: the newest final of each was not reopened."""
    together = and_(
        FinalRow.plan_id == ReopeningRow.plan_id,
        FinalRow.year == ReopeningRow.year,
        FinalRow.number == ReopeningRow.number,
    )
    kept = select(FinalRow.year).outerjoin(ReopeningRow, together)
    return frozenset(session.scalars(kept.where(FinalRow.plan_id == plan_id, ReopeningRow.number.is_(None))))


def _faults(row: FinalRow, entry: FinalEntry, final: Final) -> Iterator[str]:
    """What was altered behind the program's back."""
    if fingerprint(row.document) != row.fingerprint:
        yield "内容与指纹不符，定稿后被改动过"
    if final.head != entry.head:
        yield "登记的年度、次数、经办人、时间或软件版本与定稿内容不符，定稿后被改动过"
