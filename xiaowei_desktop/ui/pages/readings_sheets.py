"""The plan as tables to read: organisations, readings, and the scoring scheme with its rules in words."""

from __future__ import annotations

from collections.abc import Iterator

from xiaowei_desktop.domain.organisation import OrganisationKind
from xiaowei_desktop.domain.plan import Plan, Reading
from xiaowei_desktop.domain.quantity import plain_text
from xiaowei_desktop.domain.scoring.scheme import Node
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, RowKind, Sheet
from xiaowei_desktop.reporting.words import names
from xiaowei_desktop.ui.widgets.facts import Fact, Facts

_KIND_WORDS = {
    OrganisationKind.BUREAU: "部门",
    OrganisationKind.AREA: "区县",
    OrganisationKind.EXTERNAL: "外部单位",
}
_INDENT = "　　"


def plan_facts(plan: Plan) -> Facts:
    """What holds for the plan as a whole."""
    parts = (
        Fact("文号", plan.document),
        Fact("印发单位", plan.issuer),
        Fact("规划期", str(plan.span)),
        Fact("报送截止", f"季度结束后 {plan.due_days} 天"),
        Fact(
            "进度灯",
            f"不低于序时进度为正常；落后 {plain_text(plan.lights.yellow_within)} 个百分点以内为偏慢，再多为滞后",
        ),
        Fact("考核对象", names(plan, plan.scheme.assessed) if plan.scheme else "没有考核细则"),
        Fact("说明", "\n".join(plan.notes)),
    )
    return Facts(plan.title, parts)


def organisations_sheet(plan: Plan) -> Sheet:
    """Every organisation with all the names under which it is recognised in workbooks."""
    columns = (
        Column("name", "单位", 40),
        Column("kind", "类别", 20, Align.CENTER),
        Column("reports", "报季报", 16, Align.CENTER),
        Column("assessed", "考核对象", 18, Align.CENTER),
        Column("full_name", "全称", 60),
        Column("aliases", "也可以写作", 90),
    )
    reporting = plan.reporting_units()
    assessed = plan.scheme.assessed if plan.scheme else ()
    rows = tuple(
        Row(
            (
                Cell(organisation.name, source=organisation.code),
                Cell(_KIND_WORDS[organisation.kind]),
                Cell("是" if organisation.code in reporting else ""),
                Cell("是" if organisation.code in assessed else ""),
                Cell(organisation.full_name),
                Cell("、".join(organisation.aliases)),
            )
        )
        for organisation in plan.organisations
    )
    return Sheet("方案单位", "单位", columns, rows)


def readings_sheet(plan: Plan) -> Sheet:
    """口径说明: unclear places of the document, how they are read here, and how else they could be."""
    columns = (
        Column("number", "序号", 12, Align.CENTER),
        Column("clause", "出处", 46),
        Column("unclear", "文件不清楚之处", 70),
        Column("default", "本方案按", 60),
        Column("alternative", "也可以理解为", 60),
        Column("acts_on", "影响", 40),
    )
    rows = tuple(
        Row(
            (
                Cell(number),
                Cell(reading.clause, source=reading.code),
                Cell(reading.unclear),
                Cell(reading.default, bold=True),
                Cell(reading.alternative),
                Cell("、".join(_acts_on(plan, reading))),
            )
        )
        for number, reading in enumerate(plan.readings, start=1)
    )
    return Sheet("口径说明", "口径说明", columns, rows)


def scheme_sheet(plan: Plan) -> Sheet:
    """考核细则: sections and items in the document's order, with points and rule."""
    columns = (
        Column("code", "编码", 20),
        Column("title", "考核内容", 70),
        Column("points", "分值", 16, Align.RIGHT),
        Column("rule", "计分办法", 90),
        Column("applies_to", "适用单位", 40),
        Column("input", "得分来源", 24, Align.CENTER),
    )
    rows = tuple(_scheme_rows(plan, plan.scheme.root, 0)) if plan.scheme else ()
    return Sheet("考核细则", "考核细则", columns, rows)


def _scheme_rows(plan: Plan, node: Node, depth: int) -> Iterator[Row]:
    is_item = node.rule is not None
    yield Row(
        (
            Cell(node.code, source=node.code),
            Cell(_INDENT * max(0, depth - 1) + node.title),
            Cell(node.points),
            Cell(node.sentence),
            Cell(names(plan, node.applies_to) if node.applies_to else "全部考核对象" if depth == 1 else ""),
            Cell(("评定" if node.rule.asks() else "季报数据计算") if node.rule is not None else ""),
        ),
        RowKind.BODY if is_item or depth > 1 else RowKind.GROUP,
    )
    for child in node.children:
        yield from _scheme_rows(plan, child, depth + 1)


def _acts_on(plan: Plan, reading: Reading) -> Iterator[str]:
    """Indicators by name, items by code."""
    known = {indicator.code: indicator.name for indicator in plan.indicators}
    return (known.get(code, code) for code in reading.acts_on)
