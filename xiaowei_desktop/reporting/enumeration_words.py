"""The office's word for each value that a plan's fields choose from: in tables, histories and workbooks alike."""

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

_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
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


def word_of(value: StrEnum) -> str:
    """The value's word; the value itself where the office has none."""
    return _WORDS.get(type(value), {}).get(value, str(value))


def words_of(enumeration: type[StrEnum]) -> Mapping[str, str]:
    """The word of each value."""
    return {str(value): word_of(value) for value in enumeration}
