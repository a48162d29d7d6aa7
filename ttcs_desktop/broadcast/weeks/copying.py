"""A week like another one: what does not come again by itself is copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Airing, Slot, Station
from ttcs_desktop.broadcast.weeks.model import Fate, TakenLine, WeekPlan, goes_by_weekday
from ttcs_desktop.broadcast.weeks.planting import Draft, WeekMaker
from ttcs_desktop.broadcast.weeks.seeds import first_plays, place_of, seeds_of


class WeekCopies:
    """ "Tuần sau như tuần này": single slots, and what the series of a week aired."""

    def __init__(self, maker: WeekMaker, inventory: Inventory) -> None:
        self._maker, self._inventory = maker, inventory

    def plan(self, source: Week, target: Week, station: Station | None = None) -> WeekPlan:
        """What copying one week into another would take over, and what it would leave.

        Raises:
            InvalidInput: `same_week`.
        """
        return self._draft(source, target, station or self._inventory.the_station()).plan()

    def copy(self, source: Week, target: Week, station: Station | None = None) -> tuple[WeekPlan, Changes]:
        """Do so, as one action.

        Raises:
            InvalidInput: `same_week`; `nothing_to_take` when all of it is there, has run out or is past.
        """
        draft = self._draft(source, target, station or self._inventory.the_station())
        return draft.plan(), self._maker.keep("broadcast.copy_week", draft)

    def _draft(self, source: Week, target: Week, station: Station) -> Draft:
        if source == target:
            raise InvalidInput("to", "same_week")
        draft, away = Draft(), target.monday - source.monday
        before, after = self._maker.airings(source, station), self._maker.airings(target, station)
        coming = {one.slot.id for one in after}
        single = [one for one in before if one.slot.id not in coming]
        seeds = seeds_of(one for one in single if _is_of_week(one.slot, source))
        made = self._maker.plant(draft, seeds, target, after, f"copy of {source}")
        own = {(one.slot.id, one.slot_day): one for one in first_plays(after)}
        # A week that was entered anew has slots of its own for the same programmes.
        alike = {place_of(one): one for one in after}
        alone = [one for one in single if place_of(one, away) not in alike]
        draft.lines += _ended(alone, source, target) + _elsewhere(alone, source, target)
        pairs = []
        for airing in (one for one in before if one.edition is not None):
            there = own.get((airing.slot.id, airing.slot_day + away))
            if airing.slot.id not in coming:
                moment = airing.slot.id, airing.start + away
                planted = _as_of(airing, made[moment], away) if moment in made else None
                there = alike.get(place_of(airing, away), planted)
            if there is not None:
                pairs.append((airing, there))
        self._maker.fill(draft, pairs)
        return draft


def _is_of_week(slot: Slot, week: Week) -> bool:
    """Whether a slot has no day outside a week."""
    return week.monday <= slot.date_from and slot.date_to <= week.sunday


def _ended(single: Iterable[Airing], source: Week, target: Week) -> list[TakenLine]:
    """Slots of a longer stretch that ends before the week to be made: whether they go on is the officer's to say."""
    ended: dict[str, list[Airing]] = {}
    for one in single:
        if not _is_of_week(one.slot, source) and one.slot.date_to < target.monday:
            ended.setdefault(one.slot.id, []).append(one)
    away = target.monday - source.monday
    return [
        TakenLine(same[0].slot.title, tuple(one.start + away for one in same), same[0].seconds, Fate.ENDED)
        for same in ended.values()
    ]


def _elsewhere(single: Iterable[Airing], source: Week, target: Week) -> list[TakenLine]:
    """Slots that go on through the week to be made and have no airing in it: they come again by themselves."""
    lines = {}
    for one in single:
        slot = one.slot
        goes_on = slot.date_from <= target.sunday and target.monday <= slot.date_to
        if goes_on and not _is_of_week(slot, source):
            fate = Fate.NOT_THEN if goes_by_weekday(slot) else Fate.OWN_DAYS
            lines[slot.id] = TakenLine(slot.title, (), one.seconds, fate, slot=slot)
    return list(lines.values())


def _as_of(airing: Airing, slot: Slot, away: dt.timedelta) -> Airing:
    """An airing as the slot copied from its own will have it."""
    start = dt.datetime.combine(airing.day + away, slot.start)
    end = start + dt.timedelta(seconds=slot.seconds)
    return replace(airing, slot=slot, day=start.date(), start=start, end=end, edition=None, moved_from=None)
