"""The left rail: icon and word, one item down, a counter painted on the icon, Alt+1 … Alt+0."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QWidget

from ttcs_desktop.basics.values import dataclass
from ui.kit import icons, keys, theme, tokens
from ui.kit.panels import column

WIDTH, ITEM_HEIGHT, TOP = 72, 50, 44


@dataclass(frozen=True, slots=True)
class RailItem:
    """One screen: its id, its icon and its word. Items with `bottom` lie at the lower end."""

    id: str
    icon: str
    word: str
    bottom: bool = False


class RailButton(QAbstractButton):
    """One item; `counter` is painted over the icon, in red when something is overdue."""

    def __init__(self, item: RailItem, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self._key = item, key
        self._counter, self._alarm = 0, False
        self.setText(item.word)
        self.setCheckable(True)
        self.setToolTip(f"{item.word} ({key})" if key else item.word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_counter(0)

    def set_counter(self, number: int, *, alarm: bool = False) -> None:
        """How many things wait on that screen; 0 shows nothing."""
        self._counter, self._alarm = number, alarm
        parts = [self.item.word, self._key, f"{number} mục cần xem" if number else ""]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def counter(self) -> int:
        """The number shown, 0 for none."""
        return self._counter

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(WIDTH), look.px(ITEM_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDTH), theme.current().px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on:
            painter.fillRect(self.rect(), look.colour("surface"))
            painter.fillRect(QRect(0, 0, look.px(3), self.height()), look.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), look.colour("soft"))
        ink = "accent" if on else "text2"
        side = look.px(icons.RAIL)
        word_high = look.px(16)
        top = (self.height() - side - word_high - look.px(2)) // 2
        left = (self.width() - side) // 2
        drawn = icons.coloured(self.item.icon, look.colour(ink), side, self.devicePixelRatioF())
        painter.drawPixmap(left, top, drawn)
        painter.setFont(look.font(tokens.SMALL_STRONG if on else tokens.SMALL))
        painter.setPen(look.colour(ink))
        word = QRect(0, top + side + look.px(2), self.width(), word_high)
        painter.drawText(word, int(Qt.AlignmentFlag.AlignCenter), self.item.word)
        self._paint_number(painter, top)
        self._paint_counter(painter, left + side - look.px(5), top - look.px(4))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), look.px(2)))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def number(self) -> str:
        """The digit that opens the screen with Alt held, as it stands at the icon's left; empty for none."""
        return self._key.rpartition("+")[2]

    def _paint_number(self, painter: QPainter, top: int) -> None:
        look = theme.current()
        painter.setFont(look.font(tokens.COUNTER))
        painter.setPen(look.colour("text2"))
        place = QRect(look.px(7), top, look.px(12), look.px(icons.RAIL))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.number())

    def _paint_counter(self, painter: QPainter, x: int, y: int) -> None:
        if not self._counter:
            return
        look = theme.current()
        shown = str(self._counter) if self._counter < 100 else "99+"
        font = look.font(tokens.COUNTER)
        high = look.px(16)
        wide = max(high, QFontMetrics(font).horizontalAdvance(shown) + look.px(8))
        spot = QRectF(x, y, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("red" if self._alarm else "text2"))
        painter.drawRoundedRect(spot, high / 2, high / 2)
        painter.setPen(look.colour("surface"))
        painter.setFont(font)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), shown)


class Rail(QFrame):
    """The rail of all screens. `chosen(id)` is emitted when the officer picks one, not when the program does."""

    chosen = Signal(str)

    def __init__(self, items: tuple[RailItem, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(theme.current().px(WIDTH))
        self.setAccessibleName("Các trang")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        inside = column(self, 0)
        inside.addSpacing(theme.current().px(TOP))
        low = False
        for number, item in enumerate(items):
            if item.bottom and not low:
                inside.addStretch(1)
                low = True
            inside.addWidget(self._add(item, number))
        if not low:
            inside.addStretch(1)

    def button(self, item_id: str) -> RailButton:
        """The button of a screen."""
        return self._buttons[item_id]

    def show_chosen(self, item_id: str) -> None:
        """Mark the screen that is shown, without emitting `chosen`."""
        self._buttons[item_id].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        line = list(self._buttons.values())
        here = next((i for i, button in enumerate(line) if button.hasFocus()), None)
        if step and here is not None:
            line[(here + step) % len(line)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _add(self, item: RailItem, number: int) -> RailButton:
        key = f"Alt+{(number + 1) % 10}" if number < 10 else ""
        button = RailButton(item, key, self)
        self._group.addButton(button)
        self._buttons[item.id] = button
        button.clicked.connect(lambda: self.chosen.emit(item.id))
        if key:
            shortcut = QShortcut(self)
            shortcut.setKeys(keys.sequences(key))
            shortcut.activated.connect(button.click)
        return button
