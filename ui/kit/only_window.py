"""One window per folder: the second start brings the first window forward instead of opening the record again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import EnvironmentProblem

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

# The first window listens once it is painted; on an old office PC that takes a moment.
_PATIENCE_SECONDS = 8.0
_TRY_MS = 200
_ANY_PROCESS = -1  # ASFW_ANY


class Place:
    """The place of the only window of a folder; given back when it goes, also by a crash."""

    def __init__(self, lock: QLockFile, name: str) -> None:
        self._lock, self._name = lock, name
        self._server: QLocalServer | None = None

    def answer(self, come_forward: Callable[[], object]) -> None:
        """From now on call `come_forward` whenever the program is started again on this folder."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  the first screen does not wait for it

        QLocalServer.removeServer(self._name)  # left behind by a power cut
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)  # nobody else on this machine may knock

        def let_in() -> None:
            # Nothing a caller says is read. One that is kept counts towards the thirty after which Qt answers none.
            while (caller := server.nextPendingConnection()) is not None:
                caller.abort()
                caller.deleteLater()
            come_forward()

        server.newConnection.connect(let_in)
        server.listen(self._name)
        self._server = server


def take_place(folder: Path) -> Place | None:
    """Be the only window of this folder; None when there is one already, which has been called forward.

    Raises:
        EnvironmentProblem: `folder_unsuitable` when the folder cannot be made or written; `second_window` when the
            first one does not answer.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem("folder_unsuitable") from error
    name = "ttcs-" + sha256_hex(str(folder.resolve()).encode())[:24]
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return Place(lock, name)
    if lock.error() is not QLockFile.LockError.LockFailedError:
        raise EnvironmentProblem("folder_unsuitable")
    _call_forward(name)
    return None


def _call_forward(name: str) -> None:
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

    _let_it_come_forward()
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(_TRY_MS):
            return
        time.sleep(_TRY_MS / 1000)
    raise EnvironmentProblem("second_window")


def _let_it_come_forward() -> None:
    """Windows lets only the program in front raise a window: hand that right to the one that was there first."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
