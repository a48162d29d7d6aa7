"""Ways out of the clashes of a week: which airings to move, where to, as little as can be.

A branch-and-bound search over the clashes, group by group: airings that clash with each other, directly or through
others, are one group. Every branch moves one of the two to a free place or, where none is left, leaves it out; the
cheapest places are tried first, so that the first way out is there at once and later ones can only be better. When that
is done, all is searched once more with ejection chains of two moves: the airing that holds the place makes room.
That search is counted in steps, and what it finds is taken only where it is cheaper.

What a way out costs: a fixed price for each airing touched, a minute for a minute, more for another day, and all of it
times what the airing weighs: who is told least about what matters least has lost least.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.broadcast.solving.board import Board
from ttcs_desktop.broadcast.solving.model import (
    MOST_PROPOSALS,
    TOUCHED,
    Limits,
    Outcome,
    Proposal,
    Solved,
    may_move,
    price,
    weight,
)

HARD_STOP_SECONDS = 3.0
_PLACES_TRIED = 8  # of one airing while others still clash: places further away hardly ever help those
_CHAINS_TRIED = 2  # of one airing
_HOLDERS_ASKED = 12  # of one airing: places that one other one holds
_ROOMS_ASKED = 60  # of one holder: places it could go to
_STEPS = 3_000  # of one group: branches and places looked at while chains are looked for
_WORTH_TELLING = 6  # times the cost of the best way
_RULES = {Rule.OVERLAP, Rule.OFF_DAY, Rule.MANY_SESSIONS, Rule.LONG_SESSION, Rule.TOO_EARLY}


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
    board = Board(airings, limits)
    until = clock() + seconds
    groups = _groups(clashes)
    if first is not None and groups:
        quick, hopeless, _ = _ways_out(board, groups, movable, bool)
        first(Outcome(tuple(_combined(quick, board)), tuple(asked), (*stuck, *hopeless), complete=False))

    def late(found: Collection[object]) -> bool:
        return bool(found) and clock() > until

    ways, hopeless, complete = _ways_out(board, groups, movable, late)
    if complete and groups:
        linked, left, _ = _ways_out(board, groups, movable, late, chains=True)
        if len(left) < len(hopeless) or (len(left) == len(hopeless) and _cost(linked) < _cost(ways)):
            ways, hopeless = linked, left
    return Outcome(tuple(_combined(ways, board)), tuple(asked), (*stuck, *hopeless), complete)


def _ways_out(
    board: Board,
    groups: Sequence[Sequence[Finding]],
    movable: Collection[str],
    enough: Callable[[Collection[object]], bool],
    *,
    chains: bool = False,
) -> tuple[list[list[_Way]], list[Finding], bool]:
    """The ways out of each group, the clashes without any, and whether none was cut short."""
    ways: list[list[_Way]] = []
    hopeless: list[Finding] = []
    complete = True
    for group in groups:
        others = _ids_of(clash for one in groups if one is not group for clash in one)
        search = _Search(board, group, movable, enough, frozenset(movable) - others if chains else frozenset())
        found = search.run()
        complete &= search.complete
        if found:
            ways.append(found)
            board.places |= found[0].places  # the next group has to live with it
        else:
            hopeless += group
    board.places = dict(board.first)
    return ways, hopeless, complete


def _cost(ways: Sequence[Sequence[_Way]]) -> int:
    return sum(group[0].cost for group in ways)


def _ids_of(clashes: Iterable[Finding]) -> set[str]:
    return {one.id for clash in clashes for one in (clash.a, clash.b) if one is not None}


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


class _Search:
    """The ways out of one group of clashes."""

    def __init__(
        self,
        board: Board,
        clashes: Sequence[Finding],
        movable: Collection[str],
        enough: Callable[[Collection[object]], bool],
        free: Collection[str],
    ) -> None:
        """`enough` is asked, with the ways known, whether to leave off; `free` may make room."""
        self._board, self._clashes, self._movable, self._free = board, clashes, movable, free
        self._ours = _ids_of(clashes)
        self.steps = 0
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
        self.steps += 1
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
        placed, nearest = 0, price(airing, None)
        rest = self._least_for_the_rest(id_)
        for more, place in board.candidates(id_):
            if cost + more + rest >= self._bound() or self._is_late() or placed == (_PLACES_TRIED if rest else 1):
                break  # with nothing left to solve, the first free place is the best one
            if taken & board.wants(id_, place) or not board.keeps_rules(id_, place):
                continue
            placed, nearest = placed + 1, min(nearest, more)
            self._with(id_, place, clash, cost + more)
        if self._free:
            placed += self._chain(airing, clash, cost, nearest)
        left_out = cost + price(airing, None)
        if not placed and left_out + rest < self._bound():
            self._with(id_, None, clash, left_out)

    def _chain(self, airing: Airing, clash: Finding, cost: int, below: int) -> int:
        """Try the places that one other airing holds and can leave; how many.

        One that clashes with nothing leaves for less than `below` in all; of one of this group the move was due anyway.
        """
        board, id_, tried, asked = self._board, airing.id, 0, 0
        for more, place in board.candidates(id_):
            most = self._bound() - cost
            if more + TOUCHED >= most or tried == _CHAINS_TRIED or asked == _HOLDERS_ASKED or self._is_spent():
                break
            held = board.holders(id_, place)
            if len(held) != 1 or held[0] not in self._free or not self._is_at_home(held[0]):
                continue
            asked += 1
            most -= self._least_for_the_rest(id_, held[0])
            found = self._room_for(held[0], id_, place, (most if held[0] in self._ours else min(below, most)) - more)
            if found is not None:
                tried += 1
                self._push(airing, place, held[0], found[1], clash, cost + more + found[0])
        return tried

    def _is_at_home(self, id_: str) -> bool:
        """Whether an airing stands where it was planned: one that has made room already makes no more."""
        return id_ not in self._moved and self._board.places[id_] == self._board.first[id_]

    def _is_spent(self) -> bool:
        return self.steps >= _STEPS or self._is_late()

    def _room_for(self, id_: str, mover: str, place: int, below: int) -> tuple[int, int] | None:
        """(price, minute) of the nearest place to which an airing may go once another has taken its own."""
        board, was = self._board, self._board.places[mover]
        board.places[mover] = place
        taken, here = board.taken(id_), board.places[id_]
        try:
            for more, room in islice(board.candidates(id_), _ROOMS_ASKED):
                if more >= below:
                    break
                self.steps += 1
                if taken & board.wants(id_, room) or not board.keeps_rules(id_, room):
                    continue
                board.places[id_] = room
                if board.keeps_rules(mover, place):
                    return more, room
                board.places[id_] = here
        finally:
            board.places[mover], board.places[id_] = was, here
        return None

    def _push(self, airing: Airing, place: int, id_: str, room: int, clash: Finding, cost: int) -> None:
        """Go on with the other one gone to its room and the airing in its place."""
        board, start = self._board, self._board.at(place)
        end = start + dt.timedelta(seconds=airing.seconds)
        came = replace(airing, start=start, end=end, day=start.date())
        held = board.airings[id_]
        met = Finding(Rule.OVERLAP, Severity.BLOCK, held, came, max(held.start, start), min(held.end, end), frozenset())
        before = board.places[id_]
        board.places[id_] = self._moved[id_] = room
        self._because[id_] = met
        self._with(airing.id, place, clash, cost)
        board.places[id_] = before
        del self._moved[id_], self._because[id_]

    def _least_for_the_rest(self, *moving: str) -> int:
        """What is to be paid at least for the clashes that stand once these airings have gone: a move for each pair."""
        least, used = 0, set(moving)
        for clash in self._clashes:
            ids = {one.id for one in (clash.a, clash.b) if one is not None}
            if ids & used or not self._stands(clash):
                continue
            used |= ids
            movers = _movers(clash, self._movable)
            least += min((TOUCHED + 1) * weight(one) for one in movers)
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
        spent = bool(self._free) and self.steps >= _STEPS and bool(self._best)
        if self.complete and (spent or self._enough(self._best)):
            self.complete = False
        return not self.complete


def _proposal(ways: Sequence[_Way], board: Board) -> Proposal:
    moves = [
        Solved(board.airings[id_], None if place is None else board.at(place), way.because[id_])
        for way in ways
        for id_, place in way.places.items()
    ]
    return Proposal(
        tuple(sorted(moves, key=lambda one: (one.airing.start, one.airing.id))), sum(way.cost for way in ways)
    )


def _combined(ways: Sequence[Sequence[_Way]], board: Board) -> Iterator[Proposal]:
    """The best way of every group, then the two that cost least more by taking another way in one group.

    The ways of a group know the best of the groups before it, nothing of the others': another way may want the very
    minutes that a later group was promised, so each such combination is looked at as a whole.
    """
    if not ways:
        return
    best = [group[0] for group in ways]
    yield _proposal(best, board)
    others = sorted(
        (way.cost - group[0].cost, number, rank) for number, group in enumerate(ways) for rank, way in enumerate(group)
        if rank
    )  # fmt: skip
    combinations = ([*best[:number], ways[number][rank], *best[number + 1 :]] for _, number, rank in others)
    apart = (
        one
        for one in combinations
        if len({id_ for way in one for id_ in way.places}) == sum(len(way.places) for way in one)
    )
    fitting = (one for one in apart if board.fits({id_: at for way in one for id_, at in way.places.items()}))
    for combination in islice(fitting, MOST_PROPOSALS - 1):
        yield _proposal(combination, board)
