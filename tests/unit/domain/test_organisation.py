"""Finding an organisation by any of the names that people write."""

from __future__ import annotations

import pytest

from tests.unit.domain.small_office import ORGANISATIONS, PLAN
from xiaowei_desktop.domain.organisation import (
    Directory,
    Organisation,
    OrganisationKind,
    UnknownOrganisationError,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("市监局", "market"),
        ("市场监管局", "market"),
        ("区市场监督管理局", "market"),
        (" 市 监 局 ", "market"),
        ("发改局(金融办)", "finance"),
        ("发改局（金融办）", "finance"),
        ("market", "market"),
    ],
)
def test_every_name_leads_to_its_organisation(written: str, code: str) -> None:
    assert PLAN.directory.find(written).code == code


def test_a_name_that_nobody_bears_gets_names_that_look_alike() -> None:
    with pytest.raises(UnknownOrganisationError) as found:
        PLAN.directory.find("市场监督局")
    assert found.value.name == "市场监督局"
    assert found.value.suggestions == ("市监局",)
    with pytest.raises(UnknownOrganisationError) as found:
        PLAN.directory.find("？")
    assert found.value.suggestions == ()


def test_two_organisations_never_share_a_name_or_a_code() -> None:
    twin = Organisation("other", "市场监管局", OrganisationKind.BUREAU)
    with pytest.raises(ValueError, match="names both 市监局 and 市场监管局"):
        Directory((*ORGANISATIONS, twin))
    with pytest.raises(ValueError, match="market stands twice"):
        Directory((*ORGANISATIONS, Organisation("market", "另一个", OrganisationKind.BUREAU)))


def test_names_for_forms() -> None:
    market, science = PLAN.organisation("market"), PLAN.organisation("science")
    assert (market.formal_name, science.formal_name) == ("区市场监督管理局", "科技局")
    assert science.all_names == ("科技局",)
    assert [found.code for found in PLAN.directory][:2] == ["market", "science"]
    assert "market" in PLAN.directory
