"""Month bars: a number's course over its window, painted small. The table beside them says the same in words."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme, tokens

_HEIGHT, _LEAST = 84, 62


class MonthBars(QWidget):
    """One bar a month with its number above; screen readers get the whole row as words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[tuple[int, Fraction], ...] = ()
        self._decimals = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_months(self, months: tuple[tuple[int, Fraction], ...], decimals: int) -> None:
        """Show a course; an empty one takes no room."""
        self._months, self._decimals = months, decimals
        words = ", ".join(f"tháng {month}: {self._number(amount)}" for month, amount in months)
        self.setAccessibleName(f"Theo tháng: {words}" if words else "")
        self.setVisible(bool(months))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(200), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), theme.current().px(_LEAST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._months:
            return
        look, painter = theme.current(), QPainter(self)
        painter.setFont(look.font(tokens.SMALL))
        line = look.px(17)
        ground = self.height() - line
        top = max((amount for _, amount in self._months), default=Fraction(0))
        step = self.width() / len(self._months)
        wide = min(look.px(30), step * 0.6)
        centre = int(Qt.AlignmentFlag.AlignCenter)
        for at, (month, amount) in enumerate(self._months):
            middle = step * (at + 0.5)
            high = float(amount / top) * (ground - line - look.px(2)) if top else 0.0
            painter.fillRect(QRectF(middle - wide / 2, ground - high, wide, high), look.colour("accent"))
            painter.setPen(look.colour("text"))
            painter.drawText(QRectF(middle - step / 2, ground - high - line, step, line), centre, self._number(amount))
            painter.setPen(look.colour("text2"))
            name = f"Tháng {month}" if step >= look.px(52) else f"T{month}"
            painter.drawText(QRectF(middle - step / 2, ground, step, line), centre, name)
        painter.setPen(look.colour("line"))
        painter.drawLine(0, ground, self.width(), ground)

    def _number(self, amount: Fraction) -> str:
        return format_number(rounded(amount, self._decimals))
