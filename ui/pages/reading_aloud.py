"""Nghe thử: a text read aloud as a newsreader would, by a program beside ours; Esc stops it wherever the focus is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.system.reader import Reader, find_reader
from ttcs_desktop.vietnamese.speech import read_aloud
from ui.kit.jobs import Reporter
from ui.kit.voice import End, Voice
from ui.pages.desk import Desk

NO_READER = (
    "Máy này chưa có chương trình đọc espeak-ng nên chưa nghe thử được; thời lượng đọc vẫn tính như thường. "
    "Nhờ người phụ trách máy cài espeak-ng (miễn phí, bản Windows là tệp espeak-ng.msi) rồi bấm lại."
)
_ENDS = {
    End.READ: "Đã đọc xong.",
    End.STOPPED: "Đã dừng đọc.",
    End.UNHEARD: "Chương trình đọc chạy xong ngay, có lẽ máy chưa có loa. Cắm loa hoặc tai nghe rồi bấm lại.",
    End.FAILED: "Chương trình đọc espeak-ng không chạy được. Nhờ người phụ trách máy cài lại.",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it is read, with the seconds it takes."""

    text: str
    seconds: float


class ReadingAloud(QObject):
    """Reads for one page. `speaking(bool)` when it begins and ends; it ends too when the page is left or closed."""

    speaking = Signal(bool)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._asked = 0
        self._voice = Voice(self)
        self._voice.ended.connect(self._ended)
        owner.installEventFilter(self)

    def is_speaking(self) -> bool:
        """Whether something is being read."""
        return self._voice.is_speaking()

    def toggle(self, title: str, texts: Sequence[str]) -> None:
        """Read texts one after the other, or stop what is being read. The dictionary is gone through in a job."""
        if self.is_speaking():
            self.stop()
            return
        reader = find_reader()
        if reader is None:
            self._say(NO_READER)
            return
        self._asked += 1
        asked = self._asked

        def read(_: Reporter) -> Spoken:
            reading = read_aloud("\n".join(map(_ended_by_a_stop, texts)))
            return Spoken(reading.spoken, reading.length().seconds if reading.counted.syllables else 0.0)

        def begin(spoken: Spoken) -> None:
            if asked == self._asked and self._owner.isVisible():
                self._begin(reader, title, spoken)

        self._desk.jobs.start(read, begin)

    def stop(self) -> None:
        """Stop, also what is still being prepared."""
        self._asked += 1
        self._voice.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if "_voice" not in self.__dict__:  # the page is being taken apart
            return False
        if watched is self._owner:
            if event.type() in {QEvent.Type.Hide, QEvent.Type.Close}:
                self.stop()
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # no shortcut of the page takes it
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.stop()
                return True
        return False

    def _begin(self, reader: Reader, title: str, spoken: Spoken) -> None:
        if not spoken.text:
            self._say("Chưa có chữ nào để đọc.")
            return
        self._voice.speak(reader, spoken.text, spoken.seconds)
        self._listen(True)
        self._say(f"Đang đọc thử “{title}”. Bấm Esc để dừng.")

    def _ended(self, end: End) -> None:
        self._listen(False)
        self._say(_ENDS[end])

    def _listen(self, on: bool) -> None:
        application = QApplication.instance()
        if application is not None:
            (application.installEventFilter if on else application.removeEventFilter)(self)
        self.speaking.emit(on)

    def _say(self, words: str) -> None:
        self._desk.done.emit(words, None, "")


def _ended_by_a_stop(text: str) -> str:
    """A title has no full stop, and would be read into the sentence after it."""
    tidied = text.strip()
    return f"{tidied}." if tidied and tidied[-1].isalnum() else tidied
