"""Whether arithmetic as sheets print it is true: every sum is computed again from its own text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode

_NUMBER = r"\d+(?:\.\d+)?%?"
_SUM = re.compile(rf"([（(]*-?{_NUMBER}[-−+×÷（）()0-9.% ]*) = (-?\d+(?:\.\d+)?)(…|%)?")
_NAMES = re.compile(r"[一-鿿]+(?:\d+ )?(?=\d)")
"""What stands right before a number: 园区8.9, 专家1 8.9."""
_TOKEN = re.compile(rf"{_NUMBER}|[-+*/()]")
_SIGNS = str.maketrans("−×÷（）", "-*/()")


def untrue_sums(scored: ScoredNode) -> Iterator[str]:
    """Sums whose number is not what stands before it; what is cut (…) counts as far as it is printed."""
    printed = scored.arithmetic if scored.outcome is None else scored.outcome.arithmetic
    for text in re.split("[；，：]", _NAMES.sub("", printed)):
        for match in _SUM.finditer(text):
            left, right, sign = match.groups()
            if text[: match.start()].rstrip()[-1:] in {"…", "%", "=", "+", "−", "×", "÷"} or not _is_whole(left):
                continue
            if not _agree(_value(left), Fraction(right), sign or "", scored):
                yield f"{scored.node.code}: {match.group()} in {printed}"
    outcome = scored.outcome
    last = re.search(r"= (-?\d+(?:\.\d+)?)(…?)$", printed)
    if outcome is None or outcome.points is None or last is None:
        return
    if not _agree(Fraction(outcome.points), Fraction(last[1]), last[2], scored):
        yield f"{scored.node.code}: {outcome.points}, not {printed}"


def _is_whole(text: str) -> bool:
    return text.count("（") + text.count("(") == text.count("）") + text.count(")")


def _agree(value: Fraction, shown: Fraction, sign: str, scored: ScoredNode) -> bool:
    if sign == "%":
        return abs(value * 100 - shown) <= Fraction(1, 200)
    if sign == "…":
        return abs(value) >= abs(shown) and abs(value - shown) < Fraction(1, 10**6)
    if scored.outcome is None:  # a section's conversion is rounded as the scheme says, and prints so
        return abs(value - shown) <= Fraction(1, 2 * 10 ** len(f"{scored.counted}".partition(".")[2]))
    return value == shown


def _value(text: str) -> Fraction:
    """The sum in exact fractions."""
    tokens = _TOKEN.findall(text.translate(_SIGNS))
    return _Reader(tokens).sum()


class _Reader:
    """Reads + − × ÷, brackets and a sign before a number, from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens[::-1]

    def sum(self) -> Fraction:
        value = self._product()
        while self._tokens and self._tokens[-1] in "+-":
            value = value + self._product() if self._tokens.pop() == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while self._tokens and self._tokens[-1] in "*/":
            value = value * self._factor() if self._tokens.pop() == "*" else value / self._factor()
        return value

    def _factor(self) -> Fraction:
        token = self._tokens.pop()
        if token == "-":
            return -self._factor()
        if token == "(":
            value = self.sum()
            assert self._tokens.pop() == ")"
            return value
        return Fraction(token[:-1]) / 100 if token.endswith("%") else Fraction(token)
