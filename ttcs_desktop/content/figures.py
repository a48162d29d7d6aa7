"""Content's measures: each answers a number and the records behind it."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.measured import Measured
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.content.counted.repository import COLUMNS, CONTRIBUTIONS
from ttcs_desktop.storage.counting import Counter
from ttcs_desktop.storage.database import Database


class ContentFigures:
    """Named questions to columns and contributions."""

    def __init__(self, database: Database) -> None:
        self._counter = Counter(database)

    def columns(self, day: dt.date) -> Measured:
        """Columns kept on a day (C05)."""
        return self._counter.measured(COLUMNS, Window(day, day))

    def contributions(self, window: Window) -> Measured:
        """Pieces sent to higher stations and papers in the window (C07)."""
        return self._counter.measured(CONTRIBUTIONS, window)
