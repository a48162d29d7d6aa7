"""A text read aloud by a program of its own: the window never waits for it, and it is gone when it is stopped."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QProcess, Signal

from ttcs_desktop.system.reader import Reader, as_heard

_TOO_SOON = 0.2  # of the time a text takes: then nobody can have heard it
_DYING_MS = 200


class End(Enum):
    """How a reading ended."""

    READ = "read"
    STOPPED = "stopped"
    UNHEARD = "unheard"
    FAILED = "failed"


class Voice(QObject):
    """One reading at a time; another one takes its place. `ended(End)` once for each that began."""

    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._since = QElapsedTimer()
        self._seconds = 0.0
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._kill)  # nobody is left to be told

    def is_speaking(self) -> bool:
        """Whether the program runs."""
        return self._process is not None

    def speak(self, reader: Reader, text: str, seconds: float) -> None:
        """Begin to read a text that takes about so many seconds."""
        self.stop()
        process = QProcess(self)
        process.setProgram(str(reader.program))
        process.setArguments(list(reader.arguments))
        # What it complains of would fill a pipe that nobody empties.
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process, self._seconds = process, seconds
        self._since.start()
        process.start()
        process.write(as_heard(text))
        process.closeWriteChannel()

    def stop(self) -> None:
        """End the reading now; the program is gone when this returns."""
        if self._kill():
            self.ended.emit(End.STOPPED)

    def _kill(self) -> bool:
        process, self._process = self._process, None
        if process is None:
            return False
        process.finished.disconnect(self._finished)
        process.errorOccurred.disconnect(self._failed)
        process.kill()
        process.waitForFinished(_DYING_MS)
        process.deleteLater()
        return True

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        heard = self._since.elapsed() >= self._seconds * _TOO_SOON * 1000
        well = status is QProcess.ExitStatus.NormalExit and code == 0
        self._end(End.READ if well and heard else End.UNHEARD if well else End.FAILED)

    def _failed(self, error: QProcess.ProcessError) -> None:
        # A write that comes too late, or a crash, is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart:
            self._end(End.FAILED)

    def _end(self, end: End) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self.ended.emit(end)
