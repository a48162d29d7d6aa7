"""Where the keys lead in a table: down past headings, right past cells that cannot be typed into. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.kit.table.model import Index, TableModel


def next_row(model: TableModel, index: Index, *, back: bool = False) -> int | None:
    """The next line below (or above) that is no heading; None at the end.

    From a cell that can be typed into it leads to the next such cell of the column, past those that are closed.
    """
    step = -1 if back else 1
    typing = bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable)
    row = index.row() + step
    while 0 <= row < model.rowCount():
        open_cell = bool(model.flags(model.index(row, index.column())) & Qt.ItemFlag.ItemIsEditable)
        if open_cell or not (typing or model.line(row).is_heading):
            return row
        row += step
    return None


def next_editable(model: TableModel, index: Index, *, back: bool = False) -> tuple[int, int] | None:
    """The next cell to the right (or left) that can be typed into, on to the next row at the end; None at the last."""
    wide = model.columnCount()
    here = index.row() * wide + index.column() if index.isValid() else -1
    order = range(here - 1, -1, -1) if back else range(here + 1, model.rowCount() * wide)
    for place in order:
        row, column = divmod(place, wide)
        if model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable:
            return row, column
    return None
