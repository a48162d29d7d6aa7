"""The menu of a table: for who does not know the keys, and for copying with the names of the columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.kit.table.view import GridView


class BlockMenu(QMenu):
    """Copy, copy below the names of the columns, the whole table as a file, and paste where the table takes input.

    Gone when it is closed.
    """

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction("&Chép\tCtrl+C")
        self._titled = self.addAction("Chép cả &tên cột")
        self._export = self.addAction("&Xuất ra Excel…")
        self._paste = self.addAction("&Dán\tCtrl+V") if view.table.takes_input() else None
        # A bound method of the menu, not closures over the table: those would keep it alive, and it would die twice.
        self.triggered.connect(self._do)

    def _do(self, chosen: QAction) -> None:
        view = self.parent()
        if not isinstance(view, GridView):
            return
        if chosen is self._paste:
            view.paste_block()
        elif chosen is self._export:
            from ui.kit.table.export import export  # noqa: PLC0415  when one is asked for

            export(view)
        else:
            view.copy_block(titled=chosen is self._titled)
