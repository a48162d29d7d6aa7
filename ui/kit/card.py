"""A card: the one question before what cannot be taken back. Never taller than 540, Enter does it, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QScrollArea, QWidget

from ui.kit import keys, theme
from ui.kit.buttons import KeyButton, Kind, Size, icon_button
from ui.kit.labels import label
from ui.kit.panels import column, frame, row

MAX_HEIGHT = 540
_ROOM = 40  # for the label above a field or the reason below it


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
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter after the last field must never meet it; Esc leaves
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
        inside.installEventFilter(self)
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
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._bring_into_sight)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self._put_the_buttons_last()
        first = self._first_field() or self.main
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if "_inside" not in self.__dict__:  # the card is being taken apart
            return False
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit(least=self.height())
        return super().eventFilter(watched, event)

    def _bring_into_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls to a field that Tab reached; Enter and a refusal reach fields too."""
        if now is not None and self._inside.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, theme.current().px(_ROOM))

    def _put_the_buttons_last(self) -> None:
        """Enter on the last field goes on to what does it, not to what leaves; the body is filled after the buttons."""
        last = self.previousInFocusChain()
        if last is not None and last not in {self.main, self.leave}:
            self.setTabOrder(last, self.main)
        self.setTabOrder(self.main, self.leave)

    def _fit(self, least: int = 0) -> None:
        """As tall as the body wants, but within the window: a reason that appears below a field makes the card grow."""
        inside, owner = self._inside, self.parentWidget()
        wanted = inside.sizeHint().height()
        if inside.hasHeightForWidth():
            wanted = max(wanted, inside.heightForWidth(self.width()))
        most = min(MAX_HEIGHT, owner.window().height()) if owner is not None else MAX_HEIGHT
        self.setFixedHeight(min(most, max(least, wanted + self._fixed + 2)))

    def _first_field(self) -> QWidget | None:
        """The field typing starts in, if the card has one."""
        every = self._inside.findChildren(QWidget)
        return next((one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.is_enter(event):
            wanted = (
                Qt.KeyboardModifier.NoModifier if self._main_key == "Enter" else Qt.KeyboardModifier.ControlModifier
            )
            asked = keys.held(event) == wanted and not self.leave.hasFocus()
            if (asked or self.main.hasFocus()) and self.main.isEnabled():
                self.main.click()
            elif self.leave.hasFocus():
                self.reject()
            return
        super().keyPressEvent(event)
