"""Where a thing stands on its way: done steps ticked, the present one ringed, the rest open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import icons, theme, tokens


class Stepper(QWidget):
    """Steps in one line with the words below the dots, or beside them when there is room. Shown only, never pressed."""

    def __init__(
        self, steps: tuple[str, ...], present: int = 0, *, beside: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._steps, self._present, self._beside = steps, present, beside
        self._skipped: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(present)

    def show_step(self, present: int, skipped: frozenset[int] = frozenset()) -> None:
        """Mark the present step, counted from 0; the number of steps means all are done.

        `skipped` are steps that nobody had to take: a dash in the ring, no tick.
        """
        self._present, self._skipped = present, skipped
        word = self._steps[present] if present < len(self._steps) else "đã xong"
        self.setAccessibleName(f"Bước {min(present + 1, len(self._steps))} trong {len(self._steps)}: {word}")
        self.update()

    def present(self) -> int:
        """Position of the present step."""
        return self._present

    def sizeHint(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(look.font(tokens.SMALL_STRONG))
        words = [metrics.horizontalAdvance(step) for step in self._steps]
        if self._beside:
            return QSize(sum(words) + len(words) * look.px(22 + 24), look.px(22))
        return QSize(sum(words) + (len(words) - 1) * look.px(10), look.px(42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spots = self._spots_beside() if self._beside else self._spots_above()
        self._paint_links(painter, spots)
        for number, (dot, _) in enumerate(spots):
            self._paint_dot(painter, number, dot)
        for number, (_, word) in enumerate(spots):
            self._paint_word(painter, number, word)

    def _spots_above(self) -> list[tuple[QPointF, QRectF]]:
        """Dot and word of each step: columns as wide as their words, with the rest shared out."""
        look = theme.current()
        metrics = QFontMetrics(look.font(tokens.SMALL_STRONG))
        words = [metrics.horizontalAdvance(step) for step in self._steps]
        spare = max(0.0, (self.width() - sum(words)) / max(1, len(words) - 1))
        spots, x = [], 0.0
        for wide in words:
            area = QRectF(x, look.px(24), wide + 2, look.px(18))
            spots.append((QPointF(x + wide / 2, look.px(10)), area))
            x += wide + spare
        return spots

    def _spots_beside(self) -> list[tuple[QPointF, QRectF]]:
        look = theme.current()
        metrics = QFontMetrics(look.font(tokens.SMALL_STRONG))
        words = [metrics.horizontalAdvance(step) for step in self._steps]
        taken = sum(words) + len(words) * look.px(22)
        link = max(float(look.px(16)), (self.width() - taken) / max(1, len(words) - 1))
        middle = self.height() / 2
        spots, x = [], 0.0
        for wide in words:
            area = QRectF(x + look.px(22), 0, wide + 2, self.height())
            spots.append((QPointF(x + look.px(9), middle), area))
            x += look.px(22) + wide + link
        return spots

    def _paint_links(self, painter: QPainter, spots: list[tuple[QPointF, QRectF]]) -> None:
        look = theme.current()
        radius = look.px(8)
        for number in range(len(spots) - 1):
            dot, word = spots[number]
            start = word.right() + look.px(4) if self._beside else dot.x() + radius
            colour = look.colour("accent" if number < self._present else "line")
            painter.setPen(QPen(colour, look.px(2)))
            painter.drawLine(QPointF(start, dot.y()), QPointF(spots[number + 1][0].x() - radius - 2, dot.y()))

    def _paint_dot(self, painter: QPainter, number: int, centre: QPointF) -> None:
        look = theme.current()
        radius = look.px(8)
        accent, surface = look.colour("accent"), look.colour("surface")
        if number in self._skipped:
            painter.setBrush(surface)
            painter.setPen(QPen(look.colour("field"), look.px(2)))
            painter.drawEllipse(centre, radius - 1, radius - 1)
            painter.drawLine(centre - QPointF(radius / 2, 0), centre + QPointF(radius / 2, 0))
            return
        if number < self._present:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(centre, radius, radius)
            side = look.px(11)
            tick = icons.coloured("check", look.colour("on_accent"), side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(centre.x() - side / 2, centre.y() - side / 2), tick)
            return
        present = number == self._present
        painter.setBrush(surface)
        painter.setPen(QPen(accent if present else look.colour("field"), look.px(2)))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        if present:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(centre, look.px(4), look.px(4))

    def _paint_word(self, painter: QPainter, number: int, area: QRectF) -> None:
        look = theme.current()
        present = number == self._present
        painter.setFont(look.font(tokens.SMALL_STRONG if present else tokens.SMALL))
        painter.setPen(look.colour("accent" if present else "text2"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self._steps[number])
