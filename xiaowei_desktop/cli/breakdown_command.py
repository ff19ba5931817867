"""`breakdown`: the whole's target shared out among the counties."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Mapping
from decimal import Decimal

from xiaowei_desktop.application.breakdown import Proposal, break_down, save_targets
from xiaowei_desktop.application.breakdown_request import BreakdownRequest
from xiaowei_desktop.application.desk import find_unit
from xiaowei_desktop.cli.argument_values import a_name, a_scope, a_text, figures_by_name
from xiaowei_desktop.cli.json_values import number
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.domain.breakdown import Method, counties_of
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.errors import UsageError, UserError
from xiaowei_desktop.reporting.breakdown_words import METHOD_WORDS, difference_text

Pairs = Mapping[str, Decimal]


def breakdown(session: Session) -> int:
    """Proposes the counties' targets and, unless it is a dry run, stores them."""
    arguments = session.arguments
    _check_figures(arguments)
    with session.desk() as desk:
        plan = desk.plan(arguments.scope.year)
        weights, values = _by_code(plan, arguments.weights), _by_code(plan, arguments.values)
        request = BreakdownRequest(arguments.indicator, arguments.scope, Method(arguments.by), weights, values)
        proposal = break_down(desk, request)
        if not arguments.dry_run:
            save_targets(desk, proposal, arguments.reason or "")
    if session.wants_json:
        show_json(_json(proposal, stored=not arguments.dry_run))
    else:
        for part in proposal.check.parts:
            value = "—" if part.value is None else plain_text(part.value)
            show(f"{plan.organisation(part.subject).name}\t{value}\t{proposal.indicator.measure_unit}")
    if told := difference_text(proposal.check):
        say(told.rstrip("，") + "。")
    say("只试算，没有保存。" if arguments.dry_run else "已保存为方案的新版本。")
    return 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command behind the database."""
    parser.add_argument("--indicator", metavar="指标编码", type=a_name, required=True)
    parser.add_argument("--scope", metavar="范围", type=a_scope, required=True, help="年度，如 2021；整个规划期写 plan")
    words = "，".join(f"{method.value} {word}" for method, word in METHOD_WORDS.items())
    parser.add_argument("--by", metavar="方法", choices=[method.value for method in Method], required=True, help=words)
    parser.add_argument("--weights", metavar="权重", type=figures_by_name, default={}, help="如 越城区=3,柯桥区=2")
    parser.add_argument(
        "--values", metavar="目标值", type=figures_by_name, default={}, help="逐个填写时，如 越城区=1200,柯桥区=900"
    )
    parser.add_argument("--reason", metavar="理由", type=a_text, help="各区县合计与全域目标不一致时必须写")
    parser.add_argument("--dry-run", action="store_true", help="只试算，不保存")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _by_code(plan: Plan, given: Pairs) -> Pairs:
    found = {find_unit(plan, name): value for name, value in given.items()}
    strangers = [plan.organisation(code).name for code in found if code not in counties_of(plan)]
    if strangers:
        names = "、".join(plan.organisation(code).name for code in counties_of(plan))
        raise UserError(f"“{'、'.join(strangers)}”不是方案中的区县。", f"区县：{names or '无'}。")
    return found


def _check_figures(arguments: Namespace) -> None:
    """Weights and values stand where the method asks for them, and nowhere else."""
    for option, given, method in (
        ("--weights", arguments.weights, Method.WEIGHTS),
        ("--values", arguments.values, Method.HAND),
    ):
        wanted = arguments.by == method.value
        if wanted and not given:
            raise UsageError(f"{METHOD_WORDS[method]}要用 {option} 写明各区县的数。", f"如 {option} 越城区=3,柯桥区=2")
        if given and not wanted:
            raise UsageError(
                f"{option} 只用于{METHOD_WORDS[method]}。", f"请改用 --by {method.value}，或者去掉 {option}。"
            )


def _json(proposal: Proposal, *, stored: bool) -> dict[str, object]:
    check = proposal.check
    return {
        "indicator": check.indicator.code,
        "scope": str(proposal.whole.scope),
        "method": proposal.method.value,
        "note": proposal.note,
        "target": number(check.whole),
        "total": number(check.total),
        "difference": number(check.difference),
        "stored": stored,
        "counties": [
            {
                "unit": proposal.plan.organisation(part.subject).name,
                "weight": number(part.weight),
                "value": number(part.value),
            }
            for part in check.parts
        ],
    }
