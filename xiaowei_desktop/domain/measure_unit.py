"""计量单位: the units that figures are counted in, and exact conversion between multiples of one."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

_COUNTED = (
    "家", "户", "个", "人", "件", "项", "台", "台套", "笔", "场",
    "次", "人次", "家次", "批次", "台次", "单次", "名",
)  # fmt: skip
_MULTIPLES: tuple[dict[str, Decimal], ...] = (
    {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)},
    {"平方米": Decimal(1), "万平方米": Decimal(10_000)},
    *({unit: Decimal(1), f"万{unit}": Decimal(10_000)} for unit in _COUNTED),
)
_SAME = {"m2": "平方米", "万m2": "万平方米", "百分点": "%", "个百分点": "%", "圆": "元"}


def canonical(unit: str) -> str:
    """The unit's one spelling: ㎡ and m² are 平方米."""
    stripped = unicodedata.normalize("NFKC", unit).strip()
    return _SAME.get(stripped, stripped)


def factor(source: str, target: str) -> Decimal | None:
    """How many `target` one `source` is: 亿元 into 万元 is 10 000. `None` where they do not convert."""
    source, target = canonical(source), canonical(target)
    if source == target:
        return Decimal(1)
    for family in _MULTIPLES:
        if source in family and target in family:
            return family[source] / family[target]
    return None


def counts_whole_things(unit: str) -> bool:
    """Whether a figure in this unit is a whole number: half an enterprise is a slip of the pen."""
    return canonical(unit) in _COUNTED


def known_units() -> frozenset[str]:
    """Every spelling that may stand behind a figure."""
    return frozenset(unit for family in _MULTIPLES for unit in family) | frozenset(_SAME) | {"%"}
