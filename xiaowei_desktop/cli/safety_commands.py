"""`backup`, `restore`, `check`."""

from __future__ import annotations

from pathlib import Path

from xiaowei_desktop.cli.session import Session, say, show
from xiaowei_desktop.domain.issues import has_errors


def backup(session: Session) -> int:
    """A verified copy of the database."""
    out = Path(session.arguments.out) if session.arguments.out else None
    written = session.tools.stores.backup(Path(session.arguments.db), out)
    show(str(written))
    say("备份已核对，可以恢复。")
    return 0


def restore(session: Session) -> int:
    """Puts a backup in the database's place; what stood there is kept."""
    kept = session.tools.stores.restore(Path(session.arguments.backup), Path(session.arguments.db))
    if kept is not None:
        say(f"原来的数据库已留存为“{kept}”。")
    say(f"已恢复到“{session.arguments.db}”。")
    return 0


def check(session: Session) -> int:
    """Integrity of a database, read-only."""
    issues = session.tools.stores.check(Path(session.arguments.db))
    for issue in issues:
        say(issue.message)
    if not has_errors(issues):
        say("数据库完好。")
        return 0
    return 1
