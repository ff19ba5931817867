"""The editor of one item's rule: the way of scoring, its parameters, what they say, and a trial."""

from xiaowei_desktop.ui.pages.plan.rule_editor.dialog import RuleEditor

__all__ = ["RuleEditor"]
