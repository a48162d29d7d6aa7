"""The rules of pieces and of the pace, by numbers alone: no test here waits for anything."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.hub.serving import EmbeddedHub
from sync.media.contract import MOST_PIECE
from sync.media.pieces import LEAST, SLOW_LEAST, Pace, Pieces
from sync.media.round import Line
from tests.sync.conftest import NOON, Ward
from tests.sync.files import NoWaiting, Shelf
from ttcs_desktop.basics.clock import FixedClock

MB = 1_000_000


def test_a_piece_grows_with_what_went_through_and_never_beyond_a_megabyte():
    pieces = Pieces()
    assert pieces.size() == SLOW_LEAST, "nothing is known of the line yet"
    pieces.went(SLOW_LEAST, 0.01)
    assert pieces.size() == LEAST
    for _ in range(20_000):
        pieces.went(pieces.size(), 0.01)
    assert pieces.size() == MOST_PIECE


@pytest.mark.parametrize(("rate", "size"), [(8_000, SLOW_LEAST), (40_000, 40_000), (4 * MB, LEAST)])
def test_on_a_slow_line_nobody_waits_longer_than_a_small_piece(rate: int, size: int):
    pieces = Pieces()
    pieces.went(rate, 1.0)
    assert pieces.size() == size


@settings(max_examples=40, deadline=None)
@given(places=st.lists(st.integers(0, 55 * MB), min_size=20, max_size=20))
def test_twenty_cuts_anywhere_cost_below_five_percent(places: list[int]):
    """The rule played through: each request has a head of 600 bytes, each cut loses what was in flight."""
    size, head, sent, kept = 50 * MB, 600, 0, 0
    cuts = sorted(places)
    pieces = Pieces()
    while kept < size:
        piece = min(pieces.size(), size - kept)
        if cuts and sent <= cuts[0] < sent + head + piece:
            sent = cuts.pop(0) + 1
            sent += 2 * head  # the hub proves itself, and says how much it has
            cuts = [one for one in cuts if one >= sent]
            pieces = Pieces()
            continue
        sent, kept = sent + head + piece, kept + piece
        pieces.went(piece, 0.001)
    assert sent <= 1.05 * size


@pytest.mark.parametrize(
    ("moment", "half"),
    [
        ("2026-06-02 07:29", False), ("2026-06-02 07:30", True), ("2026-06-02 16:59", True),
        ("2026-06-02 17:00", False), ("2026-06-02 02:00", False), ("2026-06-06 10:00", False),
    ],
)  # fmt: skip
def test_half_the_line_in_office_hours_and_all_of_it_otherwise(moment: str, half: bool):
    clock = FixedClock(dt.datetime.fromisoformat(moment))
    pace = Pace(clock, lambda day: day.weekday() < 5)
    assert pace.in_office_hours() is half
    assert pace.rest_after(0.8) == (0.8 if half else 0.0)


def test_in_office_hours_the_line_rests_as_long_as_it_was_used():
    stop, ticks = NoWaiting(), iter([0.0, 0.5, 10.0, 12.0, 20.0, 21.0])
    clock = FixedClock(NOON)
    line = Line(clock, lambda day: True, stop, watch=lambda: next(ticks))
    for _ in range(2):
        line.went(64_000, line.now())
    clock.advance(dt.timedelta(hours=6))
    line.went(64_000, line.now())
    assert stop.waits == [0.5, 2.0], "half of the time used, half left alone; none after five"


def test_a_round_in_office_hours_rests_after_each_piece(ward: Ward, hub: EmbeddedHub, tmp_path: Path):
    ward.engine().deliver()
    shelf = Shelf(ward, tmp_path / "record")
    shelf.is_working = lambda day: True  # type: ignore[method-assign]
    shelf.keep(random.Random(3).randbytes(4_000))
    stop = NoWaiting()
    assert shelf.carry(stop=stop).sent == 1
    assert len(stop.waits) == 4
    assert min(stop.waits) > 0
