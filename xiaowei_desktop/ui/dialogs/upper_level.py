"""下达目标、接收上级目标、填报上级报表: the files between a city and its counties, from the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog

from xiaowei_desktop.application.fill_up import FilledForm, fill_up
from xiaowei_desktop.application.ports.upper_level import ReceivedTargets
from xiaowei_desktop.application.upper_targets import TakenTargets, hand_down, take_targets
from xiaowei_desktop.domain.breakdown import counties_of
from xiaowei_desktop.domain.period import Quarter
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.ui.dialogs.export import (
    FileKind,
    ask_target,
    last_folder,
    offer_folder,
    open_folder,
    remember_folder,
)
from xiaowei_desktop.ui.dialogs.reason import is_accepted
from xiaowei_desktop.ui.dialogs.upper_targets import UpperTargetsDialog
from xiaowei_desktop.ui.messages import MessageBox
from xiaowei_desktop.ui.page import Page
from xiaowei_desktop.ui.tasks import Progress
from xiaowei_desktop.ui.widgets.banner import BannerTone
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.workplace import Workplace

_WORKBOOKS = "Excel 工作簿 (*.xlsx)"


def hand_down_targets(page: Page, workplace: Workplace) -> None:
    """Asks for the county and the file, and writes its targets; for all counties a file each, into a folder."""
    plan = workplace.plan(page.year)
    names = [plan.organisation(code).name for code in counties_of(plan)]
    if not names:
        page.show_problem(UserError("方案中没有区县，没有目标可以下达。", "请在“方案设置”的单位中加入区县。"))
        return
    everyone = f"全部 {len(names)} 个区县"
    name, chosen = QInputDialog.getItem(page, "下达目标", "下达给", [*names, everyone], 0, False)
    if chosen and name == everyone:
        _hand_down_to_all(page, workplace, names)
        return
    path = ask_target(page, workplace.settings, f"{name}目标", (FileKind.EXCEL,)) if chosen else None
    if path is None:
        return
    desk, files = workplace.desk, workplace.tools.upper
    workplace.runner.run(
        "正在导出目标",
        lambda _progress: hand_down(desk, files, name, path),
        lambda _handed: offer_folder(page, path),
        page.show_problem,
    )


def _hand_down_to_all(page: Page, workplace: Workplace, names: Sequence[str]) -> None:
    chosen = QFileDialog.getExistingDirectory(page, "目标存放到", str(last_folder(workplace.settings)))
    if not chosen:
        return
    folder, desk, files = Path(chosen), workplace.desk, workplace.tools.upper
    remember_folder(workplace.settings, folder)

    def write_all(progress: Progress) -> int:
        for number, name in enumerate(names):
            progress.report(number, len(names), name)
            hand_down(desk, files, name, folder / f"{name}目标.xlsx")
        return len(names)

    def tell(count: int) -> None:
        text = f"已导出 {count} 个区县的目标，在文件夹“{folder}”中，每个区县一份。"
        page.banner.show_message(text, BannerTone.GOOD, "打开文件夹", lambda: open_folder(folder))

    workplace.runner.run("正在导出目标", write_all, tell, page.show_problem)


def take_upper_targets(page: Page, workplace: Workplace) -> None:
    """Asks for the city's workbook, shows what it asks for, takes it into the plan and says what that changed."""
    file = _ask_file(page, workplace, "选择上级下达的目标")
    if file is None:
        return
    files = workplace.tools.upper
    workplace.runner.run(
        "正在读入上级下达的目标",
        lambda _progress: files.read_targets(file),
        lambda received: _look_and_take(page, workplace, file, received),
        page.show_problem,
    )


def _look_and_take(page: Page, workplace: Workplace, file: Path, received: ReceivedTargets) -> None:
    """What is not handed down to this plan is refused at once; there is nothing to look at."""
    sender = received.identity.get("plan", "")
    is_for_us = received.identity.get("kind") == "targets" and sender not in {"", workplace.desk.plan_id}
    if is_for_us and not is_accepted(UpperTargetsDialog(workplace, file.name, received, page)):
        return
    try:
        taken = take_targets(workplace.desk, workplace.tools.upper, file)
    except UserError as refused:
        page.show_problem(refused)
        return
    page.mark_stale()
    page.data_changed.emit()
    _tell_taken(page, taken)


def _tell_taken(page: Page, taken: TakenTargets) -> None:
    lines = (
        *(f"新增：{line}" for line in taken.added),
        *(f"改动：{line}" for line in taken.changed),
        *(f"未读入：{line}" for line in taken.left_out),
    )
    headline = f"新增 {len(taken.added)} 处，改动 {len(taken.changed)} 处，{taken.unchanged} 个目标未变化。"
    page.message.emit(f"已接收上级目标：{headline}")
    _tell(page, "接收上级目标", headline, "新增的指标请在“方案设置”中指定填报单位。" if taken.added else "", lines)


def fill_upper_form(page: Page, workplace: Workplace, quarter: Quarter) -> None:
    """Asks for the city's form and where the copy goes, fills it in and lists what was left open."""
    form = _ask_file(page, workplace, "选择上级下发的季报表")
    if form is None:
        return
    out = ask_target(page, workplace.settings, f"{form.stem}_已填", (FileKind.EXCEL,))
    if out is None:
        return
    desk, tools = workplace.desk, workplace.tools
    workplace.runner.run(
        "正在填报上级报表",
        lambda _progress: fill_up(desk, tools.reader, tools.upper, form, quarter, out),
        lambda filled: _tell_filled(page, filled, out),
        page.show_problem,
    )


def _tell_filled(page: Page, filled: FilledForm, out: Path) -> None:
    headline = f"已填 {filled.rows} 行，{len(filled.open)} 行未填。"
    page.message.emit(f"已填报上级报表“{out.name}”：{headline}")
    offer_folder(page, out)
    if filled.open:
        lines = tuple(f"{one.cell}“{one.indicator}”：{one.reason}。" for one in filled.open)
        _tell(page, "填报上级报表", headline, "请核对、填写表头后报送。", lines)


def _ask_file(page: Page, workplace: Workplace, title: str) -> Path | None:
    chosen, _ = QFileDialog.getOpenFileName(page, title, str(last_folder(workplace.settings)), _WORKBOOKS)
    if not chosen:
        return None
    remember_folder(workplace.settings, Path(chosen).parent)
    return Path(chosen)


def _tell(page: Page, title: str, headline: str, text: str, details: tuple[str, ...]) -> None:
    box = MessageBox(page, title, headline, text, details)
    button = box.add_button(primary_button("知道了"))
    button.clicked.connect(box.accept)
    button.setDefault(True)
    box.exec()
