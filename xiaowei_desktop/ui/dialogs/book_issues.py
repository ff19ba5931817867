"""What is wrong with a plan workbook: read, copied or printed for whoever wrote it, or mended here as a draft."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from xiaowei_desktop.application.plan_drafts import BookDraft
from xiaowei_desktop.domain.issues import Issue, Severity
from xiaowei_desktop.reporting.sheet import Cell, Column, Row, Sheet
from xiaowei_desktop.ui.dialogs.preview import open_preview
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.grids.clipboard_text import write_block
from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.widgets.buttons import plain_button, primary_button
from xiaowei_desktop.ui.workplace import Workplace

_SIZE = (760, 460)
_COLUMNS = (
    Column("sheet", "工作表", 28, wrap=False),
    Column("cell", "单元格", 20, wrap=False),
    Column("message", "问题", 132),
)
_OPEN = "可以打开为草稿，在“方案设置”页逐处改正后保存；也可以把清单交给填表人，在 Excel 中改正后重新导入。"
_CLOSED = "工作簿缺少工作表或表头，不能打开。请把清单交给填表人，在 Excel 中改正后重新导入。"


class BookIssuesDialog(QDialog):
    """Accepted where the clerk wants the workbook opened as a draft; that is offered where it is whole."""

    def __init__(self, workplace: Workplace, file: str, draft: BookDraft, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入方案工作簿")
        self.resize(*_SIZE)
        self._workplace = workplace
        self.sheet = _sheet(file, [issue for issue in draft.issues if issue.severity is not Severity.NOTE])
        self.table = SheetView(workplace.theme, workplace.settings)
        self.table.setAccessibleName("问题清单")
        self.copy_button, self.print_button = plain_button("复制清单"), plain_button("打印清单")
        self.open_button = primary_button("打开为草稿")
        self.open_button.setVisible(draft.tables is not None)
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self.preview)
        self.open_button.clicked.connect(self.accept)
        self._lay_out(
            f"“{file}”有 {len(self.sheet.rows)} 处问题，没有读入。", _CLOSED if draft.tables is None else _OPEN
        )
        self.table.show_sheet(self.sheet)
        (self.copy_button if draft.tables is None else self.open_button).setDefault(True)

    @Slot()
    def copy(self) -> None:
        """The whole list, as Excel, WPS and a chat take it."""
        rows = [[str(cell.value) for cell in row.cells if cell is not None] for row in self.sheet.rows]
        QGuiApplication.clipboard().setText(write_block([[column.title for column in self.sheet.columns], *rows]))
        self.copy_button.setText("已复制")

    @Slot()
    def preview(self) -> None:
        open_preview(self._workplace, (self.sheet,), self)

    def _lay_out(self, headline: str, advice: str) -> None:
        words = QLabel(headline)
        words.setProperty("role", "headline")
        words.setWordWrap(True)
        hint = QLabel(advice)
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)
        layout.addLayout(button_row(self, self.copy_button, self.print_button, self.open_button))


def _sheet(file: str, issues: Sequence[Issue]) -> Sheet:
    rows = tuple(Row((Cell(issue.place.sheet), Cell(issue.place.cell), Cell(issue.message))) for issue in issues)
    return Sheet("方案工作簿问题清单", "方案工作簿问题清单", _COLUMNS, rows, head=((file, "", f"{len(rows)} 处"),))
