"""The calculation of one organisation's score sheet: from its inputs up to the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.rules import VetoRule
from xiaowei_desktop.domain.scoring.rules.veto import NOTHING, Effect
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode, ScoreSheet
from xiaowei_desktop.reporting.numbers import NumberFormat
from xiaowei_desktop.reporting.score_formulas import expression as x
from xiaowei_desktop.reporting.score_formulas.calculation import UNSAID, Calculation, Draft, Line, Part
from xiaowei_desktop.reporting.score_formulas.expression import Expression
from xiaowei_desktop.reporting.score_formulas.items import Formula, Scored, item
from xiaowei_desktop.reporting.score_formulas.sections import section


def calculation(scored: Scored, sheet: ScoreSheet) -> Calculation:
    """How all points of the sheet come about; the last line is the total."""
    organisation = scored.plan.organisation(sheet.unit)
    assert scored.plan.scheme is not None  # there is a score sheet
    making = _Making(scored, sheet, scored.plan.scheme.places)
    making.total()
    return Calculation(f"{sheet.year}年度{organisation.name}评分计算表", making.draft.finished())


@dataclass(slots=True)
class _Making:
    """One organisation's calculation in the making; `vetoes` hold under which answers the total counts nothing."""

    scored: Scored
    sheet: ScoreSheet
    places: int
    draft: Draft = field(default_factory=Draft)
    vetoes: list[Expression] = field(default_factory=list)

    def total(self) -> None:
        root = self.sheet.root
        found = self._sum(root, self._children(root))
        if isinstance(found.content, Expression) and self.vetoes:
            found = Formula(x.if_(x.any_of(self.vetoes), 0, found.content), "有一票否决情形的，总分按0分计")
        elif self.sheet.is_void:
            found = Formula(self.sheet.total, f"一票否决，总分按0分计；{UNSAID}")
        self._points(root, "总分", found, self.sheet.total)

    def _children(self, scored: ScoredNode) -> list[tuple[ScoredNode, Expression]]:
        """Those of the children that have points."""
        lines = [(child, self._node(child)) for child in scored.children]
        return [(child, line) for child, line in lines if child.points is not None]

    def _node(self, scored: ScoredNode) -> Expression:
        title = f"{scored.node.title}（{plain_text(scored.node.points)}分）"
        if scored.outcome is None:
            self.draft.heading(Part.SECTION, scored.node.code, title)
            children = self._children(scored)
            return self._points(scored, f"{scored.node.title}小计", self._sum(scored, children), scored.points)
        self.draft.heading(Part.ITEM, scored.node.code, title, scored.node.sentence)
        self._note_veto(scored)
        return self._points(scored, "得分", item(self.scored, self.sheet.unit, scored, self.draft), scored.points)

    def _sum(self, scored: ScoredNode, children: Sequence[tuple[ScoredNode, Expression]]) -> Formula:
        if scored.is_left_out:
            return Formula(None, scored.arithmetic)
        if scored.points is None:
            return Formula("未齐", "各项均未齐")
        return Formula(section(scored, children, self.places), scored.node.sentence)

    def _points(self, scored: ScoredNode, name: str, found: Formula, given: Decimal | None) -> Expression:
        look, checked = NumberFormat(places=self.places), found.checked(given)
        return self.draft.points(
            Line(Part.POINTS, name, checked.content, "分", checked.note, look, scored.node.code, given)
        )

    def _note_veto(self, scored: ScoredNode) -> None:
        """The office's answer as an input: the total looks at it."""
        rule = scored.node.rule
        recorded = self.scored.field.of(self.sheet.unit).mark(scored.node.code)
        if not isinstance(rule, VetoRule) or recorded is None or scored.points is None:
            return
        judged = self.draft.word("认定", recorded.mark.grade or NOTHING, recorded.source)
        self.vetoes.extend(
            judged.compared("=", x.words(case.name)) for case in rule.cases if case.effect is Effect.VOID
        )
