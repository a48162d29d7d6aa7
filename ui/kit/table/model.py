"""The model: columns over a tuple of dataclasses, in groups or not, sorted and searched the Vietnamese way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import fold
from ui.kit.labels import plain_tip
from ui.kit.table.columns import PLAIN_LOOK, Align, Column, Edit, EditCommand, Group, Look

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ALIGNMENT = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line on screen: a group's heading (`row` is None) or a row of a group or of no group."""

    group: Group[Any] | None
    row: Any = None

    @property
    def is_heading(self) -> bool:
        """Whether this line is a group's heading."""
        return self.row is None


@dataclass(frozen=True, slots=True)
class BadCell:
    """Text that was refused: kept as typed and shown in red until it is mended."""

    text: str
    code: str
    details: dict[str, object]


def itself(row: Any) -> Any:  # noqa: ANN401 -- a row is whatever dataclass the page shows
    """The row is its own key."""
    return row


class TableModel(QAbstractTableModel):
    """Lines of rows. It owns no facts: an edit is emitted as an EditCommand and the page shows the new rows.

    `key` tells a row again after a reload (its id); bad cells and the chosen row are kept by it.
    """

    edited = Signal(object)
    refused = Signal(object, int, str, dict)
    arranged = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        key: Callable[[Any], Any] = itself,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._groups: tuple[Group[Any], ...] = ()
        self._grouped = False
        self._lines: list[Line] = []
        self._folded: set[str] = set()
        self._sorted: tuple[int, bool] | None = None
        self._wanted = ""
        self._bad: dict[tuple[Any, int], BadCell] = {}

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows without groups."""
        self._groups, self._grouped = (Group("", "", tuple(rows)),), False
        self._arrange()

    def show_groups(self, groups: Sequence[Group[Any]]) -> None:
        """Show groups of rows; what was folded stays folded."""
        self._groups, self._grouped = tuple(groups), True
        self._arrange()

    def line(self, number: int) -> Line:
        """The line at a position on screen."""
        return self._lines[number]

    def lines(self) -> list[Line]:
        """All lines on screen."""
        return list(self._lines)

    def every_line(self) -> list[Line]:
        """All lines, of folded groups too."""
        return [line for group in self._groups for line in self._lines_of(group, whole=True)]

    def line_of(self, key: object) -> int:
        """Position of the row with a key, -1 when it is not on screen."""
        return next((i for i, line in enumerate(self._lines) if not line.is_heading and self.key(line.row) == key), -1)

    def fold_group(self, group_id: str, folded: bool) -> None:
        """Fold a group away, or unfold it."""
        if folded != (group_id in self._folded):
            self._folded.symmetric_difference_update({group_id})
            self._arrange()

    def is_folded(self, group_id: str) -> bool:
        """Whether a group is folded away."""
        return group_id in self._folded

    def find(self, text: str) -> None:
        """Keep only rows in which a cell contains `text`, marks and case not counted; empty keeps all."""
        self._wanted = fold(text.strip())
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self._arrange()

    def bad_cells(self) -> dict[tuple[Any, int], BadCell]:
        """Cells refused and not yet mended, by (row key, column)."""
        return dict(self._bad)

    def bad_at(self, index: Index) -> BadCell | None:
        """What was refused in a cell, if anything."""
        line = self._lines[index.row()]
        return None if line.is_heading else self._bad.get((self.key(line.row), index.column()))

    def look_at(self, index: Index) -> Look:
        """How a cell is to look."""
        line, column = self._lines[index.row()], self.columns[index.column()]
        look = column.look(line.row) if column.look is not None and not line.is_heading else PLAIN_LOOK
        return replace(look, ink="red", ground="red_ground") if self.bad_at(index) else look

    def apply(self, command: EditCommand) -> None:
        """Clear what was bad in the cells of a command and hand it to the page."""
        for edit in command.edits:
            self._bad.pop((self.key(edit.row), edit.column), None)
        if command.edits:
            self.edited.emit(command)

    def takes_input(self) -> bool:
        """Whether any column can be typed into."""
        return any(column.takes_input() for column in self.columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[self.columns[section].align]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self._lines[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not line.is_heading and self.columns[index.column()].can_edit(line.row):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's own signature
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role == ROW_ROLE:
            return line
        if line.is_heading:
            return _heading(line, index.column(), role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[column.align]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole}:
            bad = self.bad_at(index)
            return bad.text if bad is not None else column.text(line.row)
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return plain_tip(column.tip(line.row))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or line.is_heading or not column.takes_input():
            return False
        place = (self.key(line.row), index.column())
        text = str(value)
        if place not in self._bad and text == column.text(line.row):
            return True
        try:
            new = column.read(line.row, text)
        except InvalidInput as trouble:
            self._bad[place] = BadCell(text, trouble.code, trouble.details)
            self.dataChanged.emit(index, index)
            self.refused.emit(line.row, index.column(), trouble.code, trouble.details)
            return True
        self._bad.pop(place, None)
        self.dataChanged.emit(index, index)
        self.edited.emit(EditCommand((Edit(line.row, index.column(), column.value(line.row), new),)))
        return True

    def _arrange(self) -> None:
        self.beginResetModel()
        self._lines = [line for group in self._groups for line in self._lines_of(group)]
        self.endResetModel()
        self.arranged.emit()

    def _lines_of(self, group: Group[Any], *, whole: bool = False) -> list[Line]:
        rows = [row for row in group.rows if _matches(row, self.columns, self._wanted)]
        if self._sorted is not None:
            column, descending = self._sorted
            rows = _ordered(rows, self.columns[column], descending)
        if not self._grouped:
            return [Line(None, row) for row in rows]
        if self._wanted and not rows:
            return []
        hidden = group.id in self._folded and not self._wanted and not whole
        return [Line(group), *([] if hidden else [Line(group, row) for row in rows])]


def _matches(row: object, columns: Sequence[Column[Any]], wanted: str) -> bool:
    if not wanted:
        return True
    lines = (words(row) for column in columns for words in (column.text, column.second) if words is not None)
    return any(wanted in fold(line) for line in lines)


def _heading(line: Line, column: int, role: int) -> str | None:
    """What a heading tells in words; its look is painted over all columns by the delegate."""
    group = line.group
    if group is None or column != 0:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return group.title
    if role == Qt.ItemDataRole.AccessibleTextRole:
        words = [group.title, group.status.word if group.status else "", group.note]
        return ", ".join(word for word in words if word)
    return None


def _ordered(rows: list[Any], column: Column[Any], descending: bool) -> list[Any]:
    """Rows by a column; empty cells stay last in both directions."""
    filled = [row for row in rows if column.order(row)[0] < 2]
    empty = [row for row in rows if column.order(row)[0] == 2]
    return sorted(filled, key=column.order, reverse=descending) + empty
