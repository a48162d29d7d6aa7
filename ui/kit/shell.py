"""The frame around a page: top bar, tool row, status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import KeyButton, Shows
from ui.kit.labels import ElidedLabel, IconLabel, label, rule
from ui.kit.panels import row

BAR_HEIGHT, STATUS_HEIGHT = 44, 26


class _Bar(QFrame):
    """A row of fixed height with a left and a right end."""

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFixedHeight(theme.current().px(height))
        outer = row(self, 6, (12, 0, 12, 0))
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        for part in (self._left, self._right):
            part.setSpacing(theme.current().px(6))
        outer.addLayout(self._left)
        outer.addStretch(1)
        outer.addLayout(self._right)

    def add_middle(self, widget: QWidget) -> None:
        """Put a widget between the two ends; it takes the room they leave."""
        outer = self.layout()
        if isinstance(outer, QHBoxLayout):
            outer.insertSpacing(1, theme.current().px(16))
            outer.insertWidget(2, widget, 3, Qt.AlignmentFlag.AlignVCenter)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the left end."""
        self._left.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_right(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._right.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class TopBar(_Bar):
    """Unit, date, the one search box, urgent, who works here."""

    def __init__(self, unit: str, day: str, parent: QWidget | None = None) -> None:
        super().__init__("topBar", BAR_HEIGHT, parent)
        self._left.setSpacing(theme.current().px(8))
        self.unit, self.day = label(unit, "strong"), ElidedLabel(day, "text", "text2")
        self.add(IconLabel("landmark", "text", 16))
        self.add(self.unit)
        divider = rule(upright=True)
        divider.setFixedHeight(theme.current().px(20))
        self.add(divider)
        self.add(self.day)


class ToolRow(_Bar):
    """The page's title and its buttons; where they do not fit, pictures go first, then key hints, from the right end.

    The keys are what an officer learns from the row: no hint goes that has room, and the main button's goes last. Where
    words would be cut even so, the title goes: the rail says which page it is.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("toolRow", BAR_HEIGHT, parent)
        self.setMinimumWidth(theme.current().px(320))  # below the layout's own, or the hints could never go
        self.title = label(title, "title")
        self.add(self.title)
        self._left.addSpacing(theme.current().px(8))

    def buttons(self) -> list[KeyButton]:
        """The buttons of the row that have words; one of an icon alone has nothing to leave out."""
        return [button for button in self.findChildren(KeyButton) if button.text()]

    def fit(self) -> None:
        """Look anew whether the buttons fit: other ones are shown now."""
        self._fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        shown = [button for button in self.buttons() if not button.isHidden()]
        for end in (self._left, self._right):
            end.invalidate()  # a button shown a moment ago: the layout would learn of it with the next event only
        layout = self.layout()
        needed = layout.minimumSize().width() if layout is not None else 0
        if self.title.isHidden():
            needed += self.title.sizeHint().width() + self._left.spacing()
        missing = needed + sum(button.width_of(Shows.ALL) - button.sizeHint().width() for button in shown) - width
        wanted = dict.fromkeys(shown, Shows.ALL)
        from_the_right = list(reversed(shown))
        last_first = sorted(from_the_right, key=lambda button: button.is_main())
        for less in (Shows.KEY, Shows.LABEL):
            for button in last_first:
                if missing > 0:
                    missing -= button.width_of(wanted[button]) - button.width_of(less)
                    wanted[button] = less
        self.title.setVisible(missing <= 0)
        for button, shows in wanted.items():
            button.set_shows(shows)


class StatusItem(QWidget):
    """Icon and words in the status bar."""

    def __init__(self, icon: str, text: str, ink: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, 6)
        self._icon, self._text = IconLabel(icon, ink), label(text, "small", "text2")
        line.addWidget(self._icon)
        line.addWidget(self._text)
        self.setAccessibleName(text)

    def say(self, text: str, icon: str = "", ink: str = "text2") -> None:
        """Change the words, and the icon when one is given."""
        self._text.setText(text)
        self.setAccessibleName(text)
        if icon:
            self._icon.set_icon(icon, ink)

    def text(self) -> str:
        """The words shown."""
        return self._text.text()


class StatusBar(_Bar):
    """Saved, backed up, synchronised."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("statusBar", STATUS_HEIGHT, parent)
        self._left.setSpacing(theme.current().px(16))
        self._right.setSpacing(theme.current().px(16))
        self.saved = StatusItem("circle-check", "Chưa có thay đổi", "green")
        self.backup = StatusItem("hard-drive", "Chưa sao lưu")
        self.sync = StatusItem("refresh-cw", "Đồng bộ: chưa có mục chờ")
        for item in (self.saved, self.backup, self.sync):
            self.add(item)
