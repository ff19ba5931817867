"""Every colour, size and distance of the window, named by its purpose. Nothing else names a colour."""

from __future__ import annotations

from dataclasses import dataclass, fields

MIN_TEXT_PT = 9.0
MAX_TEXT_PT = 16.0
DEFAULT_TEXT_PT = 10.5
_PX_PER_PT = 96 / 72


@dataclass(frozen=True, slots=True)
class Colours:
    """One look. Text colours reach a contrast of 4.5:1 on every ground they stand on."""

    window: str  # behind a page
    surface: str  # tables, fields, cards
    raised: str  # headings of tables, group rows, hovered buttons
    navigation: str
    text: str
    text_muted: str
    text_disabled: str
    line: str  # grid and hairlines
    border: str  # around fields and buttons
    border_strong: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str  # selection
    entry: str  # a cell that can be typed in
    match: str  # what the search found
    good: str
    good_soft: str
    slow: str
    slow_soft: str
    bad: str
    bad_soft: str
    bad_hover: str
    tooltip: str
    on_tooltip: str


LIGHT = Colours(
    window="#F4F6F8",
    surface="#FFFFFF",
    raised="#EFF2F5",
    navigation="#E9EDF2",
    text="#1F252C",
    text_muted="#56616D",
    text_disabled="#949DA8",
    line="#E1E5EA",
    border="#C9D0D8",
    border_strong="#9AA5B1",
    accent="#2B5F9E",
    accent_hover="#245389",
    accent_pressed="#1D4573",
    on_accent="#FFFFFF",
    accent_soft="#DCE8F6",
    entry="#FFF9DB",
    match="#FFE7A3",
    good="#1B7339",
    good_soft="#E5F3E9",
    slow="#855400",
    slow_soft="#FBF0DA",
    bad="#B0261E",
    bad_soft="#FBE9E7",
    bad_hover="#96201A",
    tooltip="#2A313A",
    on_tooltip="#F4F6F8",
)

DARK = Colours(
    window="#1A1D21",
    surface="#212529",
    raised="#2A2F35",
    navigation="#15181B",
    text="#E3E6EA",
    text_muted="#A5AEB8",
    text_disabled="#6B747E",
    line="#31373E",
    border="#454D56",
    border_strong="#667079",
    accent="#8AB4E8",
    accent_hover="#A0C3EE",
    accent_pressed="#74A2DB",
    on_accent="#10181F",
    accent_soft="#2B405A",
    entry="#35321F",
    match="#5C4A12",
    good="#7FCB96",
    good_soft="#1F3527",
    slow="#E2B65C",
    slow_soft="#3A2F18",
    bad="#F29A92",
    bad_soft="#432523",
    bad_hover="#F6B2AC",
    tooltip="#E3E6EA",
    on_tooltip="#1A1D21",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Text in points, everything else in logical pixels on a grid of 4; heights follow the text."""

    text_pt: float
    small_pt: float
    title_pt: float
    headline_pt: float
    text_line: int
    control: int
    row: int
    row_compact: int
    icon: int
    radius: int = 4

    @classmethod
    def for_text(cls, text_pt: float) -> Sizes:
        """Sizes for a text of `text_pt` points, which is brought between 9 and 16."""
        pt = min(max(text_pt, MIN_TEXT_PT), MAX_TEXT_PT)
        line = pt * _PX_PER_PT * 1.45
        return cls(
            text_pt=pt,
            small_pt=max(MIN_TEXT_PT, pt - 1),
            title_pt=pt + 3.5,
            headline_pt=pt + 1.5,
            text_line=round(line),
            control=round(line) + 10,
            row=round(line) + 10,
            row_compact=round(line) + 6,
            icon=2 * round(pt * _PX_PER_PT * 1.15 / 2),
        )


@dataclass(frozen=True, slots=True)
class Tokens:
    """One look at one text size."""

    colours: Colours
    sizes: Sizes

    def as_words(self) -> dict[str, str]:
        """Every token under its name, as a stylesheet writes it."""
        return {
            field.name: str(getattr(part, field.name)) for part in (self.colours, self.sizes) for field in fields(part)
        }
