"""Drawing without a window: the command line needs Qt's fonts and painter, but no screen."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtGui import QGuiApplication


@cache
def drawing_application() -> QGuiApplication:
    """The application that is there, or one without a screen that lasts as long as the process."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])
