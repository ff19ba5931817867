"""试算 in words: what was supposed and what it would come to, as text for a letter, a message, a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.ranking import Ranked
from xiaowei_desktop.domain.scoring.trial_changes import ItemChange, UnitChange
from xiaowei_desktop.reporting.numbers import POINTS

NOT_STORED = "试算的结果没有保存，季报、评定和得分都没有改动。"
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class SupposedLine:
    """One thing that is supposed: of which item, what, and how it stands and is supposed to stand."""

    item: str
    name: str
    now: str
    then: str
    measure_unit: str

    @property
    def text(self) -> str:
        """A1 发放科技创新券：676.48 → 700 万元."""
        return f"{self.item} {self.name}：{self.now or _NOTHING} → {self.then} {self.measure_unit}".strip()


def trial_lines(
    plan: Plan, year: int, unit: str, supposed: Sequence[SupposedLine], changes: Sequence[UnitChange]
) -> Iterator[str]:
    """The whole trial line by line: the suppositions, the items of `unit`, and everybody's place."""
    yield f"{plan.short_title} {year}年度考核假设试算（不是正式得分）"
    yield "假设："
    yield from (f"  {line.text}" for line in supposed)
    own = next(change for change in changes if change.unit == unit)
    yield f"{plan.organisation(unit).name}：{standing_words(own)}"
    yield from (f"  {item_words(item)}" for item in own.items)
    yield "排名："
    yield from (f"  {_ranked(plan, change)}" for change in changes)


def standing_words(change: UnitChange) -> str:
    """总分 57.26 → 45.60（−11.66），第1名 → 第2名，优秀 → 良好."""
    before, after = change.before, change.after
    more = "" if change.more is None else f"（{signed(change.more)}）"
    parts = [f"总分 {points(before.sheet.total)} → {points(after.sheet.total)}{more}"]
    parts.append(f"{place(before)} → {place(after)}")
    if before.grade or after.grade:
        parts.append(f"{before.grade or _NOTHING} → {after.grade or _NOTHING}")
    return "，".join(parts)


def item_words(item: ItemChange) -> str:
    """A1 发放科技创新券：24.16 → 12.50."""
    return f"{item.item} {item.title}：{points(item.before)} → {points(item.after)}"


def moved_words(change: UnitChange) -> str:
    """▲ 升 1, ▼ 降 2; empty for one that keeps its place."""
    if not change.risen:
        return ""
    return f"▲ 升 {change.risen}" if change.risen > 0 else f"▼ 降 {-change.risen}"


def points(value: Decimal | None) -> str:
    return _NOTHING if value is None else POINTS.text(value)


def place(ranked: Ranked) -> str:
    return _NOTHING if ranked.place is None else f"第{ranked.place}名"


def signed(more: Decimal) -> str:
    """+0.84, −11.66, 0.00: with the typeset minus."""
    sign = "+" if more > 0 else "−" if more < 0 else ""
    return f"{sign}{POINTS.text(abs(more))}"


def _ranked(plan: Plan, change: UnitChange) -> str:
    moved = moved_words(change)
    words = f"{place(change.after)} {plan.organisation(change.unit).name} {points(change.after.sheet.total)}"
    return f"{words}（原{place(change.before)}，{points(change.before.sheet.total)}）{moved}"
