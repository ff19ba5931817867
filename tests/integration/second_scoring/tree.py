"""From items to sheets: periods, absences, answered objections, limits, sums and conversions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from tests.integration.second_scoring import judged
from tests.integration.second_scoring.known import Known, is_assessed_on
from tests.integration.second_scoring.measured import Item, conditions, measured
from tests.random_years.year import RandomYear
from xiaowei_desktop.domain.scoring.rules import (
    AnyRule,
    ConditionRule,
    EventsRule,
    ExternalRule,
    GradedRule,
    JudgedRule,
    StepRule,
    VetoRule,
)
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.rules.veto import VetoCase
from xiaowei_desktop.domain.scoring.scheme import Absent, Node

NOTHING = Item(None)


@dataclass(frozen=True, slots=True)
class Line:
    """A node's points and how many there are to be had; left out where neither counts (无此任务)."""

    points: Fraction | None
    maximum: Fraction
    is_left_out: bool = False


_Lines = Sequence[tuple[Node, Line]]


@dataclass(slots=True)
class Sheet:
    """One organisation's lines by node, its open items, and the vetoes that have come about."""

    unit: str
    lines: dict[str, Line] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    vetoes: list[VetoCase] = field(default_factory=list)
    total: Fraction | None = None


class SecondScoring:
    """Everything that a random year's scheme gives."""

    def __init__(self, year: RandomYear) -> None:
        self.year, self.scheme = year, year.scheme
        self.now = Known(year, 4)
        self.periods = [(Fraction(found.weight), Known(year, found.quarter)) for found in self.scheme.periods]
        self.answered = {(found.unit, found.item): Fraction(found.points) for found in year.adjustments}

    def sheets(self) -> list[Sheet]:
        found = [self._sheet(unit) for unit in self.scheme.assessed]
        return [sheet for sheet in found if sheet.lines]

    def _sheet(self, unit: str) -> Sheet:
        sheet = Sheet(unit)
        root = self._line(self.scheme.root, sheet)
        if root is not None:
            void = any(case.effect.value == "void" for case in sheet.vetoes)
            sheet.total = Fraction(0) if void else root.points
        return sheet

    def rounded(self, number: Fraction) -> Fraction:
        scale = 10**self.scheme.places
        size = (abs(number) * scale * 2 + 1) // 2
        return Fraction(size if number >= 0 else -size, scale)

    def _line(self, node: Node, sheet: Sheet) -> Line | None:
        if node.applies_to and sheet.unit not in node.applies_to:
            return None
        if node.rule is not None:
            sheet.lines[node.code] = self._item_line(node, sheet)
            return sheet.lines[node.code]
        found = [(child, self._line(child, sheet)) for child in node.children]
        lines = [(child, line) for child, line in found if line is not None]
        if not lines:
            return None
        sheet.lines[node.code] = self._section(node, lines, sheet.unit)
        return sheet.lines[node.code]

    def _item_line(self, node: Node, sheet: Sheet) -> Line:
        item = self._counted(node, sheet.unit)
        if item.is_open:
            sheet.open.add(node.code)
        mark = self.now.mark(sheet.unit, node.code)
        if isinstance(node.rule, VetoRule) and mark is not None:
            sheet.vetoes += [case for case in node.rule.cases if case.name == mark.grade]
        left_out = item.points is None and not item.is_open
        return Line(item.points, Fraction(0) if left_out else self._points(node, sheet.unit), left_out)

    def _points(self, node: Node, unit: str) -> Fraction:
        group = self.now.group(unit)
        return Fraction(next((own.points for own in node.points_by_group if own.group == group), node.points))

    def _counted(self, node: Node, unit: str) -> Item:
        """The item rounded; what an objection was answered with stands in its place."""
        if (unit, node.code) in self.answered:
            return Item(self.rounded(self.answered[unit, node.code]))
        found = self._own(node, unit) if self.now.has_task(unit, node.code) else self._absent(node, unit)
        return Item(None if found.points is None else self.rounded(found.points), found.is_open)

    def _own(self, node: Node, unit: str) -> Item:
        """Scored at the year's end; what is computed at the end of every period, where there are any."""
        assert node.rule is not None
        if not self.periods or is_entered(node.rule):
            return self._at(node, unit, self.now)
        found = [(weight, self._at(node, unit, known)) for weight, known in self.periods]
        is_open = any(item.is_open for _, item in found)
        if any(item.points is None for _, item in found):
            return Item(None, is_open=True)
        return Item(sum((weight * (item.points or 0) for weight, item in found), Fraction(0)), is_open)

    def _at(self, node: Node, unit: str, known: Known) -> Item:
        rule, points = node.rule, self._points(node, unit)
        if isinstance(rule, ConditionRule):
            return conditions(rule, known, unit, node.code, points)
        if not isinstance(rule, GradedRule | JudgedRule | EventsRule | ExternalRule | VetoRule):
            assert rule is not None
            return measured(rule, known, unit, node.code, points)
        mark, worth = known.mark(unit, node.code), None
        if mark is not None:
            match rule:
                case GradedRule():
                    worth = judged.graded(rule, mark)
                case JudgedRule():
                    worth = judged.judged(rule, mark)
                case EventsRule():
                    worth = judged.events(rule, mark, points)
                case ExternalRule():
                    worth = judged.external(rule, mark, points)
                case VetoRule():
                    worth = Fraction(0) if mark.grade else None
        return Item(worth, worth is None)

    def _absent(self, node: Node, unit: str) -> Item:
        if node.absent is Absent.ZERO:
            return Item(Fraction(0))
        if node.absent is Absent.SHARE:
            return Item(self._points(node, unit) * Fraction(node.absent_share or 0))
        others = self.now.peers(unit, node.code)
        if node.absent is not Absent.MEAN or not others:
            return NOTHING
        found = [self._counted(node, other).points for other in others]
        given = [points for points in found if points is not None]
        return Item(sum(given, Fraction(0)) / len(given) if given else None, len(given) < len(found))

    def _section(self, node: Node, lines: _Lines, unit: str) -> Line:
        there = [(child, line) for child, line in lines if not line.is_left_out]
        is_short = len(there) < len(lines)
        if is_short and not any(line.maximum for _, line in there):
            return Line(None, Fraction(0), is_left_out=True)
        if any(child.weight is not None for child in node.children):
            return self._converted(node, lines, there, unit)
        full = sum((self._maximum(child, unit) for child, _ in lines), Fraction(0))
        available = sum((line.maximum for _, line in there), Fraction(0))
        given = [line.points for _, line in there if line.points is not None]
        total = sum(given, Fraction(0))
        if is_short:
            total = self.rounded(total * full / available)
        return self._limited(node, total if given else None, full)

    def _converted(self, node: Node, lines: _Lines, there: _Lines, unit: str) -> Line:
        scale = self._points(node, unit)
        weights = [sum((Fraction(child.weight or 0) for child, _ in of), Fraction(0)) for of in (lines, there)]
        given = [(child, line) for child, line in there if line.points is not None]
        total = sum(
            ((line.points or 0) / line.maximum * Fraction(child.weight or 0) for child, line in given if line.maximum),
            Fraction(0),
        )
        spread = weights[0] / weights[1] if len(there) < len(lines) else Fraction(1)
        return self._limited(node, self.rounded(total * scale * spread) if given else None, scale)

    def _limited(self, node: Node, total: Fraction | None, full: Fraction) -> Line:
        points = None if total is None else within(total, node.cap, node.floor)
        return Line(points, within(full, node.cap, None))

    def _maximum(self, node: Node, unit: str) -> Fraction:
        """What is to be had of a node by somebody who has all its tasks."""
        if node.rule is not None or any(child.weight is not None for child in node.children):
            return within(self._points(node, unit), node.cap, None)
        its = [child for child in node.children if is_assessed_on(child, unit)]
        return within(sum((self._maximum(child, unit) for child in its), Fraction(0)), node.cap, None)


def within(number: Fraction, cap: Decimal | None, floor: Decimal | None) -> Fraction:
    number = number if cap is None else min(number, Fraction(cap))
    return number if floor is None else max(number, Fraction(floor))


def is_entered(rule: AnyRule) -> bool:
    """Whether the office's mark decides, so that there is one for the whole year."""
    if isinstance(rule, GradedRule | JudgedRule | EventsRule | ExternalRule | VetoRule):
        return True
    if isinstance(rule, ConditionRule):
        return any(condition.asked for condition in rule.conditions)
    return not (rule.indicator or rule.parts) or (isinstance(rule, StepRule) and rule.between is Between.JUDGED)
