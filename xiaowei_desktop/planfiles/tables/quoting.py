"""Several texts in one cell: what divides them, and quotation marks around a text that holds a divider.

A quoted text is written as JSON writes it, so that any text comes back letter for letter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

ENTRY_MARKS = "、，,；;\n"
FIELD_MARKS = "；;"
LABEL_MARKS = "：:"
VALUE_MARKS = "=＝"
_MARKS = ENTRY_MARKS + LABEL_MARKS + VALUE_MARKS
_DECODER = json.JSONDecoder(strict=False)


def quoted(text: str) -> str:
    """The text as it is where nothing in it could be taken for a divider, else in quotation marks."""
    plain = text and text == text.strip() and '"' not in text and text.isprintable()
    if plain and not set(text) & set(_MARKS):
        return text
    return json.dumps(text, ensure_ascii=False)


def unquoted(piece: str) -> str:
    """The text that `quoted` made the piece from; a piece without quotation marks is taken without outer spaces."""
    text = piece.strip()
    end = _end_of_quotation(text, 0) if text.startswith('"') else 0
    return str(_DECODER.decode(text)) if end and end == len(text) else text


def joined(texts: Iterable[str]) -> str:
    return "、".join(quoted(text) for text in texts)


def entries(text: str) -> tuple[str, ...]:
    """The texts that `joined` put into one, however a person divides them."""
    return tuple(unquoted(piece) for piece in pieces(text, ENTRY_MARKS) if piece.strip())


def pieces(text: str, marks: str) -> tuple[str, ...]:
    """The text divided at each of `marks` that stands outside quotation marks."""
    found: list[str] = []
    begin = at = 0
    fresh = True  # a quotation begins only where a piece begins: 6" is six inches
    while at < len(text):
        end = _end_of_quotation(text, at) if fresh and text[at] == '"' else 0
        if end:
            at, fresh = end, False
            continue
        if text[at] in marks:
            found.append(text[begin:at])
            begin = at + 1
        fresh = text[at] in _MARKS or (fresh and text[at].isspace())
        at += 1
    return (*found, text[begin:])


def divided(text: str, marks: str) -> tuple[str, str] | None:
    """What stands before the first of `marks` and what stands after it; `None` without any."""
    first = pieces(text, marks)[0]
    return None if len(first) == len(text) else (first.strip(), text[len(first) + 1 :])


def _end_of_quotation(text: str, begin: int) -> int:
    """Where the quotation that begins here ends, 0 where it never does."""
    try:
        return _DECODER.raw_decode(text, begin)[1]
    except json.JSONDecodeError:
        return 0
