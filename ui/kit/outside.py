"""Opening a file in the program the system has for it."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_PREFIX = "ttcs-open-"
_LEFT_SECONDS = 24 * 3600


def folder_for_copies() -> Path:
    """A new folder, the user's alone, for a copy that another program opens.

    Nobody tells us when that program is done, so copies of yesterday go when the next one is made; one that is still
    open stays where the system does not let it go.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:  # gone meanwhile
            continue
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def open_outside(path: Path) -> bool:
    """False when the system has no program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
