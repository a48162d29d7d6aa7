"""From the entries of the log to its lines on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from ttcs_desktop.broadcast.log_sheets.model import LogLine
from ttcs_desktop.broadcast.model import LogEntry, Witness


def log_lines(
    entries: Sequence[LogEntry],
    in_force: Collection[str],
    witnesses: Iterable[Witness],
    clusters: Callable[[LogEntry], str],
) -> tuple[LogLine, ...]:
    """Every entry as a line, in the order of days and hours, a correction behind what it corrects.

    Args:
        in_force: ids of the entries that count.
        clusters: where an entry was to be heard, in words.
    """
    told: dict[str, list[Witness]] = {}
    for witness in witnesses:
        told.setdefault(witness.entry_id, []).append(witness)
    ordered = sorted(entries, key=lambda one: (one.day, one.start, one.title))
    ordered = _corrections_behind(ordered)
    numbers = {one.id: number for number, one in enumerate(ordered, 1)}
    corrected_by = {one.corrects: numbers[one.id] for one in ordered if one.corrects}
    return tuple(
        LogLine(
            number,
            one,
            clusters(one),
            tuple(told.get(one.id, ())),
            counts=one.id in in_force,
            corrects=numbers.get(one.corrects, 0) if one.corrects else None,
            corrected_by=None if one.id in in_force else corrected_by.get(one.id, 0),
        )
        for number, one in enumerate(ordered, 1)
    )


def _corrections_behind(entries: Sequence[LogEntry]) -> list[LogEntry]:
    """The same entries, each correction moved behind what it corrects where that is among them."""
    known = {one.id for one in entries}
    following = {one.corrects: one for one in entries if one.corrects in known}
    made: list[LogEntry] = []
    for one in entries:
        if one.corrects in known:
            continue
        made.append(one)
        while (behind := following.get(made[-1].id)) is not None:
            made.append(behind)
    return made
