"""A form goes out, a unit fills it in, and the same texts come back from the same cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.integration.spreadsheets.office_forms import (
    Resave,
    column_letters,
    open_sheet,
    read_return,
    row_by_code,
    row_of,
    texts,
)

HEADING_ROW = 5


@pytest.fixture
def filled_return(blank_return: Path) -> Path:
    """市监局's form as its clerk sends it: figures, a percentage typed with its sign, an error, a formula."""
    book, sheet = open_sheet(blank_return, "季报")
    letters = column_letters(sheet, HEADING_ROW)

    def fill(code: str, column: str, value: object) -> None:
        sheet[f"{letters[column]}{row_of(sheet, code)}"].value = value

    fill("new_enterprises", "本季完成", 1600)
    fill("new_enterprises", "累计完成", 2800)
    fill("new_enterprises", "情况说明", "第一季度受疫情影响；\n第二季度恢复。")
    fill("eight_industries", "累计完成", "1,354家")
    fill("company_share", "累计完成", 0.8605)
    sheet[f"{letters['累计完成']}{row_of(sheet, 'company_share')}"].number_format = "0.00%"
    fill("company_share", "分子", 37)
    fill("company_share", "分母", 43)
    fill("incubator_pool", "累计完成", 676.48)
    fill("joint_stock", "累计完成", "#REF!")
    sheet["L3"], sheet["C4"], sheet["F4"], sheet["L4"] = "王芳", "057188001234", "李强", date(2020, 7, 5)
    book.save(blank_return)
    return blank_return


def check(path: Path) -> None:
    book = read_return(path)
    assert book.identity["unit"] == "market"
    assert {label: cell.text for label, cell in book.head.items()} == {
        "填报单位": "市监局", "填报期": "2020年第2季度", "填报人": "王芳", "联系电话": "057188001234",
        "单位负责人": "李强", "填报日期": "2020-07-05",
    }  # fmt: skip
    new = row_by_code(book, "new_enterprises")
    assert (new["本季完成"].text, new["累计完成"].text) == ("1600", "2800")
    assert (new["累计完成"].cell, new["目标值"].text) == ("H7", "5,900")
    assert new["情况说明"].text == "第一季度受疫情影响；\n第二季度恢复。"
    assert row_by_code(book, "eight_industries")["累计完成"].text == "1,354家"
    share = texts(row_by_code(book, "company_share"))
    assert (share["累计完成"], share["分子"], share["分母"]) == ("86.05%", "37", "43")
    assert row_by_code(book, "incubator_pool")["累计完成"].text == "676.48"
    broken = row_by_code(book, "joint_stock")["累计完成"]
    assert (broken.text, broken.is_error) == ("#REF!", True)
    assert row_by_code(book, "standards")["累计完成"].text == ""


def test_filled_with_excel(filled_return: Path) -> None:
    check(filled_return)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_saved_again_by_another_office(filled_return: Path, resave: Resave, suffix: str) -> None:
    check(resave(filled_return, suffix))


def test_an_old_wps_file_is_read_by_its_bytes(filled_return: Path, resave: Resave) -> None:
    old = resave(filled_return, "xls")
    check(old.rename(old.with_suffix(".et")))


def test_same_bytes_have_the_same_fingerprint(filled_return: Path) -> None:
    from xiaowei_desktop.spreadsheets.reader import CalamineReader

    first, second = CalamineReader().read(filled_return), CalamineReader().read(filled_return)
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64
