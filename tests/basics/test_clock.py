"""UTC in the file, +07:00 on the screen."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import FixedClock, SystemClock, local, stamp, today, unstamp

MOMENTS = st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2099, 1, 1), timezones=st.just(dt.UTC))


def test_the_office_is_already_in_tomorrow_when_utc_is_not() -> None:
    clock = FixedClock(dt.datetime(2026, 5, 30, 17, 0, tzinfo=dt.UTC))
    assert today(clock) == dt.date(2026, 5, 31)
    assert local(clock.now()).hour == 0


def test_a_moment_without_a_zone_is_wall_clock() -> None:
    assert stamp(FixedClock(dt.datetime(2026, 6, 2, 9, 42)).now()) == "2026-06-02T02:42:00.000Z"


@given(MOMENTS, MOMENTS)
def test_stamps_sort_as_their_moments_and_keep_milliseconds(one, other) -> None:
    assert one - unstamp(stamp(one)) < dt.timedelta(milliseconds=1)
    assert (stamp(one) <= stamp(other)) == (unstamp(stamp(one)) <= unstamp(stamp(other)))


def test_the_machines_clock_knows_its_zone() -> None:
    assert SystemClock().now().tzinfo is dt.UTC


def test_changes_add_up() -> None:
    both = Changes(frozenset({"plans"}), ("a",)) | Changes(frozenset({"content"}), ("b",)) | NOTHING
    assert both.touch("content", "office")
    assert not both.touch("office")
    assert both.ids == ("a", "b")
