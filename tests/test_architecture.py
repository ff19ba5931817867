"""Holds the layers: who may import whom, and which libraries each part may use.

    domain <- application, reporting <- planfiles, persistence, spreadsheets, printing, ui, cli <- bootstrap

The outer parts do not import each other; only `bootstrap` knows every part.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = "xiaowei_desktop"
ROOT = Path(__file__).parents[1] / PACKAGE


class Allowed(NamedTuple):
    """What a part may import besides itself and the standard library."""

    parts: frozenset[str]
    libraries: frozenset[str] = frozenset()


STANDARD_LIBRARY = sys.stdlib_module_names | {"_typeshed"}
"""With the names that type checkers know of it."""

INNER = frozenset({"domain", "application", "reporting", "errors", "files", "memory", "paths"})
OUTER = frozenset({"planfiles", "persistence", "spreadsheets", "printing", "ui", "cli"})
WORKBOOKS = frozenset({"openpyxl", "python_calamine"})

RULES = {
    "errors": Allowed(frozenset()),
    "memory": Allowed(frozenset()),
    "domain": Allowed(frozenset()),
    "reporting": Allowed(frozenset({"domain", "errors"})),
    "application": Allowed(frozenset({"domain", "reporting", "errors", "files", "memory"})),
    "files": Allowed(frozenset({"errors"})),
    "paths": Allowed(frozenset(), frozenset({"platformdirs"})),
    "planfiles": Allowed(INNER, WORKBOOKS),
    "spreadsheets": Allowed(INNER, WORKBOOKS),
    "persistence": Allowed(INNER, frozenset({"sqlalchemy", "alembic", "filelock"})),
    "printing": Allowed(INNER, frozenset({"PySide6"})),
    "ui": Allowed(INNER, frozenset({"PySide6"})),
    "cli": Allowed(INNER),
    "bootstrap": Allowed(INNER | OUTER, frozenset({"PySide6"})),
    "__main__": Allowed(frozenset({"bootstrap"})),
}


def violations(root: Path) -> list[str]:
    """One line for each import in the package at `root` that the rules do not allow."""
    return [
        f"{path.relative_to(root).as_posix()}: {name}"
        for path in sorted(root.rglob("*.py"))
        for name in imported(path, root)
        if not allowed(part_of(path, root), name)
    ]


def allowed(part: str, name: str) -> bool:
    """Whether this part of the program may import the module `name`; the package itself is open to all."""
    top, _, rest = name.partition(".")
    if top in STANDARD_LIBRARY:
        return True
    if top != PACKAGE:
        return part in RULES and top in RULES[part].libraries
    target = rest.partition(".")[0]
    return target in ("", part) or (part in RULES and target in RULES[part].parts)


def imported(path: Path, root: Path) -> Iterator[str]:
    """Every import anywhere in the file, inside functions and TYPE_CHECKING too, as absolute names."""
    folders = path.relative_to(root.parent).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = folders[: len(folders) - node.level + 1] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else [])))
            names = [alias.name for alias in node.names if is_part(alias.name, root)]
            yield from [f"{module}.{name}" for name in names] if module == PACKAGE and names else [module]


def is_part(name: str, root: Path) -> bool:
    return (root / name).is_dir() or (root / f"{name}.py").is_file()


def part_of(path: Path, root: Path) -> str:
    """The first step below the package: a folder, or a module of its own; the package's own file has none."""
    first = path.relative_to(root).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def test_every_part_imports_only_what_its_layer_allows() -> None:
    assert violations(ROOT) == []


def test_every_part_has_its_rules() -> None:
    parts = {part_of(path, ROOT) for path in ROOT.rglob("*.py")} - {""}

    assert parts <= RULES.keys()


@pytest.mark.parametrize(
    ("file", "source", "found"),
    [
        ("domain/plan.py", "import sqlalchemy.orm", "sqlalchemy.orm"),
        ("domain/plan.py", "from xiaowei_desktop.errors import UserError", f"{PACKAGE}.errors"),
        ("domain/scoring/tree.py", "from ...application import returns", f"{PACKAGE}.application"),
        ("reporting/sheet.py", "from PySide6.QtCore import Qt", "PySide6.QtCore"),
        ("reporting/sheet.py", "from xiaowei_desktop import application", f"{PACKAGE}.application"),
        ("application/plans.py", "def later() -> None:\n    import openpyxl", "openpyxl"),
        ("ui/page.py", "from ..persistence import tables", f"{PACKAGE}.persistence"),
        ("ui/page.py", "if TYPE_CHECKING:\n    from sqlalchemy import Engine", "sqlalchemy"),
        ("cli.py", "from xiaowei_desktop.bootstrap import main", f"{PACKAGE}.bootstrap"),
        ("stray.py", "from xiaowei_desktop.domain import plan", f"{PACKAGE}.domain"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, file: str, source: str, found: str) -> None:
    assert violations(planted(tmp_path, file, source)) == [f"{file}: {found}"]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("domain/plan.py", "from decimal import Decimal\nfrom .period import Quarter"),
        ("domain/scoring/tree.py", "from ..plan import Plan\nfrom . import rules"),
        ("application/plans.py", "from xiaowei_desktop.reporting.sheet import Sheet"),
        ("ui/page.py", "from PySide6 import QtWidgets\nfrom xiaowei_desktop import __version__"),
        (
            "bootstrap.py",
            "from xiaowei_desktop import cli, ui\nfrom xiaowei_desktop.persistence import engine",
        ),
    ],
)
def test_what_a_layer_allows_is_not_reported(tmp_path: Path, file: str, source: str) -> None:
    assert violations(planted(tmp_path, file, source)) == []


def planted(folder: Path, file: str, source: str) -> Path:
    """A package with every part, empty but for one file."""
    root = folder / PACKAGE
    for part in RULES:
        (root / part).mkdir(parents=True, exist_ok=True)
    target = root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8")
    return root
