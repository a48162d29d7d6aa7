"""Ways out of the clashes of a week: which airings to move, where to, as little as can be.

A branch-and-bound search over the clashes, group by group: airings that clash with each other, directly or through
others, are one group. Every branch moves one of the two to a free place or, where none is left, leaves it out; the
cheapest places are tried first, so that the first way out is there at once and later ones can only be better.

What a way out costs: a fixed price for each airing touched, a minute for a minute, more for another day, and all of it
times what the airing weighs: who is told least about what matters least has lost least.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import Airing, Kind, Priority

HARD_STOP_SECONDS = 3.0
MOST_PROPOSALS = 3
STEP_MINUTES = 5
_TOUCHED, _ANOTHER_DAY, _LEFT_OUT = 20, 240, 4000
_WEIGHT_OF_KIND = {Kind.INSERT: 2, Kind.PROGRAMME: 3}
_WEIGHT_OF_PRIORITY = {Priority.NORMAL: 1, Priority.PRIORITY: 4}
_MINUTES_A_DAY = 24 * 60
_PLACES_TRIED = 8  # of one airing while others still clash: places further away hardly ever help those
_WORTH_TELLING = 6  # times the cost of the best way
_RULES = {Rule.OVERLAP, Rule.OFF_DAY, Rule.MANY_SESSIONS, Rule.LONG_SESSION, Rule.TOO_EARLY}


@dataclass(frozen=True, slots=True)
class Solved:
    """One airing of a proposal: where it goes (None: it is left out), and the finding that made it go."""

    airing: Airing
    to: dt.datetime | None
    because: Finding


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way out: what moves, by time; `cost` compares proposals and means nothing else."""

    moves: tuple[Solved, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the search found.

    Attributes:
        proposals: the best first, each touching other airings than those before it.
        asked: clashes of two priority bulletins: the office decides which gives way, never the machine.
        stuck: clashes in which nothing may be moved, or for which there is no place.
        complete: False when the time was up; the proposals are the best found until then.
    """

    proposals: tuple[Proposal, ...]
    asked: tuple[Finding, ...]
    stuck: tuple[Finding, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """What a way out must keep to.

    Attributes:
        now: nothing is moved from before or to before it, wall clock.
        days: the days to which an airing may be moved.
        opens, closes: minutes of the day between which the station is on air; nothing goes outside.
        fixed: ids of airings that stay where they are: published ones.
        usable: whether what an airing plays may be used on a day.
        breaks: the ids of the airings of a day's plan that break a hard rule; None where there is no such rule.
    """

    now: dt.datetime
    days: Sequence[dt.date]
    opens: int
    closes: int
    fixed: Collection[str] = ()
    usable: Callable[[Airing, dt.date], bool] = lambda _airing, _day: True
    breaks: Callable[[Sequence[tuple[Airing, dt.datetime]]], Collection[str]] | None = None


def solve(
    airings: Sequence[Airing],
    findings: Sequence[Finding],
    limits: Limits,
    *,
    seconds: float = HARD_STOP_SECONDS,
    clock: Callable[[], float] = time.monotonic,
    first: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """Up to three ways out of the clashes of a plan.

    Args:
        airings: everything planned that may be in the way, also of the days around.
        findings: of all findings, those about time are looked at.
        seconds: when these are over, the best found until then is told.
        first: is told one way out as soon as there is one, before better ones are looked for.
    """
    by_id = {airing.id: airing for airing in airings}
    movable = {id_ for id_, airing in by_id.items() if may_move(airing, limits)}
    asked: list[Finding] = []
    stuck: list[Finding] = []
    clashes: list[Finding] = []
    for one in findings:
        if one.rule not in _RULES or one.a.id not in by_id:
            continue
        if one.rule is Rule.OVERLAP and one.severity is Severity.ASK:
            asked.append(one)
        elif one.severity is Severity.BLOCK or one.rule is not Rule.OVERLAP:
            (clashes if _movers(one, movable) else stuck).append(one)
    board = _Board(airings, limits)
    until = clock() + seconds
    groups = _groups(clashes)
    if first is not None and groups:
        quick, hopeless, _ = _ways_out(board, groups, movable, bool)
        first(Outcome(tuple(_combined(quick, by_id, board.at)), tuple(asked), (*stuck, *hopeless), complete=False))
    ways, hopeless, complete = _ways_out(board, groups, movable, lambda found: bool(found) and clock() > until)
    return Outcome(tuple(_combined(ways, by_id, board.at)), tuple(asked), (*stuck, *hopeless), complete)


def _ways_out(
    board: _Board,
    groups: Sequence[Sequence[Finding]],
    movable: Collection[str],
    enough: Callable[[Collection[object]], bool],
) -> tuple[list[list[_Way]], list[Finding], bool]:
    """The ways out of each group, the clashes without any, and whether none was cut short."""
    ways: list[list[_Way]] = []
    hopeless: list[Finding] = []
    complete = True
    for group in groups:
        search = _Search(board, group, movable, enough)
        found = search.run()
        complete &= search.complete
        if found:
            ways.append(found)
            board.places |= found[0].places  # the next group has to live with it
        else:
            hopeless += group
    board.places = dict(board.first)
    return ways, hopeless, complete


def may_move(airing: Airing, limits: Limits) -> bool:
    """Relays come when the other station sends them, urgent messages at once; what was published is promised."""
    return not (
        airing.slot.kind in (Kind.RELAY, Kind.URGENT)
        or airing.slot.priority is Priority.URGENT
        or airing.id in limits.fixed
        or airing.start <= limits.now
    )


def weight(airing: Airing) -> int:
    """What it matters that this one stays where it is."""
    return _WEIGHT_OF_KIND.get(airing.slot.kind, 3) * _WEIGHT_OF_PRIORITY.get(airing.slot.priority, 4)


def price(airing: Airing, to: dt.datetime | None) -> int:
    """What moving an airing costs; None leaves it out."""
    if to is None:
        return _LEFT_OUT * weight(airing)
    days = abs((to.date() - airing.day).days)
    minutes = abs(_minute(to) - _minute(airing.start))
    return (_TOUCHED + days * _ANOTHER_DAY + minutes) * weight(airing)


def _minute(at: dt.datetime) -> int:
    return at.hour * 60 + at.minute


def _movers(clash: Finding, movable: Collection[str]) -> list[Airing]:
    """Those of a clash that may be moved, the lightest first."""
    both = [one for one in (clash.a, clash.b) if one is not None and one.id in movable]
    return sorted(both, key=lambda one: (weight(one), one.seconds, one.id))


def _groups(clashes: Sequence[Finding]) -> list[list[Finding]]:
    """Clashes that share an airing, directly or through others, together; in the order of their time."""
    group_of: dict[str, list[Finding]] = {}
    for clash in clashes:
        ids = [one.id for one in (clash.a, clash.b) if one is not None]
        known: list[list[Finding]] = []
        for id_ in ids:
            if id_ in group_of and all(group_of[id_] is not one for one in known):
                known.append(group_of[id_])
        merged = [*(one for group in known for one in group), clash]
        for one in merged:
            for airing in (one.a, one.b):
                if airing is not None:
                    group_of[airing.id] = merged
    unique: dict[int, list[Finding]] = {id(group): group for group in group_of.values()}
    groups = [sorted(group, key=lambda one: (one.start, one.a.id)) for group in unique.values()]
    return sorted(groups, key=lambda group: (group[0].start, group[0].a.id))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way out of one group: new places (a minute of the board, or None), their price, what made each go."""

    places: Mapping[str, int | None]
    cost: int
    because: Mapping[str, Finding]

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(self.places)


class _Board:
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

    def _plan_of(self, day: dt.date, leave_out: str) -> list[tuple[Airing, dt.datetime]]:
        low = self.minute(dt.datetime.combine(day, dt.time()))
        return [
            (self.airings[other], self.at(place))
            for other, place in self.places.items()
            if place is not None and other != leave_out and low <= place < low + _MINUTES_A_DAY
        ]


class _Search:
    """The ways out of one group of clashes."""

    def __init__(
        self,
        board: _Board,
        clashes: Sequence[Finding],
        movable: Collection[str],
        enough: Callable[[Collection[object]], bool],
    ) -> None:
        """`enough` is asked, with the ways known, whether to leave off."""
        self._board, self._clashes, self._movable = board, clashes, movable
        self._enough = enough
        self._best: dict[frozenset[str], _Way] = {}
        self._moved: dict[str, int | None] = {}
        self._because: dict[str, Finding] = {}
        self.complete = True

    def run(self) -> list[_Way]:
        """The best ways, each touching other airings, the cheapest first."""
        self._go_on(0)
        return sorted(self._best.values(), key=lambda way: (way.cost, sorted(way.touched)))[:MOST_PROPOSALS]

    def _go_on(self, cost: int) -> None:
        clash = next((one for one in self._clashes if self._stands(one)), None)
        if clash is None:
            self._keep(cost)
            return
        for airing in _movers(clash, self._movable):
            if airing.id not in self._moved:
                self._try(airing, clash, cost)

    def _try(self, airing: Airing, clash: Finding, cost: int) -> None:
        board, id_ = self._board, airing.id
        taken = board.taken(id_)
        placed = 0
        rest = self._least_for_the_rest(id_)
        for more, place in board.candidates(id_):
            if cost + more + rest >= self._bound() or self._is_late() or placed == (_PLACES_TRIED if rest else 1):
                break  # with nothing left to solve, the first free place is the best one
            if taken & board.wants(id_, place) or not board.keeps_rules(id_, place):
                continue
            placed += 1
            self._with(id_, place, clash, cost + more)
        left_out = cost + price(airing, None)
        if not placed and left_out + rest < self._bound():
            self._with(id_, None, clash, left_out)

    def _least_for_the_rest(self, moving: str) -> int:
        """What is to be paid at least for the clashes that stand once this airing has gone: one move for each pair."""
        least, used = 0, {moving}
        for clash in self._clashes:
            ids = {one.id for one in (clash.a, clash.b) if one is not None}
            if ids & used or not self._stands(clash):
                continue
            used |= ids
            movers = _movers(clash, self._movable)
            least += min((_TOUCHED + 1) * weight(one) for one in movers)
        return least

    def _with(self, id_: str, place: int | None, clash: Finding, cost: int) -> None:
        before = self._board.places[id_]
        self._board.places[id_] = self._moved[id_] = place
        self._because[id_] = clash
        self._go_on(cost)
        self._board.places[id_] = before
        del self._moved[id_], self._because[id_]

    def _stands(self, clash: Finding) -> bool:
        """Whether a clash is still there: nobody who makes it has been moved. A mover goes where it clashes no more."""
        return not any(one is not None and one.id in self._moved for one in (clash.a, clash.b))

    def _keep(self, cost: int) -> None:
        touched = frozenset(self._moved)
        known = self._best.get(touched)
        if known is None or cost < known.cost:
            self._best[touched] = _Way(dict(self._moved), cost, dict(self._because))

    def _bound(self) -> int:
        """A way that costs so much is of no use: as many better ones are known, or it is far worse than the best."""
        costs = sorted(way.cost for way in self._best.values())
        if not costs:
            return 1 << 60
        worth_telling = costs[0] * _WORTH_TELLING
        return worth_telling if len(costs) < MOST_PROPOSALS else min(worth_telling, costs[MOST_PROPOSALS - 1])

    def _is_late(self) -> bool:
        if self.complete and self._enough(self._best):
            self.complete = False
        return not self.complete


def _proposal(ways: Sequence[_Way], by_id: Mapping[str, Airing], at: Callable[[int], dt.datetime]) -> Proposal:
    moves = [
        Solved(by_id[id_], None if place is None else at(place), way.because[id_])
        for way in ways
        for id_, place in way.places.items()
    ]
    return Proposal(
        tuple(sorted(moves, key=lambda one: (one.airing.start, one.airing.id))), sum(way.cost for way in ways)
    )


def _combined(
    ways: Sequence[Sequence[_Way]], by_id: Mapping[str, Airing], at: Callable[[int], dt.datetime]
) -> Iterator[Proposal]:
    """The best way of every group, then the two that cost least more by taking another way in one group."""
    if not ways:
        return
    best = [group[0] for group in ways]
    yield _proposal(best, by_id, at)
    others = sorted(
        (way.cost - group[0].cost, number, rank) for number, group in enumerate(ways) for rank, way in enumerate(group)
        if rank
    )  # fmt: skip
    for _, number, rank in others[: MOST_PROPOSALS - 1]:
        yield _proposal([*best[:number], ways[number][rank], *best[number + 1 :]], by_id, at)
