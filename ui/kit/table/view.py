"""The table an officer works in: keys of a data-entry habit, Excel blocks both ways, groups that fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from ui.kit import keys, theme, tokens
from ui.kit.labels import plain_tip
from ui.kit.table import walk
from ui.kit.table.columns import Column, Group
from ui.kit.table.delegate import PAD, CellDelegate
from ui.kit.table.model import Index, TableModel, itself

if TYPE_CHECKING:
    from ui.kit.table.clipboard import Paster

ROW_TIGHT, ROW_MIDDLE, ROW_WIDE, ROW_TWO_LINES = 26, 30, 38, 44
HEAD, GROUP_ROW = 30, 26


_BESIDE = 50  # rows thrown away at once, as a rule fewer


class GridView(QTableView):
    """A table of `columns`. `entry` makes it a grid to type into: cells are chosen, the current one is framed.

    `opened(row)` on Enter or double click in a list; `picked(row)` when the current row changes (None on a heading);
    `edited(EditCommand)` for typed cells and pasted blocks; `refused(row, column, code, details)` for a bad cell.
    """

    opened = Signal(object)
    picked = Signal(object)
    edited = Signal(object)
    refused = Signal(object, int, str, dict)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        name: str,
        key: Callable[[Any], Any] = itself,
        row_height: int = ROW_MIDDLE,
        entry: bool = False,
        sortable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setViewport(_own_viewport())
        self._row_height, self._entry = row_height, entry
        self._chosen: tuple[object, int] = (None, 0)
        self._beside: list[object] = []
        self.table = TableModel(columns, key=key, parent=self)
        self._delegate = CellDelegate(self, frame_current=entry)
        self._delegate.left_cell.connect(self._move_after_edit)
        self.setItemDelegate(self._delegate)
        self._paster: Paster | None = None
        self.setModel(self.table)
        self.setAccessibleName(name)
        self._set_up_behaviour()
        self._set_up_headers(sortable)
        self.table.arranged.connect(self._after_arranging)
        self.table.edited.connect(self.edited)
        self.table.refused.connect(self.refused)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the chosen row stays chosen while it is among them, then the one that stood next to it."""
        self._beside = _around(self.table, self.currentIndex().row())
        self.table.show_rows(rows)

    def show_groups(self, groups: Sequence[Group[Any]]) -> None:
        """Show groups of rows; folded groups stay folded, the chosen row stays chosen as in `show_rows`."""
        self._beside = _around(self.table, self.currentIndex().row())
        self.table.show_groups(groups)

    def find_text(self, text: str) -> None:
        """Keep only rows that contain `text`, marks not counted."""
        self.table.find(text)

    def current_row(self) -> Any:  # noqa: ANN401 -- whatever dataclass the page shows
        """The chosen row, or None."""
        index = self.currentIndex()
        return self.table.line(index.row()).row if index.isValid() else None

    def selected_rows(self) -> list[Any]:
        """All chosen rows, top to bottom, headings left out."""
        numbers = sorted({index.row() for index in self.selectedIndexes()})
        return [line.row for line in map(self.table.line, numbers) if not line.is_heading]

    def choose(self, key: object) -> bool:
        """Make the row with a key the chosen one; False when it is not shown."""
        number = self.table.line_of(key)
        if number < 0:
            return False
        self.setCurrentIndex(self.table.index(number, max(0, self.currentIndex().column())))
        return True

    def copy_block(self, *, titled: bool = False) -> None:
        """Copy the chosen cells (whole rows in a list), with `titled` below the names of their columns."""
        from ui.kit.table import clipboard  # noqa: PLC0415  Excel's blocks: when one is copied

        clipboard.copy(self.table, self.selectedIndexes() or [self.currentIndex()], titled=titled)

    def paste_block(self) -> None:
        """Put the clipboard's block in at the current cell; a block with bad cells is shown before it is pasted."""
        from ui.kit.table.clipboard import Paster  # noqa: PLC0415

        self._paster = self._paster or Paster(self.table, self)
        self._paster.paste(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from ui.kit.table.menu import BlockMenu  # noqa: PLC0415

        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cell = self.visualRect(self.currentIndex()).bottomLeft()
        BlockMenu(self).popup(self.viewport().mapToGlobal(cell) if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_block()
        elif event.matches(QKeySequence.StandardKey.Paste) and self.table.takes_input():
            self.paste_block()
        elif keys.is_enter(event) and keys.held(event) in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        }:
            self._enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._fold_by_key(event.key() == Qt.Key.Key_Left):
            pass
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not self._entry and self.table.rowCount():
            _go_to_end(self, first=event.key() == Qt.Key.Key_Home)
        elif event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and self._entry:
            if not self._move_right(back=event.key() == Qt.Key.Key_Backtab):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # A grid that can take Ctrl+V keeps it from the page's shortcut; focus moves on Tab stay with the grid.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.matches(QKeySequence.StandardKey.Copy)
            mine = mine or (event.matches(QKeySequence.StandardKey.Paste) and self.table.takes_input())
            mine = mine or (event.key() == Qt.Key.Key_F2 and self.table.takes_input())
            if mine:
                event.accept()
                return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            line = self.table.line(index.row())
            near_chevron = event.position().x() < theme.current().px(28)
            if line.is_heading and line.group is not None and near_chevron:
                self.table.fold_group(line.group.id, not self.table.is_folded(line.group.id))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        line = self.table.line(index.row()) if index.isValid() else None
        if line is not None and line.is_heading and line.group is not None:
            self.table.fold_group(line.group.id, not self.table.is_folded(line.group.id))
            return
        super().mouseDoubleClickEvent(event)
        if line is not None and not self.table.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(line.row)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(self.indexAt(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._delegate.current = (current.row(), current.column())
        self.viewport().update()
        row = self.current_row()
        if row is not None:
            self._chosen = (self.table.key(row), current.column())
        self.picked.emit(row)

    def _set_up_behaviour(self) -> None:
        view = QAbstractItemView
        behaviour = view.SelectionBehavior.SelectItems if self._entry else view.SelectionBehavior.SelectRows
        self.setSelectionBehavior(behaviour)
        self.setSelectionMode(view.SelectionMode.ContiguousSelection)
        triggers = view.EditTrigger.EditKeyPressed | view.EditTrigger.AnyKeyPressed | view.EditTrigger.DoubleClicked
        self.setEditTriggers(triggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)

    def _set_up_headers(self, sortable: bool) -> None:
        px = theme.current().px
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(px(18))
        self.verticalHeader().setDefaultSectionSize(px(self._row_height))
        head = self.horizontalHeader()
        head.setFixedHeight(px(HEAD))
        head.setHighlightSections(False)
        head.setMinimumSectionSize(px(28))
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(sortable)
        for number, column in enumerate(self.table.columns):
            if column.width:
                self.setColumnWidth(number, px(column.width))
            else:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        if sortable:
            head.setSortIndicatorClearable(True)
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            head.setSortIndicatorShown(True)
            head.sortIndicatorChanged.connect(self.table.sort)

    def _after_arranging(self) -> None:
        self._delegate.current = (-1, -1)
        self.clearSpans()
        px = theme.current().px
        for number, line in enumerate(self.table.lines()):
            if line.is_heading:
                if len(self.table.columns) > 1:
                    self.setSpan(number, 0, 1, len(self.table.columns))
                self.setRowHeight(number, px(GROUP_ROW))
            elif self.rowHeight(number) != px(self._row_height):
                self.setRowHeight(number, px(self._row_height))  # a heading stood there in what was shown before
        key, column = self._chosen
        number = self.table.line_of(key)
        beside, self._beside = self._beside, []
        if number < 0 and beside:
            # What was chosen is gone, thrown away as a rule: the officer goes on where he was, not at the top.
            shown = [None if line.is_heading else self.table.key(line.row) for line in self.table.lines()]
            number = next((shown.index(one) for one in beside if one in shown), -1)
        if number >= 0:
            self.setCurrentIndex(self.table.index(number, column))

    def _enter(self, *, back: bool) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        line = self.table.line(index.row())
        if line.is_heading and line.group is not None:
            self.table.fold_group(line.group.id, not self.table.is_folded(line.group.id))
        elif self._entry:
            self._move_down(back=back)
        else:
            self.opened.emit(line.row)

    def _move_down(self, *, back: bool = False) -> None:
        """To the same column of the next row."""
        index = self.currentIndex()
        row = walk.next_row(self.table, index, back=back)
        if row is not None:
            self._go(row, index.column())

    def _move_right(self, *, back: bool = False) -> bool:
        """To the next cell that can be typed into; False when there is none."""
        place = walk.next_editable(self.table, self.currentIndex(), back=back)
        if place is not None:
            self._go(*place)
        return place is not None

    def _go(self, row: int, column: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if not self._entry:
            flag |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.table.index(row, column), flag)

    def _move_after_edit(self, event: QKeyEvent) -> None:
        self.setFocus()
        if keys.is_enter(event):
            if keys.held(event) != Qt.KeyboardModifier.ControlModifier:
                self._move_down(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            self._move_right(back=event.key() == Qt.Key.Key_Backtab)

    def _fold_by_key(self, fold: bool) -> bool:
        index = self.currentIndex()
        line = self.table.line(index.row()) if index.isValid() else None
        if line is None or line.group is None or (self._entry and not line.is_heading):
            return False
        group = line.group
        self.table.fold_group(group.id, fold)
        heading = next(i for i, one in enumerate(self.table.lines()) if one.is_heading and one.group is group)
        if fold or line.is_heading:
            self.setCurrentIndex(self.table.index(heading, 0))
        return True

    def _tip_at(self, index: QModelIndex) -> str:
        """The whole text of a shortened cell, or the column's own tip."""
        if not index.isValid():
            return ""
        own = self.table.data(index, Qt.ItemDataRole.ToolTipRole)
        if own:
            return str(own)
        text = str(self.table.data(index) or "")
        room = self.visualRect(index).width() - 2 * theme.current().px(PAD)
        metrics = QFontMetrics(theme.current().font(tokens.TEXT))
        widest = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
        return plain_tip(text) if widest > room else ""


def _go_to_end(view: GridView, *, first: bool) -> None:
    """The first or the last row of a list: Qt goes to the first or last column, which a list does not show."""
    rows = [number for number, line in enumerate(view.table.lines()) if not line.is_heading]
    if rows:
        view.setCurrentIndex(view.table.index(rows[0 if first else -1], max(0, view.currentIndex().column())))


def _around(table: TableModel, here: int) -> list[object]:
    """The keys of the rows below a line, then of those above it, the nearest first."""
    lines = table.lines() if here >= 0 else []
    near = [*lines[here + 1 : here + 1 + _BESIDE], *reversed(lines[max(0, here - _BESIDE) : max(0, here)])]
    return [table.key(line.row) for line in near if not line.is_heading]


def _own_viewport() -> QWidget:
    """A viewport made here: to learn the class of one that Qt made, PySide makes every widget class there is (8 ms)."""
    made = QWidget()
    made.setBackgroundRole(QPalette.ColorRole.Base)
    return made
