"""Finals, their differences and their verification, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiaowei_desktop.application.final_checks import Verification
from xiaowei_desktop.application.finals import final_name
from xiaowei_desktop.application.ports.finals import FinalEntry
from xiaowei_desktop.domain.final.differences import Difference

Json = dict[str, object]


def final_json(entry: FinalEntry) -> Json:
    """Which final it is, with the whole fingerprint; `reopened` is null while it stands."""
    head, reopened = entry.head, entry.reopened
    return {
        "year": head.year,
        "number": head.number,
        "by": head.who,
        "at": head.at.isoformat(),
        "program": head.program,
        "fingerprint": entry.fingerprint,
        "reopened": reopened and {"by": reopened.who, "at": reopened.at.isoformat(), "reason": reopened.reason},
    }


def final_line(entry: FinalEntry) -> str:
    """第1次定稿，2021-01-25，许国良	有效	指纹 …"""
    state = "有效"
    if entry.reopened is not None:
        state = f"{entry.reopened.at:%Y-%m-%d} 由{entry.reopened.who}重新开启：{entry.reopened.reason}"
    return f"{final_name(entry.head)}\t软件版本 {entry.head.program}\t{state}\t指纹 {entry.fingerprint}"


def difference_lines(found: Iterable[Difference]) -> Iterator[str]:
    """市监局	B1 改革成效	得分	10.00 → 9.00"""
    for one in found:
        item = f"{one.item} {one.title}".strip() or "全表"
        yield f"{one.unit}\t{item}\t{one.what}\t{one.old} → {one.new}"


def difference_json(one: Difference) -> Json:
    return {
        "unit": one.unit,
        "item": one.item or None,
        "title": one.title or None,
        "what": one.what,
        "old": one.old,
        "new": one.new,
        "figure": one.is_figure,
    }


def verification_json(checked: Verification) -> Json:
    return {
        "final": final_json(checked.entry),
        "equal": checked.is_equal,
        "altered": list(checked.faults),
        "differences": [difference_json(one) for one in checked.differences],
    }
