"""`finals`, `reopen`, `verify`."""

from __future__ import annotations

from xiaowei_desktop.application.final_checks import compare_finals, finals_of, verification_words, verify_final
from xiaowei_desktop.application.finalising import reopen as reopen_year
from xiaowei_desktop.cli.argument_values import a_number, a_text
from xiaowei_desktop.cli.chinese_argparse import ChineseParser
from xiaowei_desktop.cli.final_views import (
    difference_json,
    difference_lines,
    final_json,
    final_line,
    verification_json,
)
from xiaowei_desktop.cli.session import Session, say, show, show_json


def add_finals(parser: ChineseParser) -> None:
    """What stands behind the year."""
    parser.add_argument(
        "--compare", metavar="次数", type=a_number, nargs=2, help="列出两次定稿的不同，如 --compare 1 2"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def add_reopen(parser: ChineseParser) -> None:
    parser.add_argument("--reason", metavar="原因", type=a_text, required=True, help="为什么重新开启，记入历史")


def add_verify(parser: ChineseParser) -> None:
    parser.add_argument("--final", metavar="次数", type=a_number, help="第几次定稿，不写时为最后一次")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def finals(session: Session) -> int:
    """All finals of a year; with `--compare` what changed from one to another."""
    arguments = session.arguments
    with session.desk() as desk:
        entries = finals_of(desk, arguments.year)
        found = compare_finals(desk, arguments.year, *arguments.compare) if arguments.compare else ()
    if session.wants_json:
        compared = {"differences": [difference_json(one) for one in found]} if arguments.compare else {}
        show_json({"finals": [final_json(entry) for entry in entries], **compared})
        return 0
    if arguments.compare:
        for line in difference_lines(found):
            show(line)
        say(f"共 {len(found)} 处不同。" if found else "两次定稿的结果完全相同。")
        return 0
    for entry in entries:
        show(final_line(entry))
    if not entries:
        say(f"{arguments.year}年度还没有定稿过。")
    return 0


def reopen(session: Session) -> int:
    """重新开启; the final is kept."""
    arguments = session.arguments
    with session.desk() as desk:
        reopen_year(desk, arguments.year, arguments.reason)
    say(f"{arguments.year}年度已重新开启，可以修改；原来的定稿保留，可以查看和重印。")
    return 0


def verify(session: Session) -> int:
    """Recomputes a final; 1 where it was altered or comes out otherwise."""
    arguments = session.arguments
    with session.desk() as desk:
        checked = verify_final(desk, arguments.year, arguments.final)
    if session.wants_json:
        show_json(verification_json(checked))
    else:
        for line in difference_lines(checked.differences):
            show(line)
    say(verification_words(checked))
    return 0 if checked.is_equal else 1
