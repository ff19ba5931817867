"""Names by which an organisation was known and is no longer: forms and files that bear them are not recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xiaowei_desktop.domain.organisation import normal_name
from xiaowei_desktop.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class LostName:
    """`unit` was called `name` in the plan's tables, and nothing in the changed plan says so."""

    unit: str
    name: str


def lost_names(old: Plan, new: Plan) -> Iterator[LostName]:
    """In the old plan's order. An organisation that is gone altogether is told as such, not here.

    A name that another organisation bears now is not lost: the office has given it away.
    """
    known = {normal_name(name) for organisation in new.organisations for name in organisation.all_names}
    for organisation in old.organisations:
        if organisation.code in new.directory and normal_name(organisation.name) not in known:
            yield LostName(organisation.code, organisation.name)
