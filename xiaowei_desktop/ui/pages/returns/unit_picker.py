"""Which unit's return is shown: a list at the left of a wide page, one line to choose from on a narrow one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy

from xiaowei_desktop.ui.grids.sheet_view import SheetView
from xiaowei_desktop.ui.pages.returns.overview import UnitOverview, overview_sheet
from xiaowei_desktop.ui.theme.theme import Theme


class UnitPicker:
    """Keeps list and line on the same unit. Lay out `table` and `line`; one of them is shown."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        self.table = _UnitTable(theme, settings)
        self.line = QComboBox()
        self.line.setAccessibleName("填报单位")
        self.line.setToolTip("选择填报单位（Alt+↑、Alt+↓）")
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._units: tuple[UnitOverview, ...] = ()

    @property
    def units(self) -> tuple[UnitOverview, ...]:
        return self._units

    def show_units(self, units: Sequence[UnitOverview], chosen: str) -> None:
        """Shows the units as they stand now, `chosen` among them; nobody is told."""
        self._units = tuple(units)
        for widget in (self.table, self.line):
            widget.blockSignals(True)
        self.table.show_sheet(overview_sheet(units))
        self.line.clear()
        for unit in units:
            self.line.addItem(unit.words, unit.unit)
        self._select(chosen)
        for widget in (self.table, self.line):
            widget.blockSignals(False)

    def neighbour(self, unit: str, step: int) -> str | None:
        """The unit `step` places below in the list; `None` at its ends."""
        codes = [one.unit for one in self._units]
        place = codes.index(unit) + step if unit in codes else 0
        return codes[place] if 0 <= place < len(codes) else None

    def _select(self, unit: str) -> None:
        self.table.select_source(unit)
        self.line.setCurrentIndex(self.line.findData(unit))


class _UnitTable(SheetView):
    """`unit_entered` when the clerk presses Enter on a unit, or double-clicks it: on to its form."""

    unit_entered = Signal()

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(theme, settings)
        self.setAccessibleName("填报单位")
        self.setSelectionBehavior(SheetView.SelectionBehavior.SelectRows)
        self.setSelectionMode(SheetView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._enter)

    @Slot(QModelIndex)
    def _enter(self, _index: QModelIndex) -> None:
        self.unit_entered.emit()
