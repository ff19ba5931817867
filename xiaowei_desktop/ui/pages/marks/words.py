"""What the mark page says: the state of the year, of a list entry, of the item under the cursor."""

from __future__ import annotations

from xiaowei_desktop.application.marks import mark_source
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.ui.grids.entry_content import EntrySeverity
from xiaowei_desktop.ui.pages.marks.book import Count, ItemKey, MarkBook
from xiaowei_desktop.ui.pages.marks.judgement import OPTIONAL_WORDS

_NAMED_UNITS = 2
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
        return "● 目前不需评定"
    shape = "●" if not count.open else ("▲" if count.done else "○")
    return f"{shape} 已评 {count.done} / {count.needed}"


def entered_words(book: MarkBook, key: ItemKey) -> str:
    """Who entered the mark and when; that what stands there is not stored; or that nothing need be."""
    stored = book.stored(key)
    if book.is_wrong(key):
        return "■ 未保存"
    if stored is not None:
        return f"{stored.entered_by} {stored.entered_at:%Y-%m-%d}"
    return "○ 未评" if book.is_needed(key) else OPTIONAL_WORDS


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
    judged, stored = book.judgement(key), book.stored(key)
    said = [f"{_SHAPES[problem.severity]} {problem.message}" for problem in judged.problems]
    if judged.problems:
        if stored is not None and book.is_wrong(key):
            said.append(f"库中保存的仍是{mark_source(stored)}的评定。")
        return "".join(said)
    if judged.points is None:
        return "；".join(f"○ {reason}" for reason in judged.outcome.open_reasons) + "。"
    events = "；".join(
        f"{given.name}：{given.value}" for given in judged.outcome.inputs if judged.mark and judged.mark.events
    )
    parts = [f"{judged.outcome.arithmetic}，计入 {judged.points:f} 分", events]
    parts.append(mark_source(stored) if stored else OPTIONAL_WORDS)
    return "。".join(part for part in parts if part) + "。"


def rule_words(book: MarkBook, key: ItemKey) -> str:
    """The rule's sentence, and the document's own wording beside it."""
    node = book.node(key)
    optional = "" if book.is_needed(key) else f"（{OPTIONAL_WORDS}）"
    clause = f" 条文：{node.clause}。" if node.clause else ""
    return f"{node.sentence}{optional}{clause}"
