"""Surfaces: panel with a head, side panel that folds below the list, empty state, banner, toast."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Size, icon_button
from ui.kit.labels import ElidedLabel, IconLabel, label, set_flag, set_ink

FOLD_BELOW = 1000
HEAD_HEIGHT = 34


def frame(name: str, parent: QWidget | None = None) -> QFrame:
    """A frame the style sheet knows by name."""
    made = QFrame(parent)
    made.setObjectName(name)
    return made


def column(parent: QWidget, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A vertical layout in design pixels, scaled."""
    made = QVBoxLayout(parent)
    _measure(made, spacing, margins)
    return made


def row(parent: QWidget, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A horizontal layout in design pixels, scaled."""
    made = QHBoxLayout(parent)
    _measure(made, spacing, margins)
    return made


class Panel(QFrame):
    """A surface with an optional head of 34: title, a note at its right. Put content into `body`."""

    def __init__(self, title: str = "", note: str = "", *, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        outer = column(self, 0, (1, 1, 1, 1))
        self.title, self.note = label(title, "strong"), label(note, "small", "text2")
        self.head = frame("panelHead")
        if title:
            outer.addWidget(self.head)
            self.head.setFixedHeight(theme.current().px(HEAD_HEIGHT))
            line = row(self.head, 8, (12, 0, 12, 0))
            line.addWidget(self.title)
            line.addStretch(1)
            line.addWidget(self.note)
        inside = QWidget()
        inset = 12 if padded else 0
        self.body = column(inside, 8, (inset, inset, inset, inset))
        outer.addWidget(inside, 1)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget at the right end of the head."""
        line = self.head.layout()
        if line is not None:
            line.addWidget(widget)


class SidePanel(QFrame):
    """What belongs to the chosen row: a head with a title and a way out, a body, an optional bar of actions."""

    closed = Signal()

    def __init__(self, title: str, *, closable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setMinimumWidth(theme.current().px(_SIDE))
        outer = column(self, 0)
        head = frame("panelHead")
        head.setFixedHeight(theme.current().px(40))
        line = row(head, 8, (12, 0, 8, 0))
        self.title = ElidedLabel(title, "strong")
        line.addWidget(self.title, 1)
        if closable:
            line.addWidget(label("Esc", "small", "text2"))
            close = icon_button("x", f"Đóng {title}", kind=Kind.QUIET, size=Size.SMALL)
            close.clicked.connect(self.closed)
            line.addWidget(close)
        outer.addWidget(head)
        inside = QWidget()
        self.body = column(inside, 8, (12, 12, 12, 12))
        outer.addWidget(inside, 1)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(310), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class ListWithSide(QSplitter):
    """A list with its side panel at the right; below 1000 px of width the panel folds under the list."""

    def __init__(self, main: QWidget, side: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._side = side
        self.addWidget(main)
        self.addWidget(side)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fold(event.size().width() < theme.current().px(FOLD_BELOW - 72))
        super().resizeEvent(event)

    def fold(self, folded: bool) -> None:
        """Put the panel under the list, or beside it."""
        wanted = Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self._side.setMinimumWidth(0 if folded else theme.current().px(_SIDE))
            set_flag(self._side, "folded", folded)


class EmptyState(QFrame):
    """Nothing here yet: what is missing and the buttons that mend it."""

    def __init__(
        self, icon: str, text: str, detail: str = "", *buttons: KeyButton, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        inside = column(self, 6, (16, 12, 16, 12))
        inside.addStretch(1)
        inside.addWidget(IconLabel(icon, "text2", 20), 0, Qt.AlignmentFlag.AlignHCenter)
        title = label(text, "strong", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(title)
        if detail:
            second = label(detail, "small", "text2", wrap=True)
            second.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(second)
        if buttons:
            line = QHBoxLayout()
            line.addStretch(1)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            inside.addLayout(line)
        inside.addStretch(1)


_UNDO = "Hoàn tác"
# The stepper of a task with its margins and a scroll bar beside it.
_SIDE = 312
_BANNER_ICONS = {
    "info": ("info", "accent"),
    "warn": ("triangle-alert", "amber"),
    "error": ("circle-alert", "red"),
    "done": ("circle-check", "green"),
}


class Banner(QFrame):
    """A line about the whole screen: info, warn, error or done, with optional buttons at its right."""

    def __init__(self, kind: str = "info", text: str = "", *buttons: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        line = row(self, 8, (10, 6, 10, 6))
        icon, token = _BANNER_ICONS[kind]
        self._icon = IconLabel(icon, token, 16)
        self._text = label(text, "text", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        for button in buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(kind, text)

    def say(self, kind: str, text: str) -> None:
        """Change the kind and the words."""
        icon, token = _BANNER_ICONS[kind]
        self._icon.set_icon(icon, token)
        self._text.setText(text)
        set_flag(self, "kind", kind)
        set_ink(self._text, {"warn": "amber", "error": "red"}.get(kind, ""))
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words shown."""
        return self._text.text()


class Toast(QFrame):
    """What was just done, with "Hoàn tác"; docked above the status bar, stays until the next action or page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        line = row(self, 12, (12, 6, 8, 6))
        self._text = ElidedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._undo = KeyButton(_UNDO, icon="undo-2", key="Ctrl+Z", kind=Kind.TOAST, catch_key=False)
        self._undo.clicked.connect(self.undo_now)
        line.addWidget(self._text, 1)
        line.addWidget(self._undo)
        self._back: Callable[[], None] | None = None
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None, word: str = "") -> None:
        """Show `text`; with `undo`, offer the way back, called `word` where it is another one than undoing.

        No text: what was done before is no longer spoken of, for something else has begun.
        """
        if not text:
            self.drop()
            return
        self._text.setText(text)
        self.setAccessibleName(text)
        self._back = undo
        self._undo.setText(word or _UNDO)
        self._undo.setVisible(undo is not None)
        self.show()

    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def drop(self) -> None:
        """Say no more, and offer no way back."""
        self._back = None
        self.hide()

    def offers(self) -> bool:
        """Whether a way back is offered now."""
        return self._back is not None and not self.isHidden()

    def undo_now(self) -> None:
        """Take back what was done, if that was offered and has not been used."""
        if self.isHidden():
            return
        back, self._back = self._back, None
        self.hide()
        if back is not None:
            back()


def facts(pairs: list[tuple[str, str]]) -> QWidget:
    """Two columns of a side panel: what, and how it is."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.current().px(16))
    grid.setVerticalSpacing(theme.current().px(4))
    grid.setColumnStretch(1, 1)
    for number, (what, how) in enumerate(pairs):
        grid.addWidget(label(what, "text", "text2"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(how, wrap=True), number, 1)
    return made


def _measure(layout: QBoxLayout, spacing: int, margins: tuple[int, int, int, int]) -> None:
    px = theme.current().px
    layout.setSpacing(px(spacing))
    layout.setContentsMargins(*(px(side) for side in margins))
