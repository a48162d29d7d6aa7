"""The list of airings: a row that waits carries its three answers, and the keys 1, 2, 3 give them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.kit import keys, theme, tokens
from ui.kit.table.columns import Column
from ui.kit.table.delegate import CellDelegate
from ui.kit.table.model import Index, Line, TableModel
from ui.kit.table.view import GridView
from ui.pages.today.rows import NOW, AiringRow

FULL, NOT_AIRED, OTHER = 1, 2, 3
_ANSWER_KEYS = {Qt.Key.Key_1: FULL, Qt.Key.Key_2: NOT_AIRED, Qt.Key.Key_3: OTHER}
_LONG = ("1 Phát đủ", "2 Không phát", "3 Khác…")
_SHORT = ("1 Đủ", "2 Không", "3 Khác…")
_LAYER, _STATE = 1, 3
_WIDE_ENOUGH = 540


class AiringList(GridView):
    """Airings in groups by day. `answered(row, which)` when an answer is given to a row that waits."""

    answered = Signal(object, int)

    def __init__(self) -> None:
        super().__init__(
            (
                Column[AiringRow]("Giờ", lambda row: row.times, width=94),
                Column[AiringRow]("Lớp", lambda _: "", width=18),
                Column[AiringRow]("Nội dung", lambda row: row.title, tip=_tip),
                Column[AiringRow]("Xác nhận", lambda row: row.status, width=242),
            ),
            name="Lịch phát: bấm 1 phát đủ, 2 không phát, 3 khác, Enter mở Lịch phát",
            key=lambda row: row.id,
            sortable=False,
        )
        self._delegate: AiringDelegate = AiringDelegate(self)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().hide()

    def waiting(self) -> list[AiringRow]:
        """Rows that wait for an answer, top to bottom."""
        return [line.row for line in self.table.lines() if line.row is not None and line.row.waits]

    def next_waiting(self, after: AiringRow) -> str:
        """The row to go on with once `after` is answered: the next below, else the first; empty when none is left."""
        waiting = [row.id for row in self.waiting()]
        if after.id not in waiting:
            return waiting[0] if waiting else ""
        at = waiting.index(after.id)
        rest = [*waiting[at + 1 :], *waiting[:at]]
        return rest[0] if rest else ""

    def answer_area(self, row: AiringRow, which: int) -> QRect:
        """Where an answer of a row is painted, for the mouse."""
        number = self.table.line_of(row.id)
        area = self.visualRect(self.table.index(number, _STATE))
        return self._delegate.answer_areas(area)[which - 1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        which = _ANSWER_KEYS.get(Qt.Key(event.key()), 0)
        if which and keys.held(event) == Qt.KeyboardModifier.NoModifier:
            row = self.current_row()
            if row is not None and row.waits:
                self.answered.emit(row, which)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_at(event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        roomy = self.viewport().width() >= look.px(_WIDE_ENOUGH)
        self._delegate.words = _LONG if roomy else _SHORT
        self.setColumnWidth(_STATE, look.px(242 if roomy else 186))

    def _press_at(self, place: QPoint) -> None:
        index = self.indexAt(place)
        line = self.table.line(index.row()) if index.isValid() else None
        if line is None or line.is_heading or index.column() != _STATE or not line.row.waits:
            return
        for number, area in enumerate(self._delegate.answer_areas(self.visualRect(index))):
            if area.contains(place):
                self.answered.emit(line.row, number + 1)
                return


class AiringDelegate(CellDelegate):
    """Paints the layer bar, the three answers, and the line of the present minute."""

    def __init__(self, parent: GridView) -> None:
        super().__init__(parent, frame_current=False)
        self.words = _LONG

    def answer_areas(self, cell: QRect) -> list[QRect]:
        """Places of the three answers at the right of a cell."""
        look = theme.current()
        metrics = QFontMetrics(look.font(tokens.SMALL_STRONG))
        wide = [metrics.horizontalAdvance(word) + look.px(14) for word in self.words]
        high = look.px(24)
        left = cell.right() - look.px(8) - sum(wide)
        top = cell.top() + (cell.height() - high) // 2
        areas = []
        for width in wide:
            areas.append(QRect(left, top, width, high))
            left += width
        return areas

    def _paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, model: TableModel) -> None:
        row: AiringRow = model.line(index.row()).row
        if index.column() == _STATE and row.waits:
            self._paint_ground(painter, option.rect, index)
            self._paint_answers(painter, option.rect, chosen=index.row() == self.current[0])
            return
        super()._paint_cell(painter, option, index, model)
        if index.column() == _LAYER:
            _paint_layer(painter, QRectF(option.rect), row.layer)

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, model: TableModel) -> None:
        if line.group is None or line.group.id != NOW:
            super()._paint_heading(painter, option, line, model)
            return
        look = theme.current()
        area: QRect = option.rect
        painter.fillRect(area, look.colour("surface"))
        font = look.font(tokens.SMALL_STRONG)
        wide = QFontMetrics(font).horizontalAdvance(line.group.title)
        words = area.adjusted(look.px(12), 0, 0, 0)
        middle = area.center().y()
        painter.setPen(QPen(look.colour("accent"), look.px(2)))
        painter.drawLine(area.left(), middle, words.left() - look.px(2), middle)
        painter.drawLine(words.left() + wide + look.px(8), middle, area.right(), middle)
        painter.setFont(font)
        painter.setPen(look.colour("accent"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line.group.title)

    def _paint_ground(self, painter: QPainter, area: QRect, index: Index) -> None:
        look = theme.current()
        painter.fillRect(area, look.colour("sel" if index.row() == self.current[0] else "surface"))
        painter.setPen(look.colour("soft"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_answers(self, painter: QPainter, cell: QRect, *, chosen: bool) -> None:
        """Three joined buttons; on the chosen row the first stands out, as the one most often pressed."""
        look = theme.current()
        areas = self.answer_areas(cell)
        for number, (area, word) in enumerate(zip(areas, self.words, strict=True)):
            stands_out = chosen and number == 0
            painter.setPen(QPen(look.colour("accent" if stands_out else "line"), look.px(2 if stands_out else 1)))
            painter.setBrush(look.colour("surface"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            painter.setFont(look.font(tokens.SMALL_STRONG if stands_out else tokens.SMALL))
            painter.setPen(look.colour("accent" if stands_out else "text"))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), word)


def _paint_layer(painter: QPainter, cell: QRectF, layer: str) -> None:
    """The bar of a layer: a relay is hatched, so that it is told apart without colour."""
    look = theme.current()
    bar = QRectF(cell.left() + look.px(4), cell.top() + look.px(7), look.px(6), cell.height() - look.px(15))
    if layer != "relay":
        painter.fillRect(bar, look.colour(layer))
        return
    painter.fillRect(bar, look.colour("relay_ground"))
    painter.fillRect(bar, QBrush(look.colour("relay"), Qt.BrushStyle.BDiagPattern))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.colour("relay"))
    painter.drawRect(bar)


def _tip(row: AiringRow) -> str:
    return f"{row.title}\n{row.times} · {row.where}"
