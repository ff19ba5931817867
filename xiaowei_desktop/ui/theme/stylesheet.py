"""The stylesheet: a template whose @words are tokens and small drawings."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from string import Template

from xiaowei_desktop.ui.theme.icons import IconSet
from xiaowei_desktop.ui.theme.tokens import Colours, Tokens


class _TokenTemplate(Template):
    delimiter = "@"


def make_stylesheet(template: str, tokens: Tokens, icons: IconSet, drawing_folder: Path) -> str:
    """The stylesheet for one look. A word that is no token raises `KeyError`.

    A stylesheet takes drawings only from files, so the few it needs (tick, arrows) are written to
    `drawing_folder` in the colours of the look.
    """
    words = tokens.as_words()
    for word, (name, colour) in _drawings(tokens.colours).items():
        words[word] = _write_drawing(icons.svg(name, colour), name, drawing_folder)
    return _TokenTemplate(template).substitute(words)


def _drawings(colours: Colours) -> dict[str, tuple[str, str]]:
    return {
        "tick": ("check", colours.on_accent),
        "tick_disabled": ("check", colours.text_disabled),
        "dash": ("minus", colours.on_accent),
        "arrow_down": ("chevron-down", colours.text_muted),
        "arrow_up": ("chevron-up", colours.text_muted),
        "arrow_right": ("chevron-right", colours.text_muted),
        "arrow_left": ("chevron-left", colours.text_muted),
        "arrow_down_disabled": ("chevron-down", colours.text_disabled),
        "arrow_up_disabled": ("chevron-up", colours.text_disabled),
        "menu_tick": ("check", colours.accent),
    }


def _write_drawing(svg: str, name: str, folder: Path) -> str:
    # Qt keeps drawings by file name, so another colour needs another name.
    path = folder / f"{name}-{sha256(svg.encode()).hexdigest()[:12]}.svg"
    if not path.exists():
        path.write_text(svg, "utf-8")
    return path.as_posix()
