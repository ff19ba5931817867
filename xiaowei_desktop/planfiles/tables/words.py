"""The office's words for what plan documents say in keys: enumerations, rule kinds and their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from xiaowei_desktop.domain.indicator import Comparator, Direction, IndicatorKind
from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.plan import Adopted
from xiaowei_desktop.domain.scoring.evidence import Basis
from xiaowei_desktop.domain.scoring.rules.brackets import Units
from xiaowei_desktop.domain.scoring.rules.condition import Join
from xiaowei_desktop.domain.scoring.rules.event_kind import Counting
from xiaowei_desktop.domain.scoring.rules.rank import DropOf, End
from xiaowei_desktop.domain.scoring.rules.reference import Reference
from xiaowei_desktop.domain.scoring.rules.seen import Best, Combine, Look
from xiaowei_desktop.domain.scoring.rules.step import Between
from xiaowei_desktop.domain.scoring.rules.veto import Effect
from xiaowei_desktop.domain.scoring.scheme import Absent

YES = "是"
NO = "否"
WHOLE_SPAN = "规划期"

_ENUMERATIONS: Mapping[type[StrEnum], Mapping[str, str]] = {
    IndicatorKind: {
        IndicatorKind.FLOW: "累计数",
        IndicatorKind.STOCK: "时点数",
        IndicatorKind.RATIO: "占比",
        IndicatorKind.GROWTH: "增速",
        IndicatorKind.BENCHMARK: "对照增速",
        IndicatorKind.TASK: "定性任务",
    },
    Direction: {Direction.HIGHER: "越高越好", Direction.LOWER: "越低越好"},
    Comparator: {word: word.word for word in Comparator},
    OrganisationKind: {
        OrganisationKind.BUREAU: "部门",
        OrganisationKind.AREA: "地区",
        OrganisationKind.EXTERNAL: "外部单位",
    },
    Adopted: {Adopted.DEFAULT: "默认理解", Adopted.ALTERNATIVE: "其他理解", Adopted.OWN: "自行确定"},
    Join: {Join.ALL: "全部满足", Join.ANY: "任一满足"},
    Combine: {Combine.SHARES: "分别计分", Combine.MEAN: "平均", Combine.MINIMUM: "最低"},
    Look: {Look.RATE: "完成率", Look.VALUE: "完成数"},
    Basis: {Basis.HELD: "当年目标，没有的按规划期", Basis.YEAR: "当年目标", Basis.SPAN: "规划期目标"},
    Best: {Best.HIGHEST: "高的优先", Best.LOWEST: "低的优先"},
    End: {End.FIRST: "从第一名数起", End.LAST: "从倒数第一名数起"},
    DropOf: {DropOf.POINTS: "分", DropOf.BASE: "基本分的%"},
    Counting: {
        Counting.EVERY: "每次都计",
        Counting.HIGHEST: "只计最高的一次",
        Counting.MATTER: "同一事项只计最高的一次",
    },
    Between: {
        Between.NOTHING: "按达到的一档",
        Between.LINEAR: "按比例",
        Between.JUDGED: "小微办评定",
    },
    Reference: {
        Reference.TARGET: "目标",
        Reference.FIXED: "固定数",
        Reference.BENCHMARK: "对照值",
        Reference.MEAN: "各考核对象平均",
    },
    Units: {Units.WHOLE: "只计整档", Units.PRO_RATA: "按比例"},
    Effect: {Effect.VOID: "总分按0分计", Effect.GRADE: "限制等次", Effect.UNRANKED: "不排名次"},
    Absent: {
        Absent.ZERO: "不得分",
        Absent.SHARE: "按比例得分",
        Absent.MEAN: "按平均分得分",
        Absent.REWEIGHT: "不计入满分",
    },
}

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
    "bound": "完成率",
    "grades": "等次",
    "name": "名称",
    "low": "最低",
    "high": "最高",
    "step": "分档",
    "kinds": "事项",
    "deducts": "扣分",
    "start": "基础分",
    "floor": "扣分下限",
    "table": "名次得分",
    "otherwise": "其余名次",
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


def words_of(enumeration: type[StrEnum]) -> Mapping[str, str]:
    """The word of each value; the value itself where the office has none."""
    known = _ENUMERATIONS.get(enumeration, {})
    return {str(value): known.get(value, str(value)) for value in enumeration}
