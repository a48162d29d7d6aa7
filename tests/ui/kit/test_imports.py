"""PySide's detour before every import, and the program without it."""

import subprocess
import sys


def sources_read(first: str) -> int:
    """How many files are read as text while the window's modules are imported."""
    code = (
        f"import linecache, PySide6.QtCore, ui.kit.imports as own; {first}; linecache.clearcache();"
        "import ui.window, ttcs_desktop.workspace; print(len(linecache.cache))"
    )
    return int(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


def test_no_source_is_read_at_an_import() -> None:
    assert sources_read("own.leave_to_python()") == 0


def test_what_is_left_out_is_still_there_to_be_left_out() -> None:
    """Once PySide reads no sources any more, ui/kit/imports.py can go."""
    assert sources_read("own") > 50


def test_the_window_starts_so() -> None:
    code = (
        "import builtins, ui.app as app;"
        "app._start = lambda options: print(builtins.__import__ is builtins.__orig_import__);"
        "app.main([])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "True"
