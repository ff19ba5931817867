"""细则检查, the sums: sections whose children do not add up to them, for everybody or for some organisations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xiaowei_desktop.domain.issues import Issue, Place, warning
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ONE, ZERO
from xiaowei_desktop.domain.scoring.scheme import Node, ScoringScheme

SHEET = "考核细则"


def sum_issues(plan: Plan, scheme: ScoringScheme) -> Iterator[Issue]:
    """Each section once: where its own points or weights are wrong, not where that makes others wrong as well."""
    for section in scheme.root.walk():
        if section.rule is None:
            yield from _of_section(plan, scheme, section)


def section_totals(scheme: ScoringScheme, section: Node) -> dict[str, Decimal]:
    """What the section's children come to for each organisation that it reaches; shares of 1 where it is weighted."""
    reached = (unit for unit in scheme.assessed if _reaches(scheme.root, section.code, unit))
    return {unit: _total(scheme, section, unit) for unit in reached}


def _of_section(plan: Plan, scheme: ScoringScheme, section: Node) -> Iterator[Issue]:
    totals = section_totals(scheme, section)
    off = {unit: total for unit, total in totals.items() if total != _wanted(scheme, section, unit)}
    if not off:
        return
    if len(set(totals.values())) == 1:
        yield _everybody(section, next(iter(totals.values())))
        return
    for unit, total in off.items():
        name, wanted = plan.organisation(unit).name, _wanted(scheme, section, unit)
        found = f"{name}的各下级合计 {_text(section, total)}，与本部分的 {_text(section, wanted)}不一致"
        message = f"{found}，满分与其他考核对象不同。"
        yield _at(section, "points", "scheme-maximum", message, unit)


def _everybody(section: Node, total: Decimal) -> Issue:
    if section.is_weighted:
        return _at(section, "weight", "scheme-weights", f"各下级权重合计 {_text(section, total)}，不是 100%。")
    limit = "" if section.cap is None else f"（上限 {plain_text(section.cap)} 分）"
    message = f"各下级分值合计 {_text(section, total)}{limit}，与本部分的 {_text(section, section.points)}不一致。"
    return _at(section, "points", "scheme-sum", message)


def _wanted(scheme: ScoringScheme, section: Node, unit: str) -> Decimal:
    return ONE if section.is_weighted else section.points_for(scheme.group_of(unit))


def _total(scheme: ScoringScheme, section: Node, unit: str) -> Decimal:
    """What the children that the unit is assessed on come to. One that is for nobody is told as such, not here."""
    counting = [
        child
        for child in section.children
        if child.is_for(unit) or not any(child.is_for(other) for other in scheme.assessed)
    ]
    if section.is_weighted:
        return sum((child.weight or ZERO for child in counting), ZERO)
    group = scheme.group_of(unit)
    return section.within_cap(sum((_declared(child, group) for child in counting), ZERO))


def _declared(child: Node, group: str) -> Decimal:
    """What the scheme says that a child is worth; whether a section is right in itself is told there."""
    own = child.points_for(group)
    return own if child.children else child.within_cap(own)


def _reaches(node: Node, code: str, unit: str) -> bool:
    return node.is_for(unit) and (node.code == code or any(_reaches(child, code, unit) for child in node.children))


def _text(section: Node, total: Decimal) -> str:
    return f"{plain_text(total * 100)}%" if section.is_weighted else f"{plain_text(total)} 分"


def _at(section: Node, field: str, code: str, message: str, unit: str = "") -> Issue:
    place = Place(SHEET, row=section.code, field=field, subject=unit)
    return warning(code, f"“{section.code} {section.title}”：{message}", place)
