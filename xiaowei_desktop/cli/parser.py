"""The commands and their arguments."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from xiaowei_desktop import __version__
from xiaowei_desktop.application.sheets import SHEETS
from xiaowei_desktop.cli import (
    breakdown_command,
    evidence_commands,
    final_commands,
    plan_commands,
    plan_update_command,
    return_commands,
    safety_commands,
    sample_command,
    score_commands,
    upper_commands,
    voice_commands,
    what_if_commands,
)
from xiaowei_desktop.cli.argument_values import a_day, a_name, a_number, a_path, a_quarter, a_text, a_year
from xiaowei_desktop.cli.chinese_argparse import ChineseParser, speak_chinese
from xiaowei_desktop.cli.self_test import self_test
from xiaowei_desktop.cli.session import Session

Command = Callable[[Session], int]


def build_parser() -> ChineseParser:
    """The whole command line. Every command sets `run`, a `Command`."""
    speak_chinese()
    parser = ChineseParser(prog="xiaowei-desktop", description="小微企业三年成长计划：目标、季报和考核评分。")
    parser.add_argument("--version", action="version", version=__version__, help="显示版本号")
    commands = parser.add_subparsers(metavar="命令", required=True)
    _add_plans(commands)
    _add_breakdown(commands)
    _add_returns(commands)
    _add_scores(commands)
    _add_voice(commands)
    _add_evidence(commands)
    _add_trials(commands)
    _add_safety(commands)
    return parser


def _command(commands: argparse._SubParsersAction[ChineseParser], name: str, text: str, run: Command) -> ChineseParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--operator", metavar="姓名", type=a_text, help="经办人，记入历史；不写时用登录名")
    parser.set_defaults(run=run)
    return parser


def _database(parser: ChineseParser) -> None:
    parser.add_argument("db", metavar="数据库", type=a_path)
    parser.add_argument("--plan", metavar="方案", type=a_name, help="数据库有多个方案时指明用哪个")


def _add_plans(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    plans = _command(commands, "plans", "列出内置方案", plan_commands.plans)
    plans.add_argument("--json", action="store_true", help="输出 JSON")
    new = _command(commands, "new", "按方案新建数据库", plan_commands.new)
    new.add_argument("db", metavar="数据库", type=a_path)
    new.add_argument("--plan", metavar="方案", type=a_name, required=True, help="内置方案的编号，或者方案工作簿")
    plan = commands.add_parser(
        "plan", help="查看、导出、检查、加入和更新方案", description="查看、导出、检查、加入和更新方案"
    )
    inner = plan.add_subparsers(metavar="命令", required=True)
    shown = _command(inner, "show", "单位、指标、目标、任务、细则和口径说明", plan_commands.plan_show)
    _database(shown)
    shown.add_argument("--json", action="store_true", help="输出 JSON")
    _add_plan_books(inner)


def _add_plan_books(inner: argparse._SubParsersAction[ChineseParser]) -> None:
    exported = _command(inner, "export", "把方案导出为工作簿，可以修改后再读入", plan_commands.plan_export)
    _database(exported)
    exported.add_argument("out", metavar="工作簿", type=a_path)
    blank = _command(inner, "new", "写出空白的方案工作簿，填好后新建或加入方案", plan_commands.plan_new)
    blank.add_argument("out", metavar="工作簿", type=a_path)
    checked = _command(inner, "check", "检查方案工作簿，列出每一处问题", plan_commands.plan_check)
    checked.add_argument("workbook", metavar="工作簿", type=a_path)
    checked.add_argument("--json", action="store_true", help="输出 JSON")
    updated = _command(inner, "update", "用改过的方案工作簿更新方案，先列出改动和影响", plan_update_command.plan_update)
    _database(updated)
    plan_update_command.add_arguments(updated)
    added = _command(inner, "add", "在数据库中加入一个方案", plan_commands.plan_add)
    added.add_argument("db", metavar="数据库", type=a_path)
    added.add_argument("--plan", metavar="方案", type=a_name, required=True, help="内置方案的编号，或者方案工作簿")


def _add_breakdown(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    shared = _command(commands, "breakdown", "把全域目标分解到区县", breakdown_command.breakdown)
    _database(shared)
    breakdown_command.add_arguments(shared)
    targets = _command(commands, "targets", "给区县下达目标", upper_commands.targets)
    _database(targets)
    upper_commands.add_targets(targets)
    taken = _command(commands, upper_commands.TAKE, "接收上级下达的目标", upper_commands.take)
    _database(taken)
    upper_commands.add_take(taken)
    filled = _command(commands, "fill-up", "用本级已审核的数填报上级报表", upper_commands.fill)
    _database(filled)
    upper_commands.add_fill(filled)


def _add_returns(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    forms = _command(commands, "forms", "导出各单位的季报表", return_commands.forms)
    _database(forms)
    _quarter(forms)
    forms.add_argument("--out", metavar="文件夹", type=a_path, required=True)
    forms.add_argument("--unit", metavar="单位", type=a_name)
    taken = _command(commands, "import", "导入季报、评定表、自评表和异议表", return_commands.take_in)
    _database(taken)
    taken.add_argument("paths", metavar="文件或文件夹", type=a_path, nargs="+")
    taken.add_argument("--dry-run", action="store_true", help="只预览，不保存")
    taken.add_argument("--received", metavar="日期", type=a_day, help="收到日期，不写时为今天")
    taken.add_argument("--json", action="store_true", help="输出 JSON")
    approved = _command(commands, "approve", "审核通过", return_commands.approve)
    _database(approved)
    _quarter(approved)
    approved.add_argument("--unit", metavar="单位", type=a_name)
    approved.add_argument("--reason", metavar="说明", type=a_text, help="小微办对警告的说明")
    returned = _command(commands, "return", "退回修改", return_commands.send_back)
    _database(returned)
    _quarter(returned)
    returned.add_argument("--unit", metavar="单位", type=a_name, required=True)
    returned.add_argument("--reason", metavar="原因", type=a_text, required=True)
    for name, text, run in (
        ("status", "各单位报送情况", return_commands.status),
        ("progress", "各指标完成进度", return_commands.progress),
    ):
        shown = _command(commands, name, text, run)
        _database(shown)
        _quarter(shown)
        shown.add_argument("--json", action="store_true", help="输出 JSON")


def _add_scores(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    marks = _command(commands, "marks", "导出评定表", score_commands.marks)
    _database(marks)
    _year(marks, required=True)
    marks.add_argument("--out", metavar="文件", type=a_path, required=True)
    score = _command(commands, "score", "考核评分和排名", score_commands.score)
    _database(score)
    _year(score, required=True)
    score.add_argument("--out", metavar="文件夹", type=a_path, help="写出评分明细表和排名表")
    score.add_argument("--final", action="store_true", help="定稿并锁定本年度；有未齐事项时拒绝，并列出来")
    score.add_argument("--json", action="store_true", help="输出 JSON")
    _add_finals(commands)
    printed = _command(commands, "print", "把一张表写成 PDF 或 Excel", score_commands.print_sheet)
    _database(printed)
    printed.add_argument("sheet", metavar="表名", choices=list(SHEETS), help="、".join(SHEETS))
    printed.add_argument("--out", metavar="文件", type=a_path, required=True)
    _year(printed, required=False)
    printed.add_argument("--quarter", metavar="季度", type=a_quarter)
    printed.add_argument("--unit", metavar="单位", type=a_name)
    printed.add_argument(
        "--final", metavar="次数", type=a_number, help="重印第几次定稿的表（与得分、自评、异议有关的）"
    )


def _add_voice(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    assessment = _command(commands, "self-assessment", "导出各单位的自评表", voice_commands.self_assessment)
    _database(assessment)
    _year(assessment, required=True)
    assessment.add_argument("--out", metavar="文件夹", type=a_path, required=True)
    assessment.add_argument("--unit", metavar="单位", type=a_name)
    objections = _command(commands, "objections", "导出异议表；列出和答复异议", voice_commands.objections)
    voice_commands.add_objections(objections)


def _add_evidence(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    text = "支撑材料：附上、清单、取下、导出"
    inner = commands.add_parser("evidence", help=text, description=text).add_subparsers(metavar="命令", required=True)
    for name, what, run, arguments in (
        ("add", "把文件附在评分项或者季报的一行上", evidence_commands.add, evidence_commands.add_to),
        ("list", "各单位逐项的支撑材料，缺什么", evidence_commands.listed, evidence_commands.add_list),
        ("remove", "取下，写明原因；文件仍保存", evidence_commands.remove, evidence_commands.add_remove),
        ("export", "一个单位的材料按细则的次序导出", evidence_commands.export, evidence_commands.add_export),
    ):
        command = _command(inner, name, what, run)
        _database(command)
        arguments(command)


def _add_trials(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    for name, text, run, add in (
        ("losses", "失分分析：各项失分，再完成多少可以多得几分", what_if_commands.losses, what_if_commands.add_losses),
        (
            "what-if",
            "假设试算：改一个数会得几分、排第几，不保存",
            what_if_commands.what_if,
            what_if_commands.add_what_if,
        ),
    ):
        parser = _command(commands, name, text, run)
        _database(parser)
        add(parser)


def _add_finals(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    for name, text, run, add in (
        ("finals", "历次定稿", final_commands.finals, final_commands.add_finals),
        ("reopen", "重新开启已定稿的年度", final_commands.reopen, final_commands.add_reopen),
        ("verify", "核验定稿：用冻结的资料重新计算，逐项比较", final_commands.verify, final_commands.add_verify),
    ):
        parser = _command(commands, name, text, run)
        _database(parser)
        _year(parser, required=True)
        add(parser)


def _add_safety(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    backup = _command(commands, "backup", "备份数据库", safety_commands.backup)
    backup.add_argument("db", metavar="数据库", type=a_path)
    backup.add_argument("out", metavar="文件", type=a_path, nargs="?")
    restore = _command(commands, "restore", "用备份恢复数据库", safety_commands.restore)
    restore.add_argument("backup", metavar="备份", type=a_path)
    restore.add_argument("db", metavar="数据库", type=a_path)
    check = _command(commands, "check", "检查数据库是否完好", safety_commands.check)
    check.add_argument("db", metavar="数据库", type=a_path)
    _command(commands, "self-test", "检查安装是否完好", self_test)
    sample = _command(commands, "sample", "用样例数据走一遍全年", sample_command.sample)
    sample.add_argument("--out", metavar="文件夹", type=a_path, required=True)
    sample.add_argument("--open", action="store_true", help="走完后在窗口中打开")


def _quarter(parser: ChineseParser) -> None:
    parser.add_argument("--quarter", metavar="季度", type=a_quarter, required=True, help="如 2020Q2")


def _year(parser: ChineseParser, *, required: bool) -> None:
    parser.add_argument("--year", metavar="年度", type=a_year, required=required)
