"""A vendor's log taken in: witnesses, never entries counted twice, whatever the order and however often."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import (
    PLAYED,
    POWER_CUT,
    add_relay,
    add_slot,
    clock_of,
    confirm,
    make_ward,
    take_in,
    vendor_row,
)
from ttcs_desktop.basics.clock import FixedClock, local
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.model import Kind, Outcome
from ttcs_desktop.statistics.measures import ask as measured
from ttcs_desktop.workspace import Workspace, open_workspace

MONDAY = dt.date(2026, 5, 25)
AT = dt.datetime(2026, 5, 25, 6, 30)
MINUTE = dt.timedelta(minutes=1)
DAYS = (MONDAY - dt.timedelta(days=2), MONDAY + dt.timedelta(days=2))


@pytest.fixture
def ward(tmp_path) -> Workspace:
    return planned_ward(tmp_path)


def planned_ward(folder: Path) -> Workspace:
    ward = make_ward(folder)
    add_slot(ward, "Bản tin phường", "06:30", 30)
    add_relay(ward, "Tiếp âm VOV1", "05:00", 60)
    add_slot(ward, "Thông báo tổ 2", "17:00", 15, clusters=("TDP 2",))
    return ward


def entries(ward: Workspace):
    return ward.broadcast.log.entries(*DAYS)


def test_a_row_about_a_planned_airing_is_its_entry(ward) -> None:
    told = take_in(ward, vendor_row("BAN TIN PHUONG", AT + 3 * MINUTE, 29))
    (entry,) = entries(ward)
    assert (told.imported, told.already, told.airings, told.unmatched) == (1, 0, 1, 0)
    assert (entry.title, entry.start, entry.aired_seconds, entry.state) == (
        "Bản tin phường",
        dt.time(6, 30),
        1740,
        Outcome.FULL,
    )
    assert entry.approval_id is not None


@pytest.mark.parametrize(("minutes", "matched"), [(-11, 0), (-10, 1), (10, 1), (11, 0)])
def test_a_start_within_ten_minutes_is_the_same_airing(ward, minutes, matched) -> None:
    assert take_in(ward, vendor_row("Bản tin phường", AT + minutes * MINUTE)).airings == matched


def test_another_title_at_the_same_time_is_outside_the_timetable(ward) -> None:
    told = take_in(ward, vendor_row("Hội thi văn nghệ", AT))
    (entry,) = entries(ward)
    assert (told.airings, told.unmatched, entry.airing_id, entry.approval_id) == (0, 1, None, None)


def test_a_relay_matches_a_relay_whatever_it_is_called(ward) -> None:
    start = dt.datetime(2026, 5, 25, 5, 2)
    assert take_in(ward, vendor_row("Thời sự sáng", start, 60, kind=Kind.RELAY)).airings == 1


def test_a_row_for_other_clusters_is_not_the_same_airing(ward) -> None:
    start = dt.datetime(2026, 5, 25, 17, 0)
    assert take_in(ward, vendor_row("Thông báo tổ 2", start, 15, 1, 1, targets=("TDP 1",))).airings == 0
    assert take_in(ward, vendor_row("Thông báo tổ 2", start, 15, 1, 1, targets=("tdp 2",))).airings == 1
    elsewhere = take_in(ward, vendor_row("Thông báo tổ 2", start + MINUTE, 15, 1, 1, targets=("chợ",)))
    assert (elsewhere.airings, elsewhere.created) == (0, ("chợ",))


def test_the_better_title_wins_before_the_nearer_start(ward) -> None:
    add_slot(ward, "Bản tin phường buổi sáng", "06:25", 5)
    take_in(ward, vendor_row("Bản tin phường buổi sáng", AT, 5))
    take_in(ward, vendor_row("Bản tin phường", AT))
    assert sorted((entry.start, entry.title) for entry in entries(ward)) == [
        (dt.time(6, 25), "Bản tin phường buổi sáng"),
        (dt.time(6, 30), "Bản tin phường"),
    ]


def test_rows_of_a_time_that_has_not_come_are_left_out_and_named(ward) -> None:
    now = local(clock_of(ward).now()).replace(tzinfo=None)
    rows = [
        vendor_row("Bản tin phường", AT, row=2),
        vendor_row("Hội thi văn nghệ", now, row=3),
        vendor_row("Hội thi văn nghệ", now + MINUTE, row=4, targets=("chợ",)),
        vendor_row("Bản tin phường", AT + dt.timedelta(days=365), row=5),
    ]
    told = take_in(ward, *rows)
    assert (told.rows, told.imported, told.already, told.future, told.created) == (4, 2, 0, (4, 5), ())
    assert len(ward.broadcast.log.entries(MONDAY, MONDAY + dt.timedelta(days=400))) == 2
    only = take_in(ward, *rows[2:])
    assert (only.rows, only.imported, only.airings, only.future) == (2, 0, 0, (4, 5))
    clock_of(ward).advance(MINUTE)
    later = take_in(ward, *rows)
    assert (later.imported, later.already, later.future, later.created) == (1, 2, (5,), ("chợ",))


@settings(max_examples=15)
@given(st.lists(st.integers(-3000, 3000), max_size=6))
def test_every_row_is_new_known_or_of_the_future_and_nothing_lies_ahead(minutes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ward = planned_ward(Path(folder))
        now = local(clock_of(ward).now()).replace(tzinfo=None)
        rows = [vendor_row("Tin", now + at * MINUTE, row=number) for number, at in enumerate(minutes, 2)]
        told = take_in(ward, *rows)
        assert told.imported + told.already + len(told.future) == told.rows == len(minutes)
        assert len(told.future) == sum(at > 0 for at in minutes)
        kept = ward.broadcast.log.entries(now.date() - dt.timedelta(days=4), now.date() + dt.timedelta(days=4))
        assert all(entry.starts_at <= now for entry in kept)
        ward.close()


def test_the_same_file_again_says_nothing_new(ward) -> None:
    rows = [vendor_row("Bản tin phường", AT), vendor_row("Hội thi văn nghệ", AT + 300 * MINUTE)]
    take_in(ward, *rows)
    before = entries(ward), ward.database.row("SELECT count(*) AS n FROM history")
    told = take_in(ward, *rows, name="lan-hai.csv")
    assert (told.imported, told.already) == (0, 2)
    assert (entries(ward), ward.database.row("SELECT count(*) AS n FROM history")) == before


def test_a_longer_file_that_begins_with_a_known_airing_is_taken_in(ward) -> None:
    """Its first new statement is a mere witness, and a later one makes an entry."""
    take_in(ward, vendor_row("Bản tin phường", AT))
    told = take_in(ward, vendor_row("Bản tin phường", AT + MINUTE), vendor_row("Hội thi văn nghệ", AT + 300 * MINUTE))
    assert told.imported == 2
    assert len(entries(ward)) == 2


def test_a_row_about_what_the_officer_confirmed_is_a_witness(ward) -> None:
    (slot, *_) = ward.broadcast.timetable.slots_between(MONDAY, MONDAY)
    entry = confirm(ward, slot, MONDAY)
    take_in(ward, vendor_row(entry.title, entry.starts_at, entry.planned_seconds // 60, kind=slot.kind))
    assert entries(ward) == [entry]
    assert len(ward.broadcast.log.witnesses([entry.id])) == 2
    assert ward.broadcast.log.contradicted(*DAYS) == []


def test_a_contradicting_row_must_be_explained_and_adds_no_entry(ward) -> None:
    slot = next(slot for slot in ward.broadcast.timetable.slots_between(MONDAY, MONDAY) if slot.kind is Kind.PROGRAMME)
    entry = confirm(ward, slot, MONDAY, PLAYED)
    take_in(ward, vendor_row(entry.title, entry.starts_at, 12, 1, 2))
    assert entries(ward) == [entry]
    assert ward.broadcast.log.contradicted(*DAYS) == [entry]
    ward.broadcast.log.correct(entry.id, POWER_CUT)
    assert ward.broadcast.log.contradicted(*DAYS) == []


def test_a_row_about_an_entry_outside_the_timetable_that_was_corrected_twice_is_a_witness(ward) -> None:
    take_in(ward, vendor_row("Hội thi văn nghệ", AT))
    for said in (POWER_CUT, PLAYED):
        (entry,) = entries(ward)
        ward.broadcast.log.correct(entry.id, said)
    take_in(ward, vendor_row("Hội thi văn nghệ", AT, 25))
    assert len(entries(ward)) == 1


def test_a_log_taken_in_before_its_timetable_is_not_counted_twice(tmp_path) -> None:
    """The entry stood outside the timetable; when the slot is entered later it is the airing's own."""
    ward = make_ward(tmp_path)
    take_in(ward, vendor_row("Bản tin phường", AT))
    slot = add_slot(ward, "Bản tin phường", "06:30", 30, first=MONDAY, last=MONDAY)
    take_in(ward, vendor_row("Bản tin phường", AT))
    if ward.broadcast.log.unconfirmed(MONDAY, MONDAY):
        confirm(ward, slot, MONDAY)
    assert sum(entry.aired_seconds for entry in entries(ward)) == 1800


def test_one_entry_outside_the_timetable_becomes_one_airing_only(tmp_path) -> None:
    """Two slots of one title five minutes apart are near it both; it was aired once."""
    ward = make_ward(tmp_path)
    take_in(ward, vendor_row("Bản tin phường", AT))
    for start in ("06:30", "06:35"):
        add_slot(ward, "Bản tin phường", start, 5, first=MONDAY, last=MONDAY)
    ward.broadcast.log.confirm_many(ward.broadcast.log.unconfirmed(MONDAY, MONDAY), PLAYED)
    assert sorted(entry.corrects is None for entry in entries(ward)) == [False, True]


def test_an_airing_past_midnight_is_matched_from_the_next_day(ward) -> None:
    add_slot(ward, "Đêm văn nghệ", "23:55", 30, first=MONDAY, last=MONDAY)
    told = take_in(ward, vendor_row("Đêm văn nghệ", dt.datetime(2026, 5, 26, 0, 2)))
    (entry,) = entries(ward)
    assert (told.airings, entry.day, entry.start) == (1, MONDAY, dt.time(23, 55))


TITLES = {"Bản tin phường": (390, 30), "Tiếp âm VOV1": (300, 60), "Thông báo tổ 2": (1020, 15), "Hội thi": (600, 20)}


@st.composite
def statements(draw, *, contradicting: bool):
    """What a vendor might say about a day, each thing in its own words; contradicting itself or not."""
    rows = []
    truths = {title: draw(st.tuples(st.integers(1, 30), st.integers(0, 2))) for title in TITLES}
    for number in range(draw(st.integers(1, 7))):
        title = draw(st.sampled_from(sorted(TITLES)))
        start, _ = TITLES[title]
        minutes, ok = draw(st.tuples(st.integers(1, 30), st.integers(0, 2))) if contradicting else truths[title]
        off = draw(st.sampled_from([0, 0, 2, 7]))
        kind = Kind.RELAY if title.startswith("Tiếp") else Kind.PROGRAMME
        at = dt.datetime.combine(MONDAY, dt.time()) + (start + off) * MINUTE
        written = draw(st.sampled_from([title, title.upper()]))
        rows.append(vendor_row(written, at, minutes if ok else 0, ok, 2, kind=kind, row=number + 2))
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    ward = planned_ward(tmp_path_factory.mktemp("planned"))
    ward.close()
    return ward.folder


@contextmanager
def copy_of(folder: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as name:
        ward = open_workspace(shutil.copytree(folder, Path(name) / "ward"), FixedClock(dt.datetime(2026, 6, 2, 12, 0)))
        try:
            yield ward
        finally:
            ward.close()


def outcome_of(ward: Workspace):
    """All that a reader of the record can tell from it: entries in force, contradictions, figures."""
    window, ask = Window(*DAYS), ward.broadcast.figures
    log = sorted(
        (one.starts_at, one.title.casefold(), one.aired_seconds, one.state, one.clusters_ok, one.clusters_total)
        for one in entries(ward)
    )
    contradicted = sorted((one.starts_at, one.title.casefold()) for one in ward.broadcast.log.contradicted(*DAYS))
    figures = (
        ask.sessions(window).total,
        ask.aired_seconds(window).total,
        ask.aired_seconds(window, Kind.RELAY).total,
        ask.plays(window).total,
        *(measured(ward._sources(), f"broadcast.{one}_success", window, {}).value for one in ("cluster", "duration")),
    )
    return log, contradicted, figures


def taken_in(folder: Path, files) -> tuple:
    with copy_of(folder) as ward:
        for number, rows in enumerate(files):
            take_in(ward, *rows, name=f"{number}.csv")
        return outcome_of(ward)


def shuffled(rows, seed: int, pieces: int):
    """The same statements in another order, some of them twice, split over several files."""
    chance = random.Random(seed)
    told = [*rows, *chance.choices(rows, k=2)]
    chance.shuffle(told)
    return [told[piece::pieces] for piece in range(pieces)]


@settings(max_examples=20)
@given(statements(contradicting=False), st.integers(), st.integers(1, 3))
def test_in_any_order_and_as_often_as_one_likes_the_record_comes_out_the_same(folder, rows, seed, pieces) -> None:
    assert taken_in(folder, shuffled(rows, seed, pieces)) == taken_in(folder, [rows])


@settings(max_examples=20)
@given(statements(contradicting=True), st.integers(), st.integers(1, 3))
def test_a_log_that_contradicts_itself_comes_out_the_same_in_any_order(folder, rows, seed, pieces) -> None:
    assert taken_in(folder, shuffled(rows, seed, pieces)) == taken_in(folder, [rows])
