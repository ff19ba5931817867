"""A final as one text: canonical JSON, so that its fingerprint is that of all it froze."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, get_type_hints

from xiaowei_desktop.application.ports.finals import Final, FinalHead, FinalSheets, YearInputs
from xiaowei_desktop.domain.final.results import UnitResult
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.persistence.plain_data import from_plain, to_plain
from xiaowei_desktop.persistence.plans import PlanCodec

FORMAT = 1
"""Raised only where an older program could not read a newer document; further inputs and fields do not need it."""

_RESULTS = tuple[UnitResult, ...]
_NOT_PLAIN = {"year", "plans"}
"""What stands elsewhere in the document: the year in the head, the plans as plan documents."""


def fingerprint(text: str) -> str:
    """SHA-256 of a final's text, in 64 hex digits."""
    return sha256(text.encode("utf-8")).hexdigest()


def dump_final(final: Final, codec: PlanCodec) -> str:
    """Equal finals give the same text, letter for letter."""
    document = {
        "format": FORMAT,
        "head": to_plain(final.head, FinalHead),
        "rules": list(_rules(final.inputs.plans, codec)),
        "inputs": {
            name: to_plain(getattr(final.inputs, name), kind)
            for name, kind in get_type_hints(YearInputs).items()
            if name not in _NOT_PLAIN
        },
        "results": to_plain(final.results, _RESULTS),
        "sheets": to_plain(final.sheets, FinalSheets),
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def load_final(text: str, codec: PlanCodec) -> Final:
    """Raises `ValueError`, `TypeError` or `LookupError` for a text that is no final of a format known here."""
    document = json.loads(text)
    if document["format"] != FORMAT:
        raise ValueError(f"a final of format {document['format']}")
    head: FinalHead = from_plain(document["head"], FinalHead)
    kinds = get_type_hints(YearInputs)
    inputs = {name: from_plain(raw, kinds[name]) for name, raw in document["inputs"].items() if name in kinds}
    scores = document["sheets"]["scores"]
    order = [result["unit"] for result in document["results"]]  # the text has its keys in alphabetical order
    document["sheets"]["scores"] = {unit: scores[unit] for unit in order}
    return Final(
        head,
        YearInputs(year=head.year, plans=_plans(document["rules"], codec), **inputs),
        from_plain(document["results"], _RESULTS),
        from_plain(document["sheets"], FinalSheets),
    )


def _rules(plans: Mapping[int, Plan], codec: PlanCodec) -> Iterator[dict[str, object]]:
    """Each edition once, as a plan document, with the years in which it holds."""
    texts = {year: codec.dump(plan) for year, plan in sorted(plans.items())}
    for text in dict.fromkeys(texts.values()):
        yield {"years": [year for year, held in texts.items() if held == text], "plan": json.loads(text)}


def _plans(rules: Any, codec: PlanCodec) -> dict[int, Plan]:
    found: dict[int, Plan] = {}
    for rule in rules:
        plan = codec.load(json.dumps(rule["plan"], ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        found |= {int(year): plan for year in rule["years"]}
    return dict(sorted(found.items()))
