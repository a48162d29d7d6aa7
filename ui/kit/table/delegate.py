"""Paints every cell of every table: selection bar, status, group headings, amber and red cells, the edit frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit import icons, keys, theme, tokens
from ui.kit.chips import Status, draw_status
from ui.kit.labels import set_flag
from ui.kit.progress import draw_meter
from ui.kit.table.columns import Align, Column, Group
from ui.kit.table.model import Line, TableModel

Index = QModelIndex | QPersistentModelIndex
PAD, BAR = 8, 3


class CellEditor(QLineEdit):
    """The field opened in a cell; in a column of numbers the dot of the numeric pad is a comma."""

    def __init__(self, parent: QWidget, column: Column[object]) -> None:
        super().__init__(parent)
        self._numbers = column.align is Align.RIGHT
        self.setAccessibleName(column.title)
        self.setFrame(False)
        if self._numbers:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter in an open cell saves that cell and nothing more: the page's main action must not see it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and keys.is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from_pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        if self._numbers and from_pad and event.text() == ".":
            self.insert(",")
            return
        super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Draws cells from tokens. `frame_current` marks the current cell of an entry grid."""

    left_cell = Signal(object)

    def __init__(self, parent: QAbstractItemView, *, frame_current: bool) -> None:
        super().__init__(parent)
        self._view = parent
        self._frame_current = frame_current
        self.current: tuple[int, int] = (-1, -1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TableModel):
            return
        painter.save()
        line = model.line(index.row())
        if line.is_heading:
            self._paint_heading(painter, option, line, model)
        else:
            self._paint_cell(painter, option, index, model)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, TableModel) else Column("", str)
        return CellEditor(parent, column)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor) and not editor.isModified():
            model = index.model()
            editor.setText(str(model.data(index, Qt.ItemDataRole.EditRole) or ""))
            set_flag(editor, "bad", isinstance(model, TableModel) and model.bad_at(index) is not None)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, CellEditor) and isinstance(model, TableModel):
            model.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab save the cell; the view then moves on. Esc leaves the cell as it was."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            leaves = keys.is_enter(event) or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            if leaves:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.left_cell.emit(event)
                return True
        return super().eventFilter(editor, event)

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, model: TableModel) -> None:
        look = theme.current()
        area: QRect = option.rect
        row, column = model.line(index.row()).row, model.columns[index.column()]
        cell = model.look_at(index)
        here = index.row() == self.current[0]
        ground = cell.ground or ("sel" if here else "surface")
        if here and ground == "head":
            ground = "sel"
        painter.fillRect(area, look.colour(ground))
        if not here and self._view.selectionModel().isSelected(index):
            painter.fillRect(area, look.colour("sel"))
        painter.setPen(look.colour("soft"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._frame_current:
            painter.drawLine(area.topRight(), area.bottomRight())
        if here and index.column() == 0:
            painter.fillRect(QRect(area.left(), area.top(), look.px(BAR), area.height()), look.colour("accent"))
        inner = QRectF(area).adjusted(look.px(PAD), 0, -look.px(PAD), -1)
        value = column.value(row)
        bad = model.bad_at(index)
        if isinstance(value, Status) and bad is None:
            draw_status(painter, inner, value, _ratio(painter))
        else:
            self._paint_text(painter, inner, index, model)
        if bad is not None:
            painter.setPen(QPen(look.colour("red"), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        if self._frame_current and (index.row(), index.column()) == self.current:
            painter.setPen(QPen(look.colour("accent"), look.px(2)))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_text(self, painter: QPainter, inner: QRectF, index: Index, model: TableModel) -> None:
        look = theme.current()
        row, column = model.line(index.row()).row, model.columns[index.column()]
        cell = model.look_at(index)
        if cell.icon:
            side = look.px(icons.INLINE)
            drawn = icons.coloured(cell.icon, look.colour(cell.ink or "text2"), side, _ratio(painter))
            painter.drawPixmap(round(inner.left()), round(inner.center().y() - side / 2), drawn)
            inner = inner.adjusted(side + look.px(5), 0, 0, 0)
        font = look.font(tokens.STRONG if cell.bold else tokens.TEXT)
        font.setUnderline(cell.underline)
        font.setStrikeOut(cell.struck)
        text = str(model.data(index) or "")
        second = column.second(row) if column.second is not None else ""
        upper = QRectF(inner)
        if column.wraps and not second:
            text = two_lines(text, QFontMetrics(font), int(inner.width()))
        if second:
            upper.setHeight(inner.height() / 2 + look.px(1))
            upper.translate(0, look.px(2))
        _write(painter, upper, text, font, cell.ink or "text", column.align)
        if second:
            lower = QRectF(upper).translated(0, look.px(18))
            lower.setHeight(look.px(16))
            _write(painter, lower, second, look.font(tokens.SMALL), "text2", column.align)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, model: TableModel) -> None:
        group = line.group
        if group is None:
            return
        look = theme.current()
        area: QRect = option.rect
        here = self.current[0] >= 0 and model.line(self.current[0]) is line
        painter.fillRect(area, look.colour("sel" if here else "bg"))
        painter.setPen(look.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if here:
            painter.fillRect(QRect(area.left(), area.top(), look.px(BAR), area.height()), look.colour("accent"))
        inner = QRectF(area).adjusted(look.px(PAD), 0, -look.px(PAD), 0)
        side = look.px(icons.INLINE)
        name = "chevron-right" if model.is_folded(group.id) else "chevron-down"
        drawn = icons.coloured(name, look.colour("text"), side, _ratio(painter))
        painter.drawPixmap(round(inner.left()), round(inner.center().y() - side / 2), drawn)
        inner.setRight(_heading_note(painter, inner, group))
        inner.setLeft(inner.left() + side + look.px(6))
        _write(painter, inner, group.title, look.font(tokens.STRONG), "text", Align.LEFT)


def _heading_note(painter: QPainter, inner: QRectF, group: Group[object]) -> float:
    """Paint what stands at the right of a heading; returns where it begins."""
    look = theme.current()
    right = inner.right()
    font = look.font(tokens.SMALL)
    if group.note and group.status is None:
        wide = QFontMetrics(font).horizontalAdvance(group.note) + 2
        area = QRectF(right - wide, inner.top(), wide, inner.height())
        _write(painter, area, group.note, font, "text2", Align.RIGHT)
        right -= wide + look.px(8)
    if group.status is not None:
        words = Status(group.note or group.status.word, group.status.tone, group.status.icon)
        wide = QFontMetrics(font).horizontalAdvance(words.word) + look.px(icons.INLINE + 8)
        area = QRectF(right - wide, inner.top(), wide, inner.height())
        draw_status(painter, area, words, _ratio(painter), tokens.SMALL)
        right -= wide + look.px(8)
    if group.share is not None:
        wide = look.px(56)
        high = look.px(6)
        draw_meter(painter, QRectF(right - wide, inner.center().y() - high / 2, wide, high), group.share)
        right -= wide + look.px(8)
    return right


def two_lines(text: str, metrics: QFontMetrics, room: int) -> str:
    """A text in two lines of `room` pixels; the table shortens what is left of it."""
    words = text.split()
    taken = 0
    while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= room:
        taken += 1
    if taken in {0, len(words)}:
        return " ".join(words)
    return f"{' '.join(words[:taken])}\n{' '.join(words[taken:])}"


def _write(painter: QPainter, area: QRectF, text: str, font: QFont, ink: str, align: Align) -> None:
    """One or more lines of plain text, each shortened to the room there is."""
    metrics = QFontMetrics(font)
    flags = {Align.LEFT: Qt.AlignmentFlag.AlignLeft, Align.RIGHT: Qt.AlignmentFlag.AlignRight}.get(
        align, Qt.AlignmentFlag.AlignHCenter
    )
    lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(area.width()) + 1) for line in text.split("\n")]
    painter.setFont(font)
    painter.setPen(theme.current().colour(ink))
    painter.drawText(area, int(flags | Qt.AlignmentFlag.AlignVCenter), "\n".join(lines))


def _ratio(painter: QPainter) -> float:
    device = painter.device()
    return device.devicePixelRatioF() if device is not None else 1.0
