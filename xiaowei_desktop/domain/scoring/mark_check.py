"""Whether a mark may stand for an item: 无此任务 goes for every item, all else is the rule's matter."""

from __future__ import annotations

from xiaowei_desktop.domain.issues import Issue, error
from xiaowei_desktop.domain.scoring.mark import Mark
from xiaowei_desktop.domain.scoring.scheme import Node


def takes(item: Node, mark: Mark) -> bool:
    """Whether such a mark is entered for the item at all; a computed one only takes 无此任务."""
    return item.rule is not None and (mark.not_applicable or bool(item.rule.asks()))


def check_mark(item: Node, mark: Mark) -> tuple[Issue, ...]:
    """What is wrong with a mark that the item takes; an erroneous mark is never stored."""
    if not mark.not_applicable:
        return item.rule.check_mark(mark, item.points) if item.rule is not None else ()
    if mark == Mark(*mark.key, basis=mark.basis, not_applicable=True):
        return ()
    return (error("mark-absent-contradict", "已填“无此任务”，又填了评定的内容。请保留一种。"),)
