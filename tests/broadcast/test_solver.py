"""Ways out of clashes: never against a hard rule, near the best there is, said when there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.broadcast.random_weeks import DAYS, MONDAY, NOW, airing, week
from ttcs_desktop.broadcast.conflicts import Severity, find, overlaps
from ttcs_desktop.broadcast.model import Airing, Kind, Priority
from ttcs_desktop.broadcast.solving.model import Limits, may_move, price
from ttcs_desktop.broadcast.solving.search import solve

LIMITS = Limits(NOW, DAYS, 5 * 60, 19 * 60)


def at(hour: int, minute: int = 0, day: dt.date = MONDAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def after(airings, proposal):
    """The plan with a proposal accepted."""
    to = {one.airing.id: one.to for one in proposal.moves}
    kept = []
    for one in airings:
        start = to.get(one.id, one.start)
        if start is not None:
            kept.append(replace(one, start=start, end=start + (one.end - one.start), day=start.date()))
    return kept


def blocking(airings) -> set[frozenset[str]]:
    return {
        frozenset((one.a.id, one.b.id))
        for one in overlaps(airings)
        if one.severity is Severity.BLOCK and one.b is not None
    }


@settings(max_examples=12)
@given(st.integers(0, 10**6))
def test_no_way_out_breaks_a_hard_rule_or_touches_what_must_stay(seed) -> None:
    plan = week(seed, 40)
    limits = replace(LIMITS, fixed={one.id for one in plan[10:20]})
    found = solve(plan, find(plan), limits, seconds=1)
    stuck = {frozenset((one.a.id, one.b.id)) for one in found.stuck if one.b is not None}
    for proposal in found.proposals:
        assert blocking(after(plan, proposal)) <= stuck
        for one in proposal.moves:
            assert may_move(one.airing, limits)
            assert one.to is None or (one.to > NOW and one.to.date() in DAYS)
    touched = [frozenset(one.airing.id for one in proposal.moves) for proposal in found.proposals]
    assert len(set(touched)) == len(touched) <= 3


@pytest.mark.parametrize("seed", [19, 22, 102])
def test_another_way_of_one_group_takes_no_minutes_promised_to_another(seed) -> None:
    plan = week(seed, 70, 6)
    found = solve(plan, find(plan), LIMITS)
    stuck = {frozenset((one.a.id, one.b.id)) for one in found.stuck if one.b is not None}
    assert [blocking(after(plan, proposal)) - stuck for proposal in found.proposals] == [set()] * len(found.proposals)


def best_by_trying_all(plan, limits) -> int:
    """The least that it costs to be rid of every clash, by trying every place of every airing near its own."""
    choices = []
    for one in plan:
        places = [one.start]
        if may_move(one, limits):
            places += [one.start + dt.timedelta(minutes=step) for step in range(-45, 50, 5) if step]
        choices.append([place for place in places if limits.opens <= place.hour * 60 + place.minute < limits.closes])
    best = 1 << 60
    for places in product(*choices):
        cost = sum(price(one, to) for one, to in zip(plan, places, strict=True) if to != one.start)
        if cost < best and not blocking(
            [replace(one, start=to, end=to + (one.end - one.start)) for one, to in zip(plan, places, strict=True)]
        ):
            best = cost
    return best


def small_plans() -> list[list[Airing]]:
    """Four airings of one morning that clash, and nothing to be asked about."""
    mornings = (
        [one for one in week(seed, 150, 2) if one.day == MONDAY and one.start.hour in (5, 6)] for seed in range(12)
    )
    plans = (plan[:4] for plan in mornings)
    return [plan for plan in plans if blocking(plan) and not any(one.severity is Severity.ASK for one in find(plan))]


@pytest.mark.parametrize("plan", small_plans()[:8])
def test_on_small_plans_it_is_within_a_twentieth_of_the_best(plan) -> None:
    limits = replace(LIMITS, opens=4 * 60 + 30, closes=9 * 60)
    found = solve(plan, find(plan), limits)
    assert found.complete
    assert found.proposals[0].cost <= best_by_trying_all(plan, limits) * 1.05


def test_the_lighter_of_two_gives_way_by_as_little_as_can_be() -> None:
    bulletin = airing("bản tin", at(17), 30, Kind.PROGRAMME)
    notice = airing("nhắn tin", at(17, 15), 10)
    (best, *_others) = solve([bulletin, notice], find([bulletin, notice]), LIMITS).proposals
    assert [(one.airing.id, one.to) for one in best.moves] == [("nhắn tin", at(17, 30))]
    assert {one.id for one in (best.moves[0].because.a, best.moves[0].because.b) if one} == {"bản tin", "nhắn tin"}


def test_another_way_moves_another_airing() -> None:
    plan = [airing("a", at(17), 30), airing("b", at(17, 15), 30)]
    found = solve(plan, find(plan), LIMITS)
    assert [[one.airing.id for one in proposal.moves] for proposal in found.proposals] in (
        [["b"], ["a"]],
        [["a"], ["b"]],
    )


def test_two_priority_bulletins_are_asked_about_and_left_alone() -> None:
    plan = [airing(name, at(17), 30, priority=Priority.PRIORITY) for name in ("a", "b")]
    found = solve(plan, find(plan), LIMITS)
    assert (found.proposals, found.stuck, len(found.asked)) == ((), (), 1)


def test_what_cannot_be_moved_is_said_to_be_stuck() -> None:
    plan = [airing("tiếp âm", at(5), 30, Kind.RELAY), airing("đã ban hành", at(5, 15), 30)]
    found = solve(plan, find(plan), replace(LIMITS, fixed={"đã ban hành"}))
    assert (found.proposals, len(found.stuck)) == ((), 1)


def test_where_no_place_is_left_the_lighter_one_is_left_out() -> None:
    full = airing("cả buổi", at(5), 120, Kind.PROGRAMME)
    notice = airing("nhắn tin", at(5, 30), 30)
    limits = replace(LIMITS, days=[MONDAY], opens=5 * 60, closes=7 * 60)
    (best, *_) = solve([full, notice], find([full, notice]), limits).proposals
    assert [(one.airing.id, one.to) for one in best.moves] == [("nhắn tin", None)]


def test_an_item_goes_only_to_a_day_on_which_it_may_be_used() -> None:
    plan = [airing("a", at(17), 30), airing("tiêm chủng", at(17), 10)]
    limits = replace(
        LIMITS, opens=17 * 60, closes=17 * 60 + 30, usable=lambda one, day: one.id == "tiêm chủng" and day == DAYS[2]
    )
    (best, *_) = solve(plan, find(plan), limits).proposals
    assert [(one.airing.id, one.to) for one in best.moves] == [("tiêm chủng", at(17, 0, DAYS[2]))]


def test_a_hard_rule_on_the_day_closes_the_places_that_would_break_it() -> None:
    plan = [airing("a", at(17), 30, Kind.PROGRAMME), airing("b", at(17), 10)]
    limits = replace(LIMITS, breaks=lambda day: [one.id for one, start in day if start.hour == 17 and one.id == "b"])
    (best, *_) = solve(plan, find(plan), limits).proposals
    assert best.moves[0].to == at(16, 50)


def test_when_the_time_is_up_the_best_found_is_told_as_such() -> None:
    plan, ticks = week(7, 60), iter(range(10**6))
    found = solve(plan, find(plan), LIMITS, seconds=5, clock=lambda: next(ticks))
    assert found.proposals
    assert not found.complete
