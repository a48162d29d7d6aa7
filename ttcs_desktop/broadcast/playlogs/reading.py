"""Rows of a play log as statements, by what its columns mean. A row that cannot be read is named, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Kind, Priority
from ttcs_desktop.broadcast.playlogs.cells import (
    LONGEST_SECONDS,
    count_of,
    counts_of,
    day_of,
    end_moment,
    length_of,
    moment,
    span_of,
)
from ttcs_desktop.broadcast.playlogs.headers import words_of
from ttcs_desktop.broadcast.playlogs.model import Head, Heard, Meaning, Reading
from ttcs_desktop.broadcast.playlogs.words import is_sum, places_of, played
from ttcs_desktop.broadcast.timetable import Rejection
from ttcs_desktop.broadcast.vendor import is_relay, kind_and_priority
from ttcs_desktop.vietnamese.text import tidy

_LONGEST_OVER_MIDNIGHT = 6 * 3600
_LONGEST_TITLE = 500
_MIDNIGHT = dt.time()
_OF_SPAN = (Meaning.START, Meaning.END)
_tidied = lru_cache(maxsize=8192)(tidy)  # a log repeats the same few texts


class RowReader:
    """Reads the rows of one file; the same instance for all of them, because it knows the file's head."""

    def __init__(self, head: Head, reading: Reading) -> None:
        self._head, self._reading = head, reading
        self._names = tuple(map(words_of, head.names))
        told = ((meaning, at) for at, meaning in enumerate(reading.columns) if meaning)
        self._at: dict[Meaning, int] = dict(told)

    def read(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Heard | Rejection]:
        """What each row says, or why it says nothing; titles, sums and repeated heads are passed over."""
        for number, cells in rows:
            if number <= self._head.row or self._is_passed_over(cells):
                continue
            try:
                yield self._heard(number, cells)
            except InvalidInput as problem:
                yield Rejection(number, problem.code)

    def _is_passed_over(self, cells: Sequence[str]) -> bool:
        filled = [cell for cell in cells if cell]
        if len(filled) < 2:
            return True  # a line of a title or of who signs
        if self._names and all(words_of(cell) == name for cell, name in zip(cells, self._names, strict=False) if cell):
            return True  # the head again, as it stands on each printed page
        when = self._cell(cells, Meaning.DAY) or self._cell(cells, Meaning.START)
        if not any(map(str.isdigit, when)) and not self._cell(cells, Meaning.TITLE):
            return True
        return not when or (is_sum(filled[0]) and not self._has_day(cells))

    def _has_day(self, cells: Sequence[str]) -> bool:
        return day_reads(self._cell(cells, Meaning.DAY if Meaning.DAY in self._at else Meaning.START), self._reading)

    def _cell(self, cells: Sequence[str], meaning: Meaning) -> str:
        if meaning in _OF_SPAN and meaning not in self._at and Meaning.SPAN in self._at:
            both = self._cell(cells, Meaning.SPAN)
            told = span_of(both, self._reading.order)
            return told[_OF_SPAN.index(meaning)] if told else both if meaning is Meaning.START else ""
        at = self._at[meaning] if meaning in self._at else len(cells)
        return cells[at] if at < len(cells) else ""

    def _heard(self, number: int, cells: Sequence[str]) -> Heard:
        title = _tidied(self._cell(cells, Meaning.TITLE))[:_LONGEST_TITLE]
        if not title:
            raise InvalidInput("title", "title_missing")
        starts_at = self._start(cells)
        seconds = self._seconds(cells, starts_at)
        ok, total = self._counts(cells)
        state = self._cell(cells, Meaning.STATE)
        if played(state) is False or ok == 0:
            seconds = 0
        kind, priority = self._kind(cells, title)
        note = _tidied(self._cell(cells, Meaning.NOTE)) or (_tidied(state) if state and not played(state) else "")
        return Heard(
            row=number,
            title=title,
            kind=kind,
            priority=priority,
            starts_at=starts_at,
            seconds=seconds,
            place=places_of(self._cell(cells, Meaning.PLACE)),
            speaker=_tidied(self._cell(cells, Meaning.SPEAKER)),
            ok=ok if seconds or ok is None else 0,
            total=total,
            note=note,
        )

    def _start(self, cells: Sequence[str]) -> dt.datetime:
        order = self._reading.order
        written, day = self._cell(cells, Meaning.START), None
        if Meaning.DAY in self._at:
            day, clock = moment(self._cell(cells, Meaning.DAY), order)
            if day is None:
                raise InvalidInput("day", "date_unreadable")
            if Meaning.START not in self._at and Meaning.SPAN not in self._at:
                return dt.datetime.combine(day, clock or _MIDNIGHT)
        if not written:
            raise InvalidInput("start", "time_unreadable")
        own_day, clock = moment(written, order)
        if clock is None and Meaning.DAY in self._at:
            raise InvalidInput("start", "time_unreadable")
        day = own_day or day
        if day is None:
            raise InvalidInput("day", "date_unreadable")
        # A sheet shows a moment at midnight as the day alone.
        return dt.datetime.combine(day, clock or _MIDNIGHT)

    def _seconds(self, cells: Sequence[str], starts_at: dt.datetime) -> int:
        written = self._cell(cells, Meaning.DURATION)
        ended = self._cell(cells, Meaning.END)
        span = self._span(ended, starts_at) if ended else None
        if written:
            return length_of(written, self._reading.unit)
        if span is not None:
            return span
        if played(self._cell(cells, Meaning.STATE)) is False:
            return 0  # what did not play has no end
        raise InvalidInput("minutes", "duration_unreadable")

    def _span(self, ended: str, starts_at: dt.datetime) -> int:
        """Seconds until the end; an hour alone before the start is the next day's, if that is not far.

        Raises:
            InvalidInput: `end_before_start`, `duration_unreadable`.
        """
        day, clock = end_moment(ended, self._reading.order)
        if day is not None:
            seconds = (dt.datetime.combine(day, clock or _MIDNIGHT) - starts_at).total_seconds()
        else:
            seconds = (dt.datetime.combine(starts_at.date(), clock or _MIDNIGHT) - starts_at).total_seconds()
            if seconds < 0 and seconds + LONGEST_SECONDS <= _LONGEST_OVER_MIDNIGHT:
                seconds += LONGEST_SECONDS
        if seconds < 0:
            raise InvalidInput("end", "end_before_start")
        if seconds > LONGEST_SECONDS:
            raise InvalidInput("minutes", "duration_unreadable")
        return int(seconds)

    def _counts(self, cells: Sequence[str]) -> tuple[int | None, int | None]:
        both = self._cell(cells, Meaning.COUNTS)
        if Meaning.COUNTS in self._at:
            return counts_of(both)
        if Meaning.OK not in self._at or Meaning.TOTAL not in self._at:
            return None, None
        ok, total = count_of(self._cell(cells, Meaning.OK)), count_of(self._cell(cells, Meaning.TOTAL))
        if ok > total or not total:
            raise InvalidInput("counts", "count_unreadable")
        return ok, total

    def _kind(self, cells: Sequence[str], title: str) -> tuple[Kind, Priority]:
        said = self._cell(cells, Meaning.KIND) if Meaning.KIND in self._at else None
        return _kind_of(said, self._cell(cells, Meaning.MODE), title)


@lru_cache(maxsize=8192)
def _kind_of(said: str | None, mode: str, title: str) -> tuple[Kind, Priority]:
    """By the columns that tell it; what a relay is called tells it too, what a notice or a programme is does not."""
    if said is None:
        said = title if is_relay(title) else ""
    return kind_and_priority(said, mode)


def day_reads(text: str, reading: Reading) -> bool:
    """Whether a cell has a day in it, read so."""
    try:
        day_of(text, reading.order)
    except InvalidInput:
        return False
    return True
