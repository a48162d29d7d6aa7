"""How a file writes its days and lengths: which number stands first, what is counted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.playlogs.cells import length_of, moment, span_of
from ttcs_desktop.broadcast.playlogs.headers import unit_named
from ttcs_desktop.broadcast.playlogs.looks import MOSTLY, Look
from ttcs_desktop.broadcast.playlogs.model import DayOrder, Doubt, Meaning, Unit

STARTS = (Meaning.START, Meaning.SPAN)
"""What tells when a play began."""
_BORDERLINE = 180.0  # of this many and more nobody counts minutes, of fewer hardly anybody seconds
_SAME = 0.15


def cells_of(columns: Sequence[Sequence[str]], meanings: Sequence[Meaning], meaning: Meaning) -> Sequence[str]:
    """What a column tells; starts and ends out of the column that tells both where none tells them alone."""
    if meaning in meanings:
        return columns[meanings.index(meaning)]
    if meaning not in (Meaning.START, Meaning.END) or Meaning.SPAN not in meanings:
        return ()
    both = columns[meanings.index(Meaning.SPAN)]
    # Whether the day or the month stands first makes no difference to where a cell is cut.
    spans = [span_of(cell, DayOrder.DAY) or span_of(cell, DayOrder.MONTH) or ("", "") for cell in both]
    return [told[meaning is Meaning.END] for told in spans]


def day_order(
    columns: Sequence[Sequence[str]], meanings: Sequence[Meaning], today: dt.date, doubts: list[Doubt]
) -> DayOrder:
    """What stands first in 02/11: in Vietnam the day, unless that cannot be, or lies ahead where the other does not."""
    place = Meaning.DAY if Meaning.DAY in meanings else Meaning.START
    cells = [cell for cell in cells_of(columns, meanings, place) if cell]
    wrong = {order: sum(not _past(cell, order, today) for cell in cells) for order in DayOrder}
    if wrong[DayOrder.MONTH] < wrong[DayOrder.DAY]:
        place = place if place in meanings else Meaning.SPAN
        doubts.append(Doubt("month_first", meanings.index(place)))
        return DayOrder.MONTH
    return DayOrder.DAY


def _past(cell: str, order: DayOrder, today: dt.date) -> bool:
    try:
        day = moment(cell, order)[0]
    except InvalidInput:
        return False
    return day is not None and day <= today


def unit_of(
    names: Sequence[str],
    columns: Sequence[Sequence[str]],
    meanings: Sequence[Meaning],
    looks: Sequence[Look],
    order: DayOrder,
    doubts: list[Doubt],
) -> Unit:
    """How durations are written: as the name says, else as starts and ends bear out, else as is likely."""
    if Meaning.DURATION not in meanings:
        return Unit.SECONDS
    at = meanings.index(Meaning.DURATION)
    named = unit_named(names[at])
    colons = sum(":" in cell for cell in columns[at]) > looks[at].filled / 2
    tried = (Unit.MINUTES_SECONDS, Unit.HOURS_MINUTES) if colons else (Unit.SECONDS, Unit.MINUTES, Unit.MILLISECONDS)
    if named is not None and named in tried:
        return named
    borne_out = _borne_out(columns, meanings, order, tried)
    if borne_out is not None:
        return borne_out
    if colons:
        short = [cell for cell in columns[at] if cell and cell.count(":") == 1]
        hours = bool(short) and all(cell.strip().split(":")[0].lstrip("0") == "" for cell in short)
        if short:
            doubts.append(Doubt("unit_guessed", at))
        return Unit.HOURS_MINUTES if hours else Unit.MINUTES_SECONDS
    if looks[at].number >= MOSTLY:
        doubts.append(Doubt("unit_guessed", at))
    return Unit.SECONDS if looks[at].typical >= _BORDERLINE else Unit.MINUTES


def _borne_out(
    columns: Sequence[Sequence[str]], meanings: Sequence[Meaning], order: DayOrder, tried: Sequence[Unit]
) -> Unit | None:
    """The unit in which most durations are what lies between start and end."""
    parts = [cells_of(columns, meanings, one) for one in (Meaning.START, Meaning.END, Meaning.DURATION)]
    if not all(parts):
        return None
    told = zip(*parts, strict=True)
    agree: dict[Unit, int] = defaultdict(int)
    count = 0
    for start, end, length in told:
        span = _span(start, end, order)
        if not span or not length:
            continue
        count += 1
        for unit in tried:
            try:
                agree[unit] += abs(length_of(length, unit) - span) <= max(60.0, span * _SAME)
            except InvalidInput:
                continue
    best = max(tried, key=lambda unit: agree[unit])
    return best if count and agree[best] >= count * MOSTLY else None


def _span(start: str, end: str, order: DayOrder) -> float:
    """Seconds between two cells; 0 where that cannot be told."""
    try:
        (first, at), (last, until) = moment(start, order), moment(end, order)
    except InvalidInput:
        return 0.0
    if at is None or until is None or (first is None) != (last is None):
        return 0.0
    day = dt.date(2000, 1, 1)
    seconds = (dt.datetime.combine(last or day, until) - dt.datetime.combine(first or day, at)).total_seconds()
    return seconds % 86_400
