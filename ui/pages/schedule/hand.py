"""The week with a hand: an airing is picked up by keys or mouse, shown where it would go, and dropped there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Airing
from ui.kit import keys, theme
from ui.pages.schedule.block import paint_block
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.grid import WeekGrid
from ui.pages.schedule.hand_keys import is_mine, is_pick_up, shifted
from ui.pages.schedule.held import Held, snapped
from ui.pages.schedule.move_bar import MoveBar, said_of
from ui.pages.schedule.pieces import Piece, pieces_of
from ui.pages.schedule.words import state_of

_FADED, _SEEN_THROUGH = 0.35, 0.85
_EDGE, _LOW = 5, 20
"""Pixels of the lower edge that the mouse takes hold of to change the length, and the least height that has one."""


class MovableGrid(WeekGrid):
    """`dropped(Held)` when something was put elsewhere; it stays shown there until `let_go`.

    Attributes:
        asks: what forbids picking an airing up, as a trouble, or None; set by the page.
        notes: what is to be known before an airing moves; set by the page.
    """

    dropped = Signal(object)
    refused = Signal(object)
    held: Held | None = None  # of the class at first: Qt sends events before __init__ has come here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asks: Callable[[Airing], InvalidInput | None] = lambda _airing: None
        self.notes: Callable[[Airing], list[str]] = lambda _airing: []
        self._grip: _Grip | None = None
        self._asking = False
        self._notes: list[str] = []
        self.bar = MoveBar(self.viewport())
        self.viewport().setMouseTracking(True)

    def pick_up(self) -> bool:
        """Take the airing chosen into the hand; False where it may not move, which is told."""
        airing = self.current()
        if airing is None or self._facts is None:
            return False
        if (trouble := self.asks(airing)) is not None:
            self.refused.emit(trouble)
            return False
        self._notes = self.notes(airing)
        self._hold(Held.of(airing))
        return True

    def let_go(self) -> None:
        """Everything stands where it stood."""
        self._asking, self._grip = False, None
        if self.held is not None:
            self.held = None
            self.bar.hide()
            self._measure()
            self._speak()
            self.viewport().update()

    def show_week(self, facts: WeekFacts, now: dt.datetime) -> None:
        self.let_go()
        super().show_week(facts, now)

    def event(self, event: QEvent) -> bool:
        # The page has Esc, Page Up and the digits as shortcuts: with something in the hand they are the hand's.
        if (
            self.held is not None
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and is_mine(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.held is None:
            if not is_pick_up(event) or not self._facts:
                super().keyPressEvent(event)
            elif self.pick_up() and self.held is not None:
                self._steer(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.let_go()
        elif keys.is_enter(event) or event.key() == Qt.Key.Key_Space:
            self._drop()
        else:
            self._steer(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        super().mousePressEvent(event)
        facts, place = self._facts, event.position()
        if facts is None or event.button() is not Qt.MouseButton.LeftButton or self.airing_at(place) is None:
            return
        piece = self._geometry.piece_at(place - QPointF(0, self._offset()), facts.pieces)
        if piece is not None:
            self._grip = _Grip(piece, place, self._minute_at(place), resizes=self._is_edge(piece, place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place, grip = event.position(), self._grip
        if grip is None:
            self._show_grip(place)
            return
        if self.held is None:
            far = (place - grip.place).manhattanLength() >= QApplication.startDragDistance()
            if not far:
                return
            if not self.pick_up():
                self._grip = None
                return
        self._pull(place, fine=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._grip is not None and self.held is not None:
            self._drop()
        self._grip = None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._asking:
            self.let_go()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self.held is None:
            super().scrollContentsBy(dx, dy)
        else:
            self.viewport().update()  # the bar over the week does not move with it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

    # -- steering ------------------------------------------------------------------------------------------------------

    def _steer(self, event: QKeyEvent) -> None:
        if self.held is not None and self._facts is not None:
            self._hold(shifted(self.held, event, self._facts.days))

    def _pull(self, place: QPointF, *, fine: bool) -> None:
        """Follow the mouse; the hours stay as they are, so that nothing jumps away from under it."""
        held, grip, facts = self.held, self._grip, self._facts
        if held is None or grip is None or facts is None:
            return
        self._scroll_towards(place)
        at = self._minute_at(place)
        if grip.resizes:
            start = held.minute + 24 * 60 * (held.start.date() - facts.days[grip.piece.day]).days
            self._hold(held.lasting(snapped(at, fine=fine) - start))
            return
        day = self._geometry.day_at(max(self._geometry.gutter, place.x()))
        if day is not None and len(facts.days) > 1:
            held = held.on(facts.days[day])
        self._hold(held.at(snapped(at - grip.minute + grip.first(held.airing, facts), fine=fine)))

    def _hold(self, held: Held) -> None:
        self.held = held
        if self._grip is None:
            self._measure()
        if self._facts is not None:
            clashes = held.clashes(self._facts.airings)
            said = said_of(held, clashes, self._notes, many_days=len(self._facts.days) > 1)
            self.bar.say(said)
            self.setAccessibleDescription(said.spoken())
        self._show_ghost()
        self._place_bar()
        self.viewport().update()

    def _drop(self) -> None:
        if self.held is None or not self.held.moved:
            self.let_go()
            return
        self._asking = True
        self.dropped.emit(self.held)
        self._asking = self.held is not None

    def _minute_at(self, place: QPointF) -> float:
        return self._geometry.axis.minute(place.y() - self._offset())

    def _is_edge(self, piece: Piece, place: QPointF) -> bool:
        """Whether a place is on the lower edge of a block where the airing ends."""
        rect = self._on_screen(piece)
        ends = piece.airing.end.hour * 60 + piece.airing.end.minute in (piece.last, piece.last % (24 * 60))
        look = theme.current()
        return ends and rect.height() >= look.px(_LOW) and rect.bottom() - place.y() <= look.px(_EDGE)

    def _show_grip(self, place: QPointF) -> None:
        """The pointer tells where the length can be taken hold of."""
        facts = self._facts
        piece = None
        if facts is not None and place.y() >= self._head():
            piece = self._geometry.piece_at(place - QPointF(0, self._offset()), facts.pieces)
        edge = piece is not None and self._is_edge(piece, place)
        self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor)

    def _scroll_towards(self, place: QPointF) -> None:
        look, bar, across = theme.current(), self.verticalScrollBar(), self.horizontalScrollBar()
        near = look.px(16)
        if place.y() < self._head() + near:
            bar.setValue(bar.value() - look.px(8))
        elif place.y() > self.viewport().height() - near:
            bar.setValue(bar.value() + look.px(8))
        if place.x() < self._geometry.gutter + near:
            across.setValue(across.value() - look.px(8))
        elif place.x() > self.viewport().width() - near:
            across.setValue(across.value() + look.px(8))

    # -- showing -------------------------------------------------------------------------------------------------------

    def ghosts(self) -> tuple[Piece, ...]:
        """The pieces of the airing as it would be, where one is in the hand."""
        if self.held is None or self._facts is None:
            return ()
        return pieces_of(self._facts.days, [self.held.there()], self._facts.lanes)

    def _measured(self, facts: WeekFacts) -> tuple[Piece, ...]:
        return (*facts.pieces, *self.ghosts()) if self.held is not None else facts.pieces

    def _opacity(self, airing: Airing) -> float:
        return _FADED if self.held is not None and airing.id == self.held.airing.id else 1.0

    def _paint_above(self, painter: QPainter) -> None:
        held, facts = self.held, self._facts
        if held is None or facts is None:
            return
        look = theme.current()
        clashing = {one.id for one in held.clashes(facts.airings)}
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("red"), 2))
        for piece in facts.pieces:
            if piece.airing.id in clashing:
                painter.drawRoundedRect(self._geometry.rect(piece).adjusted(1, 1, -1, -1), look.px(3), look.px(3))
        for ghost in self.ghosts():
            rect = self._ghost_rect(ghost)
            painter.setOpacity(_SEEN_THROUGH)
            paint_block(painter, rect, ghost, state_of(held.airing, None, self._now), "", chosen=False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setOpacity(1)
            painter.setPen(QPen(look.colour("red" if clashing else "accent"), 3))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(3), look.px(3))

    def _ghost_rect(self, ghost: Piece) -> QRectF:
        """Where the airing would stand, high enough for its time also where its hours are folded."""
        rect = self._geometry.rect(ghost)
        least = theme.current().px(_LOW)
        return rect if rect.height() >= least else QRectF(rect.left(), rect.top(), rect.width(), least)

    def _show_ghost(self) -> None:
        """Bring it into sight when it went there by keys."""
        if self._grip is None and (ghosts := self.ghosts()):
            self._bring_into_sight(self._on_screen(ghosts[0]))

    def _place_bar(self) -> None:
        if self.held is not None:
            ghosts = [self._ghost_rect(one).translated(0, self._offset()) for one in self.ghosts()]
            self.bar.place(self._head(), round(self._geometry.gutter), ghosts)


class _Grip:
    """Where the mouse took hold of a piece: the place, the minute there, and whether of its lower edge."""

    def __init__(self, piece: Piece, place: QPointF, minute: float, *, resizes: bool) -> None:
        self.piece, self.place, self.minute, self.resizes = piece, place, minute, resizes

    def first(self, airing: Airing, facts: WeekFacts) -> int:
        """The minute at which the airing begins, counted from the midnight of the day that was taken hold of."""
        days = (airing.start.date() - facts.days[self.piece.day]).days
        return days * 24 * 60 + airing.start.hour * 60 + airing.start.minute
