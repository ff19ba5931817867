"""评定: what the office judges, one organisation or one item at a time."""

from xiaowei_desktop.ui.pages.marks.page import MarksPage

__all__ = ["MarksPage"]
