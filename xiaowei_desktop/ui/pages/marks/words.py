"""What the mark page says: the state of the year, of a list entry, of the item under the cursor."""

from __future__ import annotations

from xiaowei_desktop.application.marks import mark_source
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.mark import Mark, MarkField
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.domain.scoring.score_sheet import ScoredNode
from xiaowei_desktop.ui.grids.entry_content import EntrySeverity
from xiaowei_desktop.ui.pages.marks.book import Count, ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.views import View

_NAMED_UNITS = 2
_WITHOUT_RATE = "仅在对照值不大于0时填"
_NOT_NOW = "目前不用评定"
_COMPUTED = "按数据计算"
_SHAPES = {EntrySeverity.ERROR: "■", EntrySeverity.WARNING: "▲", EntrySeverity.NOTE: "●"}


def state_sentence(book: MarkBook) -> str:
    """2020年度：102 项已评 98 项，科技局还有 3 项。"""
    if book.is_final:
        return f"{book.year}年度：已定稿，评定已锁定。确需修改的，在“考核评分”页重新开启。"
    whole = book.count(book.keys)
    wrong = f"；{whole.wrong} 项填写有误，没有保存" if whole.wrong else ""
    if not whole.open:
        return f"{book.year}年度：{whole.needed} 项已全部评定{wrong}。"
    waiting = [(unit, count) for unit in book.units() if (count := book.count(book.keys_of_unit(unit)).open)]
    named = "，".join(f"{book.plan.organisation(unit).name}还有 {count} 项" for unit, count in waiting[:_NAMED_UNITS])
    more = f"，另有 {len(waiting) - _NAMED_UNITS} 个单位未评完" if len(waiting) > _NAMED_UNITS else ""
    return f"{book.year}年度：{whole.needed} 项已评 {whole.done} 项，{named}{more}{wrong}。"


def count_words(count: Count) -> str:
    """A list entry's standing, with a shape that says it without colour: ▲ 已评 9 / 11."""
    if count.wrong:
        return f"■ 已评 {count.done} / {count.needed}，{count.wrong} 项有误"
    if not count.needed:
        return f"● {_NOT_NOW}"
    shape = "●" if not count.open else ("▲" if count.done else "○")
    return f"{shape} 已评 {count.done} / {count.needed}"


def entered_words(book: MarkBook, key: ItemKey) -> str:
    """Who entered the mark and when; that what stands there is not stored; or that nothing need be."""
    stored = book.stored(key)
    if book.is_wrong(key):
        return "■ 未保存"
    if stored is not None:
        file = f"（{stored.file}）" if stored.file else ""
        part = "▲ 未评完 " if book.is_open(key) else ""
        return f"{part}{stored.entered_by} {stored.entered_at:%Y-%m-%d}{file}"
    return "○ 未评" if book.is_needed(key) else optional_words(book.node(key))


def optional_words(node: Node) -> str:
    """Why nothing need be entered for an item as the figures are now."""
    asks = node.rule.asks() if node.rule else frozenset()
    if not asks:
        return _COMPUTED
    return _WITHOUT_RATE if asks == {MarkField.RATE} else _NOT_NOW


def nothing_open(view: View) -> str:
    """Said where 只看未评 leaves nothing to see."""
    what = "这个单位" if view is View.BY_UNIT else "这一项"
    return f"{what}没有未评的项目。要看全部，请取消“只看未评”；按 F4 到下一个未评的项目。"


def wrong_words(book: MarkBook) -> tuple[ItemKey | None, str]:
    """The first item that is wrong and not stored, and a sentence that leads to it; empty where all is right."""
    wrong = [key for key in book.keys if book.is_wrong(key)]
    if not wrong:
        return None, ""
    unit, item = wrong[0]
    return wrong[0], f"■ 有 {len(wrong)} 项填写有误，没有保存。转到 {book.plan.organisation(unit).name} {item}"


def heading(book: MarkBook, key: ItemKey) -> str:
    """市监局 A2 打造小微企业梯次培育库（10分）"""
    node = book.node(key)
    return f"{book.plan.organisation(key[0]).name} {node.code} {node.title}（{plain_text(node.points)}分）"


def standing_words(book: MarkBook, key: ItemKey) -> str:
    """What is wrong, or the arithmetic and where the mark came from."""
    judged, stored, scored = book.judgement(key), book.stored(key), book.standing(key).scored
    said = [f"{_SHAPES[problem.severity]} {problem.message}" for problem in judged.problems]
    if judged.problems:
        if stored is not None and book.is_wrong(key):
            said.append(f"库中保存的仍是{mark_source(stored)}的评定。")
        if not book.is_wrong(key):
            said.append(_score_words(scored, judged.mark))
        return "".join(said)
    return _score_words(scored, judged.mark) + (f"{mark_source(stored)}。" if stored else "")


def _score_words(scored: ScoredNode, mark: Mark | None) -> str:
    """The points with their arithmetic and what was entered one by one; or what is missing."""
    outcome = scored.outcome
    assert outcome is not None  # only items stand on the page
    several = outcome.inputs if mark is not None and (mark.events or mark.ratings) else ()
    entered = "；".join(f"{one.name}：{one.value}{f'（{one.basis}）' if one.basis else ''}" for one in several)
    missing = "；".join(f"○ {reason}" for reason in outcome.open_reasons)
    points = scored.arithmetic
    if scored.points is not None and scored.adjustment is None:
        points = f"{outcome.arithmetic}，计入 {scored.points:f} 分"
    return "".join(f"{part}。" for part in (points, entered, missing) if part)


def rule_words(book: MarkBook, key: ItemKey) -> str:
    """The rule's sentence, and the document's own wording beside it."""
    node = book.node(key)
    optional = "" if book.is_needed(key) else f"（{optional_words(node)}）"
    clause = f" 条文：{node.clause}。" if node.clause else ""
    return f"{node.sentence}{optional}{clause}"
