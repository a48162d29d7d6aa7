"""A plan as bits of minutes: who is where, and where something else could go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.solving.model import STEP_MINUTES, Limits, may_move, price

_MINUTES_A_DAY = 24 * 60


class Board:
    """Who is where: minutes are counted from the day before the first, so that what runs over midnight is seen."""

    def __init__(self, airings: Sequence[Airing], limits: Limits) -> None:
        self.limits = limits
        self.airings = {airing.id: airing for airing in airings}
        first_day = min([*(airing.day for airing in airings), *limits.days]) - dt.timedelta(days=1)
        self._zero = dt.datetime.combine(first_day, dt.time())
        self.first: dict[str, int | None] = {id_: self.minute(airing.start) for id_, airing in self.airings.items()}
        self.places = dict(self.first)
        self._length = {id_: max(1, -(-airing.seconds // 60)) for id_, airing in self.airings.items()}
        bits = {cluster: 1 << n for n, cluster in enumerate(sorted({c for a in airings for c in a.clusters}))}
        wide = {id_: sum(bits[c] for c in airing.clusters) for id_, airing in self.airings.items()}
        self._beside = {
            id_: [
                other
                for other in self.airings
                if other != id_
                and self.airings[other].slot.station_id == airing.slot.station_id
                and (wide[id_] & wide[other] or not (bits and wide[id_] and wide[other]))
            ]
            for id_, airing in self.airings.items()
            if may_move(airing, limits)
        }
        self._candidates: dict[str, list[tuple[int, int]]] = {}

    def minute(self, at: dt.datetime) -> int:
        return int((at - self._zero).total_seconds() // 60)

    def at(self, minute: int) -> dt.datetime:
        return self._zero + dt.timedelta(minutes=minute)

    def candidates(self, id_: str) -> list[tuple[int, int]]:
        """(price, minute) of every place an airing could ever have, the cheapest first."""
        if id_ not in self._candidates:
            self._candidates[id_] = sorted(self._places_of(self.airings[id_]))
        return self._candidates[id_]

    def _places_of(self, airing: Airing) -> Iterator[tuple[int, int]]:
        limits, length = self.limits, self._length[airing.id]
        for day in limits.days:
            if not limits.usable(airing, day):
                continue
            for minute in range(-(-limits.opens // STEP_MINUTES) * STEP_MINUTES, _MINUTES_A_DAY, STEP_MINUTES):
                if minute + length > limits.closes:
                    break
                to = dt.datetime.combine(day, dt.time(minute // 60, minute % 60))
                if to > limits.now and to != airing.start:
                    yield price(airing, to), self.minute(to)

    def taken(self, id_: str) -> int:
        """The minutes in which something else plays where this airing plays, as bits."""
        bits = 0
        for other in self._beside[id_]:
            place = self.places[other]
            if place is not None:
                bits |= ((1 << self._length[other]) - 1) << place
        return bits

    def holders(self, id_: str, place: int) -> list[str]:
        """Who plays in the minutes an airing would take at a place."""
        end = place + self._length[id_]
        found = ((other, self.places[other]) for other in self._beside[id_])
        return [other for other, at in found if at is not None and at < end and place < at + self._length[other]]

    def wants(self, id_: str, place: int) -> int:
        """The minutes an airing would take at a place, as bits."""
        return ((1 << self._length[id_]) - 1) << place

    def keeps_rules(self, id_: str, place: int) -> bool:
        """Whether no hard rule is newly broken on the day to which an airing goes, by it or through it."""
        if self.limits.breaks is None:
            return True
        before = self._plan_of(self.at(place).date(), leave_out=id_)
        was = set(self.limits.breaks(before))
        return set(self.limits.breaks([*before, (self.airings[id_], self.at(place))])) <= was

    def fits(self, places: Mapping[str, int | None]) -> bool:
        """Whether all these can have their new places together, without a clash and against no hard rule."""
        before = dict(self.places)
        self.places |= places
        fit = all(
            not self.taken(id_) & self.wants(id_, place) and self.keeps_rules(id_, place)
            for id_, place in places.items()
            if place is not None
        )
        self.places = before
        return fit

    def _plan_of(self, day: dt.date, leave_out: str) -> list[tuple[Airing, dt.datetime]]:
        low = self.minute(dt.datetime.combine(day, dt.time()))
        return [
            (self.airings[other], self.at(place))
            for other, place in self.places.items()
            if place is not None and other != leave_out and low <= place < low + _MINUTES_A_DAY
        ]
