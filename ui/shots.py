"""Paints every page of the sample ward at the sizes of the design, in both themes: pictures to be looked at."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.app import make_application
from ui.city import trial
from ui.kit import theme
from ui.start import make_window
from ui.window import Window

# A size hint that changed travels up one layout per round of events.
_LAYOUT_ROUNDS = 4
SIZES = ((1093, 540), (910, 440), (1920, 1000))


def main(arguments: list[str] | None = None) -> int:
    """Write `<page>-<width>x<height>-<theme>.png` into the folder given by --out."""
    parser = argparse.ArgumentParser(prog="shots", description="Chụp mọi trang của Phường Mẫu")
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args(sys.argv[1:] if arguments is None else arguments).out
    out.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory() as folder, trial(Path(folder)) as opened:
        for look in (theme.LIGHT, theme.DARK):
            theme.apply(app, look)
            window = make_window(opened.workspace, opened.courier)
            window.show()
            for path in paint_pages(window, out, look.name):
                sys.stdout.write(f"{path.name}\n")
            window.close()
    return 0


def paint_pages(window: Window, out: Path, suffix: str) -> list[Path]:
    """One picture a page and size."""
    painted = []
    for width, height in SIZES:
        window.resize(width, height)
        for page_id in window.page_ids():
            window.show_page(page_id)
            _settle(window)
            path = out / f"{page_id}-{width}x{height}-{suffix}.png"
            window.grab().save(str(path))
            painted.append(path)
    return painted


def _settle(window: Window) -> None:
    """Until what the page asked of a job is on it."""
    QApplication.processEvents()
    while window.desk.jobs.is_busy():
        window.desk.jobs.wait()
        QApplication.processEvents()
    for _ in range(_LAYOUT_ROUNDS):
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
