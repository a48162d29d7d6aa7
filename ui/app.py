"""`ttcs-desktop`: the window. Paints its frame first and loads everything else behind it: see ui/start.py."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ui.kit import garbage, imports, theme
from ui.kit.appearance import dress
from ui.kit.locale import install_vietnamese
from ui.kit.opening import Opening


def main(arguments: list[str] | None = None) -> int:
    """Start the window; with --trial on the sample ward with its own hub."""
    options = _options(sys.argv[1:] if arguments is None else arguments)
    garbage.hold()
    imports.leave_to_python()
    return _start(options)


def _start(options: argparse.Namespace) -> int:
    app = make_application()
    opening = Opening("Thông tin cơ sở")
    opening.show_now()
    if options.quit_after == "paint":
        return 0
    from ui.start import run  # noqa: PLC0415  record and screens are loaded behind the painted frame

    return run(app, opening, options.data, trial=options.trial, leave_at_once=options.quit_after == "today")


def make_application() -> QApplication:
    """The one QApplication: Vietnamese, our fonts, our theme."""
    app = QApplication.instance() or theme.make_application("ttcs-desktop")
    if not isinstance(app, QApplication):
        raise TypeError("a QApplication is needed to show windows")
    app.setApplicationName("TTCS Desktop")
    install_vietnamese(app)
    dress(app)
    return app


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ttcs-desktop", description="Thông tin cơ sở của xã, phường")
    parser.add_argument("--trial", action="store_true", help="mở Phường Mẫu để dùng thử")
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu")
    parser.add_argument("--quit-after", choices=("paint", "today"), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
