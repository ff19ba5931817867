"""Starts the window or the command line: `python -m xiaowei_desktop`, and both programs of the package."""

from __future__ import annotations

import sys


def main() -> int:
    """Runs the program on the arguments it was started with and gives its exit status."""
    _speak_utf8()
    from xiaowei_desktop.bootstrap import main as run

    return run(sys.argv[1:])


def _speak_utf8() -> None:
    """Chinese in and out on every console: Windows would otherwise use its own code page.

    A packaged program started from the desktop has no console, and then no streams.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
