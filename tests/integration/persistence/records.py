"""Records of a small office, for the storage tests; and a codec that keeps a plan exactly."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from xiaowei_desktop.application.ports.clock import FixedClock
from xiaowei_desktop.application.ports.storage import Change, StoredMark
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind
from xiaowei_desktop.domain.period import Quarter, Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import (
    Filler,
    QuarterlyReturn,
    ReturnLine,
    ReturnVersion,
    RowKey,
    Source,
    TaskStatus,
    VerifiedFigure,
)
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.persistence.stores import SqliteStores

ROOT = Path(__file__).parents[3]
MIGRATIONS = ROOT / "db"
NOW = datetime(2020, 7, 3, 9, 12, 30)
Q2 = Quarter(2020, 2)
PLAN = Plan(
    id="binjiang-2020",
    title="滨江区小微企业三年成长计划 2020 年度实施方案",
    short_title="滨江 2020",
    document="区小微〔2020〕1号",
    issuer="区小微办",
    span=Span(2020, 2020),
    subject="district",
    organisations=(
        Organisation("sjj", "市监局", OrganisationKind.BUREAU),
        Organisation("kjj", "科技局", OrganisationKind.BUREAU),
    ),
    groups=(),
    indicators=(),
    targets=(),
    tasks=(),
    scheme=None,
    readings=(),
)


class PickleCodec:
    """Keeps every field of a plan as it is; the program's own codec is tested where it lives."""

    def dump(self, plan: Plan) -> str:
        return pickle.dumps(plan).hex()

    def load(self, text: str) -> Plan:
        plan: Plan = pickle.loads(bytes.fromhex(text))
        return plan


def stores_at(now: datetime = NOW, migrations: Path = MIGRATIONS) -> SqliteStores:
    return SqliteStores(migrations, PickleCodec(), FixedClock(now))


def line(indicator: str, cumulative: str) -> ReturnLine:
    return ReturnLine(RowKey(indicator, "district"), cumulative=Decimal(cumulative))


FULL_LINE = ReturnLine(
    key=RowKey("new-firms", "district"),
    quarter_value=Decimal("1475.5"),
    cumulative=Decimal("2951.000001"),
    benchmark=Decimal("-3.25"),
    numerator=Decimal(0),
    denominator=Decimal("999999999999.999999"),
    status=TaskStatus.ON_SCHEDULE,
    progress="已完成“个转企”\n第二批",
    explanation="较上季增长较快，系集中登记。",
    remark="=1+1",
)


def version(number: int, *lines: ReturnLine) -> ReturnVersion:
    return ReturnVersion(
        number=number,
        lines=lines,
        filler=Filler("张三", "0571-87000000", "李四", date(2020, 7, 2)),
        source=Source(f"季报 2020Q2 市监局 ({number}).xlsx", f"{number:064x}"),
        received_on=date(2020, 7, 3),
        recorded_at=NOW + timedelta(seconds=number, microseconds=17),
        recorded_by="王五",
    )


def reported(*lines: ReturnLine) -> QuarterlyReturn:
    return QuarterlyReturn("sjj", Q2).submit(version(1, *(lines or (FULL_LINE, line("parks", "12")))))


def verified(value: str = "2950") -> VerifiedFigure:
    return VerifiedFigure(FULL_LINE.key, Decimal(value), "扣除重复登记 1 家", "王五", NOW)


FULL_MARK = StoredMark(
    Mark(
        unit="kjj",
        item="C1",
        grade="成效突出",
        points=Decimal("2.5"),
        rate=Decimal("94.92"),
        place=2,
        events=(MarkEvent("省级以上表彰", 2, Decimal("0.5"), "浙政发〔2020〕3号"), MarkEvent("约谈", 1)),
        basis="会议纪要",
    ),
    entered_by="王五",
    entered_at=NOW,
    file="评定表.xlsx",
)


def empty_mark() -> StoredMark:
    return replace(FULL_MARK, mark=Mark("kjj", "C2", none=True), file="")


def change(subject: str, new: str) -> Change:
    return Change(NOW, "王五", PLAN.id, subject, "核定数", "2951", new, "扣除重复登记 1 家")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in the folder with its bytes, but for the empty lock file that stays behind on Linux."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock")
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}
