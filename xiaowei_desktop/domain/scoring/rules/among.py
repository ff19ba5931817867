"""Where one organisation's number stands among those of its peers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction

from xiaowei_desktop.domain.scoring.evidence import Evidence
from xiaowei_desktop.domain.scoring.outcome import Input
from xiaowei_desktop.domain.scoring.rules.measured import MeasuredRule, Situation
from xiaowei_desktop.domain.scoring.rules.seen import View, shown, why_open


@dataclass(frozen=True, slots=True)
class Field:
    """The peers' numbers in rising order, and what is still wrong with them; made once for all of them.

    `lacking` says whose number is not there: nobody can be placed before it is. `unaccepted` says whose is there and
    may still change.
    """

    numbers: tuple[Fraction, ...]
    told: str
    lacking: tuple[str, ...] = ()
    unaccepted: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.numbers)

    @property
    def lowest(self) -> Fraction:
        return self.numbers[0]

    @property
    def highest(self) -> Fraction:
        return self.numbers[-1]

    def below(self, number: Fraction) -> int:
        return bisect_left(self.numbers, number)

    def above(self, number: Fraction) -> int:
        return self.size - bisect_right(self.numbers, number)

    def is_shared(self, number: Fraction) -> bool:
        """Whether more than one has this number."""
        return self.size - self.below(number) - self.above(number) > 1

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The peers' numbers as the trail prints them; where each came from stands on its owner's sheet."""
        return (Input("各考核对象", self.told, "各考核对象的评分表"),)


def field_of(rule: MeasuredRule, situation: Situation) -> Field:
    """The field in which the situation's organisation stands."""
    item, view, evidence = situation.item, situation.view, situation.evidence
    return evidence.shared(("field", item, view), lambda: _field(rule, item, view, evidence))


def _field(rule: MeasuredRule, item: str, view: View, evidence: Evidence) -> Field:
    everybody = [(peer.unit_name, rule.seen(item, peer, view)) for peer in evidence.peers(item)]
    numbers = sorted(seen.number.fraction for _, seen in everybody if seen.number is not None)
    told = "、".join(f"{name}{shown(seen.number, view.look)}" for name, seen in everybody if seen.number is not None)
    lacking = (f"{name}：{why}" for name, seen in everybody if seen.number is None for why in seen.lacking)
    unaccepted = (
        f"{name}：{why}" for name, seen in everybody if seen.number is not None for why in why_open(seen.measured)
    )
    return Field(tuple(numbers), told, tuple(lacking), tuple(unaccepted))
