"""新建方案: empty, after a shipped plan, or carrying on the one that is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from xiaowei_desktop.application.new_plan import free_id
from xiaowei_desktop.domain.period import Span
from xiaowei_desktop.domain.plan import Plan
from xiaowei_desktop.ui.dialogs.reason import button_row
from xiaowei_desktop.ui.widgets.buttons import primary_button

_YEARS = (2015, 2099)
_WIDTH = 480
_LINES = 3


class PlanOrigin(StrEnum):
    """What the new plan begins with."""

    LAST_YEAR = "last_year"
    SHIPPED = "shipped"
    EMPTY = "empty"


_EXPLANATIONS = {
    PlanOrigin.LAST_YEAR: "沿用仍存在的单位、指标和填报单位、考核细则、口径说明；每年都有的目标沿用数值，"
    "整个规划期的目标留空待填；已过完成时限的任务不再列入。",
    PlanOrigin.SHIPPED: "以程序自带的方案为样本，全部内容照搬，年份顺移。",
    PlanOrigin.EMPTY: "只有本级地区，其余由您填写。",
}


class NewPlanDialog(QDialog):
    """`origin`, `shipped`, `title`, `span`, `subject` and `plan_id` hold the answer once it is accepted."""

    def __init__(self, current: Plan, shipped: Sequence[Plan], taken: Collection[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建方案")
        self._current = current
        self._shipped = tuple(shipped)
        self._taken = taken
        self.origins = QComboBox()
        self.origins.addItem(f"沿用“{current.short_title}”", PlanOrigin.LAST_YEAR)
        self.origins.addItem("以自带方案为样本", PlanOrigin.SHIPPED)
        self.origins.addItem("空白方案", PlanOrigin.EMPTY)
        self.explanation = QLabel()
        self.explanation.setProperty("role", "muted")
        self.explanation.setWordWrap(True)
        self.explanation.setMinimumHeight(self.explanation.fontMetrics().lineSpacing() * _LINES)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.samples = QComboBox()
        self.samples.addItems([plan.short_title for plan in shipped])
        self.title_field = QLineEdit()
        self.title_field.setMinimumWidth(_WIDTH)
        self.first, self.last = _year_field("起始年份"), _year_field("终止年份")
        self.subject_field = QLineEdit("全区")
        self.make_button = primary_button("新建")
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self.accept)
        self.form = QFormLayout()
        self._lay_out()
        self.origins.currentIndexChanged.connect(self._origin_chosen)
        self.samples.currentIndexChanged.connect(self._origin_chosen)
        self.first.valueChanged.connect(self._check)
        self.last.valueChanged.connect(self._check)
        self.title_field.textChanged.connect(self._check)
        self.subject_field.textChanged.connect(self._check)
        self._origin_chosen()

    @property
    def origin(self) -> PlanOrigin:
        return PlanOrigin(self.origins.currentData())

    @property
    def shipped(self) -> Plan:
        return self._shipped[self.samples.currentIndex()]

    @property
    def title(self) -> str:
        return self.title_field.text().strip()

    @property
    def span(self) -> Span:
        return Span(self.first.value(), self.last.value())

    @property
    def subject(self) -> str:
        return self.subject_field.text().strip()

    @property
    def plan_id(self) -> str:
        return free_id(self.span, self._taken)

    @Slot()
    def _origin_chosen(self) -> None:
        self.explanation.setText(_EXPLANATIONS[self.origin])
        self.form.setRowVisible(self.samples, self.origin is PlanOrigin.SHIPPED)
        self.form.setRowVisible(self.subject_field, self.origin is PlanOrigin.EMPTY)
        like = self.shipped if self.origin is PlanOrigin.SHIPPED else self._current
        length = like.span.last - like.span.first + 1
        later = 0 if self.origin is PlanOrigin.SHIPPED else length
        self.first.setValue(like.span.first + later)
        self.last.setValue(like.span.last + later)
        self.title_field.setText("" if self.origin is PlanOrigin.EMPTY else _renamed(like, later))
        self._check()

    @Slot()
    def _check(self) -> None:
        years_fit = self.first.value() <= self.last.value()
        has_subject = self.origin is not PlanOrigin.EMPTY or bool(self.subject)
        self.make_button.setEnabled(years_fit and bool(self.title) and has_subject)

    def _lay_out(self) -> None:
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        for word, field in (
            ("新建方式", self.origins),
            ("", self.explanation),
            ("样本", self.samples),
            ("名称", self.title_field),
            ("起始年份", self.first),
            ("终止年份", self.last),
            ("本级地区", self.subject_field),
        ):
            self.form.addRow(word, field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self.form)
        layout.addLayout(button_row(self, self.make_button))


def _year_field(word: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(*_YEARS)
    field.setAccessibleName(word)
    return field


def _renamed(plan: Plan, later: int) -> str:
    """The short title with its years moved on: 2021年…"""
    title = plan.short_title
    years = {str(year): str(year + later) for year in plan.span.years}
    for year in sorted(years, reverse=True):
        title = title.replace(year, years[year])
    return title
