"""A table's blocks on the clipboard: copied as text and as an HTML table, pasted as one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.kit.table import blocks
from ui.kit.table.columns import EditCommand
from ui.kit.table.model import Index, TableModel
from ui.kit.table.paste import PasteCard, PastePlan, plan_paste


def copy(model: TableModel, chosen: Sequence[QModelIndex], *, titled: bool = False) -> None:
    """Copy the chosen cells, with `titled` below the names of their columns.

    Headings of groups are left out; nothing chosen changes nothing.
    """
    rows = sorted({index.row() for index in chosen if index.isValid()})
    columns = sorted({index.column() for index in chosen if index.isValid()})
    picked = [number for number in rows if not model.line(number).is_heading]
    block = [[str(model.data(model.index(row, column)) or "") for column in columns] for row in picked]
    if not block:
        return
    if titled:
        block.insert(0, [model.columns[column].title for column in columns])
    data = QMimeData()
    data.setText(blocks.to_tsv(block))
    data.setHtml(blocks.to_html(block, titled=titled))
    QGuiApplication.clipboard().setMimeData(data)


class Paster(QObject):
    """Puts the clipboard's block into a table; a block with bad cells is shown before anything changes."""

    def __init__(self, model: TableModel, window: QWidget) -> None:
        super().__init__(window)
        self._model, self._window = model, window
        self._planned: PastePlan | None = None

    def paste(self, at: Index) -> None:
        """Paste from a cell on."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None:  # an empty clipboard, or one another program holds
            return
        block = blocks.from_clipboard(data.text() if data.hasText() else "", data.html() if data.hasHtml() else "")
        if not block or not at.isValid():
            return
        self._planned = plan_paste(self._model, block, at.row(), at.column())
        if not self._planned.trouble():
            self._apply()
            return
        card = PasteCard(self._model.columns, self._planned, self._window)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A bound method, not a closure: a closure would keep the table alive until the card dies, and then die twice.
        card.accepted.connect(self._apply)
        card.open()

    def _apply(self) -> None:
        planned, self._planned = self._planned, None
        if planned is not None:
            self._model.apply(EditCommand(planned.edits(), pasted=True))
