"""Names of sheets, columns and labels in the forms. Units' old files rely on them: see INTERFACES."""

from __future__ import annotations

FORM_VERSION = "1"
"""Version of the forms' layout, written into each of them so that a later program knows what it reads."""

RETURN_SHEET = "季报"
MARK_SHEET = "评定"
EVENT_SHEET = "加扣分"
SELF_ASSESSMENT_SHEET = "自评"
OBJECTION_SHEET = "异议"
GUIDE_SHEET = "填写说明"
IDENTITY_SHEET = "_xiaowei"
LISTS_SHEET = "_lists"

RETURN_COLUMNS = (
    "序号", "指标编码", "目标任务", "填报对象", "计量单位", "目标值", "本季完成", "累计完成", "对照值", "分子", "分母",
    "完成状态", "进展情况", "情况说明", "备注",
)  # fmt: skip
MARK_COLUMNS = ("考核对象", "评分项编码", "考核内容", "分值", "等次", "得分", "完成率", "名次", "评定依据", "评分人")
EVENT_COLUMNS = ("考核对象", "评分项编码", "事项", "次数", "分值", "依据")

SELF_ASSESSMENT_COLUMNS = (
    "评分项编码", "考核内容", "分值", "计分说明", "完成情况", "自评得分", "自评说明", "支撑材料", "备注",
)  # fmt: skip
OBJECTION_COLUMNS = ("评分项编码", "考核内容", "分值", "得分", "计算过程", "异议意见", "认为应得分")

HEAD_LABELS = ("填报单位", "填报期", "填报人", "联系电话", "单位负责人", "填报日期")
PAPER_HEAD_LABELS = ("考核对象", "考核年度", "填报人", "联系电话", "单位负责人", "填报日期")

NOTHING = "无"
"""Written for an item without events, or without a place among the ranked: `Mark.none`."""
SOMETHING = "有"
ABSENT = "无此任务"
"""Chosen as 等次 of any item: the organisation has no such task, `Mark.not_applicable`."""
