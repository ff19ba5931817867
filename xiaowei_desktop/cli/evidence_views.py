"""`evidence list` as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from xiaowei_desktop.application.evidence_list import YearEvidence
from xiaowei_desktop.cli.json_values import points
from xiaowei_desktop.domain.attachment import Attachment
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.unit_evidence import UnitEvidence
from xiaowei_desktop.reporting.evidence_sheet import OTHERS, place_words, size_words


def evidence_lines(found: YearEvidence) -> Iterator[str]:
    """Unit, item and, for each file, its number, name, size and place; an item without files says so."""
    for unit in found.units:
        name = found.plan.organisation(unit.unit).name
        for item in unit.items:
            title = f"{item.node.code} {item.node.title}"
            yield from (_line(found.plan, name, title, file) for file in item.files)
            if not item.files:
                yield "\t".join((name, title, "", "缺材料" if item.is_missing else "无"))
        yield from (_line(found.plan, name, OTHERS, file) for file in unit.others)


def evidence_json(found: YearEvidence) -> dict[str, object]:
    """The lists with names as the plan has them; points as decimal strings, `null` where there are none."""
    return {"year": found.year, "units": [_unit_json(found.plan, unit) for unit in found.units]}


def _line(plan: Plan, unit: str, title: str, file: Attachment) -> str:
    size, place = size_words(file.content.size), place_words(plan, file.place)
    return "\t".join((unit, title, str(file.number), file.name, size, place))


def _unit_json(plan: Plan, unit: UnitEvidence) -> dict[str, object]:
    return {
        "unit": plan.organisation(unit.unit).name,
        "items": [
            {
                "code": item.node.code,
                "title": item.node.title,
                "points": points(item.points),
                "missing": item.is_missing,
                "files": [_file_json(plan, file) for file in item.files],
            }
            for item in unit.items
        ],
        "others": [_file_json(plan, file) for file in unit.others],
    }


def _file_json(plan: Plan, file: Attachment) -> dict[str, object]:
    return {
        "number": file.number,
        "name": file.name,
        "size": file.content.size,
        "sha256": file.content.sha256,
        "attached_to": file.place.role.value,
        "place": place_words(plan, file.place),
        "note": file.note,
        "attached_by": file.attached_by,
        "attached_at": file.attached_at.isoformat(),
    }
