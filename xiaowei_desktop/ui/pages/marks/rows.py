"""The rows of a mark table, from the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xiaowei_desktop.domain.scoring.rules import GradedRule
from xiaowei_desktop.ui.grids.entry_content import EntryIssue, EntryRow, EntryValue, GroupRow, Unread
from xiaowei_desktop.ui.pages.marks.book import ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.columns import MarkColumn, asked_columns, grade_choices, grade_labels
from xiaowei_desktop.ui.pages.marks.words import entered_words


def row_key(key: ItemKey) -> str:
    """An item's key as a table and a link carry it: market|A2."""
    return "|".join(key)


def item_key(text: str) -> ItemKey:
    """The key that `row_key` wrote; an empty item where the text names only an organisation."""
    unit, _, item = text.partition("|")
    return unit, item


def rows_of_unit(book: MarkBook, unit: str, columns: Iterable[str]) -> Iterator[EntryRow | GroupRow]:
    """The organisation's items under the scheme's sections; `columns` are those of the table."""
    asked = tuple(columns)
    last = ""
    for key in book.keys_of_unit(unit):
        section = _section(book, key)
        if section != last:
            last = section
            yield GroupRow(section)
        yield _row(book, key, asked)


def rows_of_item(book: MarkBook, item: str, columns: Iterable[str]) -> Iterator[EntryRow | GroupRow]:
    """The item for all organisations that it is for."""
    asked = tuple(columns)
    return (_row(book, key, asked) for key in book.keys_of_item(item))


def shown_values(book: MarkBook, key: ItemKey) -> Mapping[str, EntryValue]:
    """What was typed, what follows from it, the points now, and who entered it."""
    typed, mark = book.typed(key), book.judgement(key).mark
    values: dict[str, EntryValue] = {column: typed.values.get(column) for column in asked_columns(book.node(key))}
    if mark is not None and not mark.not_applicable and isinstance(book.node(key).rule, GradedRule):
        for column, follows in ((MarkColumn.GRADE, mark.grade or None), (MarkColumn.POINTS, mark.points)):
            if not isinstance(values[column], Unread):
                values[column] = follows
    values[MarkColumn.RESULT] = book.standing(key).scored.points
    values[MarkColumn.ENTERED] = entered_words(book, key)
    return values


def issues(book: MarkBook, keys: Iterable[ItemKey]) -> Iterator[EntryIssue]:
    """The problems at their cells; what cannot be read is marked by the table itself."""
    for key in keys:
        if book.typed(key).unread is None:
            for problem in book.judgement(key).problems:
                yield EntryIssue(row_key(key), problem.column, problem.severity, problem.message)


def _row(book: MarkBook, key: ItemKey, columns: Iterable[str]) -> EntryRow:
    node = book.node(key)
    given: dict[str, EntryValue] = {
        MarkColumn.CODE: node.code,
        MarkColumn.TITLE: node.title,
        MarkColumn.UNIT: book.plan.organisation(key[0]).name,
        MarkColumn.MAXIMUM: node.points,
        MarkColumn.RULE: node.sentence,
    }
    locked = frozenset(columns) - frozenset(asked_columns(node))
    choices: dict[str, tuple[str, ...]] = {MarkColumn.GRADE: grade_choices(node)}
    return EntryRow(row_key(key), {**given, **shown_values(book, key)}, locked, choices, grade_labels(node))


def _section(book: MarkBook, key: ItemKey) -> str:
    code = key[1]
    return next((top.title for top in book.scheme.root.children if any(n.code == code for n in top.walk())), "")
