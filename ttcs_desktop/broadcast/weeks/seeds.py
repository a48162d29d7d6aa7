"""What is taken out of a week: its slots by their hours and weekdays, and what makes an airing the same elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Airing, Slot
from ttcs_desktop.broadcast.recurrence import Recurrence
from ttcs_desktop.broadcast.weeks.model import Seed
from ttcs_desktop.vietnamese.text import fold_words

_NOWHERE = dt.timedelta(0)


def first_plays(airings: Iterable[Airing]) -> list[Airing]:
    """Of each slot and day of it the first play that stands: an earlier one may be left out."""
    found: dict[tuple[str, dt.date], Airing] = {}
    for one in airings:
        before = found.setdefault((one.slot.id, one.slot_day), one)
        if one.play < before.play:
            found[one.slot.id, one.slot_day] = one
    return list(found.values())


def seeds_of(airings: Iterable[Airing]) -> list[Seed]:
    """The slots of some airings, one for each hour of theirs.

    Further plays of a day go with the first where all of them stand as the slot has them; a day of which one was moved
    or left out is made of single plays.
    """
    days: dict[tuple[str, dt.date], list[Airing]] = {}
    for one in airings:
        days.setdefault((one.slot.id, one.slot_day), []).append(one)
    found: dict[tuple[str, dt.time, int], tuple[Slot, set[int]]] = {}
    for same in days.values():
        slot, plays = same[0].slot, sorted(same, key=lambda one: one.play)
        whole = [at - plays[0].start for at in (one.start for one in plays)] == [
            dt.timedelta(seconds=later) for later in slot.recurrence.starts(slot.seconds)
        ]
        whole &= plays[-1].day == plays[0].day  # moved together, they may have come to pass midnight
        for one in plays[:1] if whole else plays:
            number = slot.recurrence.plays if whole else 1
            _, weekdays = found.setdefault((slot.id, one.start.time(), number), (slot, set()))
            weekdays.add(one.day.isoweekday())
    return [
        Seed(_playing(slot, number), frozenset(weekdays), start, slot.id)
        for (_, start, number), (slot, weekdays) in found.items()
    ]


def _playing(slot: Slot, times: int) -> Slot:
    rule = slot.recurrence
    return slot if rule.plays == times else replace(slot, recurrence=replace(rule, plays=times))


def planted(seed: Seed, week: Week, name: str, days: Sequence[dt.date]) -> Slot:
    """The slot of a seed on some days of a week; twice the same for the same `name`."""
    rule = seed.slot.recurrence
    # A day of which a play is left out makes a slot beside that of the whole days, from the same hour on.
    told = [name, seed.of_slot, str(week), seed.start.isoformat(), *([str(rule.plays)] if rule.plays > 1 else [])]
    return replace(
        seed.slot,
        id=stable_id("slot of a week", *told),
        date_from=days[0],
        date_to=days[-1],
        start=seed.start,
        weekdays=frozenset(day.isoweekday() for day in days),
        recurrence=Recurrence(plays=rule.plays, pause_seconds=rule.pause_seconds, holidays=rule.holidays),
    )


def starts_on(slot: Slot, day: dt.date) -> list[dt.datetime]:
    """The plays of a slot that is to be made, on one of its days."""
    first = dt.datetime.combine(day, slot.start)
    return [first + dt.timedelta(seconds=later) for later in slot.recurrence.starts(slot.seconds)]


def place_of(airing: Airing, away: dt.timedelta = _NOWHERE) -> tuple[object, ...]:
    """What makes an airing the same one in another week: its slot's title, its hour and where it is heard."""
    slot = airing.slot
    return fold_words(slot.title), airing.start + away, slot.clusters, slot.neighbourhoods
