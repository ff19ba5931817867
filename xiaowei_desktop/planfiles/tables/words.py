"""The office's words for what plan documents say in keys: rule kinds, their parameters, yes and no."""

from __future__ import annotations

from collections.abc import Mapping

YES = "是"
NO = "否"

RULE_KINDS: Mapping[str, str] = {
    "proportional": "按比例得分",
    "condition": "达标得分",
    "step": "分档得分",
    "slope": "增减计分",
    "graded": "分等评定",
    "judged": "视情评分",
    "events": "加扣分事项",
    "external": "引用得分",
    "rank": "按名次得分",
    "relative": "比较得分",
    "veto": "一票否决",
}

_LABELS: Mapping[str, str] = {
    "indicator": "指标",
    "cap": "封顶",
    "gate": "门槛",
    "office_judges": "小微办可评定",
    "conditions": "条件",
    "join": "条件关系",
    "comparator": "比较",
    "bound": "标准",
    "grades": "等次",
    "name": "名称",
    "low": "最低",
    "high": "最高",
    "step": "每档",
    "kinds": "事项",
    "deducts": "扣分",
    "start": "基础分",
    "floor": "扣分下限",
    "table": "名次得分",
    "otherwise": "其余得分",
    "parts": "指标份额",
    "share": "份额",
    "combine": "组合",
    "look": "计分依据",
    "basis": "目标",
    "full_at": "满分完成率",
    "first": "第一名得分",
    "drop": "每名递减",
    "drop_of": "递减单位",
    "counted_from": "名次起点",
    "best": "优先",
    "percent_of_base": "按基本分的%",
    "most": "限额",
    "zero_from": "几次起不得分",
    "at_most_once": "只计一次",
    "counting": "计次",
    "scale": "原满分",
    "source": "得分来源",
    "raters": "评分人",
    "weight": "权重",
    "asked": "认定内容",
    "combinations": "得分组合",
    "holds": "成立的条件",
    "steps": "档次",
    "at": "标准",
    "points": "得分",
    "included": "含本数",
    "between": "两档之间",
    "unit": "计量单位",
    "base": "基准分",
    "reference": "基准",
    "above": "优于基准",
    "below": "差于基准",
    "up_to": "到",
    "short": "未达基准得分",
    "units": "不足一档",
    "cases": "情形",
    "effect": "结果",
    "limit": "最高等次",
}
"""The parameters of rules. One without a word here stands under its own name."""

FORMER_LABELS: Mapping[str, str] = {"其余名次": "otherwise", "分档": "step", "完成率": "bound"}
"""Words of earlier versions, which workbooks written then still have."""

_ENTRY_LABELS: Mapping[str, str] = {
    "table": "表",
    "code": "编码",
    "field": "栏目",
    "default": "默认理解",
    "alternative": "其他理解",
    "name": "名称",
    "members": "成员",
    "group": "分组",
    "points": "分值",
    "low": "从",
    "high": "到",
    "quarter": "季度",
    "weight": "权重",
}
"""What is written in lists of one entry a line: effects of a reading, groups, bands, periods."""


def rule_label(name: str) -> str:
    return _LABELS.get(name, name)


def entry_label(name: str) -> str:
    return _ENTRY_LABELS.get(name, name)
