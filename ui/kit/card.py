"""A card: the one question before what cannot be taken back. Never taller than 540, Enter does it, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from ui.kit import keys, theme
from ui.kit.buttons import KeyButton, Kind, Size, icon_button
from ui.kit.labels import label
from ui.kit.panels import column, frame, row

MAX_HEIGHT = 540


class Card(QDialog):
    """A dialog of a title, a body and two buttons. Put content into `body`; `main` and `leave` are the buttons.

    `main_key` is "Enter" where the card has no field to type in, otherwise "Ctrl+Enter": Enter then moves on.
    """

    def __init__(
        self,
        title: str,
        main_text: str,
        *,
        main_key: str = "Enter",
        leave_text: str = "Hủy",
        danger: bool = False,
        width: int = 440,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._main_key = main_key
        self.setWindowTitle(title)
        self.setModal(True)
        look = theme.current()
        outer = column(self, 0)
        head = frame("cardHead")
        head.setFixedHeight(look.px(36))
        line = row(head, 8, (12, 0, 6, 0))
        line.addWidget(label(title, "strong"), 1)
        close = icon_button("x", "Đóng", kind=Kind.QUIET, size=Size.SMALL)
        close.clicked.connect(self.reject)
        line.addWidget(close)
        outer.addWidget(head)
        inside = QWidget()
        inside.setObjectName("cardBody")
        self.body = column(inside, 8, (12, 12, 12, 8))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._inside = inside
        outer.addWidget(self._scroll, 1)
        foot = frame("actionBar")
        line = row(foot, 8, (12, 8, 12, 8))
        line.addStretch(1)
        self.leave = KeyButton(leave_text, key="Esc")
        self.main = KeyButton(main_text, key=main_key, kind=Kind.DANGER if danger else Kind.PRIMARY, size=Size.NORMAL)
        self.leave.clicked.connect(self.reject)
        self.main.clicked.connect(self.accept)
        line.addWidget(self.leave)
        line.addWidget(self.main)
        outer.addWidget(foot)
        self.setFixedWidth(look.px(width))
        self._fixed = look.px(36) + foot.sizeHint().height()

    def showEvent(self, event: QShowEvent) -> None:
        inside = self._inside
        wanted = inside.sizeHint().height()
        if inside.hasHeightForWidth():
            wanted = max(wanted, inside.heightForWidth(self.width()))
        self.setFixedHeight(min(MAX_HEIGHT, wanted + self._fixed + 2))
        first = self._first_field() or self.main
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    def _first_field(self) -> QWidget | None:
        """The field typing starts in, if the card has one."""
        every = self._inside.findChildren(QWidget)
        return next((one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event):
            wanted = (
                Qt.KeyboardModifier.NoModifier if self._main_key == "Enter" else Qt.KeyboardModifier.ControlModifier
            )
            if keys.held(event) == wanted and not self.leave.hasFocus() and self.main.isEnabled():
                self.main.click()
            elif self.leave.hasFocus():
                self.reject()
            return
        super().keyPressEvent(event)
