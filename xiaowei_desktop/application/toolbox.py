"""Everything from the outside that the jobs use, put together once at the program's start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.ports.clock import Clock
from xiaowei_desktop.application.ports.plan_books import PlanBooks
from xiaowei_desktop.application.ports.plan_tables import PlanTableCodec
from xiaowei_desktop.application.ports.rule_forms import RuleForms
from xiaowei_desktop.application.ports.storage import Stores
from xiaowei_desktop.application.ports.upper_level import UpperLevelFiles
from xiaowei_desktop.application.ports.workbooks import FormWriter, PlanLibrary, SheetWriter, WorkbookReader


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The ports with what stands behind them. `log_folder` is where crash reports go."""

    stores: Stores
    plans: PlanLibrary
    plan_tables: PlanTableCodec
    plan_books: PlanBooks
    rule_forms: RuleForms
    reader: WorkbookReader
    forms: FormWriter
    upper: UpperLevelFiles
    workbooks: SheetWriter
    papers: SheetWriter
    clock: Clock
    samples: Path
    log_folder: Path
