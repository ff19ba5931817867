"""`losses`, `what-if`: where points were lost, and what they would be with other figures or judgements."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from xiaowei_desktop.application.assessable import assessed_units
from xiaowei_desktop.application.losses import units_with_points
from xiaowei_desktop.application.supposed_inputs import Entry, input_named, inputs_of, read_entries
from xiaowei_desktop.application.what_if import Trial, open_trial
from xiaowei_desktop.cli.argument_values import a_name, a_setting, a_year
from xiaowei_desktop.cli.session import Session, say, show, show_json
from xiaowei_desktop.cli.what_if_views import losses_json, losses_lines, trial_json
from xiaowei_desktop.domain.scoring.trial_changes import trial_changes
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.trial_words import NOT_STORED, SupposedLine, trial_lines


def losses(session: Session) -> int:
    """The items that lost points, most first, with what would bring more."""
    arguments = session.arguments
    with session.desk() as desk:
        trial = open_trial(desk, arguments.year)
        units = units_with_points(trial, arguments.unit)
        if session.wants_json:
            show_json(losses_json(trial, units))
            return 0
        for line in losses_lines(trial, units):
            show(line)
    for missing in trial.scores.missing:
        if missing.unit in units:
            name = trial.inputs.plan.organisation(missing.unit).name
            say(f"未齐，没有算作失分：{name} {missing.item} {missing.title}")
    return 0


def what_if(session: Session) -> int:
    """Points, total and places as they would be. Nothing is stored; what cannot be read is refused as a whole."""
    arguments = session.arguments
    with session.desk() as desk:
        trial = open_trial(desk, arguments.year)
    plan = trial.inputs.plan
    (unit,) = assessed_units(plan, arguments.year, arguments.unit)
    entries = _entries(trial, unit, arguments.set)
    read = read_entries(entries)
    if read.wrong:
        raise UserError("有看不懂的假设，没有试算。", details=tuple(read.wrong.values()))
    changes = trial_changes(trial.scores.ranking, trial.suppose(read.supposition).ranking)
    supposed = [
        SupposedLine(one.input.item.code, one.input.name, one.input.now, one.text, one.input.measure_unit)
        for one in entries
    ]
    if session.wants_json:
        show_json(trial_json(plan, arguments.year, unit, supposed, changes))
    else:
        for line in trial_lines(plan, arguments.year, unit, supposed, changes):
            show(line)
    say(NOT_STORED)
    return 0


def _entries(trial: Trial, unit: str, settings: Sequence[tuple[str, str]]) -> tuple[Entry, ...]:
    """Raises `UserError` for a name that is not known, and for one that is given twice."""
    inputs = inputs_of(trial, unit)
    entries = tuple(Entry(input_named(inputs, name), text) for name, text in settings)
    keys = [entry.input.key for entry in entries]
    twice = next((entry.input.name for entry in entries if keys.count(entry.input.key) > 1), None)
    if twice is not None:
        raise UserError(f"“{twice}”假设了两次，没有试算。", "请只写一次。")
    return entries


def add_losses(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="年度", type=a_year, required=True)
    parser.add_argument("--unit", metavar="单位", type=a_name)
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def add_what_if(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="年度", type=a_year, required=True)
    parser.add_argument("--unit", metavar="单位", type=a_name, required=True)
    parser.add_argument(
        "--set",
        metavar="指标=数",
        type=a_setting,
        action="append",
        required=True,
        help="假设的数（指标编码=数）或者评定（评分项编码=得分），可以写几次",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
