"""How a final is named on paper: number, day, who, and its fingerprint in short groups."""

from __future__ import annotations

from datetime import date

_DIGITS = 20
_GROUP = 4


def final_foot(number: int, day: date, who: str, program: str) -> str:
    """What stands at the foot of each page of a final's sheets, before the fingerprint; it is frozen with them."""
    return f"第{number}次定稿　{day.year}年{day.month}月{day.day}日　{who}　软件版本 {program}"


def fingerprint_groups(fingerprint: str) -> str:
    """3F2A 91BC 0D7E 55A1 C9E0: the first 80 bits, which nobody can hit by trying, short enough to read aloud."""
    return whole_fingerprint(fingerprint[:_DIGITS])


def whole_fingerprint(fingerprint: str) -> str:
    """All of it in the same groups, as the window shows it beside the paper."""
    shown = fingerprint.upper()
    return " ".join(shown[start : start + _GROUP] for start in range(0, len(shown), _GROUP))


def signed_foot(foot: str, fingerprint: str) -> str:
    """The foot with the fingerprint, which is known once everything else is frozen."""
    return f"{foot}　指纹 {fingerprint_groups(fingerprint)}"
