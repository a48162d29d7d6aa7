"""A long file on its way in: how far it is, and the way to stop. It keeps other saves away meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ttcs_desktop.broadcast.playlogs.service import SAVING
from ui.kit.card import Card
from ui.kit.jobs import Progress
from ui.kit.labels import label

_PATIENCE = 400  # milliseconds: most files are in before anybody could read a word


class WaitingCard(Card):
    """Opens when a job takes longer than a moment; `stopped` when the officer will not wait."""

    stopped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Đang nhập nhật ký", "Dừng", main_key="Esc", width=480, parent=parent)
        self.leave.hide()
        self.main.clicked.disconnect()
        self.main.clicked.connect(self.reject)
        self._said = label("Đang đọc tệp", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Đang đọc tệp")
        self._bar.setMaximum(0)
        self.body.addWidget(self._said)
        self.body.addWidget(self._bar)
        self.body.addWidget(label("Dừng thì chưa nhập gì vào sổ.", "small", "text2", wrap=True))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.open)
        self._soon.start(_PATIENCE)
        self._over = False

    def say(self, state: Progress) -> None:
        """Tell how far the job is."""
        if state.phase == SAVING:
            self._say(f"Đang ghi sổ phát ({state.done}/{state.total})", state.done, state.total)
        else:
            share = f" ({state.done * 100 // state.total} %)" if state.total else ""
            self._say(f"Đang đọc tệp{share}", state.done, state.total)

    def finish(self) -> None:
        """The job has ended, one way or another."""
        self._over = True
        self._soon.stop()
        self.done(self.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        """Esc asks the job to stop; the card goes when it has."""
        if not self._over:
            self._say("Đang dừng", 0, 0)
            self.main.setEnabled(False)
            self.stopped.emit()

    def _say(self, text: str, done: int, total: int) -> None:
        self._said.setText(text)
        self._bar.setAccessibleName(text)
        # A bar counts in 32 bits, a file in bytes.
        self._bar.setMaximum(1000 if total else 0)
        self._bar.setValue(done * 1000 // total if total else 0)
