"""A timetable as CSV: every readable row is kept as a draft, the rest is named; the same file adds nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.wards import airing_of, cluster_ids, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import EVERY_DAY, Fill, Kind, Priority
from ttcs_desktop.broadcast.timetable import HEADER, read_timetable, seconds_between
from ttcs_desktop.content.model import Basis

GOOD = {
    "title": "Bản tin phường",
    "kind": "programme",
    "priority": "normal",
    "date_from": "2026-05-01",
    "date_to": "2026-05-31",
    "weekdays": "135",
    "start": "06:30",
    "end": "07:00",
    "clusters": "TDP 1; TDP 9",
    "approved": "yes",
    "repeat_gap_days": "7",
}
MONDAY = dt.date(2026, 5, 25)
NEXT_MONDAY = dt.date(2026, 6, 8)
ALL_YEAR = {"date_from": "2026-01-01", "date_to": "2026-12-31"}


def line(**changed: str) -> list[str]:
    return [{**GOOD, **changed}[name] for name in HEADER]


def read(*lines: list[str]):
    return read_timetable([list(HEADER), *lines])


def take_in(ward, *lines: list[str]):
    return ward.timetable_files.take_in(ward.broadcast.inventory.the_station(), *read(*lines))


def count(ward, table: str) -> int:
    return ward.database.row(f"SELECT count(*) AS n FROM {table}")["n"]


def test_a_row_is_read_whole() -> None:
    ((row,), rejected) = read(line())
    assert rejected == []
    assert (row.row, row.title, row.kind, row.priority) == (2, "Bản tin phường", Kind.PROGRAMME, Priority.NORMAL)
    assert (row.weekdays, row.start, row.seconds) == (frozenset({1, 3, 5}), dt.time(6, 30), 1800)
    assert (row.clusters, row.approved, row.repeat_gap_days) == (("TDP 1", "TDP 9"), True, 7)


def test_what_may_be_left_out_has_its_usual_meaning() -> None:
    ((row,), _) = read(line(priority="", weekdays="", clusters="", approved="", repeat_gap_days=""))
    assert (row.priority, row.weekdays, row.clusters, row.approved, row.repeat_gap_days) == (
        Priority.NORMAL,
        EVERY_DAY,
        (),
        False,
        None,
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": ""}, "title_missing"),
        ({"kind": "advert"}, "kind_unknown"),
        ({"priority": "high"}, "priority_unknown"),
        ({"date_from": "2026-02-31"}, "no_such_date"),
        ({"date_to": "31/05/2026"}, "date_unreadable"),
        ({"date_to": "2026-04-30"}, "window_reversed"),
        ({"weekdays": "18"}, "weekdays_unreadable"),
        ({"start": "24:00"}, "time_midnight"),
        ({"end": "6h"}, "time_unreadable"),
        ({"start": "17:30", "end": "17:00"}, "window_overnight"),
        ({"title": "x" * 201}, "title_too_long"),
        ({"date_from": "0206-06-01"}, "year_unlikely"),
        ({"end": "06:30"}, "window_empty"),
        ({"approved": "maybe"}, "approved_unreadable"),
        ({"repeat_gap_days": "12.5"}, "count_unreadable"),
        ({"repeat_gap_days": "-1"}, "count_unreadable"),
    ],
)
def test_an_unreadable_row_is_named_and_the_others_are_kept(changed, code) -> None:
    slots, (rejection,) = read(line(), line(**changed), line(start="08:00", end="08:30"))
    assert (rejection.row, rejection.code) == (3, code)
    assert [slot.row for slot in slots] == [2, 4]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InvalidInput, match="timetable_header") as caught:
        read_timetable([["title", "kind"], ["a", "b"]])
    assert "start" in str(caught.value.details["missing"])
    with pytest.raises(InvalidInput, match="timetable_header"):
        read_timetable([])


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("23:30", "00:30", 60), ("23:30", "24:00", 30), ("00:00", "23:59", 1439)]
)
def test_a_window_may_cross_midnight(start, end, minutes) -> None:
    ((row,), _) = read(line(start=start, end=end))
    assert row.seconds == minutes * 60
    assert seconds_between(dt.time(0, 1), dt.time(0, 0)) == 86340


def test_a_file_becomes_slots_and_names_the_clusters_nobody_knew(tmp_path) -> None:
    ward = make_ward(tmp_path)
    told = take_in(ward, line(), line(title="Tiếp âm VOV1", kind="relay", approved="no", clusters=""))
    assert told.created == ("TDP 9",)
    programme, relay = told.slots
    assert (programme.fill, relay.fill, relay.self_made) == (Fill.TITLE, Fill.RELAY, False)
    ids = cluster_ids(ward) | {
        "TDP 9": next(one.id for one in ward.broadcast.inventory.clusters() if not one.confirmed)
    }
    assert programme.clusters == {ids["TDP 1"], ids["TDP 9"]}
    assert airing_of(ward, programme, MONDAY).approval is not None
    assert airing_of(ward, relay, MONDAY).approval is None


def test_the_same_file_again_adds_nothing(tmp_path) -> None:
    ward = make_ward(tmp_path)
    take_in(ward, line())
    before = [count(ward, table) for table in ("slot", "cluster", "approval")]
    again = take_in(ward, line())
    assert [count(ward, table) for table in ("slot", "cluster", "approval")] == before
    assert again.created == ()


def test_the_same_file_again_does_not_undo_what_the_officer_changed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    (slot,) = take_in(ward, line(**ALL_YEAR)).slots
    moved = ward.broadcast.timetable.change(replace(slot, start=dt.time(7, 30)))
    before = ward.broadcast.timetable.slots_between(slot.date_from, slot.date_to)
    take_in(ward, line(**ALL_YEAR))
    assert ward.broadcast.timetable.slots_between(slot.date_from, slot.date_to) == before
    assert moved in before


def test_the_same_file_again_does_not_bring_back_what_the_officer_removed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    (slot,) = take_in(ward, line(**ALL_YEAR)).slots
    ward.broadcast.timetable.remove(slot.id)
    take_in(ward, line(**ALL_YEAR))
    assert ward.broadcast.timetable.slots_between(NEXT_MONDAY, slot.date_to) == []


def test_two_rows_that_differ_in_one_cell_only_are_two_slots(tmp_path) -> None:
    ward = make_ward(tmp_path)
    rows = (line(), line(priority="urgent"), line(repeat_gap_days="3"), line())
    assert len({slot.id for slot in take_in(ward, *rows).slots}) == 4


def test_an_approval_out_of_a_file_names_nobody_who_has_not_given_it(tmp_path) -> None:
    ward = make_ward(tmp_path)
    (slot,) = take_in(ward, line(**ALL_YEAR)).slots
    approval = airing_of(ward, slot, MONDAY).approval
    assert (approval.basis, approval.approver, approval.decided_on) == (Basis.IMPORTED, "", dt.date(2026, 6, 2))
