"""Returns between their rows in the database and the domain's own objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnVersion,
    RowKey,
    Source,
    VerifiedFigure,
)
from xiaowei_desktop.persistence.tables import DraftLineRow, LineRow, ReturnRow, VerifiedRow, VersionRow

_Line = TypeVar("_Line", LineRow, DraftLineRow)


def to_return(row: ReturnRow) -> QuarterlyReturn:
    return QuarterlyReturn(
        unit=row.unit,
        quarter=Quarter(row.year, row.quarter),
        state=row.state,
        versions=tuple(_to_version(version) for version in row.versions),
        draft=_to_lines(row.draft),
        verified=tuple(_to_verified(figure) for figure in row.verified),
        reason=row.reason,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )


def _to_version(row: VersionRow) -> ReturnVersion:
    return ReturnVersion(
        number=row.number,
        lines=_to_lines(row.lines),
        filler=Filler(row.filler_name, row.filler_phone, row.filler_head, row.filled_on),
        source=Source(row.source_file, row.source_sha256),
        received_on=row.received_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


def _to_lines(rows: Iterable[LineRow | DraftLineRow]) -> tuple[ReturnLine, ...]:
    return tuple(
        ReturnLine(
            key=RowKey(row.indicator, row.subject),
            quarter_value=row.quarter_value,
            cumulative=row.cumulative,
            benchmark=row.benchmark,
            numerator=row.numerator,
            denominator=row.denominator,
            status=row.status,
            progress=row.progress,
            explanation=row.explanation,
            remark=row.remark,
        )
        for row in rows
    )


def _to_verified(row: VerifiedRow) -> VerifiedFigure:
    key = RowKey(row.indicator, row.subject)
    return VerifiedFigure(key, row.value, row.reason, row.verified_by, row.verified_at)


def version_row(version: ReturnVersion) -> VersionRow:
    return VersionRow(
        number=version.number,
        filler_name=version.filler.name,
        filler_phone=version.filler.phone,
        filler_head=version.filler.head,
        filled_on=version.filler.filled_on,
        source_file=version.source.file,
        source_sha256=version.source.sha256,
        received_on=version.received_on,
        recorded_at=version.recorded_at,
        recorded_by=version.recorded_by,
        lines=line_rows(LineRow, version.lines),
    )


def line_rows(kind: type[_Line], lines: Iterable[ReturnLine]) -> list[_Line]:
    return [
        kind(
            position=position,
            indicator=line.key.indicator,
            subject=line.key.subject,
            quarter_value=line.quarter_value,
            cumulative=line.cumulative,
            benchmark=line.benchmark,
            numerator=line.numerator,
            denominator=line.denominator,
            status=line.status,
            progress=line.progress,
            explanation=line.explanation,
            remark=line.remark,
        )
        for position, line in enumerate(lines, 1)
    ]


def verified_rows(figures: Iterable[VerifiedFigure]) -> list[VerifiedRow]:
    return [
        VerifiedRow(
            position=position,
            indicator=figure.key.indicator,
            subject=figure.key.subject,
            value=figure.value,
            reason=figure.reason,
            verified_by=figure.verified_by,
            verified_at=figure.verified_at,
        )
        for position, figure in enumerate(figures, 1)
    ]
