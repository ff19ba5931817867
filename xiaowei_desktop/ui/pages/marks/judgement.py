"""One item of one organisation: what was typed, the mark that it makes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xiaowei_desktop.application.marks import mark_source
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.domain.rate import round_half_up
from xiaowei_desktop.domain.scoring.evidence import Measurement, RecordedMark
from xiaowei_desktop.domain.scoring.given import GivenEvidence
from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent
from xiaowei_desktop.domain.scoring.outcome import Outcome
from xiaowei_desktop.domain.scoring.rules import GradedRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.grids.entry_content import EntrySeverity, EntryValue, Unread
from xiaowei_desktop.ui.pages.marks.columns import JUDGED, NONE_WORD, SOME_WORD, MarkColumn, asked_columns, has_events

_HIGH_RATE = Decimal(2)
_COLUMN_OF_CODE = {
    "grade": MarkColumn.GRADE,
    "event": MarkColumn.GRADE,
    "events": MarkColumn.GRADE,
    "points": MarkColumn.POINTS,
    "rate": MarkColumn.RATE,
    "place": MarkColumn.PLACE,
}
OPTIONAL_WORDS = "仅在对照值不大于0时填"


@dataclass(frozen=True, slots=True)
class Typed:
    """What the clerk has put in. What follows from it (a grade of one value has its points) is not in here, so
    that taking a step back takes back what followed.

    `leading` is the column typed last: points typed alone bring their grade with them. Events count only while
    等次 says 有: choosing 无 puts them aside, and undoing it brings them back.
    """

    values: Mapping[str, EntryValue] = field(default_factory=dict)
    events: tuple[MarkEvent, ...] = ()
    leading: str = ""

    @classmethod
    def of(cls, node: Node, mark: Mark) -> Typed:
        """A stored mark as it would have been typed."""
        asked = asked_columns(node)
        values: dict[str, EntryValue] = {
            MarkColumn.GRADE: mark.grade or None,
            MarkColumn.POINTS: mark.points,
            MarkColumn.RATE: mark.rate,
            MarkColumn.PLACE: mark.place,
            MarkColumn.BASIS: mark.basis or None,
        }
        if has_events(node):
            values[MarkColumn.GRADE] = NONE_WORD if mark.none else SOME_WORD
        elif mark.none:
            values[next(column for column in JUDGED if column in asked)] = NONE_WORD
        return cls(values, mark.events)

    def with_values(self, changed: Mapping[str, EntryValue]) -> Typed:
        """After one step of typing, of one cell or of several at once."""
        judged = [column for column in changed if column in JUDGED]
        leading = judged[0] if len(judged) == 1 else ("" if judged else self.leading)
        return replace(self, values={**self.values, **changed}, leading=leading)

    @property
    def unread(self) -> Unread | None:
        """The first value that cannot be read."""
        return next((value for value in self.values.values() if isinstance(value, Unread)), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one column."""

    column: MarkColumn
    severity: EntrySeverity
    message: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`mark` is `None` where nothing was judged; with an error among `problems` it is never stored."""

    mark: Mark | None
    problems: tuple[Problem, ...]
    outcome: Outcome
    points: Decimal | None

    @property
    def is_sound(self) -> bool:
        return all(problem.severity is not EntrySeverity.ERROR for problem in self.problems)


def is_fallback(node: Node) -> bool:
    """Whether the item is computed, and judged only where the computation fails (对照值不大于 0)."""
    return node.rule is not None and bool(node.rule.asks()) and bool(node.rule.indicators())


def is_needed(measured: Measurement) -> bool:
    """Whether the office has to judge an item that is computed as a rule: missed, and no rate can be had."""
    return measured.completion.rate is None and measured.completion.met is False


def judge(
    unit: str, node: Node, typed: Typed, stored: StoredMark | None, measured: Measurement | None, places: int
) -> Judgement:
    """The mark that the typed values make, checked against the item's rule, with the points it gives now."""
    rule = node.rule
    assert rule is not None  # judged items are leaves
    mark = _mark(unit, node, typed)
    problems = tuple(_problems(node, typed, mark))
    counted = None if mark.is_empty or any(p.severity is EntrySeverity.ERROR for p in problems) else mark
    source = mark_source(stored) if stored and stored.mark == counted else ""
    recorded = RecordedMark(counted, source) if counted else None
    outcome = rule.score(
        node.code, node.points, GivenEvidence(recorded, {measured.indicator: measured} if measured else {})
    )
    points = None if outcome.points is None else round_half_up(outcome.points, places)
    return Judgement(None if mark.is_empty else mark, problems, outcome, points)


def _mark(unit: str, node: Node, typed: Typed) -> Mark:
    values, with_events = typed.values, has_events(node)
    grade = values.get(MarkColumn.GRADE)
    points, rate, place = (values.get(key) for key in (MarkColumn.POINTS, MarkColumn.RATE, MarkColumn.PLACE))
    mark = Mark(
        unit,
        node.code,
        grade=grade if isinstance(grade, str) and not with_events else "",
        points=points if isinstance(points, Decimal) else None,
        rate=rate if isinstance(rate, Decimal) else None,
        place=place if isinstance(place, int) else None,
        events=typed.events if with_events and grade == SOME_WORD else (),
        none=NONE_WORD in (points, place) or (with_events and grade == NONE_WORD),
        basis=str(values.get(MarkColumn.BASIS) or "").strip(),
    )
    return _with_grade(node.rule, mark, typed.leading) if isinstance(node.rule, GradedRule) else mark


def _with_grade(rule: GradedRule, mark: Mark, leading: str) -> Mark:
    """Points that were typed last decide the grade; otherwise only an empty half is filled."""
    if leading == MarkColumn.POINTS and mark.points is not None and rule.grade_of(mark.points) is not None:
        mark = replace(mark, grade="")
    return rule.completed(mark)


def _problems(node: Node, typed: Typed, mark: Mark) -> Iterator[Problem]:
    rule = node.rule
    assert rule is not None
    grade = typed.values.get(MarkColumn.GRADE)
    if typed.unread is not None:
        # nothing else is asked before that is mended
        column = next(key for key, value in typed.values.items() if value is typed.unread)
        yield Problem(MarkColumn(column), EntrySeverity.ERROR, typed.unread.problem)
    elif has_events(node) and grade not in (None, NONE_WORD, SOME_WORD):
        yield Problem(MarkColumn.GRADE, EntrySeverity.ERROR, f"“{grade}”不适用。请填“无”或“有”。")
    elif has_events(node) and grade == SOME_WORD and not mark.events:
        yield Problem(MarkColumn.GRADE, EntrySeverity.ERROR, "还没有登记事项。请按 Enter 登记；全年没有的填“无”。")
    elif mark.is_empty:
        if mark.basis:
            yield Problem(MarkColumn.BASIS, EntrySeverity.WARNING, "只填了依据，还没有评定，没有保存。")
    else:
        for issue in rule.check_mark(mark, node.points):
            column_of_issue = _COLUMN_OF_CODE.get(issue.code.split("-")[1], MarkColumn.BASIS)
            yield Problem(column_of_issue, EntrySeverity.ERROR, issue.message)
        if mark.rate is not None and mark.rate > _HIGH_RATE:
            yield Problem(MarkColumn.RATE, EntrySeverity.WARNING, "完成率超过200%，请核对是否少填了百分号。")
