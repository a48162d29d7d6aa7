"""From the command to the first painted window, beside a window with nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measuring import Result, in_turns
from ttcs_desktop.samples.mau import build_sample
from ui.city import trial

ROOT = Path(__file__).parents[2]
BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("TTCS"))
window.resize(1280, 720)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
WITH_STORAGE = "import sqlite_utils\n" + BARE_WINDOW


def measure(folder: Path) -> Iterator[Result]:
    """First paint of the trial, and of Hôm nay over a record that is there already."""
    record = folder / "phuong-mau"
    build_sample(record).close()
    with trial(folder):
        pass  # the hub of the trial is set up once, as on any later start
    bare, with_storage, painted, today = in_turns(
        python(folder, "-c", BARE_WINDOW),
        python(folder, "-c", WITH_STORAGE),
        python(folder, "-m", "ui.app", "--data", str(record), "--quit-after", "paint"),
        python(folder, "-m", "ui.app", "--data", str(record), "--quit-after", "today"),
    )
    yield Result("First paint / a bare window", painted, bare, 1.5)
    yield Result("Hôm nay with its rows / bare window + sqlite_utils", today, with_storage, 1.5)


def python(folder: Path, *arguments: str) -> Callable[[], object]:
    """A start of Python with its bytecode kept, as an installed program has it; the warm-up round writes it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }

    def run() -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True)

    return run
