"""`targets`, `targets take`, `fill-up`: between a city and its counties."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from xiaowei_desktop.application.fill_up import fill_up
from xiaowei_desktop.application.upper_targets import hand_down, take_targets
from xiaowei_desktop.cli.argument_values import a_name, a_path, a_quarter, a_year
from xiaowei_desktop.cli.session import Session, say, show

TAKE = "targets take"
"""A command of two words: the words behind `targets` are otherwise a database's."""


def joined(argv: Sequence[str]) -> Sequence[str]:
    """The arguments with the two words of `TAKE` as one."""
    words = TAKE.split()
    return [TAKE, *argv[len(words) :]] if list(argv[: len(words)]) == words else argv


def targets(session: Session) -> int:
    """The county's targets as a workbook."""
    arguments = session.arguments
    with session.desk() as desk:
        handed = hand_down(desk, session.tools.upper, arguments.unit, Path(arguments.out), arguments.year)
    show(arguments.out)
    say(f"已写出{handed.unit_name}的 {len(handed.rows)} 个目标。")
    return 0


def take(session: Session) -> int:
    """The city's targets into the county's own plan."""
    with session.desk() as desk:
        taken = take_targets(desk, session.tools.upper, Path(session.arguments.file))
    for line in taken.added:
        show(f"新增：{line}")
    for line in taken.changed:
        show(f"改动：{line}")
    for line in taken.left_out:
        say(f"未读入：{line}")
    say(f"新增 {len(taken.added)} 处，改动 {len(taken.changed)} 处，{taken.unchanged} 个目标未变化。")
    return 1 if taken.left_out else 0


def fill(session: Session) -> int:
    """The city's form with this county's accepted figures."""
    arguments = session.arguments
    form, out = Path(arguments.form), Path(arguments.out)
    with session.desk() as desk:
        filled = fill_up(desk, session.tools.reader, session.tools.upper, form, arguments.quarter, out)
    show(str(out))
    for cell in filled.open:
        say(f"未填 {cell.cell}“{cell.indicator}”：{cell.reason}。")
    say(f"已填 {filled.rows} 行，{len(filled.open)} 行未填。请核对、填写表头后报送。")
    return 0


def add_targets(parser: argparse.ArgumentParser) -> None:
    """What stands behind the database."""
    parser.add_argument("--unit", metavar="区县", type=a_name, required=True)
    parser.add_argument("--out", metavar="文件", type=a_path, required=True)
    parser.add_argument("--year", metavar="年度", type=a_year, help="只下达这一年和整个规划期的目标")


def add_take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="下达目标", type=a_path)


def add_fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="上级季报表", type=a_path)
    parser.add_argument("--quarter", metavar="季度", type=a_quarter, required=True, help="如 2021Q2")
    parser.add_argument("--out", metavar="文件", type=a_path, required=True)
