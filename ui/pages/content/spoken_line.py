"""The line below the text: how long it takes to read aloud, and how many places are read otherwise than written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.vietnamese.speech_timing import Fit, Length
from ttcs_desktop.vietnamese.speech_wording import fit_line, length_line, places_line
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Shows, Size
from ui.kit.labels import ElidedLabel, set_ink
from ui.kit.panels import row

_ROOMY = 560


class SpokenLine(QWidget):
    """ "≈ 4'35\\" (230 âm tiết/phút) · 12 chỗ đọc khác chữ viết".

    `asked` when the officer wants to see how it is read, `listened` to hear it.
    """

    asked = Signal()
    listened = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = row(self, 8)
        self._words = ElidedLabel("", "small", "text2")
        self.button = KeyButton("Đọc thế nào", icon="volume-2", key="F8", kind=Kind.QUIET, size=Size.SMALL)
        self.button.clicked.connect(self.asked)
        line.addWidget(self._words, 1)
        self.listen = KeyButton("Nghe thử", icon="square-play", key="Ctrl+L", kind=Kind.QUIET, size=Size.SMALL)
        self.listen.clicked.connect(self.listened)
        line.addWidget(self.button)
        line.addWidget(self.listen)
        self.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the words need the room of the pictures."""
        super().resizeEvent(event)
        shows = Shows.ALL if event.size().width() >= theme.current().px(_ROOMY) else Shows.KEY
        for button in (self.button, self.listen):
            button.set_shows(shows)

    def show_nothing(self) -> None:
        """There is nothing to read."""
        self._say("Chưa có chữ để đọc", "text2")
        self.button.setEnabled(False)
        self.listen.setEnabled(False)

    def show_length(self, length: Length, differing: int, doubtful: int, fit: Fit | None) -> None:
        """Show seconds and places; with `fit` how it compares with its slot."""
        told = [f"≈ {fit_line(fit)}" if fit is not None else length_line(length), places_line(differing, doubtful)]
        self._say(" · ".join(filter(None, told)), "amber" if fit is not None and fit.over > 0 else "text2")
        self.button.setEnabled(True)
        self.listen.setEnabled(True)

    def show_speaking(self, on: bool) -> None:
        """Whether the text is being read aloud now: then the same button stops it."""
        self.listen.setText("Dừng đọc" if on else "Nghe thử")

    def text(self) -> str:
        """What is said, shortened or not."""
        return self._words.text()

    def _say(self, words: str, ink: str) -> None:
        if words != self._words.text():
            self._words.setText(words)
        set_ink(self._words, ink)
