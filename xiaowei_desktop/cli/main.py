"""Runs one command: arguments in, exit status out, never a traceback."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from xiaowei_desktop import __version__
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.cli.parser import build_parser
from xiaowei_desktop.cli.session import OpenWindow, Session, say
from xiaowei_desktop.cli.upper_commands import joined
from xiaowei_desktop.errors import UsageError, UserError

DATA_ERROR = 1
WRONG_USAGE = 2
CRASH = 3


def run(tools: Toolbox, argv: Sequence[str], open_window: OpenWindow) -> int:
    """0 done; 1 the data or the files have errors; 2 wrong usage; 3 a fault of the program, with its report."""
    try:
        arguments = build_parser().parse_args(joined(argv))
        status: int = arguments.run(Session(tools, arguments, open_window))
        if sys.stdout is not None:  # a packaged window program has none
            sys.stdout.flush()
        return status
    except UserError as refused:
        for line in refused.lines():
            say(line)
        return WRONG_USAGE if isinstance(refused, UsageError) else DATA_ERROR
    except BrokenPipeError:
        # The reader of our output (`| head`) has seen enough; what is left must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("已中断，没有做完。已经完成的部分保留，正在做的一步没有保存。")
        return DATA_ERROR
    except Exception as fault:
        report = save_report(tools.log_folder, argv)
        if report is None:
            say(f"程序出错了，没有做完。错误报告也写不下来，请抄下这一行发给技术支持：{fault!r}")
        else:
            say(f"程序出错了，没有做完。错误报告：{report}")
            say("请把这份报告发给技术支持。")
        return CRASH


def save_report(folder: Path, argv: Sequence[str]) -> Path | None:
    """The current exception with the command that met it, for the program's makers.

    Where the log folder cannot be written to it goes to the computer's temporary folder; `None` where that fails too.
    """
    name = f"错误报告-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    text = f"xiaowei-desktop {__version__}\n{' '.join(argv)}\n\n{traceback.format_exc()}"
    for place in (folder, Path(tempfile.gettempdir())):
        with suppress(OSError):
            # A file's name may hold bytes that are no text: they are written as escapes.
            (place / name).write_text(text, encoding="utf-8", errors="backslashreplace")
            return place / name
    return None
