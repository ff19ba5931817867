"""填写说明 of 计分参数: every way of scoring with all its parameters and a cell to copy."""

from __future__ import annotations

from collections.abc import Iterator

from xiaowei_desktop.application.ports.plan_tables import ColumnCase
from xiaowei_desktop.application.ports.rule_forms import FieldKind, RuleField
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords
from xiaowei_desktop.planfiles.tables.rule_texts import COMMON, INDICATOR

_SHARED = "看指标的计分方式共有的参数"


def rule_cases() -> tuple[ColumnCase, ...]:
    """What several kinds share is said once, before them."""
    forms = RuleFormsInWords().forms()
    shared = {field.key: field for form in forms for field in form.fields if field.key in COMMON}
    lines = (line for field in shared.values() for line in _field_lines(field))
    cases = [ColumnCase(_SHARED, "\n".join(lines), f"指标：{INDICATOR}\n计分依据：完成率")]
    for form in forms:
        told = [f"{form.explanation}常见条款：{form.clauses}。"]
        told += (line for field in form.fields if field.key not in COMMON for line in _field_lines(field))
        if common := [field.label for field in form.fields if field.key in COMMON]:
            told.append(f"共有的参数：{'、'.join(common)}。")
        cases.append(ColumnCase(form.word, "\n".join(told), form.example))
    return tuple(cases)


def _field_lines(field: RuleField) -> Iterator[str]:
    """封顶：完成率最多按多少计，如 150%。（空着为 100%）; below a small table what its columns are."""
    yield f"{field.label}：{field.explanation}{_limits(field)}"
    if field.entry:
        yield f"　每行写成“{'；'.join(f'{part.label}={_sample(part)}' for part in field.entry)}”，不用的项不写。"
    for part in field.entry:
        if part.explanation:
            yield f"　{part.label}：{part.explanation}{_limits(part)}"


def _limits(field: RuleField) -> str:
    """What may be chosen, and what holds where nothing is written."""
    told = [f"可选{''.join(f'“{choice}”' for choice in field.choices)}"] if field.kind is FieldKind.CHOICE else []
    told += [f"空着为“{field.usual}”"] if field.usual else ["必填"] if field.required else []
    return f"（{'；'.join(told)}）" if told else ""


def _sample(part: RuleField) -> str:
    samples = {
        FieldKind.NUMBER: "数", FieldKind.PERCENTAGE: "百分数", FieldKind.THRESHOLD: "数或百分数",
        FieldKind.NUMBERS: "数、数", FieldKind.INDICATOR: INDICATOR, FieldKind.TEXT: "文字",
    }  # fmt: skip
    return samples.get(part.kind) or "或".join(part.choices)
