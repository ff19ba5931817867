"""The closed set of rule kinds. A clause of a document is one of these with its parameters."""

from __future__ import annotations

from xiaowei_desktop.domain.scoring.rules.brackets import Bracket
from xiaowei_desktop.domain.scoring.rules.condition import Combination, ConditionRule
from xiaowei_desktop.domain.scoring.rules.event_kind import EventKind
from xiaowei_desktop.domain.scoring.rules.events import EventsRule
from xiaowei_desktop.domain.scoring.rules.external import ExternalRule
from xiaowei_desktop.domain.scoring.rules.graded import Grade, GradedRule
from xiaowei_desktop.domain.scoring.rules.judged import JudgedRule, Rater
from xiaowei_desktop.domain.scoring.rules.proportional import ProportionalRule
from xiaowei_desktop.domain.scoring.rules.rank import RankRule
from xiaowei_desktop.domain.scoring.rules.relative import RelativeRule
from xiaowei_desktop.domain.scoring.rules.requirement import Condition
from xiaowei_desktop.domain.scoring.rules.slope import SlopeRule
from xiaowei_desktop.domain.scoring.rules.step import Step, StepRule
from xiaowei_desktop.domain.scoring.rules.veto import VetoRule

AnyRule = (
    ProportionalRule
    | ConditionRule
    | StepRule
    | SlopeRule
    | RankRule
    | RelativeRule
    | GradedRule
    | JudgedRule
    | EventsRule
    | ExternalRule
    | VetoRule
)
"""Every rule kind there is; a further kind is one module here and one name in this union."""

__all__ = [
    "AnyRule",
    "Bracket",
    "Combination",
    "Condition",
    "ConditionRule",
    "EventKind",
    "EventsRule",
    "ExternalRule",
    "Grade",
    "GradedRule",
    "JudgedRule",
    "ProportionalRule",
    "RankRule",
    "Rater",
    "RelativeRule",
    "SlopeRule",
    "Step",
    "StepRule",
    "VetoRule",
]
