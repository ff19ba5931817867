"""The columns of the six list tables: keys of the plan format, headings, and what to write there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiaowei_desktop.application.ports.plan_tables import ColumnCase
from xiaowei_desktop.planfiles.containers import Record
from xiaowei_desktop.planfiles.plan_format import INDICATOR, ORGANISATION, READING, TARGET, TASK
from xiaowei_desktop.planfiles.scheme_format import NODE
from xiaowei_desktop.planfiles.tables.rule_guide import rule_cases
from xiaowei_desktop.planfiles.tables.words import RULE_KINDS

RULE_KIND, RULE_PARAMETERS, RULE_SENTENCE = "rule_kind", "rule_parameters", "rule_sentence"
INDICATOR_NAME, TARGET_UNIT, CHILDREN = "indicator_name", "target_unit", "children_points"
INFORMATION = frozenset({INDICATOR_NAME, TARGET_UNIT, RULE_SENTENCE, CHILDREN})
"""Columns that are only shown."""
_UNITS = "填单位名称，多个用、隔开。"
_REFERENCE = "在文件中的出处，如“任务分解表第1项”。"
_CODE = "由字母、数字组成，不含空格，在本表中不重复；使用后不再改动。"
_INFORMATION = "系统生成，供核对，读入时不看。"


@dataclass(frozen=True, slots=True)
class ColumnText:
    """A column as it is written down here; what may stand in it follows from the plan format."""

    key: str
    heading: str
    explanation: str
    width: int = 16
    cases: tuple[ColumnCase, ...] = ()


@dataclass(frozen=True)
class ListTable:
    """A table of entries: `path` is the list in the plan document, `record` the shape of an entry."""

    sheet: str
    path: str
    record: Record[Any]
    columns: tuple[ColumnText, ...]
    whole_row: str = "code"
    """The column at which a fault of the row as a whole is shown."""

    @property
    def required(self) -> frozenset[str]:
        """The columns that a sheet cannot be read without."""
        return frozenset(column.key for column in self.columns if self._needs(column.key))

    def _needs(self, key: str) -> bool:
        return key == RULE_KIND or (key in self.record.fields and self.record.needs(key) and key != "number")


def _duties() -> tuple[ColumnText, ...]:
    return (
        ColumnText("lead", "牵头单位", _UNITS, 18),
        ColumnText("responsible", "责任单位", _UNITS, 24),
        ColumnText("supporting", "配合单位", _UNITS, 18),
        ColumnText("data_providers", "数据提供单位", f"报送这项数据的单位；空着的由责任单位报送。{_UNITS}", 20),
    )


ORGANISATIONS = ListTable(
    "单位",
    "organisations",
    ORGANISATION,
    (
        ColumnText("code", "编码", f"单位编码，{_CODE}", 16),
        ColumnText("name", "名称", "表格中使用的名称；其他各表按这个名称填写单位。", 24),
        ColumnText("kind", "类别", "部门：本级部门；地区：全区、全市或区县；外部单位：银行、上级部门等。", 10),
        ColumnText("full_name", "全称", "表头使用的全称，与名称相同的可空。", 40),
        ColumnText("aliases", "其他名称", "文件和报表中出现的其他叫法，多个用、隔开，用来识别。", 48),
        ColumnText("valid_from", "设立日期", "规划期内新设的填写，如 2018-06-15。", 13),
        ColumnText("valid_until", "撤销日期", "规划期内撤销、合并的填写。", 13),
    ),
    whole_row="name",
)

INDICATORS = ListTable(
    "指标",
    "indicators",
    INDICATOR,
    (
        ColumnText("code", "编码", f"指标编码，{_CODE}", 24),
        ColumnText("name", "名称", "指标名称。", 32),
        ColumnText("group", "分组", "所属工程或类别，须是“方案”表中列出的分组；可空。", 22),
        ColumnText("row", "序号", "任务分解表中的序号，如 13①；不在表中的空着。", 8),
        ColumnText(
            "kind",
            "类型",
            "累计数：年内逐季累加；时点数：季末水平；占比、增速：百分比；对照增速：与另一增速比较；定性任务：只报进展。",
            12,
        ),
        ColumnText("measure_unit", "计量单位", "如 家、万元、%；定性任务空着。", 10),
        ColumnText("direction", "方向", "数越大越好还是越小越好，空着为越高越好。", 12),
        ColumnText("subset_of", "其中", "是哪个指标的其中项，填那个指标的编码。", 20),
        *_duties(),
        ColumnText("asks_parts", "报分子分母", "占比要报分子和分母的填“是”。", 12),
        ColumnText("benchmark_name", "对照名称", "对照增速与什么比较，如“全市各项贷款增速”。", 24),
        ColumnText("requirement", "要求", "任务分解表的要求，简写。", 40),
        ColumnText("upper", "上级指标", "对应的上级方案指标，写成“方案编号/指标编码”；没有的空着。", 24),
        ColumnText("reference", "出处", _REFERENCE, 36),
    ),
)

TARGETS = ListTable(
    "目标",
    "targets",
    TARGET,
    (
        ColumnText("indicator", "指标编码", "“指标”表中的编码。", 24),
        ColumnText(INDICATOR_NAME, "指标名称", _INFORMATION, 32),
        ColumnText("subject", "对象", "目标属于哪个地区：全区、全市或区县，填单位名称。", 18),
        ColumnText("scope", "年度", "年份，如 2020；整个规划期的目标填“规划期”。", 10),
        ColumnText(
            "comparator", "比较", "文件的用语：不低于（达到、以上）、超过、不超过（以内）、低于；空着为不低于。", 10
        ),
        ColumnText("value", "目标值", "数字，按指标的计量单位；只与对照值比较的、尚未确定的空着。", 14),
        ColumnText(TARGET_UNIT, "计量单位", _INFORMATION, 10),
        ColumnText("stretch", "力争", "力争目标填“是”：只列出，不考核。", 8),
        ColumnText("baseline", "基数", "上年或期初的数，按指标的计量单位；没有的空着。", 14),
        ColumnText("note", "说明", "目标值怎么来的，如“按上年实际占比分解”。", 30),
        ColumnText("reference", "出处", _REFERENCE, 36),
    ),
    whole_row="indicator",
)

TASKS = ListTable(
    "任务",
    "tasks",
    TASK,
    (
        ColumnText("code", "编码", f"任务编码，{_CODE}", 14),
        ColumnText("number", "序号", "文件中的序号，如 1、（一）；没有的空着。", 8),
        ColumnText("text", "任务内容", "任务内容，简写。", 60),
        ColumnText("group", "分组", "须是“方案”表中列出的分组；可空。", 22),
        *_duties(),
        ColumnText("indicators", "跟踪指标", "用哪些指标跟踪，填指标编码，多个用、隔开。", 28),
        ColumnText("in_table", "列入分解表", "不列入任务分解表的填“否”，空着为“是”。", 12),
        ColumnText("deadline", "完成时限", "有期限的填日期，如 2021-06-30。", 13),
        ColumnText("note", "备注", "任务分解表的备注。", 30),
        ColumnText("reference", "出处", _REFERENCE, 36),
    ),
)

NODES = ListTable(
    "考核细则",
    "scheme.nodes",
    NODE,
    (
        ColumnText("code", "编码", f"评分项编码，{_CODE}", 10),
        ColumnText("parent", "上级编码", "所属部分的编码，须排在前面；第一行是考核总分，空着。", 10),
        ColumnText("number", "条款号", "文件中的条款号，如 （三）；没有的空着。", 8),
        ColumnText("title", "考核内容", "评分项或部分的名称。", 32),
        ColumnText("points", "分值", "最高得分。", 8),
        ColumnText(CHILDREN, "下级合计", f"各下级分值的合计，与分值不一致的写明差多少。{_INFORMATION}", 12),
        ColumnText("applies_to", "适用单位", f"只适用于部分考核对象的填写，空着为全部。{_UNITS}", 20),
        ColumnText("weight", "权重", "各下级按百分制折算的，填占所属部分的权重，如 30%；直接相加的空着。", 8),
        ColumnText(
            "points_by_group", "分组分值", "各组分值不同的，一组一行，如“分组=一类镇街；分值=20”；没有的空着。", 18
        ),
        ColumnText("cap", "上限", "各下级得分合计最多计多少分；没有的空着。", 8),
        ColumnText("floor", "下限", "合计最少计多少分；没有的空着。", 8),
        ColumnText("absent", "无此任务", "没有这项任务的考核对象怎样计分；细则没有规定的空着。", 12),
        ColumnText("absent_share", "无此任务得分比例", "按基本分比例得分的填比例，如 60%。", 10),
        ColumnText(RULE_KIND, "计分方式", f"{'、'.join(RULE_KINDS.values())}；有下级的空着。", 12),
        ColumnText(
            RULE_PARAMETERS,
            "计分参数",
            "一行一个参数，如“指标：编码”“封顶：100%”；等次、事项、条件一行一个，"
            "如“等次：名称=成效一般；最低=2；最高=4”。文字中有；=：、的加半角双引号。"
            "各种计分方式的参数和写法见填写说明。",
            46,
            rule_cases(),
        ),
        ColumnText(RULE_SENTENCE, "计分说明", _INFORMATION, 46),
        ColumnText("clause", "原文", "文件中的原文，简写。", 46),
        ColumnText("reference", "出处", _REFERENCE, 24),
    ),
)

READINGS = ListTable(
    "口径说明",
    "readings",
    READING,
    (
        ColumnText("code", "编码", f"口径说明编码，{_CODE}", 18),
        ColumnText("clause", "条款", "文件的哪一处。", 24),
        ColumnText("unclear", "不清楚之处", "哪里不清楚。", 40),
        ColumnText("default", "默认理解", "按什么办。", 40),
        ColumnText("alternative", "其他理解", "还可以怎样理解；没有的空着。", 40),
        ColumnText("acts_on", "涉及", "涉及的指标和评分项的编码，多个用、隔开。", 24),
        ColumnText("adopted", "采用", "按哪种理解办，空着为默认理解。", 12),
        ColumnText("decision", "采用说明", "为什么这样定；自行确定的写明怎样办。", 30),
        ColumnText(
            "effects",
            "影响的参数",
            "两种理解下不同的参数，一行一个，如“表=targets；编码=…；栏目=value；默认理解=…；其他理解=…”；没有的空着。",
            46,
        ),
    ),
)

LISTS = (ORGANISATIONS, INDICATORS, TARGETS, TASKS, NODES, READINGS)
HEAD_SHEET = "方案"
SHEETS = (HEAD_SHEET, *(table.sheet for table in LISTS))
Raw = Mapping[str, Any]
"""An entry of the plan document."""
