"""The parts and fields of a plan, and what stands in them, in the office's words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from xiaowei_desktop.domain.indicator import Indicator, Target, target_text
from xiaowei_desktop.domain.organisation import Organisation
from xiaowei_desktop.domain.period import Scope
from xiaowei_desktop.domain.plan import Plan, Reading, Task
from xiaowei_desktop.domain.plan_change import ORDER, PARENT, Entry, PlanPart
from xiaowei_desktop.domain.progress import LightLimits
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.scheme import Band, Group, GroupPoints, Node, Period, ScoringScheme
from xiaowei_desktop.reporting.enumeration_words import word_of

PART_WORDS = {
    PlanPart.HEAD: "方案",
    PlanPart.ORGANISATION: "单位",
    PlanPart.INDICATOR: "指标",
    PlanPart.TARGET: "目标",
    PlanPart.TASK: "任务",
    PlanPart.SCHEME: "考核细则",
    PlanPart.NODE: "评分项",
    PlanPart.READING: "口径说明",
}
FIELD_WORDS = {
    "id": "编号", "title": "标题", "short_title": "简称", "document": "文号", "issuer": "发文单位", "span": "规划期",
    "subject": "对象", "groups": "分组", "notes": "说明", "due_days": "报送期限", "office": "小微办",
    "lights": "偏慢范围", "name": "名称", "full_name": "全称", "aliases": "其他名称", "valid_from": "设立日期",
    "valid_until": "撤销日期", "kind": "类别", "measure_unit": "计量单位", "group": "分组", "row": "序号",
    "requirement": "要求", "direction": "方向", "subset_of": "其中", "lead": "牵头单位", "responsible": "责任单位",
    "supporting": "配合单位", "data_providers": "数据提供单位", "asks_parts": "报分子分母",
    "benchmark_name": "对照名称", "upper": "上级指标", "reference": "出处", "scope": "年度",
    "comparator": "比较", "value": "目标值", "stretch": "力争", "baseline": "基数", "note": "备注",
    "number": "序号", "text": "内容", "indicators": "跟踪指标", "in_table": "列入分解表", "deadline": "完成时限",
    "assessed": "考核对象", "places": "保留小数位", "points": "分值", "rule": "计分规则", "applies_to": "适用单位",
    "cap": "上限", "floor": "下限", "clause": "原文", "unclear": "不清楚之处", "default": "默认理解",
    "alternative": "其他理解", "acts_on": "涉及", "adopted": "采用", "decision": "采用说明", "effects": "涉及的参数",
    "weight": "权重", "points_by_group": "分组分值", "absent": "无此任务", "absent_share": "无此任务得分比例",
    "bands": "等次", "tie_break": "同分比较", "periods": "分期计分", "first_month": "考核年度起始月",
    ORDER: "顺序", PARENT: "上级编码",
}  # fmt: skip
_CODES = {"lead", "responsible", "supporting", "data_providers", "assessed", "applies_to", "subject", "office"} | {
    "indicators", "subset_of", "acts_on", "tie_break", PARENT,
}  # fmt: skip
"""Fields that hold codes of organisations, indicators or items."""


def field_word(name: str) -> str:
    """What the office calls a field; a field that is added later has its own name until it has a word."""
    return FIELD_WORDS.get(name, name)


def entry_name(plan: Plan, entry: Entry) -> str:
    """How a message calls an entry; `plan` is the one that the entry stands in."""
    match entry:
        case Target():
            scope = value_text(plan, "scope", entry.scope)
            stretch = " 力争" if entry.stretch else ""
            return f"{_named(plan, entry.indicator)} {_named(plan, entry.subject)} {scope}{stretch}"
        case Organisation() | Indicator():
            return entry.name
        case Task():
            return " ".join(part for part in (entry.number, entry.text or entry.code) if part)
        case Node():
            return f"{entry.code} {entry.title}"
        case Reading():
            return f"{entry.code} {entry.clause}".strip()
        case ScoringScheme() | Plan():
            return entry.title


def entry_text(plan: Plan, entry: Entry) -> str:
    """What an entry that came or went says, for the history."""
    match entry:
        case Target() if plan.has_indicator(entry.indicator):
            return target_text(plan.indicator(entry.indicator), entry)
        case Node():
            return f"{plain_text(entry.points)}分，{entry.sentence}"
        case Reading():
            return entry.in_force
        case _:
            return entry_name(plan, entry)


def value_text(plan: Plan, name: str, value: object) -> str:
    """What stands in the field `name`, `""` for nothing; codes by the names that `plan` gives them."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Decimal():
            return plain_text(value)
        case date():
            return value.isoformat()
        case Scope():
            return value.in_words
        case LightLimits():
            return f"落后{plain_text(value.yellow_within)}个百分点以内为黄灯"
        case tuple() if name == "effects":
            return f"{len(value)}处"
        case Group() | GroupPoints() | Band() | Period():
            return _scheme_part(plan, value)
        case tuple():
            return "、".join(value_text(plan, name, item) for item in value)
        case str() if name in _CODES:
            return _named(plan, value)
        case StrEnum():
            return word_of(value)
        case _:
            return str(value)


def _scheme_part(plan: Plan, value: Group | GroupPoints | Band | Period) -> str:
    """一类镇街（甲、乙）, 一类镇街20分, 优秀（90分及以上）, 第1季度15%."""
    match value:
        case Group():
            return f"{value.name}（{'、'.join(_named(plan, member) for member in value.members)}）"
        case GroupPoints():
            return f"{value.group}{plain_text(value.points)}分"
        case Period():
            return f"第{value.quarter}季度{plain_text(value.weight * 100)}%"
        case Band():
            low = "" if value.low is None else f"{plain_text(value.low)}分及以上"
            high = "" if value.high is None else f"{plain_text(value.high)}分以下"
            return f"{value.name}（{'、'.join(part for part in (low, high) if part) or '不限'}）"


def _named(plan: Plan, code: str) -> str:
    """The name of an organisation, an indicator or an item; the code itself where the plan has none of them."""
    if code in plan.directory:
        return plan.organisation(code).name
    if plan.has_indicator(code):
        return plan.indicator(code).name
    node = plan.scheme.item(code) if plan.scheme else None
    return entry_name(plan, node) if node else code
