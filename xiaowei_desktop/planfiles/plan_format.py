"""The format of a plan document, in one place: every table and key."""

from __future__ import annotations

from xiaowei_desktop.domain.indicator import Comparator, Direction, Indicator, IndicatorKind, Target
from xiaowei_desktop.domain.organisation import Organisation, OrganisationKind, normal_name
from xiaowei_desktop.domain.plan import Adopted, Plan, Reading, ReadingEffect, Task
from xiaowei_desktop.domain.progress import LightLimits
from xiaowei_desktop.planfiles.containers import Many, Maybe, Record
from xiaowei_desktop.planfiles.findings import Codes, Spot
from xiaowei_desktop.planfiles.scheme_format import SchemeShape
from xiaowei_desktop.planfiles.shapes import (
    Choice,
    Code,
    Day,
    Defines,
    Flag,
    Name,
    Names,
    Number,
    ScopeYear,
    Text,
    Whole,
    Years,
)

_ORGANISATIONS = Many(Names(Codes.ORGANISATION))
_INDICATORS = Many(Names(Codes.INDICATOR))


def _names_are_its_own(organisation: Organisation, at: Spot) -> None:
    """No two organisations share a name: a returned form could then belong to either."""
    for name in dict.fromkeys(normal_name(name) for name in organisation.all_names):
        at.define(Codes.ORGANISATION_NAME, name)


def _stands_once(target: Target, at: Spot) -> None:
    """One target, and one stretch target, for each indicator, subject and scope."""
    word = "（力争）" if target.stretch else ""
    at.define(Codes.TARGET, f"{target.indicator}/{target.subject}/{target.scope}{word}")


def _years_are_in_span(plan: Plan, at: Spot) -> None:
    for number, target in enumerate(plan.targets, start=1):
        if target.scope.year is not None and target.scope.year not in plan.span:
            spot = at.key("targets").entry(number).key("scope")
            spot.fault("plan-years", f"{target.scope} 年不在规划期 {plan.span} 之内。")


ORGANISATION = Record(
    Organisation,
    {
        "code": Defines(Codes.ORGANISATION),
        "name": Name(),
        "kind": Choice(OrganisationKind),
        "full_name": Text(),
        "aliases": Many(Name()),
        "valid_from": Day(),
        "valid_until": Day(),
    },
    _names_are_its_own,
)

INDICATOR = Record(
    Indicator,
    {
        "code": Defines(Codes.INDICATOR),
        "name": Name(),
        "kind": Choice(IndicatorKind),
        "measure_unit": Text(),
        "group": Names(Codes.GROUP),
        "row": Text(),
        "requirement": Text(),
        "direction": Choice(Direction),
        "subset_of": Names(Codes.INDICATOR),
        "lead": _ORGANISATIONS,
        "responsible": _ORGANISATIONS,
        "supporting": _ORGANISATIONS,
        "data_providers": _ORGANISATIONS,
        "asks_parts": Flag(),
        "benchmark_name": Text(),
        "upper": Text(),
        "reference": Text(),
    },
)

TARGET = Record(
    Target,
    {
        "indicator": Names(Codes.INDICATOR),
        "subject": Names(Codes.ORGANISATION),
        "scope": ScopeYear(),
        "comparator": Choice(Comparator),
        "value": Number(),
        "stretch": Flag(),
        "baseline": Number(),
        "reference": Text(),
        "note": Text(),
    },
    _stands_once,
)

TASK = Record(
    Task,
    {
        "code": Defines(Codes.TASK),
        "number": Text(),
        "text": Name(),
        "group": Names(Codes.GROUP),
        "lead": _ORGANISATIONS,
        "responsible": _ORGANISATIONS,
        "supporting": _ORGANISATIONS,
        "data_providers": _ORGANISATIONS,
        "indicators": _INDICATORS,
        "note": Text(),
        "in_table": Flag(),
        "deadline": Day(),
        "reference": Text(),
    },
)

_EFFECT = Record(
    ReadingEffect,
    {"table": Name(), "code": Name(), "field": Name(), "default": Name(), "alternative": Name()},
)

READING = Record(
    Reading,
    {
        "code": Defines(Codes.READING),
        "clause": Name(),
        "unclear": Name(),
        "default": Name(),
        "alternative": Text(),
        "acts_on": Many(Names(Codes.INDICATOR, Codes.ITEM)),
        "adopted": Choice(Adopted),
        "decision": Text(),
        "effects": Many(_EFFECT),
    },
)

LIGHTS = Record(LightLimits, {"yellow_within": Number()})

PLAN = Record(
    Plan,
    {
        "id": Code(),
        "title": Name(),
        "short_title": Name(),
        "document": Text(),
        "issuer": Text(),
        "span": Years(),
        "subject": Names(Codes.ORGANISATION),
        "office": Names(Codes.ORGANISATION),
        "due_days": Whole(),
        "lights": LIGHTS,
        "groups": Many(Defines(Codes.GROUP)),
        "notes": Many(Name()),
        "organisations": Many(ORGANISATION, at_least=1),
        "indicators": Many(INDICATOR),
        "targets": Many(TARGET),
        "tasks": Many(TASK),
        "scheme": Maybe(SchemeShape()),
        "readings": Many(READING),
    },
    _years_are_in_span,
)
