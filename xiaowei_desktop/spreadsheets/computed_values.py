"""What formulas come to now, written beside them.

Excel's protected view, the previews of mail and chat programs and readers of data show a workbook as it was saved and
compute nothing: without its value a formula is an empty cell there. openpyxl writes none.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import partial
from typing import Final
from xml.sax.saxutils import escape

ComputedValues = Mapping[int, Mapping[str, float | str]]
"""By the worksheet's place from 1 on and the cell's name."""

_FORMULA: Final = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>.*?</f>)<v\s*(?:/>|></v>)</c>', re.DOTALL)
_WORKSHEET: Final = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")


def with_values(packed: bytes, values: ComputedValues) -> bytes:
    """The workbook with these values in its cells with formulas."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.infolist():
            content = source.read(entry)
            found = _WORKSHEET.fullmatch(entry.filename)
            if found is not None and (known := values.get(int(found[1]))):
                content = _FORMULA.sub(partial(_valued, known), content.decode("utf-8")).encode("utf-8")
            out.writestr(entry, content)
    return target.getvalue()


def _valued(known: Mapping[str, float | str], found: re.Match[str]) -> str:
    place, attributes, formula = found.groups()
    value = known.get(place)
    if value is None:
        return found[0]
    if isinstance(value, str):
        return f'<c r="{place}"{attributes} t="str">{formula}<v>{escape(value)}</v></c>'
    return f'<c r="{place}"{attributes}>{formula}<v>{value!r}</v></c>'
