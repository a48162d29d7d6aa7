"""Record ids: they sort as they were made, whatever the clock does, and what two PCs derive is equal."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.ids import IdMaker, stable_id

MOMENT = dt.datetime(2026, 6, 2, 9, 0)


@given(st.lists(st.integers(-(10**6), 10**6), max_size=60))
def test_ids_sort_in_the_order_they_were_made_even_when_the_clock_goes_back(steps) -> None:
    clock = FixedClock(MOMENT)
    maker = IdMaker(clock)
    made = [maker.new()]
    for seconds in steps:
        clock.advance(dt.timedelta(seconds=seconds))
        made.append(maker.new())
    assert made == sorted(set(made))


def test_more_ids_than_the_counter_holds_in_one_millisecond_still_sort() -> None:
    maker = IdMaker(FixedClock(MOMENT))
    made = [maker.new() for _ in range(5000)]
    assert made == sorted(set(made))


def test_an_id_is_a_uuid_of_version_7_that_tells_its_moment() -> None:
    clock = FixedClock(MOMENT)
    made = uuid.UUID(IdMaker(clock).new())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(clock.now().timestamp() * 1000)


def test_threads_never_get_the_same_id() -> None:
    maker = IdMaker(FixedClock(MOMENT))
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend([maker.new() for _ in range(500)]))  # list.extend is atomic
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000


def test_two_pcs_derive_the_same_id_from_the_same_facts() -> None:
    assert stable_id("airing", "99999", 1) == stable_id("airing", "99999", "1")
    assert uuid.UUID(stable_id("x")).version == 5


@given(st.lists(st.text("ab1", max_size=3), max_size=4), st.lists(st.text("ab1", max_size=3), max_size=4))
def test_parts_of_an_id_do_not_run_into_each_other(one, other) -> None:
    # Nothing at all and one empty part are the same name; no caller derives an id from nothing.
    one, other = ["kind", *one], ["kind", *other]
    assert (stable_id(*one) == stable_id(*other)) == (one == other)
