"""One window per record: the second start brings the first forward and leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.ui.commands.calling import ROOT, environment, new_office

WINDOW = (sys.executable, "-m", "ui.app", "--data")


@contextmanager
def window_on(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A window that has taken its place: the lock lies in the folder."""
    with subprocess.Popen([*WINDOW, str(folder)], cwd=ROOT, env=environment({}), stderr=subprocess.PIPE) as process:
        try:
            while not (folder / "window.lock").exists():
                with suppress(subprocess.TimeoutExpired):
                    raise AssertionError(f"the window closed with {process.wait(0.02)}")
            yield process
        finally:
            process.terminate()


def test_the_second_window_leaves_and_the_first_stays(tmp_path: Path) -> None:
    folder = new_office(tmp_path / "so").folder
    with window_on(folder) as first:
        second = subprocess.run(
            [*WINDOW, str(folder)], cwd=ROOT, env=environment({}), capture_output=True, timeout=120, check=False
        )
        assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
        assert first.poll() is None


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
