"""What the stories found in the product, each told again in the few steps that matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from sync.hub import intake, publishing
from sync.hub.publishing import Told
from sync.streams import CENTRAL
from tests.sync.simulated.story import world_of
from tests.sync.simulated.ward import SimulatedWard, State, pass_time
from tests.sync.simulated.world import World


@pytest.fixture
def world() -> Iterator[World]:
    with world_of(1) as (made, _):
        made.add_ward("99999")
        yield made


@pytest.fixture
def ward(world: World) -> SimulatedWard:
    return world.wards[0]


def press(ward: SimulatedWard) -> tuple[str | None, State]:
    ward.deliver(at_once=True)
    assert ward.heard
    return ward.heard.delivery.problem, ward.state()


def states(now: State) -> list[str]:
    return [row["state"] for row in now.ops.values()]


def tell(world: World, number: int, text: str = "") -> None:
    pass_time(world.hub_clock, 1)
    publishing.publish(world.own_hub.store, world.hub_clock, Told(CENTRAL, "article", f"a{number}", {"text": text}))


def go_back(world: World) -> None:
    """The operator puts the last backup back and forgets to begin a new epoch."""
    world.own_hub.restore(world.own_hub.backups[-1], epoch=None)


def test_a_pc_that_was_shut_out_is_told_so_and_takes_nothing_for_lost(world: World, ward: SimulatedWard) -> None:
    """Everything that was done waited again, and an empty outbox heard that all is well."""
    ward.save(3)
    assert press(ward) == (None, ward.state())
    ward.revoke(world.own_hub)
    problem, now = press(ward)
    assert (problem, states(now)) == ("auth_revoked", ["done"])
    ward.enrol(world.own_hub)
    assert press(ward)[0] is None
    assert world.own_hub.holdings() == set(now.ops)


def test_a_hub_older_than_the_enrolment_says_that_it_does_not_know_this_pc(world: World) -> None:
    world.own_hub.back_up()
    world.add_ward("99998")
    late = world.wards[1]
    late.save(1)
    press(late)
    go_back(world)
    problem, now = press(late)
    assert (problem, states(now)) == ("auth_expired", ["done"])
    late.enrol(world.own_hub)
    assert press(late)[0] is None
    assert world.own_hub.holdings() == set(now.ops)


def test_a_report_that_came_after_the_last_heads_is_not_lost_with_the_hub(world: World, ward: SimulatedWard) -> None:
    """Its number was in no mark that the ward remembered, so the backup went unnoticed."""
    ward.save(1)
    press(ward)
    world.own_hub.back_up()
    ward.freeze(2026)
    assert states(press(ward)[1]) == ["done", "done"]
    go_back(world)
    assert len(world.own_hub.holdings()) == 1
    assert press(ward)[0] is None
    assert world.own_hub.holdings() == set(ward.state().ops)


def test_a_gap_that_stays_open_hides_no_loss_above_it(world: World, ward: SimulatedWard) -> None:
    """One thing never gets through, so that the mark of what the hub has without a gap stays below it for ever."""
    world.poisoned["record"] += 1
    ward.save(1, poison=True)
    world.own_hub.back_up()
    ward.save(2)
    press(ward)
    go_back(world)
    assert not world.own_hub.holdings()
    press(ward)
    assert len(world.own_hub.holdings()) == 1


def test_a_stream_that_was_cut_back_and_grew_again_is_read_anew(world: World, ward: SimulatedWard) -> None:
    """The other lines under the same numbers were never asked for."""
    tell(world, 1)
    world.own_hub.back_up()
    tell(world, 2, "first")
    press(ward)
    go_back(world)
    tell(world, 2, "second")
    assert press(ward)[0] is None
    assert sorted(line["rev"] for line in ward.state().lines) == [1, 1, 1]


def test_a_longer_stream_with_another_past_is_read_anew(world: World, ward: SimulatedWard) -> None:
    tell(world, 1)
    world.own_hub.back_up()
    tell(world, 2, "first")
    press(ward)
    go_back(world)
    tell(world, 2, "second")
    tell(world, 3)
    assert press(ward)[0] is None
    now = ward.state()
    assert (len(now.lines), now.cursors[CENTRAL]["seq"]) == (4, 3)


def test_the_number_told_is_that_of_the_receipt_that_is_kept(world: World, ward: SimulatedWard) -> None:
    """A hub that lost a report gives it another number; the ward keeps the first and told of the second."""
    world.own_hub.back_up()
    ward.freeze(2026)
    press(ward)
    (first,) = ward.state().receipts.values()
    go_back(world)
    ward.freeze(2027)  # takes the number of the first
    assert press(ward)[0] is None
    assert ward.state().receipts[first["id"]] == first
    assert first["receipt_no"] in ward.heard.delivery.receipts


def test_a_poisoned_report_beside_a_poisoned_record_holds_up_nothing(world: World, ward: SimulatedWard) -> None:
    """Two failures running were taken for a hub that is down, though each lane had only one."""
    ward.freeze(2030, poison=True)
    ward.save(1, poison=True)
    for _ in range(5):
        ward.save(1)
    tell(world, 1)
    problem, now = press(ward)
    assert problem == "hub_error"
    assert states(now) == ["waiting", "waiting", *["done"] * 5]
    assert len(now.lines) == 1


def test_a_copy_of_the_hub_never_knows_a_number_without_its_report(
    world: World, ward: SimulatedWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number was noted in a commit before the report's: a backup between the two would have hidden its loss."""
    found: list[tuple[int, int]] = []
    real = intake._answer_to

    def looked_at(store, *given):
        with closing(sqlite3.connect(world.own_hub.disk.path)) as beside:
            (seen,) = beside.execute("SELECT count(*) FROM seen").fetchone()
            (here,) = beside.execute("SELECT count(*) FROM submission").fetchone()
        found.append((seen, here))
        return real(store, *given)

    monkeypatch.setattr(intake, "_answer_to", looked_at)
    ward.freeze(2026)
    press(ward)
    assert found == [(0, 0)]


def test_asking_about_a_report_that_the_hub_lost_does_not_hide_that_it_lacks_it(
    world: World, ward: SimulatedWard
) -> None:
    """The hub noted the number with its no; the ward went on saying that the report was there."""
    world.own_hub.back_up()
    ward.freeze(2026)
    press(ward)
    go_back(world)
    world.close_period(2026)
    ward.ask()
    assert "submit_closed" in ward.codes
    problem, now = press(ward)
    assert (problem, states(now)) == ("submit_closed", ["refused"])
    assert len(now.receipts) == 1, "what proves that it was received is kept"
