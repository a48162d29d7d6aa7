"""A side panel with a list, and below it in full what is said of the chosen line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.kit import theme
from ui.kit.labels import label
from ui.kit.panels import SidePanel, column
from ui.kit.table.columns import Column
from ui.kit.table.view import HEAD, ROW_TWO_LINES, GridView

_ROWS_SHOWN = 7


class ListedPanel(SidePanel):
    """`picked` follows the list, `opened` is Enter on a line; `say` tells of the chosen line."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[Any]],
        *,
        names: tuple[str, str],
        key: Callable[[Any], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        list_name, area_name = names
        self.setAccessibleName(title)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.list = GridView(columns, name=list_name, key=key, row_height=ROW_TWO_LINES, sortable=False)
        self.list.picked.connect(self.picked)
        self.list.opened.connect(self.opened)
        self.body.addWidget(self.list, 3, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(area_name)
        self.body.addWidget(self._area, 2)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show the lines; the chosen one stays chosen while it is there, else the first is."""
        self.list.blockSignals(True)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.list.setMaximumHeight(theme.current().px(HEAD + min(len(rows), _ROWS_SHOWN) * ROW_TWO_LINES + 2))
        if rows and self.list.current_row() is None:
            self.list.selectRow(0)
        self.list.blockSignals(False)

    def say(self, *lines: tuple[str, str]) -> None:
        """Tell in full: (words, ink) a paragraph; an ink of "strong" is bold."""
        made = QWidget()
        made.setObjectName("cardBody")
        inside = column(made, 8, (12, 10, 12, 12))
        for words, ink in lines:
            strong = ink == "strong"
            inside.addWidget(label(words, "strong" if strong else "text", "" if strong else ink, wrap=True))
        inside.addStretch(1)
        self._area.setWidget(made)
