"""Files on their way as rows: what is due when, what a press changes, what a hub that went back is asked again."""

from __future__ import annotations

import datetime as dt

import pytest

from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.transfers import Named, Transfers, TransferState, Way
from ttcs_desktop.storage.schema import open_record

NOON = dt.datetime(2026, 6, 2, 5, 0, tzinfo=dt.UTC)
A, B = Named("item a", "a" * 64, "a.mp3", 100), Named("item b", "a" * 64, "a.mp3", 100)
C = Named("item c", "c" * 64, "c.png", 50)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def transfers(clock: FixedClock):
    database = open_record(":memory:")
    yield Transfers(database, clock)
    database.close()


def states(transfers: Transfers) -> list[tuple[str, str]]:
    return [(one.file.item_id, one.state.value) for one in transfers.listed()]


def test_a_file_of_two_items_is_carried_once_and_is_there_for_both(transfers: Transfers):
    transfers.want(Way.DOWN, [A, B])
    transfers.want(Way.DOWN, [A])
    assert [one.file.sha256 for one in transfers.due()] == [A.sha256]
    transfers.mark_done(Way.DOWN, A.sha256, "first")
    assert states(transfers) == [("item a", "done"), ("item b", "done")]
    assert transfers.still_open() == []
    assert not transfers.is_due()


def test_the_next_try_is_data_and_a_clock_set_back_makes_it_due(transfers: Transfers, clock: FixedClock):
    transfers.want(Way.UP, [A])
    waits = []
    for _ in range(30):
        assert transfers.is_due()
        transfers.postpone(transfers.due(), "offline", at_least=SECOND)
        (one,) = transfers.still_open()
        assert not transfers.is_due()
        assert transfers.due() == []
        assert transfers.due(at_once=True) == [one]
        waits.append(one.next_at - clock.now())
        clock.advance(waits[-1])
    assert min(waits) >= SECOND
    assert max(waits) <= dt.timedelta(minutes=15)
    assert max(waits[10:]) > dt.timedelta(minutes=1)
    transfers.postpone(transfers.due(), "offline", at_least=SECOND)
    clock.advance(-dt.timedelta(days=400))
    assert transfers.is_due()
    assert len(transfers.due()) == 1


def test_progress_ends_the_waiting_longer_and_longer(transfers: Transfers, clock: FixedClock):
    transfers.want(Way.UP, [A])
    for _ in range(5):
        transfers.postpone(transfers.due(at_once=True), "offline", at_least=SECOND)
    transfers.note(Way.UP, A.sha256, 40)
    (one,) = transfers.still_open()
    assert (one.done, one.attempts, one.problem) == (40, 0, None)


def test_a_press_tries_again_what_may_go_better(transfers: Transfers):
    transfers.want(Way.DOWN, [A, C])
    transfers.mark_refused(Way.DOWN, A.sha256, "media_not_as_named")
    transfers.mark_refused(Way.DOWN, C.sha256, "file_not_as_named")
    assert not transfers.is_due()
    transfers.hurry()
    assert states(transfers) == [("item a", "waiting"), ("item c", "refused")]


def test_another_epoch_asks_again_for_what_went_up_and_for_nothing_else(transfers: Transfers):
    transfers.want(Way.UP, [A])
    transfers.want(Way.DOWN, [C])
    transfers.mark_done(Way.UP, A.sha256, "first")
    transfers.mark_done(Way.DOWN, C.sha256, "first")
    transfers.offer_again("first")
    assert transfers.still_open() == []
    transfers.offer_again("second")
    assert [(one.way, one.done) for one in transfers.still_open()] == [(Way.UP, 0)]


def test_what_is_let_go_is_new_when_it_is_wanted_again(transfers: Transfers):
    transfers.want(Way.DOWN, [A, C])
    transfers.mark_done(Way.DOWN, A.sha256, "first")
    transfers.forget(Way.DOWN, [A, C])
    assert states(transfers) == [("item a", "done")]
    transfers.forget(Way.DOWN, [A], done_too=True)
    transfers.want(Way.DOWN, [A])
    assert [one.state for one in transfers.listed()] == [TransferState.WAITING]
    assert list(transfers.awaited()) == ["item a"]
