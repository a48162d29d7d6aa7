"""The week as one widget: painted, walked through by keys, spoken to screen readers item by item."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ttcs_desktop.broadcast.model import Airing
from ui.kit import keys, theme
from ui.kit.labels import plain_tip
from ui.pages.schedule import canvas, ink, walk
from ui.pages.schedule.block import paint_block
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.geometry import Geometry, axis_of, columns
from ui.pages.schedule.pieces import Piece, stretches
from ui.pages.schedule.words import describe, state_of

_GUTTER = 58
_NARROWEST = 360
_EDGES = 2  # pixels that the edge of a block is painted beyond it
_LANE_OF_MANY, _LANE_OF_ONE = 14, 96  # what a lane needs beside six other days, and where a day stands alone


class WeekGrid(QAbstractScrollArea):
    """Seven columns, or one, under a head that stays, beside hours that stay.

    `chosen` follows the keys and the mouse, `opened` is Enter, `day_wanted` a double click on the head of a day.
    """

    chosen = Signal(object)
    opened = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: WeekFacts | None = None
        self._geometry = Geometry(axis_of((), 1, 0), (0.0,) * 8, 1)
        self._now = dt.datetime.combine(dt.date.min, dt.time())
        self._current = ""
        self._busy: list[bool] = []
        self._placed: list[tuple[Piece, QRectF]] | None = None
        self.setAccessibleName("Lịch phát trong tuần")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else scrolling paints everything anew
        self.setProperty("ring", True)  # the style sheet shows by it that the week has the keyboard
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalScrollBar().valueChanged.connect(self._place_columns)
        self.setMinimumWidth(theme.current().px(_NARROWEST))

    def show_week(self, facts: WeekFacts, now: dt.datetime) -> None:
        """Show a week or a day of it; the airing chosen stays chosen, or what took its place, or one near it or now."""
        fresh = self._facts is None or self._facts.days != facts.days
        chosen = None if fresh else self.current()
        self._facts, self._now = facts, now
        if facts.airing(self._current) is None:
            self._current = _heir(facts, chosen) or _nearest(facts, chosen.start if chosen else now)
        self._measure()
        self._speak()
        if fresh:
            self._bring_into_sight()
        self.viewport().update()

    def set_now(self, now: dt.datetime) -> None:
        """Move the line of now."""
        self._now = now
        self.viewport().update()

    def current(self) -> Airing | None:
        """The airing chosen."""
        return self._facts.airing(self._current) if self._facts else None

    def choose(self, airing_id: str) -> bool:
        """Choose an airing and bring it into sight; False when it is not in this week."""
        if self._facts is None or self._facts.airing(airing_id) is None:
            return False
        before, self._current = self._current, airing_id
        self._bring_into_sight()
        self._speak()
        for rect in (*self.rects(before), *self.rects(airing_id)):
            self.viewport().update(_with_edges(rect))
        self.chosen.emit(self.current())
        return True

    def rects(self, airing_id: str) -> list[QRectF]:
        """Where an airing is painted now, in the viewport: one rectangle a day and run of lanes."""
        if self._facts is None:
            return []
        return [self._on_screen(piece) for piece in self._facts.pieces if piece.airing.id == airing_id]

    def airing_at(self, point: QPointF) -> Airing | None:
        """The airing painted at a point of the viewport."""
        if self._facts is None or point.y() < self._head():
            return None
        piece = self._geometry.piece_at(point - QPointF(0, self._offset()), self._facts.pieces)
        return piece.airing if piece else None

    @property
    def geometry_now(self) -> Geometry:
        """How minutes and lanes are placed at the present size."""
        return self._geometry

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._facts is None or not self._facts.pieces:
            super().keyPressEvent(event)
        elif keys.is_enter(event) and (airing := self.current()):
            self.opened.emit(airing)
        elif (step := walk.step_of(event)) is not None:
            piece = walk.reached(self._facts.pieces, self._current, step, one_day=len(self._facts.days) == 1)
            if piece is not None:
                self.choose(piece.airing.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        airing = self.airing_at(event.position())
        if airing is not None:
            self.choose(airing.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self._geometry.day_at(event.position().x())
        if self._facts is not None and event.position().y() < self._head() and day is not None:
            self.day_wanted.emit(self._facts.days[day])
            return
        airing = self.airing_at(event.position())
        if airing is not None:
            self.opened.emit(airing)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPointF) -> str:
        """What the tooltip says at a point, letter for letter."""
        facts = self._facts
        if facts is None:
            return ""
        if point.y() < self._head():
            day = self._geometry.day_at(point.x())
            return plain_tip(_told_of_day(facts, facts.days[day])) if day is not None else ""
        airing = self.airing_at(point)
        return plain_tip(describe(airing, facts, self._now)) if airing else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._bring_into_sight()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What was painted moves up or down with the bar; only what comes into sight is painted."""
        if dx:
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy, self.viewport().rect().adjusted(0, self._head(), 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed, and of the airings none that is not."""
        ink.take()
        facts = self._facts
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if facts is None:
            painter.fillRect(self.viewport().rect(), ink.current().colour("bg"))
            return
        head = self._head()
        whole = QRectF(self.viewport().rect())
        painter.save()
        painter.setClipRect(whole.adjusted(0, head, 0, 0))
        painter.translate(0, self._offset())
        ground = QRectF(0, 0, whole.width(), max(self._geometry.axis.height, whole.height()))
        canvas.paint_ground(painter, ground, facts, self._geometry)
        self._paint_pieces(painter, facts, event.region().translated(0, -self._offset()))
        painter.setOpacity(1)
        canvas.paint_hours(painter, ground, facts, self._geometry, self._now)
        canvas.paint_now(painter, facts, self._geometry, self._now)
        canvas.paint_fold_words(painter, self._geometry)
        painter.setClipRect(ground.adjusted(self._geometry.gutter, 0, 0, 0), Qt.ClipOperation.IntersectClip)
        self._paint_above(painter)
        painter.restore()
        if event.region().intersects(QRect(0, 0, self.viewport().width(), head)):
            painter.setClipRect(whole.adjusted(0, 0, 0, head - whole.height()))
            canvas.paint_head(painter, QRectF(0, 0, whole.width(), head), facts, self._geometry, self._now.date())

    def _paint_pieces(self, painter: QPainter, facts: WeekFacts, exposed: QRegion) -> None:
        if self._placed is None:
            self._placed = [(piece, self._geometry.rect(piece)) for piece in facts.pieces]
        around = QRectF(exposed.boundingRect()).adjusted(-_EDGES, -_EDGES, _EDGES, _EDGES)
        for piece, rect in self._placed:
            if not rect.intersects(around) or not exposed.intersects(_with_edges(rect)):
                continue
            airing = piece.airing
            painter.setOpacity(self._opacity(airing))
            paint_block(
                painter,
                rect,
                piece,
                state_of(airing, facts.logged.get(airing.id), self._now),
                facts.letters.get(airing.id, ""),
                chosen=airing.id == self._current,
            )

    def _opacity(self, _airing: Airing) -> float:
        return 1.0

    def _paint_above(self, painter: QPainter) -> None:
        """For who shows more than the airings."""

    def _measured(self, facts: WeekFacts) -> tuple[Piece, ...]:
        """The pieces that the hours of the day have to hold."""
        return facts.pieces

    def _measure(self) -> None:
        facts = self._facts
        if facts is None:
            return
        look, view = theme.current(), self.viewport().rect()
        shortest = min((piece.last - piece.first for piece in facts.pieces), default=1)
        axis = axis_of(stretches(self._measured(facts)), shortest, view.height() - self._head(), look.scale)
        busy = {piece.day for piece in facts.pieces}
        self._busy = [day in busy for day in range(len(facts.days))]
        self._geometry = Geometry(axis, (), len(facts.lanes), look.px(_GUTTER))
        self._place_columns()
        across = self.horizontalScrollBar()
        across.setPageStep(max(1, view.width() - look.px(_GUTTER)))
        across.setSingleStep(look.px(48))
        across.setRange(0, max(0, round(self._geometry.edges[-1] + across.value()) - view.width()))
        bar = self.verticalScrollBar()
        bar.setPageStep(view.height() - self._head())
        bar.setSingleStep(look.px(24))
        bar.setRange(0, max(0, round(axis.height) - bar.pageStep()))

    def _place_columns(self) -> None:
        """Put the days where the bar below has them."""
        if self._facts is None:
            return
        look, many = theme.current(), len(self._facts.days) > 1
        narrowest = len(self._facts.lanes) * look.px(_LANE_OF_MANY if many else _LANE_OF_ONE)
        edges = columns(look.px(_GUTTER), self.viewport().width(), self._busy, narrowest)
        moved = self.horizontalScrollBar().value()
        self._geometry = replace(self._geometry, edges=tuple(edge - moved for edge in edges))
        self._placed = None
        self.viewport().update()

    def _head(self) -> int:
        return canvas.head_height(self._facts) if self._facts else 0

    def _offset(self) -> int:
        return self._head() - self.verticalScrollBar().value()

    def _on_screen(self, piece: Piece) -> QRectF:
        return self._geometry.rect(piece).translated(0, self._offset())

    def _bring_into_sight(self, wanted: QRectF | None = None) -> None:
        """A place of the viewport, or the airing chosen."""
        place = wanted or next(iter(self.rects(self._current)), None)
        if place is None:
            return
        bar = self.verticalScrollBar()
        if place.top() < self._head():
            bar.setValue(bar.value() + round(place.top()) - self._head() - 4)
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + round(place.bottom()) - self.viewport().height() + 4)
        across, gutter = self.horizontalScrollBar(), round(self._geometry.gutter)
        if place.left() < gutter or place.width() > self.viewport().width() - gutter:
            across.setValue(across.value() + round(place.left()) - gutter - 4)
        elif place.right() > self.viewport().width():
            across.setValue(across.value() + round(place.right()) - self.viewport().width() + 4)

    def _speak(self) -> None:
        airing = self.current()
        said = describe(airing, self._facts, self._now).replace("\n", ". ") if airing and self._facts else ""
        self.setAccessibleDescription(said)


def _with_edges(rect: QRectF) -> QRect:
    """The pixels that a block touches, its edge and its frame too."""
    return rect.toAlignedRect().adjusted(-_EDGES, -_EDGES, _EDGES, _EDGES)


def _told_of_day(facts: WeekFacts, day: dt.date) -> str:
    """A day in both calendars, what it is known as, and what the boards show on it."""
    shown = facts.boards.texts.get(day, ())
    return "\n".join([facts.heads[day].full, *(f"Bảng tin: {one}" for one in shown)])


def _heir(facts: WeekFacts, gone: Airing | None) -> str:
    """The airing that a changed slot puts in the place of one that is gone; "" when there is none."""
    if gone is None:
        return ""
    return next((one.id for one in facts.airings if (one.day, one.title) == (gone.day, gone.title)), "")


def _nearest(facts: WeekFacts, moment: dt.datetime) -> str:
    piece = walk.nearest(facts.pieces, facts.days, moment)
    return piece.airing.id if piece else ""
