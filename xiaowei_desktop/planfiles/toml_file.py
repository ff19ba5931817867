"""Plan files in TOML, as they are shipped."""

from __future__ import annotations

import tomllib
from pathlib import Path

from xiaowei_desktop.domain.issues import error
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.planfiles.document import plan_from_document
from xiaowei_desktop.planfiles.findings import PlanFileError


def load_plan(path: Path) -> Plan:
    """Reads a plan file. Raises `PlanFileError` for its mistakes, `UserError` where it cannot be opened."""
    try:
        content = path.read_bytes()
    except OSError as reason:
        raise UserError(f"方案文件“{path}”打不开。", "请确认文件存在，并且有读取权限。", (str(reason),)) from reason
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as reason:
        message = f"文件不是 UTF-8 编码（第 {reason.start + 1} 个字节）。请用 UTF-8 编码另存。"
        raise PlanFileError(path.name, (error("plan-encoding", message),)) from reason
    except tomllib.TOMLDecodeError as reason:
        message = f"不符合 TOML 格式：{reason}。"
        raise PlanFileError(path.name, (error("plan-syntax", message),)) from reason
    return plan_from_document(document, path.name)
