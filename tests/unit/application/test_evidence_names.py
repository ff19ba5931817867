"""Names that come from anywhere, as every file system takes them."""

from __future__ import annotations

import pytest

from xiaowei_desktop.application.evidence_names import distinct, file_name, folder_name


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("会议纪要（盖章）.pdf", "会议纪要（盖章）.pdf"),
        ('关于"小升规"的通知: 2020/1.doc', "关于_小升规_的通知_ 2020_1.doc"),
        ("two\nlines\x7f.txt", "two_lines_.txt"),
        ("结尾有点...", "结尾有点"),
        ("  空格 .pdf ", "空格.pdf"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("con.tar.gz", "_con.tar.gz"),
        ("concert.txt", "concert.txt"),
        ("...", "_"),
        (".gitignore", ".gitignore"),
        (f"{'长' * 100}.pdf", f"{'长' * 60}.pdf"),
        (f"第3.{'x' * 40}", f"第3.{'x' * 40}"),
    ],
)
def test_a_name_is_one_that_windows_and_linux_take(name: str, becomes: str) -> None:
    assert file_name(name) == becomes
    assert file_name(becomes) == becomes


def test_a_folder_bears_number_code_and_the_beginning_of_the_title() -> None:
    assert folder_name("03", "A2", "打造小微企业/梯次培育库") == "03 A2 打造小微企业_梯次培育库"
    assert folder_name("03", "A2", "长" * 80) == f"03 A2 {'长' * 30}"


def test_names_that_windows_cannot_tell_apart_are_numbered() -> None:
    assert distinct(["a.pdf", "A.PDF", "b.pdf", "a.pdf", "a (2).pdf"]) == (
        "a.pdf", "A (2).PDF", "b.pdf", "a (3).pdf", "a (2) (2).pdf",
    )  # fmt: skip
