"""Garbage is collected in the thread of the window only.

Python collects in whichever thread happens to ask for memory. A widget that hangs in a circle would then be taken down
by a job or by the trial's hub, and Qt, which allows no other thread near its widgets, crashes. So nobody collects by
himself: a timer of the window does, and no earlier than the first rows are shown.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


def hold() -> None:
    """From now on only `collect_what_is_due` collects."""
    gc.disable()


def collect_what_is_due() -> None:
    """What Python itself would have collected by now, in the thread that calls this."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


class Collector(QObject):
    """Collects every second from the first on; what was there before it began stays for good."""

    def __init__(self, parent: QObject, *, after_ms: int) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_what_is_due)
        QTimer.singleShot(after_ms, self, self._begin)

    def _begin(self) -> None:
        gc.freeze()
        self._timer.start(_EVERY_MS)
