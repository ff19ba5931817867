"""Figures as long as a return may carry, from the form to the backup and back: every digit as it was written."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.integration.cli.changed_workbooks import cell_of, changed, hidden, typed
from tests.integration.command_line import done, dump, find_node, run, unit_named

FORM = "2020Q4_科技局_季报.xlsx"
LONGEST = ("999999999999.999999", "123456789012.345678", "0.000001", "100000000000.1", "676.48", "0.1")


def actual(database: Path) -> Any:
    rows = done("progress", database, "--quarter", "2020Q4", "--json").json["rows"]
    return next(row["actual"] for row in rows if row["indicator"] == "innovation_vouchers")


def figures() -> list[str]:
    chance = random.Random(2020)
    drawn = (f"{chance.randrange(10 ** chance.randint(1, 12))}.{chance.randrange(10**6):06}" for _ in range(6))
    return [*LONGEST, *(text.rstrip("0").rstrip(".") for text in drawn)]


@pytest.mark.parametrize("figure", figures())
def test_a_figure_keeps_every_digit(figure: str, database: Path, tmp_path: Path) -> None:
    done("forms", database, "--quarter", "2020Q4", "--out", tmp_path, "--unit", "科技局")
    fill = (typed("innovation_vouchers", "累计完成", figure), typed("innovation_vouchers", "情况说明", "已核实。"))
    done("import", database, changed(tmp_path / FORM, tmp_path / "填好.xlsx", *fill))
    assert actual(database) == figure
    before = dump(database)
    done("backup", database, tmp_path / "备份.db")
    done("restore", tmp_path / "备份.db", tmp_path / "恢复.db")
    assert dump(tmp_path / "恢复.db") == before
    assert actual(tmp_path / "恢复.db") == figure
    done("forms", database, "--quarter", "2020Q4", "--out", tmp_path, "--unit", "科技局")
    again = run("import", database, tmp_path / FORM)
    assert (again.status, "未变化" in again.err) == (0, True)
    done("print", database, "return", "--quarter", "2020Q4", "--unit", "科技局", "--out", tmp_path / "季报表.xlsx")
    sheet = load_workbook(tmp_path / "季报表.xlsx").worksheets[0]
    printed = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(isinstance(value, float | int) and Decimal(str(value)) == Decimal(figure) for value in printed) or any(
        str(value).replace(",", "") == figure for value in printed
    )
    input_ = find_node(unit_named(done("score", database, "--year", "2020", "--json").json, "科技局"), "B2.2")["trail"]
    assert f"{figure}万元" in [given["value"] for given in input_["inputs"]]


def test_a_figure_too_long_for_a_number_stands_in_the_form_as_text(database: Path, tmp_path: Path) -> None:
    done("forms", database, "--quarter", "2020Q4", "--out", tmp_path, "--unit", "科技局")
    filled = changed(tmp_path / FORM, tmp_path / "填好.xlsx", typed("innovation_vouchers", "累计完成", LONGEST[0]))
    done("import", database, filled)
    done("forms", database, "--quarter", "2020Q4", "--out", tmp_path, "--unit", "科技局")
    assert cell_of(load_workbook(tmp_path / FORM)["季报"], "innovation_vouchers", "累计完成").value == LONGEST[0]


@pytest.mark.parametrize("version", ["2", "10", "9" * 5000])
def test_a_form_of_a_newer_version_is_refused(version: str, database: Path, workbooks: Path, tmp_path: Path) -> None:
    before = dump(database)
    file = changed(workbooks / FORM, tmp_path / FORM, hidden("version", version))
    ran = run("import", database, file)
    assert (ran.status, "更新版本" in ran.err, "请" in ran.err) == (1, True, True)
    assert dump(database) == before
