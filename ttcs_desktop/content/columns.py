"""What the office does with its programme columns (chuyên mục). A figure counts them by day, so a change is dated."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.content.model import Column
from ttcs_desktop.content.repository import COLUMN, ContentRepository, put_column
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy

_DAY = dt.timedelta(days=1)


class Columns:
    """Columns kept from a day on."""

    def __init__(self, repository: ContentRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._ledger = ledger

    def correct(self, column_id: str, name: str, from_day: dt.date, to_day: dt.date | None) -> Changes:
        """Mend what was written wrongly of a column: it has always been so. Its items go on naming it.

        Raises:
            InvalidInput: `record_gone`, `name_missing`, `window_reversed`.
        """
        column = self._column(column_id)
        changed = _checked(replace(column, name=tidy(name), from_day=from_day, to_day=to_day))
        return self._ledger.save("content.change_column", [put_column(changed)])

    def rename(self, column_id: str, name: str, day: dt.date) -> Changes:
        """Call a column otherwise from a day on: the old name ends the day before and stays with what it had.

        Raises:
            InvalidInput: `record_gone`, `name_missing`; `day_not_in_column` unless the column goes on across that day.
        """
        column = self._column(column_id)
        if day <= column.from_day or (column.to_day is not None and day > column.to_day):
            raise InvalidInput("day", "day_not_in_column")
        id_ = stable_id("column", tidy(name), day.isoformat())
        fresh = _checked(Column(id_, tidy(name), day, column.to_day))
        closed = replace(column, to_day=day - _DAY)
        return self._ledger.save("content.rename_column", [put_column(closed), put_column(fresh)])

    def remove(self, column_id: str) -> Changes:
        """Put a column that nothing names into the recycle bin.

        Raises:
            InvalidInput: `record_gone`; `column_in_use` with how many records name it.
        """
        self._column(column_id)
        users = sum(self._ledger.referring(COLUMN, column_id).values())
        if users:
            raise InvalidInput("", "column_in_use", number=users)
        return self._ledger.bury("content.remove_column", COLUMN, [column_id])

    def _column(self, column_id: str) -> Column:
        column = next((one for one in self._repository.columns() if one.id == column_id), None)
        if column is None:
            raise InvalidInput("", "record_gone")
        return column


def _checked(column: Column) -> Column:
    if not column.name:
        raise InvalidInput("name", "name_missing")
    if column.to_day is not None and column.to_day < column.from_day:
        raise InvalidInput("to_day", "window_reversed")
    return column
