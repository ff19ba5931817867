"""`sample`: the sample year, played through from forms to score sheets."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.application.sample_year import play_sample_year
from xiaowei_desktop.cli.session import Session, say, show


def sample(session: Session) -> int:
    """Builds the sample database and its sheets afresh, says where they are, and opens the window if asked to."""
    folder = Path(session.arguments.out)
    made = play_sample_year(session.tools, folder)
    show(f"样例数据库：{made.database}")
    for path in made.sheets:
        show(f"表：{path}")
    say(f"样例年度已走完：{len(made.sheets)} 个文件在“{folder}”。")
    return session.open_window(made.database) if session.arguments.open else 0
