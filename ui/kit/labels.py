"""Labels of the type scale. Always plain text: what comes from outside is never read as HTML."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.kit import icons, theme


def label(
    text: str = "", role: str = "text", ink: str = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label in a role of the type scale (`tokens.ROLES`) and, if given, in the ink of a token."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if ink:
        made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    made.setIndent(0)  # the room on top makes a box of the label, and Qt would indent the text in it
    return made


def set_ink(target: QWidget, ink: str) -> None:
    """Change the ink of a label already shown."""
    set_flag(target, "ink", ink)


def set_flag(target: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and let the style look again."""
    if target.property(name) == value:
        return
    target.setProperty(name, value)
    if not target.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # the style has not looked yet; it will before the widget is shown
    target.style().unpolish(target)
    target.style().polish(target)
    target.update()


def rule(*, upright: bool = False) -> QFrame:
    """A line of one pixel between two parts."""
    made = QFrame()
    made.setObjectName("rule")
    if upright:
        made.setFixedWidth(1)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    else:
        made.setFixedHeight(1)
    return made


class ElidedLabel(QLabel):
    """A label of one line that shortens its end, with the whole text in a plain tooltip when shortened."""

    def __init__(self, text: str = "", role: str = "text", ink: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if ink:
            self.setProperty("ink", ink)
        self.setIndent(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("Mmm…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(plain_tip(self.text()) if cut else "")
        return super().event(event)


class IconLabel(QWidget):
    """An icon in a token's colour, redrawn when the theme or the screen changes. Decoration: no accessible name."""

    def __init__(self, name: str, ink: str = "text2", size: int = icons.INLINE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._ink, self._size = name, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn: QPixmap = icons.pixmap(self._name, self._ink, self._size, self.devicePixelRatioF())
        side = theme.current().px(self._size)
        QPainter(self).drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)


def plain_tip(text: str) -> str:
    """A tooltip that Qt shows letter for letter: Qt reads a tooltip as HTML as soon as it looks like HTML."""
    if "<" not in text:
        return text
    from html import escape  # noqa: PLC0415  its table of 2,231 named letters is not needed to show a page

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
