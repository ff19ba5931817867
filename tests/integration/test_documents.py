"""What the documents promise: their pictures are there, their links lead somewhere, their examples are read."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from xiaowei_desktop import __version__
from xiaowei_desktop.application.ports.rule_forms import RuleCells
from xiaowei_desktop.cli.parser import build_parser
from xiaowei_desktop.cli.upper_commands import joined
from xiaowei_desktop.planfiles.tables.rule_forms import RuleFormsInWords
from xiaowei_desktop.planfiles.tables.words import RULE_KINDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
MANUAL = (ROOT / "docs" / "使用手册.md").read_text(encoding="utf-8")
LINK = re.compile(r"!?\[[^]]*]\(([^)#]+)(?:#[^)]*)?\)")


def rows_under(heading: str) -> Iterator[list[str]]:
    """The rows of the first table below a heading of the manual."""
    _, _, after = MANUAL.partition(heading)
    for line in after.split("|---|", 1)[1].splitlines()[1:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


COMMANDS = [row[0].strip("`") for row in rows_under("给技术人员：命令行\n")]
RULES = [(row[1], row[2]) for row in rows_under("细则怎样写成计分方式\n")]


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every command that `--help` lists, with its inner ones."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                below = [f"{name} {found}" for found in commands(inner)]
                yield from below or [name]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_are_there(document: Path) -> None:
    named = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in named if not (document.parent / link).exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    texts = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert [path.name for path in (ROOT / "docs" / "pictures").iterdir() if path.name not in texts] == []


def test_the_contents_lead_to_the_chapters() -> None:
    chapters = ["".join(re.findall(r"\w", title)) for title in re.findall(r"(?m)^## (.*)$", MANUAL)]
    assert re.findall(r"(?m)^\d+\. \[.*]\(#(.*)\)$", MANUAL) == chapters
    assert set(re.findall(r"\(#([^)]*)\)", MANUAL)) <= set(chapters)


def test_the_manual_has_an_example_of_every_command() -> None:
    known = list(commands(build_parser()))
    assert [one for one in known if not any(f"{given} ".startswith(f"{one} ") for given in COMMANDS)] == []


@pytest.mark.parametrize("example", COMMANDS)
def test_the_commands_of_the_manual_are_understood(example: str) -> None:
    assert callable(build_parser().parse_args(joined(shlex.split(example))).run)


def test_the_manual_has_an_example_of_every_way_of_scoring() -> None:
    assert {word for word, _ in RULES} == set(RULE_KINDS.values())


@pytest.mark.parametrize(("word", "parameters"), RULES)
def test_the_rules_of_the_manual_are_read_whole(word: str, parameters: str) -> None:
    forms = RuleFormsInWords()
    opened = forms.opened(RuleCells(word, parameters.replace("<br>", "\n")))
    assert opened.lost == ()
    read = forms.read(opened.kind, opened.values, {code: code for code in re.findall(r"指标[：=](\w+)", parameters)})
    assert (read.rule is not None, read.issues) == (True, ())


def test_the_changes_begin_with_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (.*)$", changes)[0] == __version__
