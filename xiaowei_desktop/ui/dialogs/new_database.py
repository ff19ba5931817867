"""新建: which plan, and where the database is to lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button

DATABASE_FILTER = "数据库 (*.db)"
_PATH_WIDTH = 460


class NewDatabaseDialog(QDialog):
    """`plan_id` and `path` hold the answer once it is accepted."""

    def __init__(self, plans: Sequence[Plan], folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建数据库")
        self._plans = plans
        self._folder = folder
        self._plan = QComboBox()
        for plan in plans:
            self._plan.addItem(plan.short_title, plan.id)
        self._document = QLabel()
        self._document.setProperty("role", "muted")
        self._document.setWordWrap(True)
        self._path = QLineEdit()
        self._path.setMinimumWidth(_PATH_WIDTH)
        self._create = primary_button("新建")
        self._lay_out()
        self._plan.currentIndexChanged.connect(self._plan_chosen)
        self._path.textChanged.connect(self._check)
        self._plan_chosen()

    @property
    def plan_id(self) -> str:
        return str(self._plan.currentData())

    @property
    def path(self) -> Path:
        path = Path(self._path.text().strip())
        return path if path.suffix == ".db" else path.with_name(f"{path.name}.db")

    @Slot()
    def _plan_chosen(self) -> None:
        plan = self._plans[self._plan.currentIndex()]
        self._document.setText(f"{plan.document}　{plan.title}")
        self._path.setText(str(self._folder / f"{plan.short_title}.db"))

    @Slot()
    def _check(self) -> None:
        self._create.setEnabled(bool(self._path.text().strip()))

    @Slot()
    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "数据库存放位置", self._path.text(), DATABASE_FILTER)
        if chosen:
            self._path.setText(chosen)

    def _lay_out(self) -> None:
        browse = plain_button("选择位置…")
        browse.setMinimumWidth(browse.sizeHint().width())
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self._path, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("方案", self._plan)
        form.addRow("", self._document)
        form.addRow("存放位置", place)
        cancel = plain_button("取消")
        cancel.clicked.connect(self.reject)
        self._create.clicked.connect(self.accept)
        self._create.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._create)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addLayout(buttons)
