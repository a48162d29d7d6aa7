"""The week with at most one of its side panels; beside it, or below it where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.kit import theme
from ui.kit.labels import set_flag
from ui.kit.panels import ListWithSide, SidePanel

_SIDE = 310


class WeekWithSide(ListWithSide):
    """Closed at first, so that the week has all the room. Below the week a panel lies on its side, for it is low."""

    def __init__(self, main: QWidget, *panels: SidePanel, parent: QWidget | None = None) -> None:
        self._panels, self._sides = QStackedWidget(), panels
        self._shared_out = False
        super().__init__(main, self._panels, parent)
        for panel in panels:
            self._panels.addWidget(panel)
        self._panels.hide()

    def add(self, panel: SidePanel) -> None:
        """Take one more panel, closed at first."""
        self._sides = (*self._sides, panel)
        self._panels.addWidget(panel)
        self._turn(panel, folded=self.orientation() == Qt.Orientation.Vertical)

    def show_side(self, panel: QWidget) -> None:
        """Open a panel in place of the other one."""
        self._panels.setCurrentWidget(panel)
        self._panels.show()
        if not self._shared_out:
            self._share_out()

    def close_side(self) -> None:
        """Give the week all the room."""
        self._panels.hide()

    def shows(self, panel: QWidget) -> bool:
        """Whether a panel is open."""
        return not self._panels.isHidden() and self._panels.currentWidget() is panel

    def fold(self, folded: bool) -> None:
        super().fold(folded)
        for panel in self._sides:
            self._turn(panel, folded=folded)

    def _turn(self, panel: SidePanel, *, folded: bool) -> None:
        panel.setMinimumWidth(0 if folded else theme.current().px(280))
        panel.body.setDirection(QBoxLayout.Direction.LeftToRight if folded else QBoxLayout.Direction.TopToBottom)
        set_flag(panel, "folded", folded)

    def _share_out(self) -> None:
        """The panel as wide as it was drawn; below the week, half of the height."""
        self._shared_out = True
        side = theme.current().px(_SIDE)
        beside = self.width() >= self.height() and self.orientation().name == "Horizontal"
        self.setSizes([self.width() - side, side] if beside else [self.height() // 2, self.height() // 2])
