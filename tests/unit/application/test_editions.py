"""Which edition holds."""

from __future__ import annotations

import pytest

from xiaowei_desktop.application.editions import edition_for


def test_without_any_edition_there_is_none() -> None:
    with pytest.raises(LookupError):
        edition_for((), 2020)
