"""材料目录: what evidence a unit hands over, item by item, with the names that the files bear in the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xiaowei_desktop.domain.attachment import Attachment, MarkPlace, Place, ReturnPlace
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.unit_evidence import ItemEvidence, UnitEvidence
from xiaowei_desktop.reporting.numbers import POINTS
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Orientation, Row, Sheet, Tone
from xiaowei_desktop.reporting.words import about

Names = Mapping[tuple[int, int], str]
"""What a file is called in its folder, by the folder's number and the attachment's."""

OTHERS = "其他材料"
"""What belongs to no item."""

COLUMNS = (
    Column("number", "序号", 12, Align.CENTER),
    Column("item", "考核内容", 54),
    Column("points", "得分", 16, Align.RIGHT, POINTS),
    Column("file", "材料", 76),
    Column("size", "大小", 20, Align.RIGHT),
    Column("place", "附在", 34),
    Column("note", "说明", 27),
    Column("fingerprint", "指纹", 28, Align.CENTER),
)
_UNITS = ("字节", "KB", "MB")


def evidence_sheet(plan: Plan, evidence: UnitEvidence, names: Names) -> Sheet:
    """The sheet of the folder in which the files bear `names`."""
    unit = plan.organisation(evidence.unit)
    rows = [row for item in evidence.items for row in _item_rows(plan, item, names)]
    if evidence.others:
        rows += _rows(plan, len(evidence.items) + 1, OTHERS, None, evidence.others, names)
    missing = len(evidence.missing)
    return Sheet(
        name="材料目录",
        title=f"{evidence.year}年度考核支撑材料目录",
        columns=COLUMNS,
        rows=tuple(rows),
        head=((f"单位：{unit.formal_name}", plan.document, f"共{evidence.count}件，{missing}项缺材料"),),
        notes=("序号和文件夹的序号一致。指纹是文件内容 SHA-256 的前 12 位，内容有任何改动，指纹就不同。",),
        signatures=("经办人：", "复核人：", "日期："),
        orientation=Orientation.LANDSCAPE,
        subject=unit.name,
    )


def place_words(plan: Plan, place: Place) -> str:
    """Where a file stands, beside its unit: 评定, 自评, 第2季度季报“个转企”."""
    if isinstance(place, ReturnPlace):
        code, subject = place.row
        row = plan.indicator(code).name if plan.has_indicator(code) else code
        unit = plan.organisation(place.unit).name
        return f"{unit}{place.quarter.in_words}季报“{row}{about(plan, subject)}”"
    return "评定" if isinstance(place, MarkPlace) else "自评"


def size_words(size: int) -> str:
    """824 字节, 1.5 KB, 12.3 MB."""
    value, unit = Decimal(size), 0
    while value >= 1024 and unit < len(_UNITS) - 1:
        value, unit = value / 1024, unit + 1
    return f"{value:.1f} {_UNITS[unit]}" if unit else f"{size} {_UNITS[0]}"


def _item_rows(plan: Plan, item: ItemEvidence, names: Names) -> Iterator[Row]:
    title = f"{item.node.code} {item.node.title}"
    if item.files:
        yield from _rows(plan, item.place, title, item.points, item.files, names)
        return
    word = Cell("缺材料", tone=Tone.BAD) if item.is_missing else Cell("无", tone=Tone.MUTED)
    yield Row((Cell(item.place), Cell(title, source=item.node.code), Cell(item.points), word, *(Cell(),) * 4))


def _rows(
    plan: Plan,
    number: int,
    title: str,
    points: Decimal | None,
    files: tuple[Attachment, ...],
    names: Names,
) -> Iterator[Row]:
    count = len(files)
    whole = (Cell(number, rows=count), Cell(title, rows=count), Cell(points, rows=count))
    for index, file in enumerate(files):
        yield Row(
            (
                *(whole if index == 0 else (None,) * len(whole)),
                Cell(names[number, file.number]),
                Cell(size_words(file.content.size)),
                Cell(place_words(plan, file.place)),
                Cell(file.note),
                Cell(file.content.short),
            )
        )
