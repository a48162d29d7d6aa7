"""The tasks as a board: a column for each state; a task goes on by Ctrl+Left, Ctrl+Right or by dragging it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from ttcs_desktop.plans.model import TaskState
from ui.kit import keys, theme, tokens
from ui.kit.chips import draw_status
from ui.pages.plans.lines import TaskLine
from ui.pages.plans.words import STATES, short_day, short_lead

_HEAD, _CARD, _GAP, _PAD, _LEAST = 30, 66, 6, 8, 138


class TaskBoard(QAbstractScrollArea):
    """`picked(task id)` when another task is at hand, `opened` on Enter, `moved(task id, TaskState)` when one is to go
    to another column. Only what is in sight is painted: ten years of tasks cost no more than one.
    """

    picked = Signal(str)
    opened = Signal()
    moved = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Nhiệm vụ theo trạng thái")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.states = tuple(STATES)
        self._columns: tuple[tuple[TaskLine, ...], ...] = tuple(() for _ in self.states)
        self._at: tuple[int, int] | None = None
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self.verticalScrollBar().setSingleStep(theme.current().px(_CARD))

    def show_lines(self, lines: Sequence[TaskLine], chosen: str) -> None:
        """Show tasks in the columns of their states; `chosen` is the id of the task at hand."""
        self._columns = tuple(tuple(line for line in lines if line.task.state is state) for state in self.states)
        self.choose(chosen)
        self._measure()
        self.viewport().update()

    def choose(self, task_id: str) -> None:
        """Make a task the one at hand, silently."""
        self._at = next(
            (
                (column, number)
                for column, lines in enumerate(self._columns)
                for number, line in enumerate(lines)
                if line.task.id == task_id
            ),
            None,
        )
        self._describe()
        self._bring_into_sight()
        self.viewport().update()

    def line_at_hand(self) -> TaskLine | None:
        """The task at hand."""
        return self._columns[self._at[0]][self._at[1]] if self._at is not None else None

    def tasks_in(self, state: TaskState) -> list[str]:
        """The texts of a column, from above."""
        return [line.task.text for line in self._columns[self.states.index(state)]]

    def card_rect(self, column: int, number: int) -> QRect:
        """Where a card is painted."""
        px = theme.current().px
        wide = self._width()
        top = px(_HEAD) + px(_GAP) + number * (px(_CARD) + px(_GAP)) - self.verticalScrollBar().value()
        left = column * wide - self.horizontalScrollBar().value()
        return QRect(left + px(_GAP) // 2, top, wide - px(_GAP), px(_CARD))

    def column_at(self, place: QPoint) -> int | None:
        """The column below a point."""
        column = (place.x() + self.horizontalScrollBar().value()) // max(1, self._width())
        return column if 0 <= column < len(self.states) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key, ctrl = Qt.Key(event.key()), keys.held(event) == Qt.KeyboardModifier.ControlModifier
        if key in steps and ctrl:
            self._move(steps[key])
        elif key in steps and not keys.held(event):
            self._walk_across(steps[key])
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End} and not keys.held(event):
            self._walk_down(key)
        elif keys.is_enter(event) and not keys.held(event) and self._at is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        found = self._card_at(place)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(*found)
            self._pressed = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        far = self._pressed is not None and (place - self._pressed).manhattanLength() > QApplication.startDragDistance()
        if far or self._dragged is not None:
            self._dragged = place
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dropped, self._pressed, self._dragged = self._dragged, None, None
        self.viewport().update()
        line, column = self.line_at_hand(), self.column_at(event.position().toPoint())
        if dropped is not None and line is not None and column is not None and self.states[column] != line.task.state:
            self.moved.emit(line.task.id, self.states[column])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._card_at(event.position().toPoint()) is not None:
            self.opened.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None:
            self._walk_across(1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = self.column_at(self._dragged) if self._dragged is not None else None
        for column, lines in enumerate(self._columns):
            self._paint_ground(painter, column, target == column)
            first, last = self._in_sight()
            for number in range(first, min(last, len(lines))):
                self._paint_card(
                    painter, self.card_rect(column, number), lines[number], at_hand=self._at == (column, number)
                )
            self._paint_head(painter, column, len(lines))
        line = self.line_at_hand()
        if self._dragged is not None and line is not None and self._at is not None:
            ghost = self.card_rect(*self._at)
            ghost.moveCenter(self._dragged)
            painter.setOpacity(0.8)
            self._paint_card(painter, ghost, line, at_hand=True)

    # -- painting ----------------------------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, column: int, wanted: bool) -> None:
        look = theme.current()
        area = QRectF(self.card_rect(column, 0))
        area.setTop(0)
        area.setBottom(self.viewport().height())
        painter.fillRect(area, look.colour("sel" if wanted else "bg"))

    def _paint_head(self, painter: QPainter, column: int, count: int) -> None:
        look = theme.current()
        area = QRectF(self.card_rect(column, 0))
        area.setTop(0)
        area.setHeight(look.px(_HEAD))
        painter.fillRect(area, look.colour("head"))
        inner = area.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        painter.setFont(look.font(tokens.SMALL_STRONG))
        painter.setPen(look.colour("text2"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(count))
        inner.setRight(inner.right() - look.px(28))
        draw_status(painter, inner, STATES[self.states[column]], self.devicePixelRatioF(), tokens.STRONG)

    def _paint_card(self, painter: QPainter, rect: QRect, line: TaskLine, *, at_hand: bool) -> None:
        look = theme.current()
        framed = at_hand and self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if at_hand else "line"), 2 if framed else 1))
        painter.setBrush(look.colour("sel" if at_hand else "surface"))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        inner = rect.adjusted(look.px(_PAD), look.px(5), -look.px(_PAD), -look.px(4))
        painter.setFont(look.font(tokens.TEXT))
        painter.setPen(look.colour("text"))
        metrics = painter.fontMetrics()
        number = f"{line.task.number}. " if line.task.number else ""
        words = f"{number}{line.task.text}"
        above, below = in_two(words, metrics.horizontalAdvance, inner.width())
        high = look.px(18)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, text in enumerate((above, metrics.elidedText(below, Qt.TextElideMode.ElideRight, inner.width()))):
            painter.drawText(QRect(inner.left(), inner.top() + at * high, inner.width(), high), left, text)
        foot = QRect(inner.left(), inner.top() + 2 * high + look.px(2), inner.width(), look.px(16))
        painter.setFont(look.font(tokens.SMALL_STRONG if line.is_overdue else tokens.SMALL))
        painter.setPen(look.colour("red" if line.is_overdue else "text2"))
        due = (line.status.word if line.is_overdue else short_day(line.due, line.today.year)) if line.due else ""
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), due)
        room = foot.width() - painter.fontMetrics().horizontalAdvance(due) - look.px(8)
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("text2"))
        lead = painter.fontMetrics().elidedText(short_lead(line.task.lead), Qt.TextElideMode.ElideRight, room)
        painter.drawText(foot, left, lead)

    # -- places ------------------------------------------------------------------------------------------------

    def _width(self) -> int:
        return max(theme.current().px(_LEAST), self.viewport().width() // len(self.states))

    def _in_sight(self) -> tuple[int, int]:
        px, high = theme.current().px, theme.current().px(_CARD) + theme.current().px(_GAP)
        first = max(0, (self.verticalScrollBar().value() - px(_GAP)) // high)
        return first, first + self.viewport().height() // high + 2

    def _card_at(self, place: QPoint) -> tuple[int, int] | None:
        column = self.column_at(place)
        if column is None or place.y() < theme.current().px(_HEAD):
            return None
        first, last = self._in_sight()
        inside = range(first, min(last, len(self._columns[column])))
        return next(((column, at) for at in inside if self.card_rect(column, at).contains(place)), None)

    def _measure(self) -> None:
        px = theme.current().px
        longest = max(len(lines) for lines in self._columns)
        high = px(_HEAD) + px(_GAP) + longest * (px(_CARD) + px(_GAP))
        self.verticalScrollBar().setRange(0, max(0, high - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.horizontalScrollBar().setRange(0, max(0, self._width() * len(self.states) - self.viewport().width()))
        self.horizontalScrollBar().setPageStep(self.viewport().width())

    def _bring_into_sight(self) -> None:
        if self._at is None:
            return
        rect, px = self.card_rect(*self._at), theme.current().px
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if rect.top() < px(_HEAD + _GAP):
            down.setValue(down.value() + rect.top() - px(_HEAD + _GAP))
        elif rect.bottom() > self.viewport().height():
            down.setValue(down.value() + rect.bottom() - self.viewport().height() + px(_GAP))
        if rect.left() < 0:
            across.setValue(across.value() + rect.left())
        elif rect.right() > self.viewport().width():
            across.setValue(across.value() + rect.right() - self.viewport().width())

    # -- keys --------------------------------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        """To the state beside; what is not carried out needs a reason, which the page asks for."""
        line = self.line_at_hand()
        to = self._at[0] + step if self._at is not None else -1
        if line is not None and 0 <= to < len(self.states):
            self.moved.emit(line.task.id, self.states[to])

    def _walk_across(self, step: int) -> None:
        column, number = self._at if self._at is not None else (-1, 0)
        filled = [at for at, lines in enumerate(self._columns) if lines]
        beside = [at for at in filled if (at > column if step > 0 else at < column)]
        if beside:
            to = beside[0] if step > 0 else beside[-1]
            self._go(to, min(number, len(self._columns[to]) - 1))

    def _walk_down(self, key: Qt.Key) -> None:
        if self._at is None:
            self._walk_across(1)
            return
        column, number = self._at
        last = len(self._columns[column]) - 1
        to = {Qt.Key.Key_Up: number - 1, Qt.Key.Key_Down: number + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}[key]
        self._go(column, max(0, min(last, to)))

    def _go(self, column: int, number: int) -> None:
        self._at = (column, number)
        self._describe()
        self._bring_into_sight()
        self.viewport().update()
        line = self.line_at_hand()
        if line is not None:
            self.picked.emit(line.task.id)

    def _describe(self) -> None:
        """What a screen reader says of the task at hand."""
        line = self.line_at_hand()
        self.setAccessibleDescription(f"{line.task.text}, {line.status.word}" if line is not None else "")


def in_two(text: str, wide: Callable[[str], int], room: int) -> tuple[str, str]:
    """A text cut at a word into what fits a line and the rest; `wide(text)` is its width."""
    words = text.split()
    taken = 1
    while taken < len(words) and wide(" ".join(words[: taken + 1])) <= room:
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:])
