"""A second start on the same folder brings the first window forward; it never opens the record beside it."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ttcs_desktop.basics.errors import EnvironmentProblem
from ui.kit import only_window
from ui.kit.only_window import take_place

# Takes the place of the folder in its first argument and says what it was told.
SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.kit.only_window import take_place
application = QCoreApplication([])
print("mine" if take_place(Path(sys.argv[1])) else "called forward")
"""


class SecondStart(threading.Thread):
    """The program started again, while this process goes on answering."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.said = ""

    def run(self) -> None:
        done = subprocess.run(
            [sys.executable, "-c", SECOND_START, str(self._folder)], capture_output=True, text=True, check=False
        )
        self.said = done.stdout.strip() or done.stderr


def test_a_second_start_calls_the_first_window_forward(qtbot, tmp_path: Path) -> None:
    place = take_place(tmp_path)
    assert place is not None
    called: list[bool] = []
    place.answer(lambda: called.append(True))
    second = SecondStart(tmp_path)
    second.start()
    qtbot.waitUntil(lambda: not second.is_alive(), timeout=20_000)
    assert second.said == "called forward"
    assert called == [True]


def test_a_second_start_waits_until_the_first_is_painted(qtbot, tmp_path: Path) -> None:
    place = take_place(tmp_path)
    assert place is not None
    called: list[bool] = []
    second = SecondStart(tmp_path)
    second.start()
    qtbot.wait(1_000)
    place.answer(lambda: called.append(True))
    qtbot.waitUntil(lambda: not second.is_alive(), timeout=20_000)
    assert (second.said, called) == ("called forward", [True])


def test_callers_are_not_listened_to_and_however_many_come_the_next_one_is_answered(qtbot, tmp_path: Path) -> None:
    place = take_place(tmp_path)
    assert place is not None
    called: list[bool] = []
    place.answer(lambda: called.append(True))
    assert place._server.socketOptions() == QLocalServer.SocketOption.UserAccessOption
    for number in range(35):  # Qt keeps thirty that nobody takes
        caller = QLocalSocket()
        caller.connectToServer(place._name)
        assert caller.waitForConnected(1000)
        caller.write(b'{"open": "file:///C:/x.exe"}\0' * 50)
        qtbot.waitUntil(lambda before=number: len(called) > before)
        caller.abort()
    assert len(called) == 35
    assert not place._server.hasPendingConnections()


def test_a_first_window_that_never_answers_is_told(qtbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(only_window, "_PATIENCE_SECONDS", 0.3)
    place = take_place(tmp_path)
    with pytest.raises(EnvironmentProblem, match="second_window"):
        take_place(tmp_path)
    assert place is not None


def test_the_place_is_free_again_when_the_window_is_gone(qtbot, tmp_path: Path) -> None:
    first = take_place(tmp_path)
    assert first is not None
    del first
    assert take_place(tmp_path) is not None
