"""细则检查: what is odd about a scheme before it is used.

Real documents have such defects. They are shown, each at its item and column, and the scheme is used as it is
written; nothing is repaired in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xiaowei_desktop.domain.issues import Issue, Place, Severity, warning
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.input_check import input_issues
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Node, ScoringScheme
from xiaowei_desktop.domain.scoring.settings_check import settings_issues
from xiaowei_desktop.domain.scoring.sum_check import sum_issues

SHEET = "考核细则"
NO_CAP = "scheme-no-cap"
_ABOVE = "rule-points-above"
"""The rule itself says that it gives more than the item has."""


def scheme_issues(plan: Plan) -> tuple[Issue, ...]:
    """Everything odd about the plan's scheme; none for a plan without one.

    Places name the table (考核细则, or 方案 for what stands once), the item's code as `row` and the column as `field`.
    """
    if plan.scheme is None:
        return ()
    scheme = plan.scheme
    return (
        *sum_issues(plan, scheme),
        *_of_nodes(scheme),
        *_absences(scheme),
        *input_issues(plan, scheme),
        *settings_issues(plan, scheme),
    )


def _of_nodes(scheme: ScoringScheme) -> Iterator[Issue]:
    for node in scheme.root.walk():
        if node.rule is None:
            yield from _numbers(node)
        else:
            yield from _assessed(scheme, node)
            yield from _rule(scheme, node, node.rule)
        for points in node.points_by_group:
            if not any(points.group == group.name for group in scheme.groups):
                yield _at(node, "points_by_group", "scheme-group-unknown", f"没有名为“{points.group}”的考核分组。")


def _numbers(section: Node) -> Iterator[Issue]:
    """A clause number that the document uses twice within a section."""
    counted = Counter(child.number for child in section.children if child.number)
    seen: set[str] = set()
    for child in section.children:
        if counted[child.number] > 1 and child.number in seen:
            yield _at(child, "number", "scheme-number-twice", f"条款号“{child.number}”在同一部分中用了两次。")
        seen.add(child.number)


def _assessed(scheme: ScoringScheme, node: Node) -> Iterator[Issue]:
    """An item that nobody is assessed on: none of those it is for is left by the sections above."""
    if not any(_reaches(scheme.root, node.code, unit) for unit in scheme.assessed):
        message = "没有任何考核对象适用这一项，请核对它和上级部分的适用单位。"
        yield _at(node, "applies_to", "scheme-nobody", message)


def _reaches(node: Node, item: str, unit: str) -> bool:
    if not node.is_for(unit):
        return False
    return node.code == item or any(_reaches(child, item, unit) for child in node.children)


def _rule(scheme: ScoringScheme, node: Node, rule: AnyRule) -> Iterator[Issue]:
    """Parameters that contradict each other, and points beyond the item's without a cap."""
    for fault in rule.faults(node.points):
        yield _at(node, "rule", fault.code, fault.message)
    if message := beyond_points(node):
        yield _at(node, "cap", NO_CAP, message)
    if isinstance(rule, VetoRule):
        names = {band.name for band in scheme.bands}
        for case in rule.cases:
            if case.effect is Effect.GRADE and case.limit and case.limit not in names:
                yield _at(node, "rule", "scheme-veto-grade", f"“{case.name}”限制的等次“{case.limit}”不在等次表中。")


def beyond_points(item: Node) -> str:
    """How much more than its points an item may give; empty where it can't, or the rule itself says so."""
    if item.rule is None or item.cap is not None:
        return ""
    _, most = item.rule.range(item.points)
    if most <= item.points or any(fault.code == _ABOVE for fault in item.rule.faults(item.points)):
        return ""
    text = "没有上限" if not most.is_finite() else f"最多可得 {plain_text(most)} 分"
    return f"{text}，超过本项的 {plain_text(item.points)} 分，也没有填写上限。"


def _absences(scheme: ScoringScheme) -> Iterator[Issue]:
    """What the scheme does not say about organisations without a task; said once, it is the usual case."""
    leaves = tuple(scheme.root.leaves())
    for leaf in leaves:
        if leaf.absent is Absent.SHARE and leaf.absent_share is None:
            yield _at(leaf, "absent_share", "scheme-absent-share", "无此任务的按比例得分，没有写明比例，按 0 计。")
    unsaid = [leaf for leaf in leaves if leaf.absent is None and not isinstance(leaf.rule, VetoRule)]
    if unsaid:
        every = "细则" if len(unsaid) == len(leaves) else f"有 {len(unsaid)} 个评分项"
        message = f"{every}没有写明考核对象无此任务时怎样计分；遇到时不计入满分，所属部分的其他各项按比例折算。"
        yield Issue(Severity.NOTE, "scheme-absent", message, Place(SHEET, field="absent"))


def _at(node: Node, field: str, code: str, message: str) -> Issue:
    return warning(code, f"“{node.code} {node.title}”：{message}", Place(SHEET, row=node.code, field=field))
