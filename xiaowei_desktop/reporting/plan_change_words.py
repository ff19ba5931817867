"""What a changed plan changes and does, in the office's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.plan_change import ORDER, ChangeKind, PlanChange, PlanPart
from xiaowei_desktop.domain.plan_update import ReturnRow, TotalChange, UnfitMark, UpdatePreview
from xiaowei_desktop.domain.renaming import LostName, lost_names
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.plan_field_words import PART_WORDS, entry_name, entry_text, field_word, value_text
from xiaowei_desktop.reporting.words import about

_ADDED, _REMOVED = "新增", "删去"


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One change: the thing (指标“新增小微企业”), what of it, and what stood and stands there; `""` is nothing."""

    thing: str
    field: str
    old: str
    new: str


def change_lines(preview: UpdatePreview) -> tuple[str, ...]:
    """The changes and their effects as plain lines, for the terminal and for the question before saving."""
    years = _years(preview.from_year, preview.until_year)
    before = "" if preview.from_year == preview.new.span.first else "，以前年度不变"
    effects = effect_lines(preview)
    return (
        f"方案“{preview.new.title}”改动 {len(preview.changes)} 处，{years}执行{before}：",
        *(_change_line(change_words(preview, change)) for change in preview.changes),
        "对已有数据的影响：" if effects else "对已有数据没有影响。",
        *effects,
    )


def effect_lines(preview: UpdatePreview) -> tuple[str, ...]:
    """What the change does to stored figures, marks and totals; empty where it does nothing."""
    return (
        *(
            f"{year}年度已定稿，定稿的得分、名次和打印的表都不变；重新开启后才按改后的方案计分。"
            for year in preview.final_years
        ),
        *(_lost_name_line(preview.new, lost) for lost in lost_names(preview.old, preview.new)),
        *_row_lines(preview.old, preview.unasked, "已报的数不再要求填报，数保留，不再计入。"),
        *_row_lines(preview.new, preview.lacking, "季报已审核，缺这一行，需退回补报。"),
        *(_mark_line(preview, unfit) for unfit in preview.unfit_marks),
        *_total_lines(preview),
    )


def _lost_name_line(new: Plan, lost: LostName) -> str:
    return (
        f"“{lost.name}”改名为“{new.organisation(lost.unit).name}”，原来的名称没有留下：季报、文件中写“{lost.name}”的将认不出来。"
        f"请把“{lost.name}”填在它的“其他名称”里。"
    )


def change_words(preview: UpdatePreview, change: PlanChange) -> ChangeWords:
    """The change in words, codes by the names of the plan they stand in."""
    part = PART_WORDS[change.part]
    home = preview.old if change.kind is ChangeKind.REMOVED else preview.new
    if change.field == ORDER:
        return ChangeWords(part, field_word(ORDER), "", "有调整")
    thing = part if change.part in (PlanPart.HEAD, PlanPart.SCHEME) else f"{part}“{entry_name(home, change.entry)}”"
    match change.kind:
        case ChangeKind.ADDED:
            return ChangeWords(thing, _ADDED, "", entry_text(home, change.entry))
        case ChangeKind.REMOVED:
            return ChangeWords(thing, _REMOVED, entry_text(home, change.entry), "")
        case ChangeKind.CHANGED:
            before = stated_value(preview.old, change.code, change.field, change.old)
            after = stated_value(preview.new, change.code, change.field, change.new)
            return ChangeWords(thing, field_word(change.field), before, after)


def stated_value(plan: Plan, code: str, field: str, value: object) -> str:
    """What stands in a field. A rule is its sentence; that stands on the item of its own plan, with its points."""
    if field != "rule" or plan.scheme is None:
        return value_text(plan, field, value)
    node = plan.scheme.item(code)
    return node.sentence if isinstance(node, Node) else ""


def _change_line(words: ChangeWords) -> str:
    if words.field in (_ADDED, _REMOVED):
        return f"{words.field}{words.thing}：{(words.new or words.old).rstrip('。')}。"
    if words.field == field_word(ORDER):
        return f"{words.thing}的顺序有调整。"
    return f"{words.thing}的{words.field}由{quoted(words.old)}改为{quoted(words.new)}。"


def quoted(text: str) -> str:
    """What stands somewhere, in a sentence."""
    return f"“{text}”" if text else "空白"


def _years(first: int, last: int) -> str:
    return f"{first}年" if first == last else f"{first}–{last}年"


def _row_lines(plan: Plan, rows: Iterable[ReturnRow], what: str) -> Iterator[str]:
    """One line for each row of a unit, with all its quarters."""
    found: dict[tuple[str, str, str], list[ReturnRow]] = {}
    for row in rows:
        found.setdefault((row.unit, row.key.indicator, row.key.subject), []).append(row)
    for (unit, indicator, subject), same in found.items():
        quarters = _quarters(sorted(row.quarter for row in same))
        name = f"“{plan.indicator(indicator).name}{about(plan, subject)}”"
        yield f"{plan.organisation(unit).name}{quarters}{name}：{what}"


def _quarters(quarters: Sequence[Quarter]) -> str:
    """2020年第1、2季度、2021年第1季度"""
    by_year = {year: [q for q in quarters if q.year == year] for year in dict.fromkeys(q.year for q in quarters)}
    return "、".join(f"{year}年第{'、'.join(str(q.number) for q in same)}季度" for year, same in by_year.items())


def _mark_line(preview: UpdatePreview, unfit: UnfitMark) -> str:
    node = preview.old.scheme.item(unfit.mark.item) if preview.old.scheme else None
    item = entry_name(preview.old, node) if node else unfit.mark.item
    name = f"{unfit.year}年评定 {_unit(preview, unfit.mark.unit)} {item}"
    if not unfit.reason:
        return f"{name}：评分项已不评定该单位，评定保留，不再计分。"
    return f"{name}：与新细则不符，{unfit.reason.rstrip('。')}。请重新评定。"


def _total_lines(preview: UpdatePreview) -> Iterator[str]:
    for year in dict.fromkeys(change.year for change in preview.totals):
        totals = [change for change in preview.totals if change.year == year]
        moved = [change for change in totals if change.before != change.after]
        yield from (_total_line(preview, change) for change in moved)
        if moved and len(moved) < len(totals):
            yield f"{year}年度其余 {len(totals) - len(moved)} 个考核对象得分不变。"


def _total_line(preview: UpdatePreview, change: TotalChange) -> str:
    name = _unit(preview, change.unit)
    return f"{change.year}年度{name}得分由{_points(change.before)}变为{_points(change.after)}。"


def _points(value: Decimal | None) -> str:
    return "无得分" if value is None else f"{value:f}分"


def _unit(preview: UpdatePreview, code: str) -> str:
    return (preview.old if code in preview.old.directory else preview.new).organisation(code).name
