"""历次定稿: a year's finals, each to be printed again, verified, and compared with the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.application.final_checks import Verification, compare_finals, verification_words, verify_final
from xiaowei_desktop.application.ports.finals import FinalEntry
from xiaowei_desktop.application.score_sheets import final_sheets
from xiaowei_desktop.domain.final.differences import Difference
from xiaowei_desktop.errors import UserError
from xiaowei_desktop.reporting.final_words import whole_fingerprint
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button
from xiaowei_desktop.ui.workplace import Workplace

_SIZE = (980, 600)
_FINALS = ("次数", "定稿时间", "经办人", "软件版本", "状态")
_DIFFERENCES = ("单位", "评分项", "内容", "原来", "现在")


class FinalsDialog(QDialog):
    """The finals stand in the upper list, the newest chosen; below what was found about the chosen one."""

    def __init__(self, workplace: Workplace, year: int, entries: Sequence[FinalEntry], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{year}年度历次定稿")
        self._workplace = workplace
        self._year = year
        self._entries = tuple(entries)
        self.finals = _list(_FINALS, "历次定稿", 4)
        self.fingerprint = QLabel()
        self.said = QLabel()
        self.found = _list(_DIFFERENCES, "不同之处", 3)
        self.print_button = primary_button("重印这次定稿")
        self.verify_button = plain_button("核验这次定稿")
        self.compare_button = plain_button("与上一次比较")
        self._lay_out()
        self._fill()

    @property
    def chosen(self) -> FinalEntry:
        return self._entries[self.finals.currentIndex().row()]

    @Slot()
    def print_again(self) -> None:
        """打印预览 of all sheets as they were frozen."""
        desk, number = self._workplace.desk, self.chosen.head.number
        name = f"{self._year}年度评分表（第{number}次定稿）"
        self._run(
            "正在读取定稿",
            lambda: final_sheets(desk, self._year, number),
            lambda sheets: open_preview(self._workplace, sheets, self, name),
        )

    @Slot()
    def verify(self) -> None:
        desk, number = self._workplace.desk, self.chosen.head.number
        self._run("正在核验定稿", lambda: verify_final(desk, self._year, number), self._show_verification)

    @Slot()
    def compare(self) -> None:
        desk, number = self._workplace.desk, self.chosen.head.number
        self._run(
            "正在比较定稿",
            lambda: compare_finals(desk, self._year, number - 1, number),
            partial(self._show_changes, number),
        )

    def _run(self, what: str, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._workplace.runner.run(what, lambda _progress: work(), done, self._show_problem)

    def _show_verification(self, checked: Verification) -> None:
        self._show(("● " if checked.is_equal else "▲ ") + verification_words(checked), checked.differences)

    def _show_changes(self, number: int, changes: Sequence[Difference]) -> None:
        words = f"有 {len(changes)} 处不同。" if changes else "结果完全相同。"
        self._show(f"第{number - 1}次定稿（原来）与第{number}次定稿（现在）：{words}", changes)

    def _show_problem(self, problem: UserError) -> None:
        self._show("■ " + "".join(problem.lines()), ())

    def _show(self, sentence: str, found: Sequence[Difference]) -> None:
        self.said.setText(sentence)
        self.found.clear()
        for one in found:
            item = f"{one.item} {one.title}".strip() or "全表"
            line = QTreeWidgetItem([one.unit, item, one.what, one.old, one.new])
            for column in (3, 4):
                line.setToolTip(column, line.text(column))
            self.found.addTopLevelItem(line)
        self.found.setVisible(bool(found))

    @Slot()
    def _choose(self) -> None:
        entry = self.chosen
        self.fingerprint.setText(f"指纹：{whole_fingerprint(entry.fingerprint)}")
        self.compare_button.setEnabled(entry.head.number > 1)
        self._show("选一次定稿，可以重印、核验，或者与上一次比较。", ())

    def _fill(self) -> None:
        for entry in self._entries:
            head = entry.head
            line = QTreeWidgetItem(
                [f"第{head.number}次", f"{head.at:%Y-%m-%d %H:%M}", head.who, head.program, _state(entry)]
            )
            line.setToolTip(4, line.text(4))
            self.finals.addTopLevelItem(line)
        self.finals.currentItemChanged.connect(self._choose)
        self.finals.setCurrentIndex(self.finals.model().index(len(self._entries) - 1, 0))

    def _lay_out(self) -> None:
        for label in (self.fingerprint, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setProperty("role", "muted")
        self.print_button.clicked.connect(self.print_again)
        self.verify_button.clicked.connect(self.verify)
        self.compare_button.clicked.connect(self.compare)
        leave = plain_button("关闭")
        leave.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.finals, 1)
        layout.addWidget(self.fingerprint)
        layout.addWidget(self.said)
        layout.addWidget(self.found, 2)
        layout.addLayout(_row(leave, self.compare_button, self.verify_button, self.print_button))
        self.resize(*_SIZE)


def _state(entry: FinalEntry) -> str:
    reopened = entry.reopened
    if reopened is None:
        return "● 有效"
    return f"○ {reopened.at:%Y-%m-%d} 由{reopened.who}重新开启：{reopened.reason}"


def _list(headings: Sequence[str], name: str, stretched: int) -> QTreeWidget:
    found = QTreeWidget()
    found.setRootIsDecorated(False)
    found.setUniformRowHeights(True)
    found.setHeaderLabels(list(headings))
    found.setAccessibleName(name)
    found.ensurePolished()  # before rows come, whose height is measured once
    header = found.header()
    header.setStretchLastSection(False)
    for column in range(len(headings)):
        fits = QHeaderView.ResizeMode.Stretch if column >= stretched else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, fits)
    return found


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
