"""经办人: who signs what is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button


class OperatorDialog(QDialog):
    """`name` holds the answer once it is accepted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("经办人")
        self._name = QLineEdit(name)
        self._name.setMinimumWidth(280)
        self._name.setPlaceholderText("姓名")
        explanation = QLabel("每一处修改都会记下经办人的姓名和时间。")
        explanation.setProperty("role", "muted")
        keep = primary_button("确定")
        keep.setDefault(True)
        keep.setEnabled(bool(name.strip()))
        self._name.textChanged.connect(lambda text: keep.setEnabled(bool(text.strip())))
        keep.clicked.connect(self.accept)
        leave = plain_button("取消")
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(QLabel("您的姓名"))
        layout.addWidget(self._name)
        layout.addWidget(explanation)
        layout.addLayout(buttons)

    @property
    def name(self) -> str:
        return self._name.text().strip()
