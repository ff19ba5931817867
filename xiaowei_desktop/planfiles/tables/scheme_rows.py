"""What keeps the rows of 考核细则 from being a tree, said of the table's own columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xiaowei_desktop.domain.issues import Issue, Place, error


def tree_faults(nodes: Sequence[Mapping[str, object]], path: str) -> Iterator[Issue]:
    """The same faults as the plan format finds, also where other cells are faulty; places are paths."""
    codes = {node.get("code") for node in nodes}
    sections = {node.get("parent") for node in nodes}
    before: set[object] = set()
    for number, node in enumerate(nodes, start=1):
        for key, message in _faults(node, codes, sections, before):
            yield error("plan-tree", message, Place(field=f"{path}[{number}].{key}"))
        before.add(node.get("code"))


def _faults(
    node: Mapping[str, object], codes: set[object], sections: set[object], before: set[object]
) -> Iterator[tuple[str, str]]:
    code, parent = node.get("code") or "", node.get("parent")
    if not before and parent:
        yield "parent", "第一行是考核总分，不属于任何部分，上级编码应空着。"
    elif before and not parent:
        yield "parent", f"评分项“{code}”没有写明属于哪个部分，请填写上级编码。"
    elif before and parent in codes and parent not in before:
        yield "parent", f"评分项“{code}”应排在其所属部分“{parent}”之后。"
    if code and "rule" not in node and code not in sections:
        yield "rule", f"评分项“{code}”既没有下级，也没有计分方式。"
    if code and "rule" in node and code in sections:
        yield "rule", f"“{code}”有下级评分项，计分方式和计分参数应空着。"
