"""Ways out of the clashes of a week: which airings to move, where to, as little as can be.

A branch-and-bound search over the clashes, group by group: airings that clash with each other, directly or through
others, are one group. Every branch moves one of the two to a free place or, where none is left, leaves it out; the
cheapest places are tried first, so that the first way out is there at once and later ones can only be better.

What a way out costs: a fixed price for each airing touched, a minute for a minute, more for another day, and all of it
times what the airing weighs: who is told least about what matters least has lost least.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
    ways, hopeless, complete = _ways_out(board, groups, movable, lambda found: bool(found) and clock() > until)
    return Outcome(tuple(_combined(ways, board)), tuple(asked), (*stuck, *hopeless), complete)


def _ways_out(
    board: Board,
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
        if self.complete and self._enough(self._best):
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
    fitting = (one for one in combinations if board.fits({id_: at for way in one for id_, at in way.places.items()}))
    for combination in islice(fitting, MOST_PROPOSALS - 1):
        yield _proposal(combination, board)
