"""Sentences about a return: its state, where it came from, what the selected cell says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xiaowei_desktop.domain.quarterly_return import QuarterlyReturn, ReturnState, ReturnVersion
from xiaowei_desktop.reporting.numbers import PLAIN
from xiaowei_desktop.reporting.words import STATE_WORDS
from xiaowei_desktop.ui.grids.entry_content import EntryValue
from xiaowei_desktop.ui.pages.returns.cells import Converted, Filled, is_shortened, show_figure
from xiaowei_desktop.ui.pages.returns.columns import FIELDS, subject_name, target_words
from xiaowei_desktop.ui.pages.returns.findings import Findings
from xiaowei_desktop.ui.pages.returns.typed_form import TypedForm, row_key


def state_sentence(form: TypedForm, report: QuarterlyReturn, found: Findings, today: date) -> str:
    """市监局 第2季度：已报（第2版，2020-07-14 收到，逾期 4 天），2 处警告。"""
    plan = form.opened.plan
    due = plan.due_on(form.quarter)
    begin = f"{plan.organisation(form.unit).name} 第{form.quarter.number}季度：{STATE_WORDS[report.state]}"
    version = report.current
    if version is None:
        late = max(0, (today - due).days)
        begin += f"（应于 {due} 前报" + (f"，已逾期 {late} 天）" if late else "）")
    else:
        late = max(0, (report.versions[0].received_on - due).days)
        came = f"第{version.number}版，{version.received_on} 收到"
        begin += f"（{came}，逾期 {late} 天）" if late else f"（{came}）"
    return f"{begin}{_found_words(found, report.state)}。"


def origin_words(report: QuarterlyReturn, note: str = "") -> str:
    """What stands above the grid: who accepted the return with which word on its warnings, its file and filler."""
    parts = [f"核实：{note}"] if note else []
    parts += [f"审核：{report.approved_by} {report.approved_at:%Y-%m-%d}"] if report.approved_by else []
    parts += _version_words(report.current) if report.current else ()
    return "　".join(parts)


def reason_words(report: QuarterlyReturn) -> str:
    """Why the office sent the return back, until it is handed in again."""
    is_back = report.state in (ReturnState.RETURNED, ReturnState.DRAFT)
    return f"退回原因：{report.reason}" if is_back and report.reason else ""


def detail_words(form: TypedForm, row: str, field: str, value: EntryValue) -> str:
    """The selected row in full, and how a figure came about that nobody typed as it stands."""
    plan, key = form.opened.plan, row_key(row)
    indicator = plan.indicator(key.indicator)
    whole = indicator.name if not indicator.requirement else f"{indicator.name}：{indicator.requirement}"
    about = "" if key.subject in (plan.subject, form.unit) else f"（{subject_name(plan, key.subject)}）"
    target = plan.target(indicator.code, key.subject, form.quarter.year)
    unit = indicator.measure_unit if indicator.has_figure and target and target.value is not None else ""
    words = f"{indicator.row} {whole}{about}　目标值：{target_words(indicator, target)}{unit}"
    figure = form.opened.report.verified_figure(key)
    if figure is not None:
        words += f"　核定数 {show_figure(figure.value)}（{figure.verified_by}）：{figure.reason}"
    return f"{words.strip()}　{_how_it_came(field, value)}".strip()


def _how_it_came(field: str, value: EntryValue) -> str:
    if isinstance(value, Converted):
        return f"已换算：{value.conversion}"
    if isinstance(value, Filled) and field in FIELDS:
        return f"{PLAIN.text(value)} 由同一行的数自动算出，可以直接改写"
    return f"全部小数：{PLAIN.text(value)}" if isinstance(value, Decimal) and is_shortened(value) else ""


def _version_words(version: ReturnVersion) -> tuple[str, ...]:
    filler = version.filler
    people = [f"填报人：{' '.join(part for part in (filler.name, filler.phone) if part)}"] if filler.name else []
    people += [f"单位负责人：{filler.head}"] if filler.head else []
    entered = f"{version.recorded_by} {version.recorded_at:%Y-%m-%d %H:%M} "
    came = f"导入，文件：{version.source.file}" if version.source.file else "录入"
    return (f"第{version.number}版，{version.received_on} 收到", *people, f"{entered}{came}")


def _found_words(found: Findings, state: ReturnState) -> str:
    parts = [f"{found.errors} 处错误"] if found.errors else []
    parts += [f"{found.warnings} 处警告"] if found.warnings else []
    parts += [f"{found.empty_rows} 行还没有填"] if found.empty_rows and state is not ReturnState.MISSING else []
    return "，" + "、".join(parts) if parts else ""
