"""季报填报: a unit's return laid out like its form, typed in or imported, and accepted or sent back."""

from __future__ import annotations

from xiaowei_desktop.ui.pages.returns.page import ReturnsPage

__all__ = ["ReturnsPage"]
