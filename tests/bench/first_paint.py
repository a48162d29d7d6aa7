"""From the command to the first painted window, beside a window with nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measuring import Result, told_in_turns
from ttcs_desktop.samples.mau import build_sample
from ui.city import trial

ROOT = Path(__file__).parents[2]
BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("TTCS"))
window.resize(1280, 720)
window.show()
application.processEvents()
print("painted", flush=True)
"""
WITH_STORAGE = "import sqlite_utils\n" + BARE_WINDOW
OUR_WINDOW = """
import sys
from ui.app import main
main(sys.argv[1:])
print("painted", flush=True)
"""


def measure(folder: Path) -> Iterator[Result]:
    """First paint of the trial, and of Hôm nay over a record that is there already."""
    record = folder / "phuong-mau"
    build_sample(record).close()
    with trial(folder):
        pass  # the hub of the trial is set up once, as on any later start
    bare, with_storage, painted, today = told_in_turns(
        python(folder, BARE_WINDOW),
        python(folder, WITH_STORAGE),
        python(folder, OUR_WINDOW, "--data", str(record), "--quit-after", "paint"),
        python(folder, OUR_WINDOW, "--data", str(record), "--quit-after", "today"),
    )
    yield Result("First paint / a bare window", painted, bare, 1.5)
    yield Result("Hôm nay with its rows / bare window + sqlite_utils", today, with_storage, 1.5)


def python(folder: Path, program: str, *arguments: str) -> Callable[[], float]:
    """A start of Python with its bytecode kept, as an installed program has it; the warm-up round writes it.

    It tells the milliseconds until the program says that it has painted; what it takes to go is not waited for.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }
    command = [sys.executable, "-c", program, *arguments]

    def run() -> float:
        began = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as started:
            assert started.stdout is not None
            if started.stdout.readline() != "painted\n":
                raise RuntimeError("nothing was painted")
            return (time.perf_counter() - began) * 1000

    return run
