"""One window per record: the second start brings the first forward, says so and leaves, whatever the first is at."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.ui.commands.calling import ROOT, environment, new_office
from tests.vietnamese_words import foreign_words

WINDOW = (sys.executable, "-m", "ui.app", "--data")
SAID = "Cửa sổ của sổ này đang mở rồi; đã đưa lên trước.\n"
# The program itself; it says on stdout how its windows stand once they were hidden, and once it was called forward.
WATCHED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.app, ui.start

come_forward = ui.start._come_forward

def watched():
    come_forward()
    tell("called")

def tell(word):
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    states = [f"{type(one).__name__}:{one.isMinimized():d}{one.isMaximized():d}" for one in shown]
    active = type(QApplication.activeWindow()).__name__
    print(word, active, *sorted(states), flush=True)

def hide():
    window = next((one for one in QApplication.topLevelWidgets() if type(one).__name__ == sys.argv[2]), None)
    if window is None or not window.isVisible():
        return QTimer.singleShot(20, hide)
    for how in sys.argv[3].split("+"):
        getattr(window, how)()
    tell("ready")

ui.start._come_forward = watched
QTimer.singleShot(0, hide)
sys.exit(ui.app.main(["--data", sys.argv[1]]))
"""


@contextmanager
def window_on(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A window that has taken its place: the lock lies in the folder."""
    with started(*WINDOW, folder) as process:
        while not (folder / "window.lock").exists():
            with suppress(subprocess.TimeoutExpired):
                raise AssertionError(f"the window closed with {process.wait(0.02)}")
        yield process


@contextmanager
def started(*command: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        list(map(str, command)), cwd=ROOT, env=environment({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def heard(process: subprocess.Popen[bytes]) -> list[str]:
    """The words of the next line that the watched program says."""
    assert process.stdout
    return process.stdout.readline().decode().split()


def start_again(folder: Path, **variables: str) -> None:
    """The second start says its one line, in Vietnamese whatever the console speaks, and leaves."""
    second = subprocess.run(
        [*WINDOW, str(folder)], cwd=ROOT, env=environment(variables), capture_output=True, timeout=120, check=False
    )
    assert (second.returncode, second.stdout, second.stderr.decode("utf-8")) == (0, b"", SAID)
    assert foreign_words(SAID) == []


@pytest.mark.parametrize(
    ("how", "before", "after"),
    [
        ("showMinimized", "Window:10", "Window:00"),
        ("showMaximized", "Window:01", "Window:01"),
        ("showMaximized+showMinimized", "Window:11", "Window:01"),
    ],
)
def test_the_first_window_comes_forward_as_it_was_and_the_second_leaves(
    tmp_path: Path, how: str, before: str, after: str
) -> None:
    folder = new_office(tmp_path / "so").folder
    with started(sys.executable, "-c", WATCHED, folder, "Window", how) as first:
        assert heard(first)[2:] == [before]
        start_again(folder, PYTHONIOENCODING="ascii")
        assert heard(first) == ["called", "Window", after]
        start_again(folder)
        assert heard(first) == ["called", "Window", after]
        assert first.poll() is None


def test_while_a_record_is_being_set_up_its_card_comes_forward_not_the_frame_behind_it(tmp_path: Path) -> None:
    with started(sys.executable, "-c", WATCHED, tmp_path / "so", "FirstRun", "update") as first:
        assert heard(first)[0] == "ready"
        start_again(tmp_path / "so")
        called, active, *shown = heard(first)
        assert (called, active) == ("called", "FirstRun")
        assert shown == ["FirstRun:00", "Opening:00"]


def test_of_two_started_at_once_one_stays_and_one_says_so(tmp_path: Path) -> None:
    """Both are still loading: whoever comes second waits for the other, and nobody meets a card of trouble."""
    folder = new_office(tmp_path / "so").folder
    with started(*WINDOW, folder) as one, started(*WINDOW, folder) as other:
        left = None
        while left is None:
            for process in (one, other):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
                    left = process
        stays = other if left is one else one
        assert (left.returncode, left.stderr.read().decode("utf-8")) == (0, SAID)
        assert stays.poll() is None


def test_a_window_opens_again_after_one_that_was_cut_off(tmp_path: Path) -> None:
    folder = new_office(tmp_path / "so").folder
    with window_on(folder) as first:
        first.kill()
        first.wait()
    again = subprocess.run(
        [*WINDOW, str(folder), "--quit-after", "today"],
        cwd=ROOT,
        env=environment({}),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (again.returncode, again.stderr) == (0, b"")
