"""Score workbooks recalculated by LibreOffice, held against the program's points.

`python -m tests.integration.recalculation 1000` does it with so many random provisional sheets, more than fit into the
suite.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.random_years.varied import varied_year
from tests.random_years.year import random_year
from xiaowei_desktop.application.score_sheets import score_sheets
from xiaowei_desktop.application.scoring import YearScores
from xiaowei_desktop.domain.scoring.ranking import rank
from xiaowei_desktop.domain.scoring.score_sheet import ScoreSheet
from xiaowei_desktop.reporting.score_formulas.calculation import Calculation, Part
from xiaowei_desktop.reporting.score_formulas.calculation_sheet import CHECK, SAME, VALUE
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.sheet import Sheet
from xiaowei_desktop.spreadsheets.sheet_workbook import write_sheets

AT_ONCE = 100
"""Workbooks that one start of LibreOffice recalculates."""
_POINTS_COLUMN = 8
_STALE = b"-987654"
_ALWAYS_COMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""

Printed = tuple[ScoreSheet, Sheet]
"""An organisation's scores, and the sheet that goes into the workbook."""


def printed(scores: YearScores) -> list[Printed]:
    return list(zip(scores.sheets, score_sheets(scores), strict=True))


def random_sheets() -> Iterator[Printed]:
    """Of one random year after another, complete ones and ones in which something is missing or was changed."""
    for number in count():
        year = (varied_year if number % 2 else random_year)(number // 2)
        sheets, evidence = year.sheets(), year.evidence()
        yield from printed(YearScores(year.plan, year.number, sheets, rank(year.scheme, sheets), evidence=evidence))


def written(sheet: Sheet, path: Path) -> Path:
    """Its workbook, in which every formula carries a wrong value: only what is computed can be right."""
    write_sheets([sheet], path)
    stale = path.with_name(f"stale-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stale, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>" + _STALE + rb"\g<2>", content)
            target.writestr(entry, content)
    stale.replace(path)
    return path


def recalculated(soffice: Path, books: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice leaves them when it computes everything anew."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_COMPUTE, encoding="utf-8")
    out = folder / "recalculated"
    command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(out), *map(str, books)], check=True, capture_output=True, timeout=600)
    return [out / book.name for book in books]


def all_written(sheets: Sequence[Printed], folder: Path) -> list[Path]:
    return [written(sheet, folder / f"{number}.xlsx") for number, (_, sheet) in enumerate(sheets)]


def differences(sheets: Sequence[Printed], books: Sequence[Path]) -> Iterator[str]:
    """Every node, on the page 计算 and on the printed sheet, that a workbook has other points for."""
    for (scores, sheet), book in zip(sheets, books, strict=True):
        opened = CalamineWorkbook.from_path(book)
        own, computed = (opened.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in opened.sheet_names)
        yield from _computed_differences(scores, sheet, computed)
        yield from _printed_differences(sheet, own)


def _computed_differences(scores: ScoreSheet, sheet: Sheet, rows: Sequence[Sequence[object]]) -> Iterator[str]:
    points = {scored.node.code: scored.points for scored in scores.root.walk()} | {scores.root.node.code: scores.total}
    lines = {line.node: line for line in calculation_of(sheet).lines if line.part is Part.POINTS}
    if points.keys() != lines.keys():
        yield f"{scores.unit}: {points.keys() ^ lines.keys()} on one side only"
    table = {str(row[0]): row for row in rows if row[1] and row[2] not in ("", None) and row[CHECK] in (SAME, "不一致")}
    for code, wanted in points.items():
        if wanted is None:
            continue
        row = table.get(code)
        if row is None or Decimal(str(row[VALUE])) != wanted or row[CHECK] != SAME:
            yield f"{sheet.title} {code}: {wanted} became {row and (row[VALUE], row[CHECK])}"


def _printed_differences(sheet: Sheet, rows: Sequence[Sequence[object]]) -> Iterator[str]:
    first = next(number for number, row in enumerate(rows) if row[_POINTS_COLUMN] == "得分") + 1
    for row, column, cell in sheet.placed_cells():
        if sheet.columns[column].key == "points" and isinstance(cell.value, Decimal):
            found = rows[first + row][column]
            if Decimal(str(found)) != cell.value:
                yield f"{sheet.title} {cell.source}: {cell.value} is printed as {found}"


def calculation_of(sheet: Sheet) -> Calculation:
    """What the sheet's workbook computes."""
    assert sheet.calculation is not None
    return sheet.calculation()


def unsaid(sheets: Sequence[Printed]) -> Counter[str]:
    """How many lines are formulas, and what the others say."""
    found = Counter[str]()
    for _, sheet in sheets:
        for line in calculation_of(sheet).lines:
            if line.part is Part.POINTS:
                found["formula" if isinstance(line.content, Expression) else line.note] += 1
    return found


def main(wanted: int) -> int:
    """So many random sheets, and every difference; the count of them is the exit code's."""
    soffice = Path(shutil.which("soffice") or "soffice")
    source, said, found = random_sheets(), Counter[str](), 0
    with tempfile.TemporaryDirectory() as scratch:
        for start in range(0, wanted, AT_ONCE):
            sheets = [next(source) for _ in range(min(AT_ONCE, wanted - start))]
            books = all_written(sheets, Path(scratch))
            wrong = list(differences(sheets, recalculated(soffice, books, Path(scratch))))
            found += len(wrong)
            said += unsaid(sheets)
            print(start + len(sheets), "sheets,", found, "differences", *wrong[:5], sep="\n  ", flush=True)
    for note, times in said.most_common():
        print(f"{times:6} {note}")
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
