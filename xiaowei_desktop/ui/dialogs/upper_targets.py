"""接收上级目标: what the upper level's workbook asks for, looked at before it goes into the plan."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from xiaowei_desktop.application.ports.upper_level import ReceivedTargets
from xiaowei_desktop.reporting.sheet import Align, Cell, Column, Row, Sheet
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.widgets.buttons import primary_button
from xiaowei_desktop.ui.workplace import Workplace

_SIZE = (760, 460)
_COLUMNS = (
    Column("指标", "指标", 70),
    Column("范围", "范围", 20, Align.CENTER, wrap=False),
    Column("比较", "比较", 20, Align.CENTER, wrap=False),
    Column("目标值", "目标值", 26, Align.RIGHT, wrap=False),
    Column("计量单位", "计量单位", 22, Align.CENTER, wrap=False),
    Column("出处", "出处", 50),
)


class UpperTargetsDialog(QDialog):
    """Accepted where the clerk takes the targets into their own plan."""

    def __init__(self, workplace: Workplace, file: str, received: ReceivedTargets, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("接收上级目标")
        self.resize(*_SIZE)
        self.table = SheetView(workplace.theme, workplace.settings)
        self.table.setAccessibleName("上级下达的目标")
        self.take_button = primary_button("接收")
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self.accept)
        sheet = _sheet(received)
        words = QLabel(f"“{file}”下达了 {len(sheet.rows)} 个目标，读入“{workplace.plan().short_title}”：")
        words.setProperty("role", "headline")
        words.setWordWrap(True)
        hint = QLabel(
            "方案中已有对应指标的，改它的目标；没有的，新增指标，由您指定填报单位。"
            "改动记入修改记录，在“方案设置”页可以再改。"
        )
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)
        layout.addLayout(button_row(self, self.take_button))
        self.table.show_sheet(sheet)
        self.take_button.setFocus()


def _sheet(received: ReceivedTargets) -> Sheet:
    rows = tuple(Row(tuple(Cell(row[column.key].text) for column in _COLUMNS)) for row in received.table.rows)
    return Sheet("上级下达的目标", "上级下达的目标", _COLUMNS, rows)
