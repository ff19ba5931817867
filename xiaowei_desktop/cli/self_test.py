"""`self-test`: proves an installation by doing the main job in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xiaowei_desktop.application.desk import Desk, choose_plan
from xiaowei_desktop.application.forms import write_mark_form, write_return_forms
from xiaowei_desktop.application.imports.outcome import Result
from xiaowei_desktop.application.imports.take_in import TakeIn
from xiaowei_desktop.application.plans import create_database
from xiaowei_desktop.application.score_files import write_score_files
from xiaowei_desktop.application.scoring import score_year
from xiaowei_desktop.cli.session import Session, say, show
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class _Trial:
    """A throw-away year with the first shipped plan."""

    session: Session
    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "自检.db"

    def create(self) -> str:
        tools = self.session.tools
        plan = create_database(tools.stores, tools.plans, self.database, tools.plans.ids()[0], self.session.author)
        return f"已建库：{plan.title}"

    def exchange(self) -> str:
        """Forms go out and come back unfilled: the workbook is understood, and refused as empty."""
        return self._at_desk(self._exchange)

    def _exchange(self, desk: Desk, plan: Plan) -> str:
        tools = self.session.tools
        written = write_return_forms(desk, tools.forms, Quarter(plan.span.first, 1), self.folder / "季报")
        write_mark_form(desk, tools.forms, plan.span.first, self.folder / "评定表.xlsx")
        outcome = TakeIn(desk, tools.reader).preview([written[0]])[0]
        codes = {issue.code for issue in outcome.issues}
        if outcome.result is not Result.REJECTED or codes != {"empty-return"}:
            raise UserError("读回的季报表与写出的不符。", "请重新安装程序。", tuple(sorted(codes)))
        return f"已写出并读回 {len(written)} 份季报表和评定表"

    def score(self) -> str:
        return self._at_desk(self._score)

    def _score(self, desk: Desk, plan: Plan) -> str:
        tools = self.session.tools
        scores = score_year(desk, plan.span.first)
        written = write_score_files(scores, tools.workbooks, tools.papers, self.folder / "评分")
        empty = [path.name for path in written if path.stat().st_size == 0]
        if empty:
            raise UserError("写出的文件是空的。", "请检查磁盘空间。", tuple(empty))
        return f"已写出 {len(written)} 个评分文件（PDF 和 Excel，中文字体可用）"

    def safeguard(self) -> str:
        stores = self.session.tools.stores
        copy = stores.backup(self.database, self.folder / "自检-备份.db")
        if issues := stores.check(copy):
            raise UserError("备份有问题。", "请检查磁盘。", tuple(issue.message for issue in issues))
        stores.restore(copy, self.folder / "自检-恢复.db")
        return "备份、检查、恢复正常"

    def _at_desk(self, job: Callable[[Desk, Plan], str]) -> str:
        store = self.session.tools.stores.open(self.database)
        try:
            desk = Desk(store, choose_plan(store, None), self.session.author)
            return job(desk, desk.plan())
        finally:
            store.close()


def self_test(session: Session) -> int:
    """Database, forms, scores on paper and in Excel, backup; stops at the first thing that fails."""
    with tempfile.TemporaryDirectory(prefix="xiaowei-", ignore_cleanup_errors=True) as folder:
        trial = _Trial(session, Path(folder))
        for title, step in (
            ("数据库", trial.create),
            ("季报表", trial.exchange),
            ("评分表", trial.score),
            ("备份", trial.safeguard),
        ):
            try:
                show(f"{title}：{step()}。")
            except UserError as failed:
                say(f"{title}：未通过。{''.join(failed.lines())}")
                return 1
    show("自检通过。")
    return 0
