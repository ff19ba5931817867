"""自评表 and 异议表 alike: a file for each unit, with its items and what the office has of them so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from xiaowei_desktop.application.assessable import assessed_units, items_of
from xiaowei_desktop.application.desk import Desk
from xiaowei_desktop.application.ports.voice_forms import FormItem
from xiaowei_desktop.application.scoring import YearScores, score_year
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.files import make_folder, safe_name


def write_papers(
    desk: Desk, year: int, folder: Path, unit: str | None, name: str, write: Callable[[YearScores, str, Path], None]
) -> tuple[Path, ...]:
    """One paper for each assessed unit, or for the one that `unit` means; `write` fills the file of one of them."""
    units = assessed_units(desk.plan(year), year, unit)
    scores = score_year(desk, year)
    make_folder(folder)
    written = []
    for code in units:
        path = folder / safe_name(f"{year}_{scores.plan.organisation(code).name}_{name}.xlsx")
        write(scores, code, path)
        written.append(path)
    return tuple(written)


def form_items(scores: YearScores, unit: str) -> tuple[FormItem, ...]:
    """The rows of the unit's forms, with what the office has so far."""
    open_to = {item.code for item in items_of(scores.plan, unit)}
    found = _leaves(scores.sheet(unit).root, ())
    return tuple(_form_item(scores.plan, leaf, path) for leaf, path in found if leaf.node.code in open_to)


def _leaves(scored: ScoredNode, path: tuple[str, ...]) -> Iterator[tuple[ScoredNode, tuple[str, ...]]]:
    """Every item with the titles of the sections it stands in, the root apart."""
    if scored.outcome is not None:
        yield scored, path
    for child in scored.children:
        yield from _leaves(child, (*path, child.node.title) if child.children else path)


def _form_item(plan: Plan, leaf: ScoredNode, path: Iterable[str]) -> FormItem:
    return FormItem(leaf.node, " › ".join(path), figures_text(plan, leaf), leaf.points, leaf.arithmetic)


def figures_text(plan: Plan, leaf: ScoredNode) -> str:
    """What the office has of the item's indicators: targets, actual figures, completion; empty where it reads none."""
    codes = leaf.node.rule.indicators() if leaf.node.rule else ()
    names = tuple(f"{plan.indicator(code).name}：" for code in codes)
    given_to_rule = leaf.outcome.inputs if leaf.outcome else ()
    read = [given for given in given_to_rule if given.name.startswith(names)]
    lines = [f"{given.name.removeprefix(names[0]) if len(names) == 1 else given.name} {given.value}" for given in read]
    measured = leaf.outcome.measurement if leaf.outcome else None
    rate = measured.completion.rate if measured else None
    return "\n".join((*lines, *((f"完成率 {rate.percent_text}",) if rate else ())))
