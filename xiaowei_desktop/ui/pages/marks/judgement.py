"""One item of one organisation: what was typed, the mark that it makes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xiaowei_desktop.domain.scoring.mark import Mark, MarkEvent, Rating
from xiaowei_desktop.domain.scoring.mark_check import check_mark
from xiaowei_desktop.domain.scoring.rules import GradedRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.grids.entry_content import EntrySeverity, EntryValue, Unread
from xiaowei_desktop.ui.pages.marks.columns import (
    ABSENT_WORD,
    NONE_WORD,
    SOME_WORD,
    MarkColumn,
    has_events,
    is_judged,
    judged_columns,
    rater_column,
    raters_of,
)

_HIGH_RATE = Decimal(2)
_COLUMN_OF_CODE = {
    "absent": MarkColumn.GRADE,
    "grade": MarkColumn.GRADE,
    "event": MarkColumn.GRADE,
    "events": MarkColumn.GRADE,
    "points": MarkColumn.POINTS,
    "rate": MarkColumn.RATE,
    "place": MarkColumn.PLACE,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What the clerk has put in. What follows from it (a grade of one value has its points) is not in here, so
    that taking a step back takes back what followed.

    `leading` is the column typed last: points typed alone bring their grade with them. Events count only while
    等次 says 有: choosing 无 puts them aside, and undoing it brings them back. `rater_bases` is what each rater based
    the points on, as the mark workbook brought it.
    """

    values: Mapping[str, EntryValue] = field(default_factory=dict)
    events: tuple[MarkEvent, ...] = ()
    leading: str = ""
    rater_bases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, node: Node, mark: Mark) -> Typed:
        """A stored mark as it would have been typed."""
        values: dict[str, EntryValue] = {
            MarkColumn.GRADE: mark.grade or None,
            MarkColumn.POINTS: mark.points,
            MarkColumn.RATE: mark.rate,
            MarkColumn.PLACE: mark.place,
            MarkColumn.BASIS: mark.basis or None,
            **{rater_column(rating.rater): rating.points for rating in mark.ratings},
        }
        if mark.not_applicable:
            values[MarkColumn.GRADE] = ABSENT_WORD
        elif mark.none:
            values[judged_columns(node)[0]] = NONE_WORD
        elif has_events(node):
            values[MarkColumn.GRADE] = SOME_WORD
        return cls(values, mark.events, rater_bases={rating.rater: rating.basis for rating in mark.ratings})

    def with_values(self, changed: Mapping[str, EntryValue]) -> Typed:
        """After one step of typing, of one cell or of several at once."""
        judged = [column for column in changed if is_judged(column)]
        leading = judged[0] if len(judged) == 1 else ("" if judged else self.leading)
        return replace(self, values={**self.values, **changed}, leading=leading)

    @property
    def is_empty(self) -> bool:
        return not self.events and all(value is None for value in self.values.values())

    @property
    def unread(self) -> Unread | None:
        """The first value that cannot be read."""
        return next((value for value in self.values.values() if isinstance(value, Unread)), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one column."""

    column: str
    severity: EntrySeverity
    message: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`mark` is `None` where nothing was judged; with an error among `problems` it is never stored."""

    mark: Mark | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        return all(problem.severity is not EntrySeverity.ERROR for problem in self.problems)

    @property
    def counted(self) -> Mark | None:
        """The mark where it may stand."""
        return self.mark if self.is_sound else None


def judge(unit: str, node: Node, typed: Typed) -> Judgement:
    """The mark that the typed values make, checked against the item's rule."""
    mark = _mark(unit, node, typed)
    return Judgement(None if mark.is_empty else mark, tuple(_problems(node, typed, mark)))


def _mark(unit: str, node: Node, typed: Typed) -> Mark:
    values, with_events = typed.values, has_events(node)
    grade = values.get(MarkColumn.GRADE)
    points, rate, place = (values.get(key) for key in (MarkColumn.POINTS, MarkColumn.RATE, MarkColumn.PLACE))
    rated = {rater.name: values.get(rater_column(rater.name)) for rater in raters_of(node)}
    mark = Mark(
        unit,
        node.code,
        grade=grade if isinstance(grade, str) and not with_events and grade != ABSENT_WORD else "",
        points=points if isinstance(points, Decimal) else None,
        rate=rate if isinstance(rate, Decimal) else None,
        place=place if isinstance(place, int) else None,
        events=typed.events if with_events and grade == SOME_WORD else (),
        none=NONE_WORD in (points, place, *rated.values()) or (with_events and grade == NONE_WORD),
        basis=str(values.get(MarkColumn.BASIS) or "").strip(),
        ratings=tuple(
            Rating(name, given, typed.rater_bases.get(name, ""))
            for name, given in rated.items()
            if isinstance(given, Decimal)
        ),
        not_applicable=grade == ABSENT_WORD,
    )
    return _with_grade(node.rule, mark, typed.leading) if isinstance(node.rule, GradedRule) else mark


def _with_grade(rule: GradedRule, mark: Mark, leading: str) -> Mark:
    """Points that were typed last decide the grade; otherwise only an empty half is filled."""
    if mark.not_applicable:
        return mark
    if leading == MarkColumn.POINTS and mark.points is not None and rule.grade_of(mark.points) is not None:
        mark = replace(mark, grade="")
    return rule.completed(mark)


def _problems(node: Node, typed: Typed, mark: Mark) -> Iterator[Problem]:
    grade = typed.values.get(MarkColumn.GRADE)
    if typed.unread is not None:
        # nothing else is asked before that is mended
        column = next(key for key, value in typed.values.items() if value is typed.unread)
        yield Problem(column, EntrySeverity.ERROR, typed.unread.problem)
    elif has_events(node) and grade not in (None, NONE_WORD, SOME_WORD, ABSENT_WORD):
        yield Problem(MarkColumn.GRADE, EntrySeverity.ERROR, f"“{grade}”不适用。请填“无”或“有”。")
    elif has_events(node) and grade == SOME_WORD and not mark.events:
        yield Problem(MarkColumn.GRADE, EntrySeverity.ERROR, "还没有登记事项。请按 Enter 登记；全年没有的填“无”。")
    elif mark.is_empty:
        if mark.basis:
            yield Problem(MarkColumn.BASIS, EntrySeverity.WARNING, "只填了依据，还没有评定，没有保存。")
    else:
        for issue in check_mark(node, mark):
            yield Problem(_column_of(node, mark, issue.code), EntrySeverity.ERROR, issue.message)
        yield from _questions(mark)


def _questions(mark: Mark) -> Iterator[Problem]:
    """What may stand and yet looks wrong."""
    if mark.rate is not None and mark.rate > _HIGH_RATE:
        yield Problem(MarkColumn.RATE, EntrySeverity.WARNING, "完成率超过200%，请核对是否少填了百分号。")
    if mark.not_applicable and not mark.basis:
        yield Problem(MarkColumn.BASIS, EntrySeverity.WARNING, "请在评定依据中写明为什么没有这项任务。")


def _column_of(node: Node, mark: Mark, code: str) -> str:
    """The column at which a finding stands; of several raters the first whose points alone are refused."""
    raters = raters_of(node)
    if raters and not mark.not_applicable:
        lone = ((rating, replace(mark, ratings=(rating,))) for rating in mark.ratings)
        wrong = (rating.rater for rating, alone in lone if check_mark(node, alone))
        return rater_column(next(wrong, raters[0].name))
    return _COLUMN_OF_CODE.get(code.split("-")[1], MarkColumn.BASIS)
