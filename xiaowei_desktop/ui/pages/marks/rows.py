"""The rows of a mark table, from the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xiaowei_desktop.domain.scoring.rules import GradedRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntryRow, EntryValue, GroupRow, Unread
from xiaowei_desktop.ui.pages.marks.book import ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.columns import NONE_WORD, SOME_WORD, TYPED, MarkColumn, asked_columns, has_events
from xiaowei_desktop.ui.pages.marks.words import entered_words


def row_key(key: ItemKey) -> str:
    """An item's key as a table and a link carry it: market|A2."""
    return "|".join(key)


def item_key(text: str) -> ItemKey:
    """The key that `row_key` wrote; an empty item where the text names only an organisation."""
    unit, _, item = text.partition("|")
    return unit, item


def grade_choices(node: Node) -> tuple[str, ...]:
    """What may be chosen as 等次 of one item."""
    if has_events(node):
        return (NONE_WORD, SOME_WORD)
    return node.rule.choices() if node.rule else ()


def rows_of_unit(book: MarkBook, unit: str) -> Iterator[EntryRow | GroupRow]:
    """The organisation's items under the scheme's sections."""
    last = ""
    for key in book.keys_of_unit(unit):
        section = _section(book, key)
        if section != last:
            last = section
            yield GroupRow(section)
        yield _row(book, key)


def rows_of_item(book: MarkBook, item: str) -> Iterator[EntryRow | GroupRow]:
    """The item for all organisations that it is for."""
    return (_row(book, key) for key in book.keys_of_item(item))


def shown_values(book: MarkBook, key: ItemKey) -> Mapping[str, EntryValue]:
    """What was typed, what follows from it, the points now, and who entered it."""
    typed, judged = book.typed(key), book.judgement(key)
    values: dict[str, EntryValue] = {column: typed.values.get(column) for column in TYPED}
    mark = judged.mark
    if mark is not None and isinstance(book.node(key).rule, GradedRule):
        for column, follows in ((MarkColumn.GRADE, mark.grade or None), (MarkColumn.POINTS, mark.points)):
            if not isinstance(values[column], Unread):
                values[column] = follows
    values[MarkColumn.RESULT] = judged.points
    values[MarkColumn.ENTERED] = entered_words(book, key)
    return values


def issues(book: MarkBook, keys: Iterable[ItemKey]) -> Iterator[EntryIssue]:
    """The problems at their cells; what cannot be read is marked by the table itself."""
    for key in keys:
        if book.typed(key).unread is None:
            for problem in book.judgement(key).problems:
                yield EntryIssue(row_key(key), problem.column, problem.severity, problem.message)


def _row(book: MarkBook, key: ItemKey) -> EntryRow:
    node = book.node(key)
    given: dict[str, EntryValue] = {
        MarkColumn.CODE: node.code,
        MarkColumn.TITLE: node.title,
        MarkColumn.UNIT: book.plan.organisation(key[0]).name,
        MarkColumn.MAXIMUM: node.points,
        MarkColumn.RULE: node.sentence,
    }
    locked = frozenset(column for column in TYPED if column not in asked_columns(node))
    choices: dict[str, tuple[str, ...]] = {MarkColumn.GRADE: grade_choices(node)}
    return EntryRow(row_key(key), {**given, **shown_values(book, key)}, locked, choices)


def _section(book: MarkBook, key: ItemKey) -> str:
    code = key[1]
    return next((top.title for top in book.scheme.root.children if any(n.code == code for n in top.walk())), "")
