"""Cases as data: what an office would write down, and what it expects."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / "cases"

Case = dict[str, Any]


def cases(file: str, section: str = "cases") -> list[Any]:
    """The section's cases of `tests/cases/<file>.toml`, each under its own name. Numbers are exact."""
    text = (CASES / f"{file}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text, parse_float=Decimal)[section]
    names = [case["name"] for case in found]
    assert len(set(names)) == len(names), "two cases have one name"
    return [pytest.param(case, id=case["name"]) for case in found]


def all_cases(files: str, section: str = "cases") -> list[Any]:
    """The section's cases of all files of that pattern, those that have none passed over."""
    found: list[Any] = []
    for path in sorted(CASES.glob(f"{files}.toml")):
        if section in tomllib.loads(path.read_text(encoding="utf-8")):
            found.extend(cases(path.stem, section))
    assert found, f"no {section} in {files}"
    return found


def number(text: str | None) -> Decimal | None:
    """A figure of a case; `缺` and nothing at all are a missing one."""
    return None if text in (None, "", "缺") else Decimal(str(text))
