"""argparse's own messages in Chinese.

argparse passes each of its texts through a module-level `_`; there is no other place to translate them without
shipping a compiled catalogue for the whole process.
"""

from __future__ import annotations

import argparse
from typing import NoReturn

from xiaowei_desktop.errors import UsageError

_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "optional arguments": "选项",
    "show this help message and exit": "显示这份说明",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r 这个选项（可选：%(choices)s）",
    "invalid %(type)s value: %(value)r": "%(value)r 不合要求",
    "not allowed with argument %s": "不能与 %s 同用",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 有歧义，可能是 %(matches)s",
    "ignored explicit argument %r": "不接受值 %r",
}


_COUNTS = {
    "expected %s argument": "后面要跟 %s 个值",
    "expected %s arguments": "后面要跟 %s 个值",
}
"""What argparse words by number; Chinese has no plural."""


def speak_chinese() -> None:
    """From here on argparse words its messages in Chinese."""
    setattr(argparse, "_", lambda text: _WORDS.get(text, text))  # noqa: B010 - argparse's private hook is untyped
    setattr(argparse, "ngettext", lambda one, _many, _count: _COUNTS.get(one, one))  # noqa: B010


class ChineseParser(argparse.ArgumentParser):
    """A parser that raises `UsageError` instead of writing to standard error and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"命令用法不对：{message}。", f"用 {self.prog} --help 查看用法。")
