"""Figures as questions to the file: one statement for a total, one for its shares, one for the records behind it.

A subject says in SQL what a figure counts (`Counting`); whoever asks gets a `Measured` whose total and records come out
of the same rows by the same conditions, each read only when it is wanted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from ttcs_desktop.basics.measured import Evidence, Measured
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database

Filters = Mapping[str, str]
_NO_FILTERS: Filters = {}


@dataclass(frozen=True, slots=True)
class Counting:
    """What one figure counts.

    Attributes:
        subject: the room its records are opened in.
        rows: FROM and WHERE; `:first` and `:last` are the window's days in ISO form.
        id, day, label, rev: of the record behind each row, as SQL.
        amount: what a row counts for, a whole number.
        by: what it can be narrowed to or broken down by: name → SQL.
        each: what counts once, however many rows speak of it; the first of them by `order` stands for it.
    """

    subject: str
    rows: str
    id: str
    day: str
    label: str
    by: Mapping[str, str]
    amount: str = "1"
    rev: str = "1"
    order: str = "1"
    each: str = ""


class Counter:
    """Asks the file. One that is made for a report asks each question once."""

    def __init__(self, database: Database, *, keep: bool = False, whole: bool = False) -> None:
        self._database = database
        self._whole = whole
        self._kept: dict[tuple[object, ...], Measured] | None = {} if keep else None
        self._sums: dict[tuple[object, ...], int] = {}

    def once(self, *, whole: bool) -> Counter:
        """The same, for as many questions about one state of the record as a report has.

        Args:
            whole: read the records at once, and add up the totals from them: for answers that outlive the connection.
        """
        return Counter(self._database, keep=True, whole=whole)

    def measured(self, what: Counting, window: Window, filters: Filters = _NO_FILTERS) -> Measured:
        """The figure over a window, narrowed to values."""
        key = _key(what, window, filters)
        if self._kept is not None and key in self._kept:
            return self._kept[key]
        if self._whole:
            found = Measured(self.records(what, window, filters))
        else:
            read, count = partial(self.records, what, window, filters), partial(self.total, what, window, filters)
            found = Measured.asked(read, count)
        if self._kept is not None:
            self._kept[key] = found
        return found

    def total(self, what: Counting, window: Window, filters: Filters = _NO_FILTERS) -> int:
        if (known := self._sums.get(_key(what, window, filters))) is not None:
            return known
        row = self._database.row(
            f"SELECT {_sum(what)} AS total FROM {_narrowed(what, filters)}", _days(window, filters)
        )
        return int(row["total"] or 0) if row else 0

    def shares(self, what: Counting, window: Window, name: str, filters: Filters = _NO_FILTERS) -> dict[str, int]:
        """The total broken down: value → its share; values that have none are left out.

        Each thing counted has one value of `name`, so that within a report the total is known by its shares.
        """
        rows = self._database.rows(
            f"SELECT {what.by[name]} AS value, {_sum(what)} AS total FROM {_narrowed(what, filters)} "
            "GROUP BY 1 ORDER BY 1",
            _days(window, filters),
        )
        if self._kept is not None:
            self._sums[_key(what, window, filters)] = sum(int(row["total"] or 0) for row in rows)
        return {str(row["value"]): int(row["total"] or 0) for row in rows if row["value"] is not None}

    def records(self, what: Counting, window: Window, filters: Filters = _NO_FILTERS) -> tuple[Evidence, ...]:
        """Every record counted, in order."""
        first = f", min({what.order}) AS first_" if what.each else ""
        grouped = f" GROUP BY {what.each}" if what.each else ""
        sql = (
            f"SELECT {what.id} AS id_, {what.day} AS day_, {what.amount} AS amount_, {what.label} AS label_, "
            f"{what.rev} AS rev_{first} FROM {_narrowed(what, filters)}{grouped}"
        )
        if what.each:
            sql = f"SELECT id_, day_, amount_, label_, rev_ FROM ({sql}) ORDER BY first_"
        else:
            sql += f" ORDER BY {what.order}"
        rows = self._database.tuples(sql, _days(window, filters))
        # Ten years of a log name each day a dozen times: each is read once.
        days = {row[1]: dt.date.fromisoformat(row[1]) if row[1] else None for row in rows}
        subject = what.subject
        return tuple([Evidence(subject, id_, days[day], amount, text, rev) for id_, day, amount, text, rev in rows])


def _key(what: Counting, window: Window, filters: Filters) -> tuple[object, ...]:
    return id(what), window, tuple(sorted(filters.items()))


def _sum(what: Counting) -> str:
    if what.each:
        return f"count(DISTINCT {what.each})"
    return "count(*)" if what.amount == "1" else f"sum({what.amount})"


def _narrowed(what: Counting, filters: Filters) -> str:
    more = "".join(f" AND {what.by[name]} = :by_{name}" for name in filters)
    return f"{what.rows}{more}"


def _days(window: Window, filters: Filters) -> dict[str, object]:
    days: dict[str, object] = {"first": window.start.isoformat(), "last": window.cut_off.isoformat()}
    return {**days, **{f"by_{name}": value for name, value in filters.items()}}
