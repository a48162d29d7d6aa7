"""What a week takes over from another one, line by line, before anything is kept."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Slot
from ttcs_desktop.broadcast.recurrence import Every, OnHolidays

_DAYS_OF_WEEK = 7


class Fate(StrEnum):
    """What becomes of a line: it is taken over, stands there already, would lie in the past, has run out, cannot be
    used any more; goes by days of its own, which no weekday takes the place of; goes on, but has none of that week."""

    TAKEN = "taken"
    THERE = "there"
    PAST = "past"
    ENDED = "ended"
    UNFIT = "unfit"
    OWN_DAYS = "own_days"
    NOT_THEN = "not_then"


class Lack(StrEnum):
    """Why an item is not taken over: expired, not yet to be used, no right, not approved (again), gone."""

    EXPIRED = "expired"
    NOT_YET = "not_yet"
    NO_RIGHT = "no_right"
    NOT_APPROVED = "not_approved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that is not taken over."""

    title: str
    lack: Lack


@dataclass(frozen=True, slots=True)
class TakenLine:
    """One slot, or what a series airs on one day, and what becomes of it in the week to be made.

    Attributes:
        starts: its plays in that week, wall clock, by time.
        is_edition: it fills a series that is there; else it is a slot of its own.
        approved: the yes it had still covers it, for nothing in it was changed.
        left: items of it that are left out.
        clash: what it would play against at the same time; empty when nothing.
        slot: of what is not taken over because of its days, the slot they are of.
    """

    title: str
    starts: tuple[dt.datetime, ...]
    seconds: int
    fate: Fate
    is_edition: bool = False
    approved: bool = False
    left: tuple[LeftOut, ...] = ()
    clash: str = ""
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """What making a week would do."""

    lines: tuple[TakenLine, ...]

    @property
    def taken(self) -> tuple[TakenLine, ...]:
        return tuple(line for line in self.lines if line.fate is Fate.TAKEN)


@dataclass(frozen=True, slots=True)
class Seed:
    """A slot to be made in a week: its facts, the days on which it falls, and the slot whose yes it had.

    `slot` holds the facts; id and dates are given when it is made.
    """

    slot: Slot
    weekdays: frozenset[int]
    start: dt.time
    of_slot: str


def goes_by_weekday(slot: Slot) -> bool:
    """Whether the weekdays of one week tell where a slot stands in another.

    Not of what goes by dates, by the moon, by holidays alone; nor of what leaves weeks out, unless it has but one.
    """
    rule = slot.recurrence
    every_week = rule.weeks == 1 or (slot.date_to - slot.date_from).days < _DAYS_OF_WEEK
    return rule.every is Every.WEEK and rule.holidays is not OnHolidays.ONLY and every_week
