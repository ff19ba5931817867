"""The few colours of a sheet, as RRGGBB, the same on paper and in Excel; black and white lose nothing."""

from __future__ import annotations

from typing import Final

from xiaowei_desktop.reporting.sheet import Tone

INK: Final = "000000"
HEADING_FILL: Final = "E4E4E4"
GROUP_FILL: Final = "F1F1F1"
TONE_INK: Final = {
    Tone.GOOD: "1B6E36",
    Tone.SLOW: "8A5A00",
    Tone.BAD: "B3261E",
    Tone.MUTED: "5C5C5C",
}
"""Each stands out from white by at least 4.5:1."""
