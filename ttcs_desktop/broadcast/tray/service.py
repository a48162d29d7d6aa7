"""Finds what waits for a place, says where it would go, and puts it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.checks.service import WeekChecks
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.model import Airing, Edition, Fill, Kind, SessionBorders, Slot, Station
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.broadcast.tray.model import Place, Spot, TrayItem
from ttcs_desktop.broadcast.tray.repository import TrayRepository
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.terms import refuse_unfit

_DAY = dt.timedelta(days=1)
KEPT_DAYS = 90
"""How long an approved item without a last day waits: what nobody places for so long is not meant for the station."""
RAN_OUT_DAYS = 14
"""How long an item whose time has run out is still shown."""
_LOOKED_AHEAD = 366
_SEARCHED_DAYS = 14
_STEP_SECONDS = 5 * 60
_OPENS, _CLOSES = dt.time(5), dt.time(21)
_EMPTY_DAY = dt.time(17)
_BORDERS = SessionBorders()


class Tray:
    """Approved items, and those sent as priority or urgent, that no coming airing plays."""

    def __init__(self, repository: TrayRepository, timetable: Timetable, checks: WeekChecks, clock: Clock) -> None:
        self._repository, self._timetable, self._checks = repository, timetable, checks
        self._clock = clock

    def waiting(self) -> tuple[TrayItem, ...]:
        """What waits now, the nearest last day first; what ran out lately stands at the end."""
        today = self._now.date()
        ids = set(self._repository.unaired(today - KEPT_DAYS * _DAY, today - RAN_OUT_DAYS * _DAY))
        if not ids:
            return ()
        ids -= self._placed(ids, today)
        items = self._repository.content.items_by_id(ids, buried=False).values()
        lacking = self._repository.lacking_files()
        found = [
            TrayItem(item, item.valid_to is not None and item.valid_to < today, item.id in lacking) for item in items
        ]
        return tuple(sorted(found, key=lambda one: one.order))

    def place_for(self, item: Item, chosen: Airing | None, station: Station) -> Place:
        """Where an item would go: into the chosen day of a series that has not begun, else the next free stretch."""
        fits = chosen is not None and chosen.slot.fill is Fill.SERIES and chosen.start > self._now
        if chosen is not None and fits and item.unfit_on(chosen.day) is None:
            return Place(airing=chosen)
        return Place(spot=self.next_spot(item, station))

    def put(self, item_id: str, place: Place) -> Edition | Slot:
        """Put an item where `place_for` said: one action, which undo takes back.

        Raises:
            InvalidInput: `record_gone`, `item_without_words`, `item_expired`, `item_no_right`, `no_free_stretch`.
        """
        item = self._repository.content.item(item_id)
        if item is None:
            raise InvalidInput("", "record_gone")
        refuse_unfit(item, self._now.date())
        if item.version_id is None:
            raise InvalidInput("", "item_without_words")
        if place.airing is not None:
            return self._into(item.version_id, place.airing)
        if place.spot is None:
            raise InvalidInput("", "no_free_stretch", days=_SEARCHED_DAYS)
        return self._timetable.add(_slot_of(item, place.spot))

    def next_spot(self, item: Item, station: Station) -> Spot | None:
        """The next stretch in which nothing of the station plays, beside what plays already where there is something.

        It begins after an airing of its day, between 05:00 and 21:00, on a day on which the item may be used; on a
        day without airings nothing is proposed unless no day of the next two weeks has any. What would break the time
        rules in force is proposed last, and says so: before it the usual hour of every day is looked at.
        """
        seconds = self._seconds(item)
        first = max(self._now.date(), item.valid_from or self._now.date())
        last = min(first + _SEARCHED_DAYS * _DAY, item.valid_to or dt.date.max)
        if last < first:
            return None
        days = [first + offset * _DAY for offset in range((last - first).days + 1)]
        planned = [one for one in self._timetable.days(first - _DAY, last) if one.slot.station_id == station.id]
        starts = [start for day in days for start in _free_on(day, planned, seconds, self._now)]
        if starts or all(one.day < first for one in planned):
            starts += _alone(days, planned, seconds, self._now)
        judge, spot, full = self._timetable.rules().judge(), None, set()
        for start in starts:
            session = start.date(), _BORDERS.session_of(start.time())
            if session in full:
                continue
            tried = Spot(station, start, seconds)
            tried = replace(tried, breaks=judge(_airing_of(item, tried, planned), planned))
            if not tried.breaks:
                return tried
            spot = spot or tried
            if any(one.rule is not Rule.TOO_EARLY for one in tried.breaks):
                full.add(session)  # what is too much in a session is so at each of its minutes
        return spot

    def _into(self, version_id: str, airing: Airing) -> Edition:
        edition = airing.edition
        parts = [*(edition.parts if edition else ()), version_id]
        return self._timetable.set_edition(
            airing.slot.id,
            airing.slot_day,
            list(dict.fromkeys(parts)),
            title=edition.title if edition else "",
            self_made=edition.self_made if edition else airing.slot.self_made,
        )

    def _seconds(self, item: Item) -> int:
        """The item's length, up to the next five minutes."""
        return max(1, -(-round(self._checks.seconds_of(item)) // _STEP_SECONDS)) * _STEP_SECONDS

    def _placed(self, ids: set[str], today: dt.date) -> set[str]:
        """Those that an airing of a coming day plays, or one of late without anybody's word on it."""
        since, until = today - RAN_OUT_DAYS * _DAY, today + _LOOKED_AHEAD * _DAY
        editions = self._repository.in_editions(ids, since)
        owns = self._repository.slots_of_items(ids, since)
        if not editions and not owns:
            return set()
        told = self._repository.log.logged_airings(since, today)
        plan, slots = self._timetable.plan, self._repository.timetable.slots_of({slot_id for _, slot_id, _ in editions})
        by_id = {slot.id: slot for slot in slots}
        placed = {
            item
            for item, slot_id, day in editions
            if slot_id in by_id
            and any(id_ not in told and at.date() >= since for id_, at in plan.airings_on(by_id[slot_id], day))
        }
        due = (slot for slot in owns if any(id_ not in told for id_, _ in plan.airings_of(slot, since, until)))
        return placed | {slot.item_id for slot in due if slot.item_id}

    @property
    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)


def _free_on(day: dt.date, planned: Sequence[Airing], seconds: int, now: dt.datetime) -> Iterator[dt.datetime]:
    """The starts on a day right after something that plays, free for so many seconds."""
    length = dt.timedelta(seconds=seconds)
    earliest = max(dt.datetime.combine(day, _OPENS), now)
    for start in sorted({one.end for one in planned if one.day == day}):
        end = start + length
        if start < earliest or end > dt.datetime.combine(day, _CLOSES):
            continue
        if not _is_taken(start, end, planned):
            yield start


def _alone(days: Iterable[dt.date], planned: Sequence[Airing], seconds: int, now: dt.datetime) -> Iterator[dt.datetime]:
    """The usual hour of each day, where it is free and still to come."""
    for start in (dt.datetime.combine(day, _EMPTY_DAY) for day in days):
        if start > now and not _is_taken(start, start + dt.timedelta(seconds=seconds), planned):
            yield start


def _is_taken(start: dt.datetime, end: dt.datetime, planned: Iterable[Airing]) -> bool:
    return any(one.start < end and start < one.end for one in planned)


def _airing_of(item: Item, spot: Spot, planned: Iterable[Airing]) -> Airing:
    """What would play there, on every cluster on which the station plays at all."""
    clusters = frozenset(cluster for one in planned for cluster in one.clusters)
    return Airing(
        "", _slot_of(item, spot), spot.start.date(), spot.start, spot.end, item.title, clusters, None, (), None
    )


def _slot_of(item: Item, spot: Spot) -> Slot:
    return Slot(
        id="",
        station_id=spot.station.id,
        title=item.title,
        kind=Kind.PROGRAMME,
        priority=item.priority,
        source=item.source,
        fill=Fill.ITEM,
        date_from=spot.start.date(),
        date_to=spot.start.date(),
        start=spot.start.time(),
        seconds=spot.seconds,
        item_id=item.id,
        column_id=item.column_id,
        self_made=not item.source,
    )
