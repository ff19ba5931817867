"""评定: entering judgements, and the blank mark workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.ports.storage import StoredMark
from xiaowei_desktop.application.ports.workbooks import MarkForm
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import Rate
from xiaowei_desktop.domain.scoring.evidence import RecordedMark
from xiaowei_desktop.domain.scoring.mark import Mark, MarkKey
from xiaowei_desktop.domain.scoring.mark_check import check_mark, takes
from xiaowei_desktop.domain.scoring.scheme import ScoringScheme
from xiaowei_desktop.errors import UserError


def scheme_of(plan: Plan) -> ScoringScheme:
    """The plan's scheme. Raises `UserError` for a plan without one."""
    if plan.scheme is None:
        raise UserError(
            f"方案“{plan.title}”没有考核细则。", "该文件没有规定考核细则，不作评分；各指标的完成情况见“汇总进度”。"
        )
    return plan.scheme


def check_year(plan: Plan, year: int) -> None:
    """Raises `UserError` for a year outside the plan's span."""
    if year not in plan.span:
        raise UserError(f"{year} 年不在方案“{plan.title}”的规划期（{plan.span}）内。", "请核对年度。")


def mark_form(desk: Desk, year: int) -> MarkForm:
    """All judged items of all assessed organisations, with the marks so far."""
    plan = desk.plan(year)
    check_year(plan, year)
    scheme = scheme_of(plan)
    with desk.work() as work:
        stored = marks_by_key(work.marks.of_year(plan.id, year))
    items = tuple((unit, scheme.judged_items(unit)) for unit in scheme.assessed)
    return MarkForm(plan, year, items, {key: recorded.mark for key, recorded in stored.items()})


def enter_mark(desk: Desk, year: int, mark: Mark) -> None:
    """Stores one judgement. Raises `UserError` where the item's rule refuses it; then nothing is stored."""
    enter_marks(desk, year, (mark,))


def enter_marks(desk: Desk, year: int, marks: Sequence[Mark]) -> None:
    """Stores judgements together. Raises `UserError` for the first that its rule refuses; then none is stored."""
    plan = desk.plan(year)
    check_year(plan, year)
    for mark in marks:
        _check_mark(plan, mark)
    store_marks(desk, year, tuple(marks), "")


def _check_mark(plan: Plan, mark: Mark) -> None:
    item = next((item for item in scheme_of(plan).items_of(mark.unit) if item.code == mark.item), None)
    if item is None or not takes(item, mark):
        raise UserError(f"“{mark.item}”不是“{mark.unit}”需要评定的评分项。", "请在评定页选择评分项。")
    issues = check_mark(item, mark)
    if issues:
        raise UserError(
            f"{mark_name(plan, mark)}：{issues[0].message}", details=tuple(issue.message for issue in issues[1:])
        )


def remove_mark(desk: Desk, year: int, unit: str, item: str, reason: str) -> None:
    """Takes one judgement back, like `remove_marks`."""
    remove_marks(desk, year, ((unit, item),), reason)


def remove_marks(desk: Desk, year: int, keys: Sequence[MarkKey], reason: str) -> None:
    """Takes judgements back; their items are open again. The history keeps why: raises `UserError` without a reason."""
    if not reason.strip():
        raise UserError("没有写明删除评定的原因，没有删除。", "请写明为什么删除这项评定。")
    plan = desk.plan(year)
    with desk.work() as work:
        stored = marks_by_key(work.marks.of_year(plan.id, year))
        taken = [stored[key].mark for key in keys if key in stored]
        if not taken:
            return
        check_open(work, plan.id, year)
        for mark in taken:
            work.marks.remove(plan.id, year, *mark.key)
            subject = f"{year}年评定 {mark_name(plan, mark)}"
            work.history.add([desk.change(subject, "评定", mark_text(mark), "", reason.strip())])
        work.commit()


def store_marks(desk: Desk, year: int, marks: tuple[Mark, ...], file: str) -> None:
    """Stores checked marks together, each with its entry in the history."""
    plan = desk.plan(year)
    with desk.work() as work:
        check_open(work, plan.id, year)
        before = marks_by_key(work.marks.of_year(plan.id, year))
        for mark in marks:
            old = before.get(mark.key)
            work.marks.save(plan.id, year, StoredMark(mark, desk.author.name, desk.author.now, file))
            subject = f"{year}年评定 {mark_name(plan, mark)}"
            work.history.add([desk.change(subject, "评定", mark_text(old.mark) if old else "", mark_text(mark), file)])
        work.commit()


def marks_by_key(stored: Iterable[StoredMark]) -> Mapping[MarkKey, StoredMark]:
    return {recorded.mark.key: recorded for recorded in stored}


def recorded_marks(stored: Iterable[StoredMark]) -> Mapping[MarkKey, RecordedMark]:
    """The marks with their origin in words, as trails print it."""
    return {key: RecordedMark(found.mark, mark_source(found)) for key, found in marks_by_key(stored).items()}


def mark_source(stored: StoredMark) -> str:
    """评定表“评定表.xlsx”，李四于2021-01-15录入"""
    came = f"评定表“{stored.file}”，" if stored.file else ""
    return f"{came}{stored.entered_by}于{stored.entered_at:%Y-%m-%d}录入"


def mark_name(plan: Plan, mark: Mark) -> str:
    """How messages and the history name a mark: 科技局 A1 深化商事领域改革."""
    node = plan.scheme.item(mark.item) if plan.scheme else None
    unit = plan.organisation(mark.unit).name if mark.unit in plan.directory else mark.unit
    return f"{unit} {mark.item} {node.title if node else ''}".strip()


def mark_text(mark: Mark) -> str:
    """The mark in words, complete, for the history and for comparing."""
    parts = ["无此任务" if mark.not_applicable else "", mark.grade]
    if mark.points is not None:
        parts.append(f"{plain_text(mark.points)}分")
    if mark.rate is not None:
        parts.append(f"完成率{Rate(mark.rate).percent_text}")
    if mark.place is not None:
        parts.append(f"第{mark.place}名")
    if mark.none:
        parts.append("无")
    for event in mark.events:
        points = f"×{plain_text(event.points)}分" if event.points is not None else ""
        parts.append(f"{event.kind} {event.count}次{points}{f'（{event.basis}）' if event.basis else ''}")
    for rating in mark.ratings:
        parts.append(f"{rating.rater}{plain_text(rating.points)}分{f'（{rating.basis}）' if rating.basis else ''}")
    if mark.basis:
        parts.append(f"依据：{mark.basis}")
    return "，".join(part for part in parts if part)
