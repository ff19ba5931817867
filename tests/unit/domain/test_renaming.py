"""A name is lost where a unit is called otherwise and nobody bears the old name any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.domain.small_office import PLAN
from xiaowei_desktop.domain.organisation import Organisation
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.renaming import LostName, lost_names

FIRST = PLAN.organisations[1]


def with_first(*organisations: Organisation) -> Plan:
    return replace(PLAN, organisations=(PLAN.organisations[0], *organisations, *PLAN.organisations[2:]))


@pytest.mark.parametrize(
    ("changed", "lost"),
    [
        (FIRST, ()),
        (replace(FIRST, name="新名字局"), (LostName(FIRST.code, FIRST.name),)),
        (replace(FIRST, name="新名字局", aliases=(FIRST.name,)), ()),
        (replace(FIRST, name="新名字局", full_name=FIRST.name), ()),
        (replace(FIRST, code="another"), ()),
    ],
)
def test_lost_names(changed: Organisation, lost: tuple[LostName, ...]) -> None:
    assert tuple(lost_names(PLAN, with_first(changed))) == lost


def test_a_unit_that_is_gone_is_not_renamed() -> None:
    assert tuple(lost_names(PLAN, with_first())) == ()
