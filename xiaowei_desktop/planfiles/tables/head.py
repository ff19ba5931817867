"""Sheet 方案: what stands once in a plan, one item a row; groups, notes and what the scheme as a whole says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xiaowei_desktop.application.ports.plan_tables import PlanColumn, PlanRow, PlanTable
from xiaowei_desktop.domain.issues import Place
from xiaowei_desktop.domain.quantity import is_missing
from xiaowei_desktop.planfiles.containers import Many
from xiaowei_desktop.planfiles.findings import near
from xiaowei_desktop.planfiles.plan_format import LIGHTS, PLAN
from xiaowei_desktop.planfiles.scheme_format import SCHEME
from xiaowei_desktop.planfiles.shapes import Shape, Text, Whole
from xiaowei_desktop.planfiles.tables.cells import Cell, FigureCell
from xiaowei_desktop.planfiles.tables.columns import HEAD_SHEET
from xiaowei_desktop.planfiles.tables.fields import LinesCell, field_cell
from xiaowei_desktop.planfiles.tables.organisations import OrganisationNames
from xiaowei_desktop.planfiles.tables.places import CellSpot, Faults

ITEM, CONTENT, EXPLANATION = "item", "content", "explanation"


@dataclass(frozen=True)
class HeadItem:
    """One item: its path in the plan document and its label. A `repeated` one has a row for each entry."""

    path: tuple[str, ...]
    label: str
    explanation: str
    repeated: bool = False

    @property
    def shape(self) -> Shape[Any]:
        match self.path:
            case ("span", _):
                return Whole()
            case ("lights", key):
                return LIGHTS.fields[key]
            case ("scheme", key):
                return SCHEME.fields[key]
            case (key, *_):
                found = PLAN.fields[key]
                return found.item if self.repeated and isinstance(found, Many) else found
        raise ValueError(self.label)

    @property
    def required(self) -> bool:
        match self.path:
            case (key,):
                return PLAN.needs(key) and not self.repeated
            case ("span", _):
                return True
        return False

    @property
    def text_path(self) -> str:
        match self.path:
            case ("span", number):
                return f"span[{number}]"
        return ".".join(self.path)


ITEMS = (
    HeadItem(("id",), "方案编号", "由字母、数字和-组成，如 binjiang-2020；使用后不再改动。"),
    HeadItem(("title",), "标题", "文件标题。"),
    HeadItem(("short_title",), "简称", "表格标题中使用的简称。"),
    HeadItem(("document",), "文号", "没有文号的空着。"),
    HeadItem(("issuer",), "发文单位", "没有的空着。"),
    HeadItem(("span", "1"), "起始年份", "规划期的第一年。"),
    HeadItem(("span", "2"), "终止年份", "规划期的最后一年；只有一年的与起始年份相同。"),
    HeadItem(("subject",), "本级地区", "方案所管的全区、全市，填“单位”表中的名称。"),
    HeadItem(("office",), "小微办", "审核和评定的单位，填“单位”表中的名称；没有的空着。"),
    HeadItem(("due_days",), "报送期限", "季度结束后几天内报送，空着为 10 天。"),
    HeadItem(("lights", "yellow_within"), "偏慢范围", "落后时间进度几个百分点以内为偏慢，更多为滞后；空着为 10。"),
    HeadItem(("groups",), "分组", "工程或类别，一行一个，按先后次序；可插入行。", repeated=True),
    HeadItem(("notes",), "说明", "方案页显示的说明，一行一条；可插入行。", repeated=True),
    HeadItem(("scheme", "title"), "细则标题", "考核细则的标题；没有考核细则的，细则各行都空着。"),
    HeadItem(("scheme", "document"), "细则文号", "考核办法的名称或文号；没有的空着。"),
    HeadItem(("scheme", "assessed"), "考核对象", "被考核的单位，多个用、隔开。"),
    HeadItem(("scheme", "places"), "得分小数位", "得分保留几位小数，空着为 2 位。"),
    HeadItem(("scheme", "groups"), "考核分组", "分组比较的一组一行，如“名称=一类镇街；成员=甲、乙”；不分组的空着。"),
    HeadItem(
        ("scheme", "bands"), "等次", "一等一行，如“名称=优秀；从=90”“名称=良好；从=80；到=90”，含起不含止；没有的空着。"
    ),
    HeadItem(("scheme", "tie_break"), "同分比较", "总分相同时依次比较的评分项编码，多个用、隔开；没有的空着。"),
    HeadItem(("scheme", "periods"), "分期计分", "按季计分后加权的一季一行，如“季度=1；权重=15%”；只在年末计分的空着。"),
    HeadItem(("scheme", "first_month"), "考核年度起始月", "考核年度从上年 12 月起的填 12；按自然年的空着。"),
    HeadItem(("scheme", "note"), "细则说明", "印在得分表下面的说明；没有的空着。"),
)

COLUMNS = (
    PlanColumn(ITEM, "项目", "项目名称，请不要改动。", tuple(item.label for item in ITEMS), width=14),
    PlanColumn(CONTENT, "内容", "按右边的要求填写。", width=70),
    PlanColumn(EXPLANATION, "怎样填", "系统生成，供参考，读入时不看。", width=60),
)


def head_table(document: Mapping[str, Any], names: OrganisationNames) -> PlanTable:
    """The sheet with every item; what the plan lacks has an empty row to be filled in."""
    rows: list[PlanRow] = []
    for item in ITEMS:
        shown = _contents(item, document, _cell(item, names)) or ("",)
        rows += [{ITEM: item.label, CONTENT: text, EXPLANATION: item.explanation} for text in shown]
    return PlanTable(HEAD_SHEET, COLUMNS, tuple(rows))


def _contents(item: HeadItem, document: Mapping[str, Any], cell: Cell) -> tuple[str, ...]:
    match item.path:
        case ("span", number):
            return (cell.show(document["span"][int(number) - 1]),)
        case (outer, key):
            inner = document.get(outer, {})
            return (cell.show(inner[key]),) if key in inner else ()
    raw = document.get(item.path[0])
    if raw is None:
        return ()
    return tuple(cell.show(entry) for entry in raw) if item.repeated else (cell.show(raw),)


def _cell(item: HeadItem, names: OrganisationNames) -> Cell:
    return field_cell(item.shape, names)


@dataclass(frozen=True)
class HeadReader:
    """Reads the sheet into the outermost keys of the plan document."""

    names: OrganisationNames
    faults: Faults

    def read(self, rows: Iterable[PlanRow]) -> dict[str, Any]:
        document: dict[str, Any] = {}
        seen: set[str] = set()
        for item, spot, text in self._items(rows):
            if item.label in seen and not item.repeated:
                spot.fault("plan-duplicate", f"“{item.label}”在前面已经出现过，请只保留一行。")
                continue
            seen.add(item.label)
            self._put(document, item, spot, text)
        for item in ITEMS:
            if item.label not in seen and type(item.shape) is Text and item.required:
                document[item.path[0]] = ""
            elif item.label not in seen and item.required:
                place = Place(HEAD_SHEET, field=ITEM)
                self.faults.add("plan-missing-key", f"缺少“{item.label}”这一行，请补上。", place, item.text_path)
        return document

    def _items(self, rows: Iterable[PlanRow]) -> Iterator[tuple[HeadItem, CellSpot, str]]:
        known = {item.label: item for item in ITEMS}
        for number, row in enumerate(rows, start=1):
            label, text = row.get(ITEM, "").strip(), row.get(CONTENT, "")
            place = Place(HEAD_SHEET, row=str(number), field=CONTENT)
            if label in known:
                yield known[label], CellSpot(self.faults, known[label].text_path, place), text
            elif label or text.strip():
                message = f"没有名为“{label}”的项目。{near(label, known)}" if label else "这一行没有写明是什么项目。"
                at = Place(HEAD_SHEET, row=str(number), field=ITEM)
                self.faults.add("plan-unknown-key", message, at, f"{HEAD_SHEET}[{number}]")

    def _put(self, document: dict[str, Any], item: HeadItem, spot: CellSpot, text: str) -> None:
        cell = _cell(item, self.names)
        empty = not text.strip() or (isinstance(cell, FigureCell) and is_missing(text))
        if item.repeated:
            self._append(document.setdefault(item.path[0], []), item, spot, "" if empty else text)
            return
        self.faults.place_path(item.text_path, spot.place)
        match item.path:
            case ("span", number):
                self.faults.place_path("span", spot.place)
                years = document.setdefault("span", [0, 0])
                missing = spot.fault("plan-missing-key", f"请填写{item.label}。") if empty else None
                years[int(number) - 1] = missing or cell.read(text, spot)
            case (outer, key) if not empty:
                if isinstance(cell, LinesCell):
                    self.faults.place_path(item.text_path, spot.place, cell.fields.where)
                document.setdefault(outer, {})[key] = cell.read(text, spot)
            case (key,) if not empty:
                document[key] = cell.read(text, spot)
            case (key,) if item.required and type(item.shape) is Text:
                document[key] = ""

    def _append(self, found: list[object], item: HeadItem, spot: CellSpot, text: str) -> None:
        if text:
            path = f"[{len(found) + 1}]"
            self.faults.place_path(item.text_path + path, spot.place)
            found.append(_cell(item, self.names).read(text, spot.part(path)))
