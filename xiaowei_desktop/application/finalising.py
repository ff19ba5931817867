"""定稿 and 重新开启: freezing a year with its rules, inputs, results and sheets, and opening it again."""

from __future__ import annotations

from dataclasses import replace

from xiaowei_desktop import __version__
from xiaowei_desktop.application.assessable import item_name
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open, history_words
from xiaowei_desktop.application.ports.finals import Final, FinalHead, FinalSheets, Reopening, YearInputs
from xiaowei_desktop.application.score_sheets import frozen_sheets
from xiaowei_desktop.application.scoring import YearScores, final_scores, missing_text, scored
from xiaowei_desktop.application.units_voice import standing_cases
from xiaowei_desktop.application.year_inputs import read_inputs
from xiaowei_desktop.domain.final.results import results_of
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.final_words import final_foot

OPEN = "未定稿"


def history_subject(year: int) -> str:
    """What the history calls a year's finals: 2020年度考核评分."""
    return f"{year}年度考核评分"


def what_is_missing(desk: Desk, year: int) -> tuple[str, ...]:
    """Everything that stands in the way of the year's final, in words; empty where it can be finalised."""
    with desk.work() as work:
        inputs = read_inputs(work, desk.plan_id, year)
    return _missing(inputs, scored(inputs))


def finalise(desk: Desk, year: int) -> YearScores:
    """Freezes the year and gives what was frozen.

    Raises `UserError` with the list while anything is missing, and where the year is final already.
    """
    with desk.work() as work:
        check_open(work, desk.plan_id, year)
        inputs = read_inputs(work, desk.plan_id, year)
        scores = scored(inputs)
        if missing := _missing(inputs, scores):
            raise UserError(
                f"{year}年度还有 {len(missing)} 处未齐，不能定稿。",
                "请补齐数据、审核季报、完成评定、答复异议后再定稿。",
                missing,
            )
        number = len(work.finals.of_year(desk.plan_id, year)) + 1
        head = FinalHead(year, number, desk.author.name, desk.author.now, __version__)
        results = results_of(scores.plan, scores.sheets, scores.ranking)
        entry = work.finals.add(desk.plan_id, Final(head, inputs, results, _sheets(scores, head)))
        words = history_words(head, entry.fingerprint)
        work.history.add([desk.change(history_subject(year), "状态", OPEN, words)])
        work.commit()
        return final_scores(work.finals.load(desk.plan_id, year, number))


def reopen(desk: Desk, year: int, reason: str) -> None:
    """重新开启: the year may be changed again; the final is kept. Raises `UserError` without a reason or a final."""
    if not reason.strip():
        raise UserError("重新开启必须写明原因，没有开启。", "请填写原因，记入修改记录。")
    with desk.work() as work:
        standing = work.finals.standing(desk.plan_id).get(year)
        if standing is None:
            raise UserError(f"{year}年度没有定稿，不用重新开启。", "可以直接修改季报、评定等资料。")
        reopening = Reopening(desk.author.name, desk.author.now, reason.strip())
        work.finals.reopen(desk.plan_id, year, standing.head.number, reopening)
        words = history_words(standing.head)
        work.history.add([desk.change(history_subject(year), "状态", words, "重新开启", reason.strip())])
        work.commit()


def _missing(inputs: YearInputs, scores: YearScores) -> tuple[str, ...]:
    """Open items, and objections that the office has not answered."""
    plan = inputs.plan
    unanswered = (
        f"{item_name(plan, case.unit, case.item)}：单位提出的异议还没有答复"
        for found in inputs.objections
        for case in standing_cases(plan, found)
        if case.is_open
    )
    return (*(missing_text(plan, missing) for missing in scores.missing), *unanswered)


def _sheets(scores: YearScores, head: FinalHead) -> FinalSheets:
    """The sheets as they are printed, but for the fingerprint, which covers them."""
    foot = final_foot(head.number, head.at.date(), head.who, head.program)
    made = frozen_sheets(scores)
    return FinalSheets(
        {unit: replace(sheet, foot=foot) for unit, sheet in made.scores.items()},
        replace(made.ranking, foot=foot),
        tuple(replace(sheet, foot=foot) for sheet in made.evaluation),
        {name: replace(sheet, foot=foot) for name, sheet in made.voices.items()},
    )
