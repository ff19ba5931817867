"""Every way of scoring written by hand in a workbook, as 填写说明 says; what is odd about it is told, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.command_line import done

_TEXTS = ("编码", "上级编码", "考核内容", "计分方式", "计分参数")
TOLD = "考核细则 “X 试写”：各下级分值合计 400 分，与本部分的 401 分不一致。"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """The shipped plan's workbook with a further section, its cells copied from 填写说明."""
    done("new", tmp_path / "库.db", "--plan", "binjiang-2020")
    path = tmp_path / "方案.xlsx"
    done("plan", "export", tmp_path / "库.db", path)
    book = load_workbook(path)
    guide = [[str(cell.value or "") for cell in row] for row in book["填写说明"].iter_rows()]
    examples = {row[1].partition("：")[2]: row[3].partition("\n")[2] for row in guide if "计分参数：" in row[1]}
    sheet = book["考核细则"]
    heading = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    begin = max(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heading["编码"]).value) + 1
    items: list[tuple[str, str, str, int, str, str]] = [("X", "0", "试写", 401, "", "")]
    kinds = [name for name in examples if "共有" not in name]
    for number, kind in enumerate(kinds, start=1):
        parameters = examples[kind].replace("指标编码", "new_enterprises")
        items.append((f"X{number}", "X", kind, 0 if kind == "一票否决" else 40, kind, parameters))
    for at, item in enumerate(items):
        code, parent, title, points, kind, parameters = item
        for name, text in zip(_TEXTS, (code, parent, title, kind, parameters), strict=True):
            sheet.cell(begin + at, heading[name]).value = text or None
        sheet.cell(begin + at, heading["分值"]).value = points
    book.save(path)
    assert len(kinds) == 11
    return path


def test_what_is_odd_is_told_by_each_command_that_takes_the_plan_in(written: Path) -> None:
    checked = done("plan", "check", written)
    assert "“X 试写”：各下级分值合计 400 分，与本部分的 401 分不一致。" in checked.out
    database = written.with_name("库.db")
    trial = done("plan", "update", database, written, "--from", "2020", "--dry-run")
    assert TOLD in trial.err and "现按原文计分。" in trial.err
    updated = done("plan", "update", database, written, "--from", "2020")
    assert TOLD in updated.err and "新增评分项“X11 一票否决”" in updated.out
    fresh = done("new", written.with_name("新库.db"), "--plan", written)
    assert TOLD in fresh.err and "已新建" in fresh.err


def test_a_scheme_with_nothing_odd_is_taken_in_without_a_word(tmp_path: Path) -> None:
    assert "考核细则" not in done("new", tmp_path / "库.db", "--plan", "zhejiang-sme-2020").err
