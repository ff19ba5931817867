"""`evidence add`, `evidence list`, `evidence remove`, `evidence export`."""

from __future__ import annotations

import argparse
from pathlib import Path

from xiaowei_desktop.application.attachments import Attached, attach, check_place, detach, place_name
from xiaowei_desktop.application.desk import Desk, find_unit
from xiaowei_desktop.application.evidence_export import export_evidence
from xiaowei_desktop.application.evidence_list import evidence_of_year
from xiaowei_desktop.cli.argument_values import a_name, a_number, a_path, a_quarter, a_text, a_year
from xiaowei_desktop.cli.evidence_views import evidence_json, evidence_lines
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.domain.attachment import MarkPlace, Place, ReturnPlace, SelfAssessmentPlace
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quarterly_return import RowKey
from xiaowei_desktop.errors import UsageError, UserError
from xiaowei_desktop.files import readable


def add(session: Session) -> int:
    """Attaches files to a line or an item, each by itself; those that are refused are named."""
    arguments = session.arguments
    with session.desk() as desk:
        place = _place(desk, arguments)
        check_place(desk.plan(place.year), place)
        came = [_add(desk, place, Path(file), arguments.note) for file in arguments.files]
    refused = [error for error in came if isinstance(error, UserError)]
    for error in refused:
        for line in error.lines():
            say(line)
    new = sum(isinstance(one, Attached) and one.is_new for one in came)
    same = len(came) - len(refused) - new
    say(f"附上 {new} 个文件，{len(refused)} 个没有附上{f'，{same} 个原来已附' if same else ''}。")
    return 1 if refused else 0


def _add(desk: Desk, place: Place, file: Path, note: str) -> Attached | UserError:
    try:
        attached = attach(desk, place, file, note)
    except UserError as refused:
        return refused
    plan = desk.plan(place.year)
    show(f"{attached.attachment.number}\t{attached.attachment.name}\t{place_name(plan, place)}")
    if not attached.is_new:
        say(f"“{readable(file.name)}”与已附的“{attached.attachment.name}”内容相同，没有重复附上；存档的一份完好。")
    return attached


def listed(session: Session) -> int:
    """The lists of a year by item, with what is missing."""
    arguments = session.arguments
    with session.desk() as desk:
        found = evidence_of_year(desk, arguments.year, arguments.unit)
    if session.wants_json:
        show_json(evidence_json(found))
        return 0
    for line in evidence_lines(found):
        show(line)
    for unit in found.units:
        for item in unit.missing:
            say(f"缺材料：{found.plan.organisation(unit.unit).name} {item.node.code} {item.node.title}")
    return 0


def remove(session: Session) -> int:
    """Takes files off their places, by their numbers; those that are refused are named."""
    arguments = session.arguments
    with session.desk() as desk:
        removed = [_remove(desk, number, arguments.reason) for number in arguments.numbers]
    if all(removed):
        return 0
    say(f"取下 {removed.count(True)} 个，{removed.count(False)} 个没有取下。")
    return 1


def _remove(desk: Desk, number: int, reason: str) -> bool:
    try:
        found = detach(desk, number, reason)
    except UserError as refused:
        for line in refused.lines():
            say(line)
        return False
    say(f"已取下“{found.name}”（编号 {number}）；文件仍保存在“支撑材料”文件夹中。")
    return True


def export(session: Session) -> int:
    """A unit's files as a folder with its contents sheet."""
    arguments, tools = session.arguments, session.tools
    out = Path(arguments.out)
    with session.desk() as desk:
        count = export_evidence(
            desk, tools.workbooks, tools.papers, arguments.year, arguments.unit, out, lambda _done, _total, _name: None
        )
    show(str(out))
    say(f"已导出 {count} 个文件和材料目录。")
    return 0


def _place(desk: Desk, arguments: argparse.Namespace) -> Place:
    """The line or the item that the options name. Raises `UsageError` where they name neither or both."""
    by_item = arguments.year is not None and bool(arguments.item)
    by_line = arguments.quarter is not None and bool(arguments.indicator)
    of_item = arguments.year is not None or bool(arguments.item)
    of_line = arguments.quarter is not None or bool(arguments.indicator)
    if by_item == by_line or of_item == of_line:
        raise UsageError(
            "没有写明附在哪里。", "评分项写 --year 2020 --item A2；季报的一行写 --quarter 2020Q2 --indicator 指标编码。"
        )
    if by_line:
        plan = desk.plan(arguments.quarter.year)
        subject = find_unit(plan, arguments.subject) if arguments.subject else plan.subject
        return ReturnPlace(_unit(plan, arguments), arguments.quarter, RowKey(arguments.indicator, subject))
    kind = SelfAssessmentPlace if arguments.self_assessment else MarkPlace
    return kind(_unit(desk.plan(arguments.year), arguments), arguments.year, arguments.item)


def _unit(plan: Plan, arguments: argparse.Namespace) -> str:
    return find_unit(plan, arguments.unit)


def add_to(parser: argparse.ArgumentParser) -> None:
    """What `evidence add` asks for beside the database."""
    parser.add_argument("files", metavar="文件", type=a_path, nargs="+")
    parser.add_argument("--unit", metavar="单位", type=a_name, required=True)
    parser.add_argument("--year", metavar="年度", type=a_year)
    parser.add_argument("--item", metavar="评分项", type=a_name, help="评分项编码，如 A2")
    parser.add_argument("--self-assessment", action="store_true", help="附在自评上，不写时附在评定上")
    parser.add_argument("--quarter", metavar="季度", type=a_quarter, help="如 2020Q2")
    parser.add_argument("--indicator", metavar="指标", type=a_name, help="指标编码")
    parser.add_argument("--subject", metavar="填报对象", type=a_name, help="不写时为全域")
    parser.add_argument("--note", metavar="说明", type=a_text, default="")


def add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="年度", type=a_year, required=True)
    parser.add_argument("--unit", metavar="单位", type=a_name)
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def add_remove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("numbers", metavar="编号", type=a_number, nargs="+", help="清单中的编号")
    parser.add_argument("--reason", metavar="原因", type=a_text, required=True)


def add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="年度", type=a_year, required=True)
    parser.add_argument("--unit", metavar="单位", type=a_name, required=True)
    parser.add_argument("--out", metavar="文件夹", type=a_path, required=True)
