"""Content's measures: each answers a number and the records behind it."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.measured import Evidence, Measured
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.content.repository import ContentRepository


class ContentFigures:
    """Named questions to items, columns and contributions."""

    def __init__(self, repository: ContentRepository) -> None:
        self._repository = repository

    def columns(self, day: dt.date) -> Measured:
        """Columns kept on a day (C05)."""
        return Measured(
            tuple(
                Evidence("content", column.id, column.from_day, 1, column.name)
                for column in self._repository.columns()
                if column.valid_on(day)
            )
        )

    def contributions(self, window: Window) -> Measured:
        """Pieces sent to higher stations and papers in the window (C07)."""
        return Measured(
            tuple(
                Evidence("content", piece.id, piece.sent_on, 1, piece.title)
                for piece in self._repository.contributions(window)
            )
        )
