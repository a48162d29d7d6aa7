"""How a file would be read: what each column means by its name and by the look of its cells, and what is in doubt."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.playlogs.headers import EXACT, PHRASE, WEAK, suggestions, words_of
from ttcs_desktop.broadcast.playlogs.looks import MOSTLY, Look, has_clock, has_day, has_span, is_data, look_of
from ttcs_desktop.broadcast.playlogs.model import Doubt, Head, Meaning, Proposal, Reading
from ttcs_desktop.broadcast.playlogs.places import Places
from ttcs_desktop.broadcast.playlogs.units import STARTS, cells_of, day_order, unit_of
from ttcs_desktop.broadcast.playlogs.words import is_sum, places_of
from ttcs_desktop.vietnamese.text import fold_words

LOOKED_AT = 400
"""Rows at the top of a file that are looked at."""
_HEAD_WITHIN = 40
_LEAST_NAMED = 3
_LENGTHS = (Meaning.DURATION, Meaning.END, Meaning.SPAN)
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
    order = day_order(columns, meanings, today, doubts)
    unit = unit_of(names, columns, meanings, looks, order, doubts)
    reading = Reading(tuple(meanings), unit, order, _per_place(plays, meanings))
    return Proposal(Head(head.row, names), reading, tuple(doubts), tuple(below))


def missing(reading: Reading) -> tuple[Meaning, ...]:
    """What must be told by some column and is not: without it no row says anything."""
    lack = [one for one in (Meaning.TITLE,) if not reading.has(one)]
    if not reading.has(Meaning.START) and not reading.has(Meaning.SPAN):
        lack.append(Meaning.START)
    if not any(map(reading.has, _LENGTHS)):
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
        if any(has_day(cell) or has_clock(cell) or has_span(cell) for cell in cells):
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
            (-weight, at, _spanned(meaning, looks[at]))
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
        if -weight < PHRASE and meaning in (Meaning.TITLE, Meaning.DURATION, *STARTS):
            doubts.append(Doubt("column_guessed", at))
    return found, doubts


def _spanned(meaning: Meaning, look: Look) -> Meaning:
    """A column called like a start or an end whose cells tell both."""
    return Meaning.SPAN if meaning in (Meaning.START, Meaning.END) and look.fits(Meaning.SPAN) else meaning


class _Columns:
    """What the columns mean so far; what is needed and no name told is taken by how they look."""

    def __init__(self, meanings: list[Meaning], doubts: list[Doubt]) -> None:
        self.meanings, self._doubts = meanings, doubts

    def lack(self, *wanted: Meaning) -> bool:
        """Whether no column tells any of these."""
        return not set(wanted) & set(self.meanings)

    def take(self, meaning: Meaning, fits: Sequence[bool]) -> None:
        """The first column that fits and means nothing yet."""
        at = next((at for at, one in enumerate(fits) if one and self.meanings[at] is Meaning.NOTHING), None)
        if at is not None:
            self.meanings[at] = meaning
            self._doubts.append(Doubt("column_guessed", at))


def _by_look(
    meanings: list[Meaning], columns: Sequence[Sequence[str]], looks: Sequence[Look], doubts: list[Doubt]
) -> list[Meaning]:
    """What is needed and no name told, by the look of the columns that are left."""
    told = _Columns(meanings, doubts)
    hours = [look.clock >= MOSTLY and look.number < MOSTLY for look in looks]
    if told.lack(*STARTS):
        told.take(Meaning.SPAN, [look.span >= MOSTLY for look in looks])
    if told.lack(*STARTS) and not told.lack(Meaning.DAY):
        at = meanings.index(Meaning.DAY)
        meanings[at] = Meaning.START if looks[at].clock >= MOSTLY else Meaning.DAY  # day and hour in one cell
    if told.lack(*STARTS):
        told.take(Meaning.START, hours)
    starts = cells_of(columns, meanings, Meaning.START)
    if starts and told.lack(Meaning.DAY) and not any(map(has_day, starts)):
        told.take(Meaning.DAY, [look.day >= MOSTLY for look in looks])
    for meaning, fits in (
        (Meaning.END, hours),
        (Meaning.DURATION, [look.length >= MOSTLY and not look.serial for look in looks]),
    ):
        if told.lack(*_LENGTHS):
            told.take(meaning, fits)
    if told.lack(Meaning.COUNTS, Meaning.OK):
        told.take(Meaning.COUNTS, [look.counts >= MOSTLY and look.day < MOSTLY for look in looks])
    if told.lack(Meaning.TITLE):
        free = [look.words >= MOSTLY and one is Meaning.NOTHING for look, one in zip(looks, meanings, strict=True)]
        letters = [sum(map(len, column)) if one else 0 for column, one in zip(columns, free, strict=True)]
        told.take(Meaning.TITLE, [bool(one) and one == max(letters) for one in letters])
    return meanings


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
    starts = [one for one in STARTS if one in meanings] or [Meaning.START]
    title, start, place = (
        meanings.index(one) if one in meanings else -1 for one in (Meaning.TITLE, *starts[:1], Meaning.PLACE)
    )
    day = meanings.index(Meaning.DAY) if Meaning.DAY in meanings else start
    plays: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, cells in rows:
        if max(title, start, place, day) < len(cells) and len(places_of(cells[place])) == 1:
            key = (fold_words(cells[title]) if title >= 0 else "", cells[day], cells[start])
            plays[key].add(fold_words(cells[place]))
    several = sum(len(named) > 1 for named in plays.values())
    return bool(plays) and several > len(plays) / 2
