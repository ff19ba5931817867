"""支撑材料: attaching a file to a line or an item, and taking it off again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.evidence_names import file_name
from xiaowei_desktop.application.finals import check_open
from xiaowei_desktop.application.marks import check_year, scheme_of
from xiaowei_desktop.application.ports.attachments import Copied
from xiaowei_desktop.application.ports.storage import UnitOfWork
from xiaowei_desktop.application.returns import check_quarter, name_of
from xiaowei_desktop.domain.attachment import Attachment, MarkPlace, Place, ReturnPlace
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.files import make_folder, readable
from xiaowei_desktop.reporting.words import about

FIELD = "支撑材料"
"""What the history calls a file that comes or goes."""


def _silent(_done: int, _total: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of a file: `is_new` is false where the same content stood at the place already."""

    attachment: Attachment
    is_new: bool


def attach(desk: Desk, place: Place, file: Path, note: str = "", copied: Copied = _silent) -> Attached:
    """Copies the file into the office's folder and notes where it belongs; both or, for the clerk, neither.

    The same content again at the same place changes nothing, but mends the office's copy where that is damaged.
    Raises `UserError` for a final year, a place that the plan does not have, and a file that cannot be evidence.
    """
    plan = desk.plan(place.year)
    check_place(plan, place)
    content = desk.store.evidence.identify(file, copied)
    with desk.work() as work:
        same = next((one for one in _at(work, plan, place) if one.content == content), None)
        if same is None:
            check_open(work, plan.id, place.year)
    desk.store.evidence.keep(file, content, copied)
    if same is not None:
        return Attached(same, is_new=False)
    with desk.work() as work:
        wanted = Attachment(place, readable(file.name), content, note, desk.author.name, desk.author.now)
        name = place_name(plan, place)
        stored = work.attachments.add(plan.id, wanted, name)
        work.history.add([desk.change(name, FIELD, "", _words(stored), note)])
        work.commit()
    return Attached(stored, is_new=True)


def detach(desk: Desk, number: int, reason: str) -> Attachment:
    """Takes a file off its place. The office's copy stays: the history and earlier final sheets refer to it."""
    if not reason.strip():
        raise UserError("没有写明取下的原因，没有取下。", "请写明原因，记入修改记录。")
    with desk.work() as work:
        found = work.attachments.get(desk.plan_id, number)
        if found is None:
            raise UserError(f"没有编号为 {number} 的支撑材料。", "编号见支撑材料清单；可能已经取下。")
        check_open(work, desk.plan_id, found.place.year)
        plan = work.plans.get(desk.plan_id, found.place.year)
        work.attachments.detach(found, desk.author.name, reason.strip())
        work.history.add([desk.change(place_name(plan, found.place), FIELD, _words(found), "", reason.strip())])
        work.commit()
    return found


def attached_to(desk: Desk, place: Place) -> tuple[Attachment, ...]:
    """What stands at the place now, in the order in which it was attached."""
    with desk.work() as work:
        return _at(work, desk.plan(place.year), place)


def copy_to_look_at(desk: Desk, attachment: Attachment, folder: Path) -> Path:
    """A copy under the file's own name in `folder`, for another program to show; changing it changes nothing here."""
    target = folder / attachment.content.short / file_name(attachment.name)
    if not target.exists():
        make_folder(target.parent)
        desk.store.evidence.copy_out(attachment.content, target, _silent)
        target.chmod(0o444)
    return target


def check_place(plan: Plan, place: Place) -> None:
    """Raises `UserError` for a line or an item that the plan does not have for the unit."""
    unit = plan.organisation(place.unit).name
    if isinstance(place, ReturnPlace):
        check_quarter(plan, place.quarter)
        if place.row not in plan.row_keys(place.unit, place.quarter):
            raise UserError(
                f"{unit}的{place.quarter}季报中没有“{place.row.indicator}”这一行。", "请核对指标编码和填报对象。"
            )
        return
    check_year(plan, place.year)
    tree = scheme_of(plan).for_organisation(place.unit)
    if place.item not in {leaf.code for leaf in (tree.leaves() if tree else ())}:
        raise UserError(
            f"考核细则中没有对{unit}的评分项“{place.item}”。", "请核对评分项编码；分项之和的上级项目不附材料。"
        )


def place_name(plan: Plan, place: Place) -> str:
    """How messages and the history name a place: 市监局2020年第2季度季报“个转企”, 2020年评定 科技局 A2 贷款增速."""
    if isinstance(place, ReturnPlace):
        code, subject = place.row
        row = plan.indicator(code).name if plan.has_indicator(code) else code
        return f"{name_of(plan, place.unit, place.quarter)}“{row}{about(plan, subject)}”"
    node = plan.scheme.item(place.item) if plan.scheme else None
    what = "评定" if isinstance(place, MarkPlace) else "自评"
    return (
        f"{place.year}年{what} {plan.organisation(place.unit).name} {place.item} {node.title if node else ''}".strip()
    )


def _at(work: UnitOfWork, plan: Plan, place: Place) -> tuple[Attachment, ...]:
    return tuple(one for one in work.attachments.of_year(plan.id, place.year) if one.place == place)


def _words(attachment: Attachment) -> str:
    return f"{attachment.name}（指纹 {attachment.content.short}）"
