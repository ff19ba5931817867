"""Runs one command: arguments in, exit status out, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from xiaowei_desktop import __version__
from xiaowei_desktop.application.toolbox import Toolbox
from xiaowei_desktop.cli.parser import build_parser
from xiaowei_desktop.cli.session import OpenWindow, Session, say
from xiaowei_desktop.errors import UsageError, UserError

DATA_ERROR = 1
WRONG_USAGE = 2
CRASH = 3


def run(tools: Toolbox, argv: Sequence[str], open_window: OpenWindow) -> int:
    """0 done; 1 the data or the files have errors; 2 wrong usage; 3 a fault of the program, with its report."""
    try:
        arguments = build_parser().parse_args(argv)
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
    except Exception:
        report = save_report(tools.log_folder, argv)
        say(f"程序出错了，没有做完。错误报告：{report}")
        say("请把这份报告发给技术支持。")
        return CRASH


def save_report(folder: Path, argv: Sequence[str]) -> Path:
    """The current exception with the command that met it, for the program's makers."""
    path = folder / f"错误报告-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    text = f"xiaowei-desktop {__version__}\n{' '.join(argv)}\n\n{traceback.format_exc()}"
    path.write_text(text, encoding="utf-8")
    return path
