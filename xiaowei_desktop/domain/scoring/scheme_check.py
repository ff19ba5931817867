"""细则检查: what is odd about a scheme before it is used.

Real documents have such defects. They are shown, each at its item and column, and the scheme is used as it is
written; nothing is repaired in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from xiaowei_desktop.domain.issues import Issue, Place, Severity, warning
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.rate import ONE, ZERO
from xiaowei_desktop.domain.scoring.input_check import input_issues
from xiaowei_desktop.domain.scoring.rules.veto import Effect, VetoRule
from xiaowei_desktop.domain.scoring.scheme import Absent, Node, ScoringScheme
from xiaowei_desktop.domain.scoring.settings_check import SHEET as SETTINGS
from xiaowei_desktop.domain.scoring.settings_check import settings_issues

SHEET = "考核细则"


def scheme_issues(plan: Plan) -> tuple[Issue, ...]:
    """Everything odd about the plan's scheme; none for a plan without one.

    Places name the table (考核细则, or 方案 for what stands once), the item's code as `row` and the column as `field`.
    """
    if plan.scheme is None:
        return ()
    scheme = plan.scheme
    return (
        *_sums(plan, scheme),
        *_of_nodes(scheme),
        *_maxima(plan, scheme),
        *_absences(scheme),
        *input_issues(plan, scheme),
        *settings_issues(plan, scheme),
    )


def _of_nodes(scheme: ScoringScheme) -> Iterator[Issue]:
    for node in scheme.root.walk():
        if node.rule is None:
            yield from _weights(node)
            yield from _numbers(node)
        else:
            yield from _assessed(scheme, node)
            yield from _rule(scheme, node)
        for points in node.points_by_group:
            if not any(points.group == group.name for group in scheme.groups):
                yield _at(node, "points_by_group", "scheme-group-unknown", f"没有名为“{points.group}”的考核分组。")


def _sums(plan: Plan, scheme: ScoringScheme) -> Iterator[Issue]:
    """Sections whose children do not add up to them, for whomever they are assessed; each section once."""
    off: dict[str, list[tuple[Node, Decimal, str]]] = {}
    trees = [(unit, tree) for unit in scheme.assessed if (tree := scheme.for_organisation(unit)) is not None]
    for unit, tree in trees:
        for section in tree.walk():
            if section.rule is None and not section.is_weighted:
                total = sum((child.maximum() for child in section.children), ZERO)
                if section.within_cap(total) != section.points:
                    off.setdefault(section.code, []).append((section, total, unit))
    for found in off.values():
        section, total, unit = found[0]
        whose = "" if len(found) == len(trees) else f"（{plan.organisation(unit).name}）"
        limit = "" if section.cap is None else f"，上限 {plain_text(section.cap)} 分"
        message = (
            f"各下级分值合计 {plain_text(total)} 分{limit}，与本部分的 {plain_text(section.points)} 分不一致{whose}。"
        )
        yield _at(section, "points", "scheme-sum", message)


def _weights(section: Node) -> Iterator[Issue]:
    """百分制折算: weights that do not make 100 %."""
    weights = sum((child.weight or ZERO for child in section.children), ZERO)
    if section.is_weighted and weights != ONE:
        yield _at(section, "weight", "scheme-weights", f"各下级权重合计 {plain_text(weights * 100)}%，不是 100%。")


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


def _rule(scheme: ScoringScheme, node: Node) -> Iterator[Issue]:
    """Parameters that contradict each other, and points beyond the item's without a cap."""
    if node.rule is None:
        return
    for fault in node.rule.faults(node.points):
        yield _at(node, "rule", fault.code, fault.message)
    _, most = node.rule.range(node.points)
    if most > node.points and node.cap is None:
        text = "没有上限" if not most.is_finite() else f"最多可得 {plain_text(most)} 分"
        message = f"{text}，超过本项的 {plain_text(node.points)} 分，也没有填写上限。"
        yield _at(node, "cap", "scheme-no-cap", message)
    if isinstance(node.rule, VetoRule):
        names = {band.name for band in scheme.bands}
        for case in node.rule.cases:
            if case.effect is Effect.GRADE and case.limit and case.limit not in names:
                yield _at(node, "rule", "scheme-veto-grade", f"“{case.name}”限制的等次“{case.limit}”不在等次表中。")


def _maxima(plan: Plan, scheme: ScoringScheme) -> Iterator[Issue]:
    """Organisations whose maximum differs from what most of their group have."""
    groups = dict.fromkeys(scheme.group_of(unit) for unit in scheme.assessed)
    for group in groups:
        trees = {u: scheme.for_organisation(u) for u in scheme.assessed if scheme.group_of(u) == group}
        maxima = {unit: tree.maximum() if tree else ZERO for unit, tree in trees.items()}
        usual, _ = Counter(maxima.values()).most_common(1)[0]
        for unit, most in maxima.items():
            if most != usual:
                message = (
                    f"{plan.organisation(unit).name}的满分是 {plain_text(most)} 分，"
                    f"其他考核对象是 {plain_text(usual)} 分。"
                )
                yield warning("scheme-maximum", message, Place(SETTINGS, row="scheme.assessed", subject=unit))


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
