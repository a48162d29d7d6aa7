"""Buttons that show their key. The key is a second label in the button and part of its accessible name."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from ui.kit import icons, keys, theme, tokens


class Kind(Enum):
    """What a button is for; one PRIMARY on a screen, DANGER only for what cannot be undone."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"
    TOAST = "toast"
    PILL = "pill"


class Size(Enum):
    """Heights of the design in pixels."""

    SMALL = 24
    NORMAL = 28
    MAIN = 34


class Shows(Enum):
    """What a button shows beside its label, as far as its row has room."""

    ALL = "icon and key"
    KEY = "key"
    LABEL = "nothing"


class KeyButton(QPushButton):
    """Icon, label and key hint. An F key or a Ctrl or Alt chord given as `key` also presses the button.

    A page whose actions own their keys uses `for_action` instead, so that no key is caught twice.
    """

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        kind: Kind = Kind.PLAIN,
        size: Size = Size.NORMAL,
        catch_key: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._key, self._kind, self._size = icon, key, kind, size
        self._shows = Shows.ALL
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._name_it()
        if catch_key and keys.is_global(key):
            shortcut = QShortcut(self)
            shortcut.setKeys(keys.sequences(key))
            shortcut.activated.connect(self.click)

    @classmethod
    def for_action(
        cls, action: QAction, *, icon: str = "", kind: Kind = Kind.PLAIN, size: Size = Size.NORMAL
    ) -> KeyButton:
        """A button that presses `action` and follows its text, its state and its key."""
        made = cls(
            action.text().replace("&", ""), icon=icon, key=_shown_key(action), kind=kind, size=size, catch_key=False
        )
        made.setCheckable(action.isCheckable())
        made.clicked.connect(action.trigger)

        def follow() -> None:
            made.setEnabled(action.isEnabled())
            made.setChecked(action.isChecked())
            made.setText(action.text().replace("&", ""))

        action.changed.connect(follow)
        follow()
        return made

    def key(self) -> str:
        """The key shown, as shown."""
        return self._key

    def setText(self, text: str) -> None:
        super().setText(text)
        self._name_it()
        self.updateGeometry()

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none for an empty name."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_shows(self, shows: Shows) -> None:
        """Leave the icon or the key hint out; a key left out goes on working and stands in the tooltip."""
        if shows is not self._shows:
            self._shows = shows
            self.setToolTip(self._key if shows is Shows.LABEL else "")
            self.updateGeometry()
            self.update()

    def shows(self) -> Shows:
        """What is shown beside the label."""
        return self._shows

    def is_main(self) -> bool:
        """Whether this is what the screen is for."""
        return self._kind is Kind.PRIMARY

    def width_of(self, shows: Shows) -> int:
        """Width in pixels if this much were shown."""
        return self._width(shows)

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._shows), theme.current().px(self._size.value))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does: Qt does so only in dialogs."""
        if keys.is_enter(event) and not keys.held(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """A button without words for the style: they are painted over it, with the key."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_content(QPainter(self))

    def _name_it(self) -> None:
        key = getattr(self, "_key", "")
        self.setAccessibleName(f"{self.text()}, {key}" if key and self.text() else self.text() or self.accessibleName())

    def _label_metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.current().font(self._label_style()))

    def _label_style(self) -> tokens.TextStyle:
        if self._size is Size.SMALL:
            return tokens.SMALL_STRONG if self.isChecked() else tokens.SMALL
        strong = self._kind in {Kind.PRIMARY, Kind.TOAST} or self.isChecked()
        return tokens.STRONG if strong else tokens.TEXT

    def _key_metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.current().font(tokens.SMALL))

    def _width(self, shows: Shows) -> int:
        look = theme.current()
        if not self.text():
            return look.px(self._size.value)
        pad = look.px(8 if self._size is Size.SMALL else 10 if self._size is Size.NORMAL else 14)
        wide = 2 * pad
        if self._icon and shows is Shows.ALL:
            wide += look.px(icons.BUTTON + 8)
        # A checked label grows bold: room for it is kept from the start, so that the row does not jump.
        style = tokens.SMALL_STRONG if self._size is Size.SMALL else tokens.STRONG
        bold = self.isCheckable() or self._label_style().weight > 400
        metrics = QFontMetrics(look.font(style)) if bold else self._label_metrics()
        wide += metrics.horizontalAdvance(self.text())
        if self._key and shows is not Shows.LABEL:
            wide += look.px(8) + self._key_metrics().horizontalAdvance(self._key)
        return max(wide, look.px(self._size.value))

    def _paint_content(self, painter: QPainter) -> None:
        look = theme.current()
        ink, hint = self._inks()
        gap, side = look.px(8), look.px(icons.BUTTON)
        label_font, key_font = look.font(self._label_style()), look.font(tokens.SMALL)
        label_wide = QFontMetrics(label_font).horizontalAdvance(self.text())
        key_wide = self._key_metrics().horizontalAdvance(self._key)
        with_key = bool(self._key and self.text() and self._shows is not Shows.LABEL)
        with_icon = bool(self._icon and (self._shows is Shows.ALL or not self.text()))
        total = (side if with_icon else 0) + (gap if with_icon and self.text() else 0) + label_wide
        total += gap + key_wide if with_key else 0
        x = max(look.px(4), (self.width() - total) // 2)
        if with_icon:
            drawn = icons.coloured(self._icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(x, (self.height() - side) // 2), drawn)
            x += side + gap
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(label_font)
        painter.setPen(ink)
        painter.drawText(QRect(x, 0, label_wide + 2, self.height()), middle, self.text())
        if with_key:
            painter.setFont(key_font)
            painter.setPen(hint)
            painter.drawText(QRect(x + label_wide + gap, 0, key_wide + 2, self.height()), middle, self._key)

    def _inks(self) -> tuple[QColor, QColor]:
        """Colours of the label and of the key hint."""
        look = theme.current()
        if not self.isEnabled():
            return look.colour("disabled"), look.colour("disabled")
        if self._kind is Kind.PRIMARY:
            return look.colour("on_accent"), look.colour("on_accent")
        if self._kind is Kind.TOAST:
            return look.colour("surface"), look.colour("surface")
        if self._kind is Kind.DANGER:
            return look.colour("red"), look.colour("red")
        if self.isChecked():
            return look.colour("accent"), look.colour("text2")
        return look.colour("text"), look.colour("text2")


def icon_button(icon: str, name: str, *, key: str = "", kind: Kind = Kind.PLAIN, size: Size = Size.NORMAL) -> KeyButton:
    """A button of an icon alone; `name` is read by screen readers and shown, with the key, as the tooltip."""
    made = KeyButton("", icon=icon, key=key, kind=kind, size=size)
    made.setAccessibleName(f"{name}, {key}" if key else name)
    made.setToolTip(f"{name} ({key})" if key else name)
    side = theme.current().px(size.value)
    made.setFixedWidth(side)
    return made


class Segments(QWidget):
    """Two or more buttons of which one is down, such as Ngày, Tuần, Tháng. `group.idClicked` gives the position."""

    def __init__(self, labels: list[str], chosen: int = 0, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, text in enumerate(labels):
            button = KeyButton(text)
            button.setCheckable(True)
            button.setChecked(number == chosen)
            self.group.addButton(button, number)
            row.addWidget(button)

    def chosen(self) -> int:
        """Position of the button that is down."""
        return self.group.checkedId()


def _shown_key(action: QAction) -> str:
    return action.shortcut().toString().replace("Return", "Enter")
