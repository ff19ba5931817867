"""One item's rule while it is being edited: what the form says so far, in words, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from xiaowei_desktop.application.plan_indicators import TypedIndicators
from xiaowei_desktop.application.ports.plan_tables import PlanRow, PlanTables
from xiaowei_desktop.application.ports.rule_forms import FieldValues, RuleCells, RuleForm, RuleForms
from xiaowei_desktop.domain.issues import Issue, Severity, warning
from xiaowei_desktop.domain.quantity import QuantityError, parse_quantity, plain_text
from xiaowei_desktop.domain.rate import ZERO
from xiaowei_desktop.domain.scoring.rules import AnyRule
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.scheme_check import NO_CAP, beyond_points

PLACES_ITEM, USUAL_PLACES = "得分小数位", 2
_MOST_PLACES = 6

FIELDS_OF_FAULTS: Mapping[str, tuple[str, ...]] = {
    "rule-best-rate": ("best",),
    "rule-unit-rate": ("unit",),
    "rule-threshold-rate": ("steps", "conditions", "below"),
    "rule-points-above": ("steps", "combinations", "kinds", "base", "high", "table"),
    "rule-bracket-step": ("below",),
    "rule-bracket-points": ("below",),
    "rule-bracket-overlap": ("below",),
    "rule-combinations-join": ("join",),
    "rule-combinations-unknown": ("combinations",),
    "rule-combinations-twice": ("combinations",),
    "rule-combinations-missing": ("combinations",),
    "rule-two-inputs": ("conditions", "indicator"),
    "rule-no-input": ("conditions", "indicator"),
    "rule-two-questions": ("conditions",),
    "rule-event-range": ("kinds",),
    "rule-event-most": ("kinds",),
    "rule-event-zero": ("kinds",),
    "rule-event-once": ("kinds",),
    "rule-event-twice": ("kinds",),
    "rule-bonus-uncapped": ("kinds",),
    "rule-events-floor": ("floor",),
    "rule-external-scale": ("scale",),
    "rule-judged-order": ("low",),
    "rule-judged-step": ("step",),
    "rule-raters-twice": ("raters",),
    "rule-raters-weights": ("raters",),
    "rule-shares-missing": ("parts",),
    "rule-shares-sum": ("parts",),
    "rule-look": ("look",),
    "rule-full-at": ("full_at",),
    "rule-gate": ("gate",),
    "rule-rank-twice": ("drop",),
    "rule-rank-empty": ("table",),
    "rule-rank-drop": ("drop",),
    "rule-rank-floor": ("floor",),
    "rule-rank-order": ("table",),
    "rule-relative-order": ("low",),
    "rule-relative-low": ("low",),
    "rule-reference-at": ("at",),
    "rule-reference-look": ("look",),
    "rule-slope-empty": ("below",),
    "rule-slope-short": ("short",),
    "rule-cap": ("cap",),
    "rule-floor": ("floor",),
    "rule-steps-twice": ("steps",),
    "rule-steps-order": ("steps",),
    "rule-steps-points": ("steps",),
    "rule-judged-parts": ("between",),
    "rule-veto-limit": ("cases",),
    "rule-veto-name": ("cases",),
    "rule-veto-twice": ("cases",),
}
"""The field at which a fault is shown: the first of these that the kind has. Faults of the points have none."""


@dataclass(frozen=True, slots=True)
class EditedItem:
    """The row whose rule is edited. `places` is how the scheme rounds; `points` 0 where none can be read."""

    code: str
    title: str
    points: Decimal
    cells: RuleCells
    cap: Decimal | None = None
    floor: Decimal | None = None
    places: int = USUAL_PLACES

    def node(self, rule: AnyRule) -> Node:
        """The item with a rule, as the score would have it."""
        return Node(self.code, self.title, self.points, rule=rule, cap=self.cap, floor=self.floor)


@dataclass(frozen=True, slots=True)
class RuleView:
    """What the form says. Without a `rule` the `issues` say why; with one they are warnings and never block.

    `reach` is 0—10分, the least and most points that the rule can give.
    """

    rule: AnyRule | None
    issues: tuple[Issue, ...] = ()
    sentence: str = ""
    reach: str = ""


def edited_item(tables: PlanTables, row: PlanRow) -> EditedItem:
    """The item of a row of 考核细则."""
    heads = (line for table in tables if table.sheet == "方案" for line in table.rows)
    written = next((line.get("content", "") for line in heads if line.get("item") == PLACES_ITEM), "")
    places = _figure(written)
    known = places is not None and 0 <= places <= _MOST_PLACES and places == int(places)
    return EditedItem(
        row.get("code", ""),
        row.get("title", ""),
        _figure(row.get("points", "")) or ZERO,
        RuleCells(row.get("rule_kind", ""), row.get("rule_parameters", "")),
        _figure(row.get("cap", "")),
        _figure(row.get("floor", "")),
        int(places) if places is not None and known else USUAL_PLACES,
    )


def look_at(
    forms: RuleForms, form: RuleForm, values: FieldValues, item: EditedItem, indicators: TypedIndicators
) -> RuleView:
    """Reads the form and says what it comes to for the item."""
    names = {code: typed.indicator.name for code, typed in indicators.items()}
    read = forms.read(form.kind, values, names)
    if read.rule is None:
        return RuleView(None, read.issues)
    node = item.node(read.rule)
    faults = [_placed(form, fault) for fault in read.rule.faults(item.points)]
    if beyond := beyond_points(node):
        faults.append(warning(NO_CAP, beyond))
    return RuleView(read.rule, tuple(faults), node.sentence, _reach(node, read.rule))


def _placed(form: RuleForm, fault: Issue) -> Issue:
    """A fault of the rule at the field that it is about: a warning, because documents have such faults."""
    wanted = FIELDS_OF_FAULTS.get(fault.code, ())
    field = next((key for key in wanted if form.field(key)), "")
    return replace(fault, severity=Severity.WARNING, place=replace(fault.place, field=field))


def _reach(node: Node, rule: AnyRule) -> str:
    least, most = rule.range(node.points)
    low = plain_text(node.limited(least))
    if not most.is_finite() and node.cap is None:
        return f"{low} 分起，没有上限"
    high = plain_text(node.limited(most))
    return f"{low} 分" if low == high else f"{low}—{high} 分"


def _figure(text: str) -> Decimal | None:
    try:
        found = parse_quantity(text, "")
    except QuantityError:
        return None
    return found.value if found else None
