"""How a file would be read: what each column means by its name and by the look of its cells, and what is in doubt."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.playlogs.cells import length_of, moment
from ttcs_desktop.broadcast.playlogs.headers import EXACT, PHRASE, WEAK, suggestions, unit_named, words_of
from ttcs_desktop.broadcast.playlogs.looks import MOSTLY, Look, has_clock, has_day, is_data, look_of
from ttcs_desktop.broadcast.playlogs.model import DayOrder, Doubt, Head, Meaning, Proposal, Reading, Unit
from ttcs_desktop.broadcast.playlogs.places import Places
from ttcs_desktop.broadcast.playlogs.words import is_sum, places_of
from ttcs_desktop.vietnamese.text import fold_words

LOOKED_AT = 400
"""Rows at the top of a file that are looked at."""
_HEAD_WITHIN = 40
_LEAST_NAMED = 3
_BORDERLINE = 180.0  # of this many and more nobody counts minutes, of fewer hardly anybody seconds
_SAME = 0.15
Rows = Sequence[tuple[int, tuple[str, ...]]]


def propose(rows: Rows, today: dt.date) -> Proposal:
    """What a file's first rows say about the rest.

    Raises:
        InvalidInput: `log_header` when nothing in them looks like the rows of a play log.
    """
    head, below = _head(rows)
    width = max((len(cells) for _, cells in below), default=0)
    if not below or width < _LEAST_NAMED:
        raise InvalidInput("file", "log_header")
    names = tuple(head.names[at] if at < len(head.names) else "" for at in range(width))
    plays = _plays(below, names)
    columns = [[cells[at] if at < len(cells) else "" for _, cells in plays] for at in range(width)]
    looks = [look_of(column) for column in columns]
    meanings, doubts = _meanings(names, looks)
    meanings = _by_look(meanings, columns, looks, doubts)
    order = _day_order(columns, meanings, today, doubts)
    unit = _unit(names, columns, meanings, looks, order, doubts)
    reading = Reading(tuple(meanings), unit, order, _per_place(plays, meanings))
    return Proposal(Head(head.row, names), reading, tuple(doubts), tuple(below))


def missing(reading: Reading) -> tuple[Meaning, ...]:
    """What must be told by some column and is not: without it no row says anything."""
    lack = [one for one in (Meaning.TITLE,) if not reading.has(one)]
    if not reading.has(Meaning.START):
        lack.append(Meaning.START)
    if not reading.has(Meaning.DURATION) and not reading.has(Meaning.END):
        lack.append(Meaning.DURATION)
    return tuple(lack)


def fingerprint(head: Head) -> str:
    """One id for all files whose columns are called the same in the same order."""
    return stable_id("play log", *map(words_of, head.names))


def with_places(proposal: Proposal, places: Places) -> Proposal:
    """The same with the column that really names clusters of the station, where another was taken for it by its name.

    A vendor may write a code and a name for each loudspeaker, of which one alone says where it hangs.
    """
    reading = proposal.reading
    where = [at for at, one in enumerate(reading.columns) if one in (Meaning.PLACE, Meaning.SPEAKER)]
    known = {at: _share_known(proposal, at, places, whole=False) for at in range(len(reading.columns))}
    if any(known[at] >= MOSTLY for at in where):
        return proposal
    better = [at for at, one in enumerate(reading.columns) if one is Meaning.NOTHING and known[at] >= MOSTLY]
    if not better:
        return proposal
    columns = list(reading.columns)
    at = max(better, key=lambda one: known[one])
    meaning = Meaning.PLACE if _share_known(proposal, at, places, whole=True) >= MOSTLY else Meaning.SPEAKER
    columns = [Meaning.NOTHING if one is meaning else one for one in columns]
    columns[at] = meaning
    return replace(proposal, reading=replace(reading, columns=tuple(columns)))


def _share_known(proposal: Proposal, at: int, places: Places, *, whole: bool) -> float:
    cells = {cells[at] for _, cells in proposal.rows if at < len(cells) and cells[at]}
    named = [one for cell in cells for one in places_of(cell)] if whole else [places.of_speaker(one) for one in cells]
    return sum(map(places.knows, named)) / len(named) if named else 0.0


def _plays(rows: Rows, names: Sequence[str]) -> Rows:
    """The rows that hold plays: no head again, no sum, no signature at the foot."""
    widest = max(sum(map(bool, cells)) for _, cells in rows)
    again = set(map(words_of, names)) - {""}
    return [
        row
        for row in rows
        if sum(map(bool, row[1])) * 2 > widest
        and not is_sum(next(filter(None, row[1])))
        and not {words_of(cell) for cell in row[1] if cell} <= again
    ] or rows


def _head(rows: Rows) -> tuple[Head, list[tuple[int, tuple[str, ...]]]]:
    """The row of names, and the rows below it that hold something; titles above it are passed over."""
    best, most = None, 0.0
    widest = max((sum(map(bool, cells)) for _, cells in rows), default=0)
    data = [sum(map(bool, cells)) * 2 > widest and is_data(cells) for _, cells in rows]
    for place, (_, cells) in enumerate(rows[:_HEAD_WITHIN]):
        if any(has_day(cell) or has_clock(cell) for cell in cells):
            continue  # no column is called by a day
        told = {meaning for cell in cells for meaning, weight in suggestions(cell).items() if weight >= WEAK}
        weight = len(told - {Meaning.NOTHING}) + sum(map(bool, cells)) / 100
        if len(told) >= 2 and weight > most:
            best, most = place, weight
    first = data.index(True) if any(data) else None
    if best is None and first is not None:
        # Names that nobody knows: the row right above the first play.
        above = [place for place in range(first) if sum(map(bool, rows[place][1])) >= _LEAST_NAMED]
        best = above[-1] if above else None
    if best is None:
        return Head(0, ()), [row for row in rows if any(row[1])] if first is not None else []
    number, cells = rows[best]
    names = _two_lines(rows[best - 1][1] if best else (), cells)
    return Head(number, names), [row for row in rows[best + 1 :] if any(row[1])]


def _two_lines(above: Sequence[str], cells: tuple[str, ...]) -> tuple[str, ...]:
    """A name that stands over several columns belongs to each of those that have no better one."""
    if sum(map(bool, above)) < _LEAST_NAMED:
        return cells
    return tuple(cell or (above[at] if at < len(above) else "") for at, cell in enumerate(cells))


def _meanings(names: Sequence[str], looks: Sequence[Look]) -> tuple[list[Meaning], list[Doubt]]:
    """What the names say, the strongest first; a name whose cells look otherwise says nothing."""
    ranked = sorted(
        (
            (-weight, at, meaning)
            for at, name in enumerate(names)
            for meaning, weight in suggestions(name).items()
            if meaning is not Meaning.NOTHING
        ),
        key=lambda one: (one[0], one[1], one[2].value),
    )
    found = [Meaning.NOTHING] * len(names)
    taken: set[Meaning] = set()
    doubts: list[Doubt] = []
    ignored = {at for at, name in enumerate(names) if suggestions(name).get(Meaning.NOTHING) == EXACT}
    for weight, at, meaning in ranked:
        if found[at] is not Meaning.NOTHING or meaning in taken or at in ignored or not looks[at].fits(meaning):
            continue
        found[at] = meaning
        taken.add(meaning)
        if -weight < PHRASE and meaning in (Meaning.TITLE, Meaning.DURATION, Meaning.START):
            doubts.append(Doubt("column_guessed", at))
    return found, doubts


def _by_look(
    meanings: list[Meaning], columns: Sequence[Sequence[str]], looks: Sequence[Look], doubts: list[Doubt]
) -> list[Meaning]:
    """What is needed and no name told, by the look of the columns that are left."""

    def free(fits: Sequence[bool]) -> int | None:
        return next((at for at, one in enumerate(fits) if one and meanings[at] is Meaning.NOTHING), None)

    def take(meaning: Meaning, at: int | None) -> None:
        if at is not None:
            meanings[at] = meaning
            doubts.append(Doubt("column_guessed", at))

    hours = [look.clock >= MOSTLY and look.number < MOSTLY for look in looks]
    if Meaning.DAY in meanings and Meaning.START not in meanings:
        at = meanings.index(Meaning.DAY)
        meanings[at] = Meaning.START if looks[at].clock >= MOSTLY else Meaning.DAY  # day and hour in one cell
    if Meaning.START not in meanings:
        take(Meaning.START, free(hours))
    if Meaning.START in meanings and Meaning.DAY not in meanings:
        at = meanings.index(Meaning.START)
        if not any(map(has_day, columns[at])):
            take(Meaning.DAY, free([look.day >= MOSTLY for look in looks]))
    lengths = [look.length >= MOSTLY and not look.serial for look in looks]
    for meaning, fits in ((Meaning.END, hours), (Meaning.DURATION, lengths)):
        if not {Meaning.END, Meaning.DURATION} & set(meanings):
            take(meaning, free(fits))
    if not {Meaning.COUNTS, Meaning.OK} & set(meanings):
        take(Meaning.COUNTS, free([look.counts >= MOSTLY and look.day < MOSTLY for look in looks]))
    if Meaning.TITLE not in meanings:
        worded = [at for at, look in enumerate(looks) if look.words >= MOSTLY and meanings[at] is Meaning.NOTHING]
        take(Meaning.TITLE, max(worded, key=lambda at: sum(map(len, columns[at])), default=None))
    return meanings


def _cells(columns: Sequence[Sequence[str]], meanings: Sequence[Meaning], meaning: Meaning) -> Sequence[str]:
    return columns[meanings.index(meaning)] if meaning in meanings else ()


def _day_order(
    columns: Sequence[Sequence[str]], meanings: Sequence[Meaning], today: dt.date, doubts: list[Doubt]
) -> DayOrder:
    """What stands first in 02/11: in Vietnam the day, unless that cannot be, or lies ahead where the other does not."""
    place = Meaning.DAY if Meaning.DAY in meanings else Meaning.START
    cells = [cell for cell in _cells(columns, meanings, place) if cell]
    wrong = {order: sum(not _past(cell, order, today) for cell in cells) for order in DayOrder}
    if wrong[DayOrder.MONTH] < wrong[DayOrder.DAY]:
        doubts.append(Doubt("month_first", meanings.index(place)))
        return DayOrder.MONTH
    return DayOrder.DAY


def _past(cell: str, order: DayOrder, today: dt.date) -> bool:
    try:
        day = moment(cell, order)[0]
    except InvalidInput:
        return False
    return day is not None and day <= today


def _unit(
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
    if Meaning.END not in meanings or Meaning.START not in meanings:
        return None
    told = zip(*(_cells(columns, meanings, one) for one in (Meaning.START, Meaning.END, Meaning.DURATION)), strict=True)
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


def _per_place(rows: Rows, meanings: Sequence[Meaning]) -> bool:
    """Whether a row is one cluster or loudspeaker of a play: nothing counts clusters, or the same play stands in rows
    of several places.
    """
    if Meaning.SPEAKER in meanings:
        return True
    if Meaning.COUNTS not in meanings and Meaning.OK not in meanings:
        return True
    if Meaning.PLACE not in meanings:
        return False
    title, start, place = (
        meanings.index(one) if one in meanings else -1 for one in (Meaning.TITLE, Meaning.START, Meaning.PLACE)
    )
    day = meanings.index(Meaning.DAY) if Meaning.DAY in meanings else start
    plays: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, cells in rows:
        if max(title, start, place, day) < len(cells) and len(places_of(cells[place])) == 1:
            key = (fold_words(cells[title]) if title >= 0 else "", cells[day], cells[start])
            plays[key].add(fold_words(cells[place]))
    several = sum(len(named) > 1 for named in plays.values())
    return bool(plays) and several > len(plays) / 2
