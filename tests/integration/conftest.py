"""What the tests of the whole program share: the sample year, played once."""

from __future__ import annotations

import pytest

from xiaowei_desktop.application.sample_year import SampleYear, play_sample_year
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.bootstrap import toolbox


@pytest.fixture(scope="session")
def tools() -> Toolbox:
    """The program's own parts, as its start puts them together."""
    return toolbox()


@pytest.fixture(scope="session")
def sample_year(qapp: object, tools: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> SampleYear:
    """The sample year's database and sheets. Tests read it; one that changes something works on a copy."""
    return play_sample_year(tools, tmp_path_factory.mktemp("样例"))
