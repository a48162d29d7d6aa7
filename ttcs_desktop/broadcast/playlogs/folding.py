"""Rows of a log as plays: one statement a play, whether the file writes a row for it or one for each loudspeaker.

Rows of one title whose times touch are one play: a loudspeaker that joins late, drops out or never comes on is still of
it, while the same title an hour later is another. The order of the rows makes no difference, nor does a row that
stands there twice.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from ttcs_desktop.broadcast.log import SAME_LENGTH_SECONDS
from ttcs_desktop.broadcast.model import Kind, Reason
from ttcs_desktop.broadcast.playlogs.model import Heard
from ttcs_desktop.broadcast.playlogs.places import Places
from ttcs_desktop.broadcast.vendor import ClusterPart, VendorRow, reason_of
from ttcs_desktop.vietnamese.text import fold_words

T = TypeVar("T", Kind, Reason)
_words = lru_cache(maxsize=8192)(fold_words)  # a log repeats the same few texts
_LONG_AGO = dt.datetime.combine(dt.date.min, dt.time())
_TOUCHING = dt.timedelta(minutes=1)
_LONGEST_NOTE = 300
_EVERYWHERE = ""


def play_of(heard: Heard, places: Places) -> VendorRow:
    """The statement of a row that is a whole play. Where the file does not count, each place named is one cluster."""
    targets = tuple(map(places.name, heard.place))
    named = len(targets) or max(1, places.count)
    total = heard.total if heard.total is not None else named
    ok = heard.ok if heard.ok is not None else (named if heard.seconds else 0)
    return VendorRow(
        row=heard.row,
        title=heard.title,
        kind=heard.kind,
        priority=heard.priority,
        day=heard.starts_at.date(),
        start=heard.starts_at.time(),
        seconds=heard.seconds if ok else 0,
        targets=targets,
        clusters_ok=ok if heard.seconds else 0,
        clusters_total=total,
        reason=reason_of(heard.note),
        note=heard.note[:_LONGEST_NOTE],
    )


def folded(rows: Iterable[Heard], places: Places) -> Iterator[VendorRow]:
    """The plays that rows of single clusters or loudspeakers make up; `rows` come by their start, and so do plays."""
    opened: dict[str, _Play] = {}
    for row in rows:
        for key in [key for key, play in opened.items() if play.until + _TOUCHING < row.starts_at]:
            yield opened.pop(key).told()
        opened.setdefault(_words(row.title), _Play(places)).take(row)
    yield from (play.told() for play in opened.values())


class _Play:
    """One play while its rows come in."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._rows: list[Heard] = []
        self._seen: set[tuple[object, ...]] = set()
        self.until = _LONG_AGO

    def take(self, row: Heard) -> None:
        self.until = max(self.until, row.starts_at + dt.timedelta(seconds=row.seconds))
        said = (row.starts_at, row.seconds, row.place, row.speaker, row.ok, row.total, row.note, row.title)
        if said not in self._seen:
            self._seen.add(said)
            self._rows.append(row)

    def told(self) -> VendorRow:
        first = min(self._rows, key=lambda row: (row.starts_at, row.title, row.row))
        parts = self._parts()
        start = min((row.starts_at for row in self._rows if row.seconds), default=first.starts_at)
        silent = {part.name for part in parts if not part.seconds}
        seconds = max(part.seconds for part in parts)
        # A loudspeaker that was silent beside one that played is no reason for anything that the entry tells.
        why = [
            row.note
            for row in self._rows
            if row.note
            and (set(self._places_of(row)) & silent or 0 < row.seconds < seconds - SAME_LENGTH_SECONDS or not seconds)
        ]
        notes = {row.note for row in self._rows if row.note}
        ok = sum(part.seconds > 0 for part in parts)
        everywhere = next((part for part in parts if part.name == _EVERYWHERE), None)
        total = len(parts)
        if everywhere is not None:
            ok, total = self._of_all(everywhere)
        return VendorRow(
            row=min(row.row for row in self._rows),
            title=first.title,
            kind=_commonest([row.kind for row in self._rows]),
            priority=max(row.priority for row in self._rows),
            day=start.date(),
            start=start.time(),
            seconds=seconds,
            targets=() if everywhere else tuple(part.name for part in parts),
            clusters_ok=ok,
            clusters_total=total,
            reason=_commonest([reason_of(note) for note in why]) if why else Reason.NOT_GIVEN,
            note="; ".join(sorted(notes))[:_LONGEST_NOTE],
            parts=() if everywhere else parts,
            lines=len(self._rows),
        )

    def _of_all(self, everywhere: ClusterPart) -> tuple[int, int]:
        """How many of how many, where no cluster is named: loudspeakers if the file names those, else all or none."""
        if any(row.speaker for row in self._rows):
            return everywhere.speakers_ok, everywhere.speakers_total
        total = max(1, self._places.count)
        return (total if everywhere.seconds else 0), total

    def _parts(self) -> tuple[ClusterPart, ...]:
        """What each cluster played: as long as the loudspeaker of it that played longest."""
        spans: dict[str, dict[str, list[Heard]]] = {}
        for row in self._rows:
            for place in self._places_of(row):
                spans.setdefault(place, {}).setdefault(_words(row.speaker), []).append(row)
        parts = []
        for place, speakers in sorted(spans.items()):
            played = [_seconds(rows) for rows in speakers.values()]
            ok, total = sum(seconds > 0 for seconds in played), len(played)
            counted = [row for rows in speakers.values() for row in rows if row.total is not None]
            if counted:
                best = max(counted, key=lambda row: (row.seconds, row.ok or 0, row.total or 0))
                ok, total = best.ok or 0, best.total or 0
            parts.append(ClusterPart(place, max(played), ok, total))
        return tuple(parts)

    def _places_of(self, row: Heard) -> tuple[str, ...]:
        if row.place:
            return tuple(dict.fromkeys(map(self._places.name, row.place)))
        return (self._places.of_speaker(row.speaker),) if row.speaker else (_EVERYWHERE,)


def _seconds(rows: list[Heard]) -> int:
    """How long one loudspeaker played: what is told twice, or overlaps, counts once."""
    total, until = 0.0, _LONG_AGO
    for row in sorted(rows, key=lambda row: (row.starts_at, row.seconds)):
        end = row.starts_at + dt.timedelta(seconds=row.seconds)
        total += max(0.0, (end - max(row.starts_at, until)).total_seconds())
        until = max(until, end)
    return round(total)


def _commonest(values: list[T]) -> T:
    counted = Counter(values)
    return max(counted, key=lambda value: (counted[value], value))
