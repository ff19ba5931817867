"""How a breakdown to counties is said: the methods, how a target came about, and by how much a sum differs."""

from __future__ import annotations

from xiaowei_desktop.domain.breakdown import BreakdownCheck, Method
from xiaowei_desktop.domain.quantity import plain_text

METHOD_WORDS = {
    Method.EQUAL: "平均分解",
    Method.WEIGHTS: "按权重分解",
    Method.LAST_YEAR: "按上年占比分解",
    Method.SAME: "各区县同值",
    Method.HAND: "逐个填写",
}


def method_note(method: Method, basis: str) -> str:
    """How a county's target came about: 按上年占比分解（2021年实际数）."""
    return METHOD_WORDS[method] + (f"（{basis}）" if basis else "")


def difference_text(check: BreakdownCheck) -> str:
    """By how much the counties' targets differ from the whole's, in words; empty where they do not."""
    if not check.difference or check.total is None or check.whole is None:
        return ""
    unit, word = check.indicator.measure_unit, "超分" if check.difference > 0 else "少分"
    return (
        f"“{check.indicator.name}”各区县合计{plain_text(check.total)}{unit}，全域目标{plain_text(check.whole)}{unit}，"
        f"{word}{plain_text(abs(check.difference))}{unit}，"
    )
