"""Slots and editions put into a week after the example of others, never over what stands there already.

A yes goes with what is taken over where not a word of it is other than what was approved; anything else waits for its
own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Airing, Edition, Fill, Slot, Station
from ttcs_desktop.broadcast.planning import covers_of_title
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.rows import EDITION, SLOT, put
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.broadcast.weeks.model import Fate, Lack, LeftOut, Seed, TakenLine, WeekPlan, goes_by_weekday
from ttcs_desktop.broadcast.weeks.seeds import place_of, planted, starts_on
from ttcs_desktop.content.approvals import Approvals, Decisions
from ttcs_desktop.content.model import Item, ItemState, Unfit
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.vietnamese.text import fold_words

Moment = tuple[str, dt.datetime]
"""A slot and when it plays, wall clock."""
_DAY = dt.timedelta(days=1)
_LACKS = {Unfit.EXPIRED: Lack.EXPIRED, Unfit.NOT_YET: Lack.NOT_YET, Unfit.NO_RIGHT: Lack.NO_RIGHT}


class Draft:
    """Slots and editions of a week on their way, with the lines that tell of them."""

    def __init__(self) -> None:
        self.lines: list[TakenLine] = []
        self.slots: list[Slot] = []
        self.editions: list[Edition] = []
        self.successors: dict[str, list[str]] = {}

    def plan(self) -> WeekPlan:
        """The lines by their time."""
        return WeekPlan(tuple(sorted(self.lines, key=lambda one: (one.starts[:1], one.title, one.is_edition))))


class WeekMaker:
    """Makes the slots of a week out of seeds, and fills its series from another week."""

    def __init__(
        self,
        repository: TimetableRepository,
        content: ContentRepository,
        ledger: Ledger,
        approvals: Approvals,
        timetable: Timetable,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._content = content
        self._ledger = ledger
        self._approvals = approvals
        self._timetable = timetable
        self._clock = clock

    def airings(self, week: Week, station: Station) -> list[Airing]:
        """What a station would play in a week."""
        return [one for one in self._timetable.week(week) if one.slot.station_id == station.id]

    def plant(
        self, draft: Draft, seeds: Iterable[Seed], week: Week, planned: Iterable[Airing], name: str
    ) -> dict[Moment, Slot]:
        """Make a slot of each seed that does not stand in the week; the new slot by the old one and when it plays.

        Args:
            planned: what stands in the week.
            name: what they are made from, so that making them twice makes the same ones.
        """
        planned, seeds = tuple(planned), tuple(seeds)
        there, by_day = {place_of(one) for one in planned}, _by_day(planned)
        items = self._content.items_by_id({one.slot.item_id for one in seeds if one.slot.item_id})
        yes = self._approvals.decisions({one.of_slot for one in seeds})
        made: dict[Moment, Slot] = {}
        for seed in seeds:
            if not goes_by_weekday(seed.slot):
                draft.lines.append(TakenLine(seed.slot.title, (), seed.slot.seconds, Fate.OWN_DAYS, slot=seed.slot))
                continue
            wanted = [day for day in week.days if day.isoweekday() in seed.weekdays]
            slot = planted(seed, week, name, wanted)
            days = [day for day in wanted if self._timetable.plan.falls_on(slot, day)]
            if not days:
                draft.lines.append(TakenLine(seed.slot.title, (), seed.slot.seconds, Fate.NOT_THEN, slot=seed.slot))
                continue
            left = self._lacks_of_slot(slot, items, days)
            fate, free = self._fate(slot, days, there, left)
            if fate is Fate.TAKEN:
                slot, days = planted(seed, week, name, free), free
            approved = fate is Fate.TAKEN and (slot.fill is Fill.ITEM or _still_approved(yes, seed, days))
            starts = tuple(at for day in days for at in starts_on(slot, day))
            clash = _clash(slot, starts, by_day) if fate is Fate.TAKEN else ""
            line = TakenLine(slot.title, starts, slot.seconds, fate, approved=approved, left=left, clash=clash)
            draft.lines.append(line)
            if fate is Fate.TAKEN:
                draft.slots.append(slot)
                made |= {(seed.of_slot, dt.datetime.combine(day, seed.start)): slot for day in days}
                if approved and slot.fill in (Fill.RELAY, Fill.TITLE):
                    draft.successors.setdefault(seed.of_slot, []).append(slot.id)
        return made

    def fill(self, draft: Draft, pairs: Sequence[tuple[Airing, Airing]]) -> None:
        """Give the series of a week what they aired before, where nobody has chosen anything for the day.

        Args:
            pairs: an airing of the other week and the one of this week that is to play the same; the first counts for
                its slot's day.
        """
        editions = [source.edition for source, _ in pairs if source.edition is not None]
        item_of = self._repository.items_of_versions({part for one in editions for part in one.parts})
        items = self._content.items_by_id(set(item_of.values()), buried=False)
        yes = self._approvals.decisions({one.id for one in editions})
        filled: set[tuple[str, dt.date]] = set()
        for source, target in pairs:
            edition, place = source.edition, (target.slot.id, target.slot_day)
            if edition is None or not edition.parts or place in filled:
                continue
            filled.add(place)
            parts, left = _parts(edition, item_of, items, target.day)
            fate = self._edition_fate(target, parts)
            taken = _edition(edition, target, parts)
            same = parts == edition.parts and fate is Fate.TAKEN
            last = yes.in_force(edition.id, edition.parts) if same else None
            approved = last is not None and yes.holds_on(last, target.day)
            title = taken.title or target.slot.title
            draft.lines.append(
                TakenLine(title, (target.start,), target.seconds, fate, is_edition=True, approved=approved, left=left)
            )
            if fate is Fate.TAKEN:
                draft.editions.append(taken)
                if approved:
                    draft.successors.setdefault(edition.id, []).append(taken.id)

    def keep(self, verb: str, draft: Draft) -> Changes:
        """Save what was drafted as one action.

        Raises:
            InvalidInput: `nothing_to_take` when there is nothing.
        """
        if not draft.slots and not draft.editions:
            raise InvalidInput("", "nothing_to_take")
        puts: list[Put] = [put(SLOT, one) for one in draft.slots]
        puts += [put(EDITION, one) for one in draft.editions]
        for record, successors in draft.successors.items():
            for one in successors:
                puts += self._approvals.carried_over({record: one})
        return self._ledger.save(verb, puts)

    def _fate(
        self, slot: Slot, days: Sequence[dt.date], there: set[tuple[object, ...]], left: tuple[LeftOut, ...]
    ) -> tuple[Fate, list[dt.date]]:
        """What becomes of a slot, and the days that are still to come and free for it."""
        coming = [day for day in days if dt.datetime.combine(day, slot.start) > self._now()]
        if not coming:
            return Fate.PAST, []
        if left:
            return Fate.UNFIT, []
        title = fold_words(slot.title)
        where = (slot.clusters, slot.neighbourhoods)
        free = [day for day in coming if (title, dt.datetime.combine(day, slot.start), *where) not in there]
        if not free or self._repository.slot(slot.id) is not None:
            return Fate.THERE, []
        return Fate.TAKEN, free

    def _edition_fate(self, target: Airing, parts: tuple[str, ...]) -> Fate:
        if target.edition is not None and target.edition.parts:
            return Fate.THERE
        if target.start <= self._now():
            return Fate.PAST
        return Fate.TAKEN if parts else Fate.UNFIT

    def _lacks_of_slot(self, slot: Slot, items: Mapping[str, Item], days: Sequence[dt.date]) -> tuple[LeftOut, ...]:
        if slot.fill is not Fill.ITEM or slot.item_id is None:
            return ()
        lacks = (lack_of(items.get(slot.item_id), day) for day in days)
        found = next((one for one in lacks if one is not None), None)
        return (LeftOut(slot.title, found),) if found is not None else ()

    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)


def lack_of(item: Item | None, day: dt.date) -> Lack | None:
    """Why an item may not be taken over to a day; None where it may."""
    if item is None:
        return Lack.GONE
    unfit = item.unfit_on(day)
    if unfit is not None:
        return _LACKS[unfit]
    return None if item.state is ItemState.APPROVED and item.version_id else Lack.NOT_APPROVED


def _by_day(airings: Iterable[Airing]) -> dict[dt.date, list[Airing]]:
    found: dict[dt.date, list[Airing]] = {}
    for one in airings:
        found.setdefault(one.day, []).append(one)
    return found


def _clash(slot: Slot, starts: Iterable[dt.datetime], by_day: Mapping[dt.date, Sequence[Airing]]) -> str:
    """The title of the first airing of its days that a slot would play against, on a cluster of both; empty if none.

    Neighbourhoods are not looked up here: the findings of the week do so once it is kept.
    """
    for start in starts:
        end = start + dt.timedelta(seconds=slot.seconds)
        # What plays over midnight is met by the day before and the day after.
        for day in (start.date() - _DAY, start.date(), start.date() + _DAY):
            for other in by_day.get(day, ()):
                shared = slot.is_everywhere or other.slot.is_everywhere or bool(slot.clusters & other.clusters)
                if shared and other.start < end and start < other.end:
                    return other.title
    return ""


def _still_approved(yes: Decisions, seed: Seed, days: Sequence[dt.date]) -> bool:
    """Whether the yes to a relay or a title still covers it on its new days."""
    if seed.slot.fill not in (Fill.RELAY, Fill.TITLE):
        return False
    last = yes.in_force(seed.of_slot, covers_of_title(seed.slot))
    return last is not None and all(yes.holds_on(last, day) for day in days)


def _parts(
    edition: Edition, item_of: Mapping[str, str], items: Mapping[str, Item], day: dt.date
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The parts of an edition that may be used on a day, in the wording that is approved now; and those left out."""
    parts: list[str] = []
    left: list[LeftOut] = []
    for part in edition.parts:
        item = items.get(item_of.get(part, ""))
        lack = lack_of(item, day)
        if lack is None and item is not None and item.version_id:
            parts.append(item.version_id)
        else:
            left.append(LeftOut(item.title if item else "", lack or Lack.GONE))
    return tuple(parts), tuple(left)


def _edition(before: Edition, target: Airing, parts: tuple[str, ...]) -> Edition:
    """What a day airs after the example of another: the very same items are that edition played again."""
    return Edition(
        id=stable_id("edition", target.slot.id, target.slot_day.isoformat()),
        slot_id=target.slot.id,
        day=target.slot_day,
        title=before.title,
        parts=parts,
        column_id=target.slot.column_id,
        self_made=before.self_made,
        repeat_of=(before.repeat_of or before.id) if parts == before.parts else None,
    )
