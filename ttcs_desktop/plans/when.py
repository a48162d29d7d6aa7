"""Reads a time as a plan writes it ("Trước ngày 30/11 hằng năm", "Quý II/2026") into its normal form.

What is not certain is said as a doubt; a text that cannot be read is never taken for "thường xuyên".
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind
from ttcs_desktop.plans.when_words import Part, Sense, Unit, Words, cut
from ttcs_desktop.vietnamese.text import fold_words

__all__ = ["Due", "Every", "When", "WhenKind", "WhenReading", "parse_when"]

_LONGEST_FIRST = (Every.YEAR, Every.HALF, Every.QUARTER, Every.MONTH, Every.WEEK, Every.DAY)
_SCANNED = {  # how scans and hasty typing garble the two commonest times
    "thuong xuyen": When(WhenKind.CONTINUOUS),
    "hang nam": When(WhenKind.REPEATING, every=Every.YEAR),
    "hang quy": When(WhenKind.REPEATING, every=Every.QUARTER),
    "hang thang": When(WhenKind.REPEATING, every=Every.MONTH),
    "hang tuan": When(WhenKind.REPEATING, every=Every.WEEK),
    "hang ngay": When(WhenKind.REPEATING, every=Every.DAY),
}
_LIKENESS = 0.78


@dataclass(frozen=True, slots=True)
class WhenReading:
    """The normal form and what is unsure about it; `doubts` all have the field "when"."""

    when: When
    doubts: tuple[Doubt, ...] = ()


def parse_when(text: str, *, year: int | None = None) -> WhenReading:
    """Reads `text`; `year` is the plan's year, for days and quarters that name none.

    Doubt codes: time_missing, time_unreadable, time_partly_read, time_guessed, time_elsewhere, no_such_date,
    year_missing, several_dates, period_missing, time_mixed.
    """
    words = cut(text)
    if not text.strip():
        return WhenReading(When(WhenKind.ONCE), (Doubt("when", "time_missing"),))
    reader = _Reader(words, year)
    reading = reader.read() if words.found else None
    if reading is None or (words.rest and not reader.parts and _mostly_noise(words)):
        return _guessed(text) or WhenReading(
            When(WhenKind.ONCE), (Doubt("when", "time_unreadable", {"text": text.strip()}),)
        )
    if words.rest:
        partly = Doubt("when", "time_partly_read", {"rest": words.rest})
        return WhenReading(reading.when, (*reading.doubts, partly))
    return reading


def _mostly_noise(words: Words) -> bool:
    telling = (Sense.EVERY, Sense.CONTINUOUS, Sense.ON_DEMAND, Sense.ELSEWHERE, Sense.DAY_OF_PERIOD)
    return not any(word.sense in telling for word in words.found)


def _guessed(text: str) -> WhenReading | None:
    plain = fold_words(text)
    best = max(_SCANNED, key=lambda known: difflib.SequenceMatcher(None, plain, known).ratio())
    if difflib.SequenceMatcher(None, plain, best).ratio() < _LIKENESS:
        return None
    return WhenReading(_SCANNED[best], (Doubt("when", "time_guessed", {"text": text.strip()}),))


class _Reader:
    """One reading: the words by their sense, and the doubts met on the way."""

    def __init__(self, words: Words, year: int | None) -> None:
        self._words = words.found
        self._year = year
        self._senses = {word.sense for word in words.found}
        self.parts = [word.part for word in words.found if word.part]
        self._doubts: list[Doubt] = []

    def read(self) -> WhenReading | None:
        """The reading, or None when the words say nothing about time together."""
        if Sense.EVERY in self._senses or Sense.DAY_OF_PERIOD in self._senses:
            when: When | None = self._repeating()
        elif Sense.CONTINUOUS in self._senses:
            when = self._continuous()
        elif self.parts:
            when = self._dated()
        elif Sense.ON_DEMAND in self._senses:
            when = When(WhenKind.ONCE)
        elif Sense.ELSEWHERE in self._senses:
            self._doubt("time_elsewhere")
            when = When(WhenKind.ONCE)
        else:
            when = None
        return WhenReading(when, tuple(self._doubts)) if when else None

    def _doubt(self, code: str, **details: object) -> None:
        if all(doubt.code != code for doubt in self._doubts):
            self._doubts.append(Doubt("when", code, details))

    # -- repeating and continuous ------------------------------------------------------------------------------

    def _repeating(self) -> When:
        periods = [word.every for word in self._words if word.sense is Sense.EVERY]
        known = [every for every in periods if every]
        days = [word.day for word in self._words if word.sense is Sense.DAY_OF_PERIOD]
        every = max(known, key=_LONGEST_FIRST.index) if known else (Every.MONTH if days and not periods else None)
        if every is None:
            self._doubt("period_missing")
        start, end = self._span([part for part in self.parts if part.unit is Unit.YEAR])
        dated = [part for part in self.parts if part.unit is not Unit.YEAR]
        if dated and dated[-1].year and not start and dated[-1].unit is Unit.DAY:
            start = dt.date(dated[-1].year, 1, 1)
        every, due = self._repeating_due(every, dated, days)
        strict = Sense.BEFORE in self._senses and due is not None
        return When(WhenKind.REPEATING, start, end, due, every, strict)

    def _repeating_due(
        self, every: Every | None, dated: Sequence[Part], days: Sequence[int]
    ) -> tuple[Every | None, Due | None]:
        dues = [due for due in (self._yearly(part) for part in dated) if due]
        if len(dues) == 2 and {due.month for due in dues} == {6, 12} and dues[0].day == dues[1].day:
            return Every.HALF, Due(dues[0].day)
        if len(dues) + len(days) > 1:
            self._doubt("several_dates")
        if dues:
            return (every if every in (None, Every.YEAR) else Every.YEAR), dues[0]
        if days:
            if not 1 <= days[0] <= 31:
                self._doubt("no_such_date")
                return every, None
            return every, Due(days[0])
        return every, None

    def _yearly(self, part: Part) -> Due | None:
        """The day of every year it names: its last day, or the first of it after "trước"."""
        try:
            first = Sense.BEFORE in self._senses
            date = part.first(2024) if first else part.last(2024)
        except ValueError:
            self._doubt("no_such_date")
            return None
        return Due(date.day if (date.month, date.day) != (2, 29) or part.unit is Unit.DAY else 28, date.month)

    def _continuous(self) -> When:
        if Sense.BEFORE in self._senses or (Sense.BY in self._senses and not self._is_range()):
            self._doubt("time_mixed")
        start, end = self._span(self._with_years())
        return When(WhenKind.CONTINUOUS, start, end)

    # -- dated -------------------------------------------------------------------------------------------------

    def _dated(self) -> When | None:
        parts = self._with_years()
        if any(part.year is None for part in parts):
            return self._without_year(parts)
        spans = [span for span in map(self._bounds, parts) if span]
        if not spans:
            kind = WhenKind.DEADLINE if self._is_deadline() else WhenKind.WINDOW
            return When(kind)
        first, last = min(start for start, _ in spans), max(end for _, end in spans)
        if self._is_deadline():
            if len(spans) > 1:
                self._doubt("several_dates")
            strict = Sense.BEFORE in self._senses
            return When(WhenKind.DEADLINE, due=Due.of(spans[0][0] if strict else spans[0][1]), strict=strict)
        if len(spans) > 1 and not self._is_range() and not _touch(spans):
            self._doubt("several_dates")
        if self._opens_only():
            return When(WhenKind.WINDOW, first, None)
        return When(WhenKind.WINDOW, first, last)

    def _without_year(self, parts: Sequence[Part]) -> When:
        self._doubt("year_missing")
        if not self._is_deadline():
            return When(WhenKind.WINDOW)
        due = self._yearly(parts[0])
        return When(WhenKind.DEADLINE, due=due, strict=Sense.BEFORE in self._senses and due is not None)

    def _is_deadline(self) -> bool:
        if Sense.BEFORE in self._senses:
            return True
        if self._is_range() or self._opens_only():
            return False
        if Sense.BY in self._senses or self._leading_to():
            return True
        return len(self.parts) == 1 and self.parts[0].unit is Unit.DAY

    def _leading_to(self) -> bool:
        """ "Đến năm 2030": the word stands before the only part."""
        senses = [word.sense for word in self._words]
        return Sense.TO in senses and senses.index(Sense.TO) < senses.index(Sense.PART)

    def _is_range(self) -> bool:
        places = [place for place, word in enumerate(self._words) if word.sense is Sense.PART]
        return any(
            any(word.sense is Sense.TO for word in self._words[left + 1 : right]) for left, right in pairwise(places)
        )

    def _opens_only(self) -> bool:
        return len(self.parts) == 1 and (
            Sense.ONWARD in self._senses or (Sense.FROM in self._senses and not self._leading_to())
        )

    # -- the calendar ------------------------------------------------------------------------------------------

    def _with_years(self) -> list[Part]:
        """Years are written once for several parts: mostly at the last one, and a range may cross the new year."""
        parts = list(self.parts)
        ranged = self._is_range()
        for place in range(len(parts) - 2, -1, -1):
            later = parts[place + 1]
            if parts[place].year is None and later.year is not None and parts[place].unit is not Unit.YEAR:
                crosses = ranged and later.unit is not Unit.YEAR and _order(parts[place]) > _order(later)
                parts[place] = replace(parts[place], year=later.year - 1 if crosses else later.year)
        parts = _without_shared_year(parts)
        known = self._year
        for place, part in enumerate(parts):
            if part.year is None and known is not None:
                crosses = ranged and place > 0 and _order(parts[place - 1]) > _order(part)
                parts[place] = replace(part, year=known + 1 if crosses else known)
            known = parts[place].year
        return parts

    def _bounds(self, part: Part) -> tuple[dt.date, dt.date] | None:
        try:
            return part.first(part.year or 0), part.last(part.year or 0)
        except ValueError:
            self._doubt("no_such_date")
            return None

    def _span(self, parts: Sequence[Part]) -> tuple[dt.date | None, dt.date | None]:
        spans = [span for span in (self._bounds(part) for part in parts if part.year) if span]
        if not spans:
            return None, None
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
        if len(parts) == 1 and (Sense.FROM in self._senses or Sense.ONWARD in self._senses):
            return start, None
        return (None if self._leading_to() and len(parts) == 1 else start), end


def _order(part: Part) -> tuple[int, int]:
    months = {Unit.QUARTER: 3, Unit.HALF: 6}.get(part.unit, 1)
    return part.number * months, part.day


def _without_shared_year(parts: list[Part]) -> list[Part]:
    """ "Quý III, tháng 12 năm 2026" cut as parts and a bare year: the year belongs to the parts, not beside them."""
    if len(parts) > 1 and parts[-1].unit is Unit.YEAR and parts[-2].unit is not Unit.YEAR:
        shared = parts[-1].year
        if all(part.year == shared for part in parts[:-1]):
            return parts[:-1]
    return parts


def _touch(spans: Sequence[tuple[dt.date, dt.date]]) -> bool:
    ordered = sorted(spans)
    return all(later[0] <= earlier[1] + dt.timedelta(days=1) for earlier, later in pairwise(ordered))
