"""What reading a plan document finds: faults with their places, codes defined and codes named."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from xiaowei_desktop.domain.issues import Issue, Place, error
from xiaowei_desktop.errors import UserError


class PlanFileError(UserError):
    """A plan file with mistakes. `issues` holds each of them, with its path (`indicators[3].kind`) in `place.field`.

    The numbers in a path count from 1, as a person counts the headings of the file.
    """

    def __init__(self, source: str, issues: tuple[Issue, ...]) -> None:
        super().__init__(
            f"方案文件“{source}”有 {len(issues)} 处错误，没有读入。",
            "请按上面列出的位置改正后重试；方括号内的数字是第几项，从 1 数起。",
            tuple(f"{issue.place.field or '全文'}：{issue.message}" for issue in issues),
        )
        self.issues = issues


class UnreadableError(Exception):
    """A part that could not be read. Its fault is among the findings already; the rest is still read."""


class Codes(Enum):
    """What a code may stand for; the value is its word in messages."""

    ORGANISATION = "单位"
    ORGANISATION_NAME = "单位名称"
    GROUP = "分组"
    INDICATOR = "指标"
    TARGET = "目标"
    TASK = "任务"
    ASSESSED = "考核对象"
    ITEM = "评分项"
    READING = "口径说明"


@dataclass(frozen=True, slots=True)
class _Use:
    code: str
    among: tuple[Codes, ...]
    path: str


@dataclass(slots=True)
class Findings:
    """Collected while one document is read."""

    issues: list[Issue] = field(default_factory=list)
    _defined: dict[tuple[Codes, str], str] = field(default_factory=dict)
    _uses: list[_Use] = field(default_factory=list)

    def add(self, path: str, code: str, message: str) -> None:
        self.issues.append(error(code, message, Place(field=path)))

    def define(self, kind: Codes, code: str, path: str) -> str:
        """Notes that `code` is one of `kind`, and tells where it was defined first."""
        return self._defined.setdefault((kind, code), path)

    def use(self, code: str, among: tuple[Codes, ...], path: str) -> None:
        """Notes that `code` is named; whether it exists is known when everything has been read."""
        self._uses.append(_Use(code, among, path))

    def settle(self) -> None:
        """Makes a fault of every named code that nothing defines."""
        for use in self._uses:
            if not any((kind, use.code) in self._defined for kind in use.among):
                what = "或".join(kind.value for kind in use.among)
                hint = near(use.code, self._codes_of(use.among))
                known_by = "名" if use.among == (Codes.GROUP,) else "编码"
                self.add(use.path, "plan-unknown-code", f"方案中没有{known_by}为“{use.code}”的{what}。{hint}")

    def _codes_of(self, among: tuple[Codes, ...]) -> Iterable[str]:
        return (code for kind, code in self._defined if kind in among)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the document that is being read."""

    findings: Findings
    path: str = ""

    def key(self, name: str) -> Spot:
        return Spot(self.findings, f"{self.path}.{name}" if self.path else name)

    def entry(self, number: int) -> Spot:
        """The entry of a list, counted from 1."""
        return Spot(self.findings, f"{self.path}[{number}]")

    def fault(self, code: str, message: str) -> UnreadableError:
        """Records the fault and gives the exception to raise."""
        self.findings.add(self.path, code, message)
        return UnreadableError(self.path)

    def define(self, kind: Codes, code: str) -> None:
        """Notes that `code` is one of `kind`; a second definition is a fault."""
        first = self.findings.define(kind, code, self.path)
        if first != self.path:
            raise self.fault("plan-duplicate", f"{kind.value}“{code}”已在 {first} 出现过，不能重复。")

    def use(self, code: str, among: tuple[Codes, ...]) -> None:
        self.findings.use(code, among, self.path)


def near(written: str, known: Iterable[str]) -> str:
    """A hint with what looks like the written word, or nothing."""
    close = difflib.get_close_matches(written, list(known), n=3)
    return f"是否应为：{'、'.join(close)}？" if close else ""
