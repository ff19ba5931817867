"""`self-assessment`, `objections`, `objections list`, `objections answer`: what units say of their own scores."""

from __future__ import annotations

import argparse
from pathlib import Path

from xiaowei_desktop.application.assessable import item_name
from xiaowei_desktop.application.desk import Desk, find_unit
from xiaowei_desktop.application.objections import answer_objection, cases_of_year, write_objection_forms
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.application.self_assessments import write_self_assessment_forms
from xiaowei_desktop.cli.argument_values import a_name, a_path, a_text, a_year, some_points
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.cli.voice_views import objections_json
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.errors import UsageError
from xiaowei_desktop.reporting.voice_words import case_state

_LIST, _ANSWER = "list", "answer"


def self_assessment(session: Session) -> int:
    """One 自评表 for each assessed unit."""
    arguments = session.arguments
    with session.desk() as desk:
        written = write_self_assessment_forms(
            desk, session.tools.forms, arguments.year, Path(arguments.out), arguments.unit
        )
    return _told(written, "自评表")


def objections(session: Session) -> int:
    """One 异议表 for each assessed unit; after `list` the year's objections, after `answer` the office's answer."""
    arguments = session.arguments
    match arguments.words:
        case [verb, db] if verb in (_LIST, _ANSWER):
            arguments.db = db
            with session.desk() as desk:
                return _list(session, desk) if verb == _LIST else _answer(session, desk)
        case [db] if arguments.out:
            arguments.db = db
            with session.desk() as desk:
                written = write_objection_forms(
                    desk, session.tools.forms, arguments.year, Path(arguments.out), arguments.unit
                )
            return _told(written, "异议表")
        case _:
            raise UsageError(
                "导出异议表要写：objections 数据库 --year 年度 --out 文件夹。",
                "列出异议：objections list 数据库 --year 年度；答复异议：objections answer 数据库 --year 年度 "
                "--unit 单位 --item 评分项编码 --keep（或 --points 分数）--reason 理由。",
            )


def _told(written: tuple[Path, ...], word: str) -> int:
    for path in written:
        show(str(path))
    say(f"已导出 {len(written)} 份{word}。")
    return 0


def _list(session: Session, desk: Desk) -> int:
    scores, cases = score_year(desk, session.arguments.year), cases_of_year(desk, session.arguments.year)
    if session.wants_json:
        show_json(objections_json(scores, cases))
        return 0
    for case in cases:
        wanted = "" if case.objection.wanted is None else plain_text(case.objection.wanted)
        name = item_name(scores.plan, case.unit, case.item)
        show("\t".join((name, case.objection.text, wanted, case_state(case))))
    say(f"共 {len(cases)} 条异议，{sum(case.is_open for case in cases)} 条尚未答复。")
    return 0


def _answer(session: Session, desk: Desk) -> int:
    arguments = session.arguments
    if arguments.unit is None or arguments.item is None or arguments.reason is None:
        raise UsageError(
            "答复异议要写明 --unit、--item 和 --reason。", "例如：--unit 市监局 --item B1.3 --keep --reason …"
        )
    if arguments.keep is (arguments.points is not None):
        raise UsageError("答复异议请写 --keep（维持原分）或者 --points（改为多少分），二者写一个。")
    plan = desk.plan(arguments.year)
    unit = find_unit(plan, arguments.unit)
    answer_objection(desk, arguments.year, unit, arguments.item, arguments.points, arguments.reason)
    said = "维持原分" if arguments.points is None else f"改为{plain_text(arguments.points)}分"
    say(f"已答复：{item_name(plan, unit, arguments.item)}，{said}。")
    return 0


def add_objections(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", metavar="数据库", type=a_path, nargs="+", help="列出异议：list 数据库；答复异议：answer 数据库"
    )
    parser.add_argument("--plan", metavar="方案", type=a_name, help="数据库有多个方案时指明用哪个")
    parser.add_argument("--year", metavar="年度", type=a_year, required=True)
    parser.add_argument("--out", metavar="文件夹", type=a_path, help="导出各单位的异议表")
    parser.add_argument("--unit", metavar="单位", type=a_name)
    parser.add_argument("--item", metavar="评分项编码", type=a_name)
    parser.add_argument("--keep", action="store_true", help="答复：维持原分")
    parser.add_argument("--points", metavar="分数", type=some_points, help="答复：改为多少分")
    parser.add_argument("--reason", metavar="理由", type=a_text)
    parser.add_argument("--json", action="store_true", help="输出 JSON")
