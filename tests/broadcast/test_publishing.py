"""A week as it was published: kept, compared, taken back."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import (
    POWER_CUT,
    YES,
    add_relay,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    confirm,
    make_ward,
    set_clock,
)
from ttcs_desktop import exports
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Fill, Kind, Priority
from ttcs_desktop.broadcast.publishing.model import ChangeKind, Line, Notice, applied, diff
from ttcs_desktop.workspace import open_workspace

WEEK = Week(2026, 23)  # 01/6 to 07/6
NEXT = WEEK.shifted(1)
SATURDAY = dt.datetime(2026, 5, 30, 9)
MONDAY, FRIDAY = WEEK.monday, WEEK.monday + dt.timedelta(days=4)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path, now=SATURDAY)
    yield made
    made.close()


def kinds(changes) -> list[tuple[ChangeKind, str]]:
    return [(one.kind, (one.new or one.old).title) for one in changes]


# -- the rule ---------------------------------------------------------------------------------------------------------

_TITLES = st.sampled_from(("Bản tin phường", "BẢN TIN PHƯỜNG", "Tiếp âm VOV1", "Lịch tiêm chủng"))


@st.composite
def lines(draw, number):
    start = dt.datetime(2026, 6, 1, 5) + dt.timedelta(hours=draw(st.integers(0, 30)))
    return Line(
        airing_id=f"a{number}",
        slot_id=draw(st.sampled_from("st")),
        start=start,
        end=start + dt.timedelta(minutes=draw(st.sampled_from((15, 30)))),
        title=draw(_TITLES),
        kind=Kind.PROGRAMME,
        priority=draw(st.sampled_from(Priority)),
        source="",
        clusters=draw(st.sampled_from(((), ("c1",), ("c1", "c2")))),
        everywhere=draw(st.booleans()),
        versions=draw(st.sampled_from(((), ("v1",), ("v1", "v2")))),
        repeat=False,
        approval_id=draw(st.sampled_from("xy")),
    )


@st.composite
def plans(draw):
    return [draw(lines(number)) for number in draw(st.lists(st.integers(0, 9), unique=True, max_size=6))]


def said(of) -> list:
    return sorted((one.seen for one in of), key=repr)


@settings(max_examples=20)
@given(plans(), plans())
def test_a_difference_put_into_the_old_list_says_what_the_new_one_says(old, new) -> None:
    changes = diff(old, new)
    assert said(applied(old, changes)) == said(new)
    assert (not changes) == (said(old) == said(new))
    assert len(changes) <= max(len(old), len(new)) + min(len(old), len(new))
    assert said(applied(new, diff(new, old))) == said(old)


# -- publishing -------------------------------------------------------------------------------------------------------


def test_a_week_is_kept_as_it_stands_and_twice_pressed_is_one(ward) -> None:
    add_relay(ward)
    slot = add_slot(ward, clusters=("TDP 1",))
    made = ward.published.publish(WEEK, notice=Notice(" 45/TB-UBND ", dt.date(2026, 5, 30)))
    assert (made.number, len(made.lines), made.changes, made.replaces) == (1, 14, (), None)
    assert made.notice == Notice("45/TB-UBND", dt.date(2026, 5, 30))
    assert made.by == ward.ledger.actor
    assert ward.published.publish(WEEK) == made
    assert [one.id for one in ward.published.versions(WEEK)] == [made.id]
    assert ward.published.in_force(NEXT) is None
    assert ward.published.diff(WEEK) == ()
    airing = airing_of(ward, slot, FRIDAY)
    line = next(one for one in made.lines if one.airing_id == airing.id)
    assert (line.start, line.title, line.approval_id) == (airing.start, airing.title, airing.approval.id)
    assert dict(made.clusters)[line.clusters[0]] == ward.broadcast.inventory.cluster_names()[line.clusters[0]]
    assert ward.published.airing_ids(WEEK) == {one.id for one in ward.broadcast.timetable.week(WEEK)}


def test_the_file_itself_keeps_a_version_and_its_digest_covers_what_is_read(ward) -> None:
    add_relay(ward)
    made = ward.published.publish(WEEK)
    (row,) = exports.records(ward, "published_weeks")
    assert (row["sha256"], row["id"]) == (sha256_hex(row["body"].encode()), made.id)
    with pytest.raises(sqlite3.IntegrityError):
        ward.database.rows("UPDATE published_week SET body = '{}'")


def test_two_pcs_make_the_same_version_of_the_same_plan_and_are_seen_to_differ(tmp_path) -> None:
    first = make_ward(tmp_path, now=SATURDAY)
    add_relay(first)
    first.close()
    copytree(tmp_path / "ward", tmp_path / "other")
    made = []
    for folder, hour in (("ward", 8), ("other", 15)):
        ward = open_workspace(tmp_path / folder, FixedClock(SATURDAY.replace(hour=hour)))
        made.append(ward.published.publish(WEEK))
        if folder == "other":
            add_slot(ward)
        made.append(ward.published.publish(NEXT))
        ward.close()
    ours, ours_next, theirs, theirs_next = made
    assert (ours.id, ours.sha256) == (theirs.id, theirs.sha256)
    assert ours.at != theirs.at
    assert ours_next.id == theirs_next.id
    assert ours_next.sha256 != theirs_next.sha256


def test_what_has_to_be_mended_forbids_and_what_has_to_be_decided_is_asked_once(ward) -> None:
    add_slot(ward, "Bản tin A", "06:30", 30, priority=Priority.PRIORITY, first=FRIDAY, last=FRIDAY)
    add_slot(ward, "Bản tin B", "06:45", 30, priority=Priority.PRIORITY, first=FRIDAY, last=FRIDAY)
    loose = add_slot(ward, "Chưa duyệt", "17:00", approved=False, first=FRIDAY, last=FRIDAY)
    with pytest.raises(InvalidInput) as refused:
        ward.published.publish(WEEK, decided=True)
    assert (refused.value.code, refused.value.details["number"]) == ("week_blocked", 1)
    ward.broadcast.timetable.approve_slot(loose.id, YES)
    with pytest.raises(InvalidInput) as refused:
        ward.published.publish(WEEK)
    assert (refused.value.code, refused.value.field) == ("week_undecided", "decided")
    assert ward.published.publish(WEEK, decided=True).number == 1
    add_relay(ward)
    assert ward.published.publish(WEEK).number == 2, "what was decided is not asked again"


def test_an_empty_week_and_one_that_is_over_are_refused(ward) -> None:
    for week, code in ((WEEK, "week_empty"), (WEEK.shifted(-1), "week_over")):
        set_clock(ward, SATURDAY if week == WEEK else SATURDAY + dt.timedelta(days=2))
        with pytest.raises(InvalidInput) as refused:
            ward.published.publish(week)
        assert refused.value.code == code


# -- what changes after it --------------------------------------------------------------------------------------------


def test_a_changed_plan_is_told_against_the_version_and_becomes_the_next_one(ward) -> None:
    relay = add_relay(ward)
    bulletin = add_slot(ward)
    ward.published.publish(WEEK)
    ward.broadcast.timetable.remove(relay.id)
    ward.broadcast.timetable.change(replace(bulletin, start=dt.time(6, 45)))
    add_slot(ward, "Hội nghị", "09:00", first=FRIDAY, last=FRIDAY)
    changes = ward.published.diff(WEEK)
    found = kinds(changes)
    assert found.count((ChangeKind.MOVED, "Bản tin phường")) == 7
    assert found.count((ChangeKind.REMOVED, "Tiếp âm VOV1")) == 7
    assert found.count((ChangeKind.ADDED, "Hội nghị")) == 1
    assert len(found) == 15
    assert ward.published.airing_ids(WEEK) == frozenset()
    second = ward.published.publish(WEEK)
    assert (second.number, second.replaces, second.changes) == (2, 1, changes)
    assert ward.published.diff(WEEK) == ()


def test_a_slot_that_goes_on_under_a_new_id_is_no_change(ward) -> None:
    set_clock(ward, dt.datetime(2026, 6, 1, 4))
    slot = add_slot(ward)
    ward.published.publish(WEEK)
    set_clock(ward, dt.datetime(2026, 6, 2, 12))
    fresh = ward.broadcast.timetable.change(replace(slot, repeat_gap_days=1))
    assert fresh.id != slot.id
    assert ward.published.diff(WEEK) == ()
    assert ward.published.publish(WEEK).number == 1
    assert airing_of(ward, fresh, FRIDAY).id in ward.published.airing_ids(WEEK)


def test_the_days_of_a_week_that_has_begun_stay_as_they_were_published(ward) -> None:
    item, other = approved_item(ward), approved_item(ward, "Phòng cháy")
    series = add_slot(ward, "Chuyên mục", fill=Fill.SERIES, first=MONDAY, last=FRIDAY)
    for offset in range(5):
        approved_edition(ward, series, MONDAY + dt.timedelta(days=offset), item)
    ward.published.publish(WEEK)
    set_clock(ward, dt.datetime(2026, 6, 3, 12))
    approved_edition(ward, series, MONDAY, other)
    ward.broadcast.timetable.set_edition(series.id, MONDAY + dt.timedelta(days=1), [other.version_id])
    approved_edition(ward, series, FRIDAY, other)
    assert kinds(ward.published.diff(WEEK)) == [(ChangeKind.ALTERED, "Chuyên mục")]
    second = ward.published.publish(WEEK)
    assert [one.versions for one in second.lines] == [(item.version_id,)] * 4 + [(other.version_id,)]


# -- taken back -------------------------------------------------------------------------------------------------------


def test_a_version_is_taken_back_while_nothing_of_it_was_heard(ward) -> None:
    add_relay(ward)
    first = ward.published.publish(WEEK)
    add_slot(ward)
    second = ward.published.publish(WEEK)
    with pytest.raises(InvalidInput) as refused:
        ward.published.recall(first.id)
    assert refused.value.code == "published_replaced"
    ward.published.recall(second.id, "Nhầm tuần")
    assert ward.published.in_force(WEEK) == first
    assert [one.recalled for one in ward.published.versions(WEEK)] == [False, True]
    third = ward.published.publish(WEEK)
    assert (third.number, third.replaces, len(third.changes)) == (3, 1, 7)


def test_what_was_on_air_is_not_taken_back_unless_it_was_silent(ward) -> None:
    slot = add_slot(ward)
    made = ward.published.publish(WEEK)
    set_clock(ward, dt.datetime.combine(MONDAY, dt.time(8)))
    with pytest.raises(InvalidInput) as refused:
        ward.published.recall(made.id)
    assert (refused.value.code, refused.value.details["title"]) == ("published_on_air", "Bản tin phường")
    confirm(ward, slot, MONDAY, POWER_CUT)
    ward.published.recall(made.id)
    assert ward.published.in_force(WEEK) is None


def test_the_notice_is_written_down_later_and_undone(ward) -> None:
    add_relay(ward)
    made = ward.published.publish(WEEK)
    ward.published.note_notice(made.id, Notice("46", None))
    assert ward.published.in_force(WEEK).notice == Notice("46", None)
    ward.undo.undo()
    assert ward.published.in_force(WEEK).notice is None
    with pytest.raises(InvalidInput) as refused:
        ward.published.note_notice(made.id, Notice(" ", MONDAY))
    assert refused.value.code == "paper_number_missing"


def test_one_airing_moved_and_one_left_out_are_told_as_such(ward) -> None:
    slot = add_slot(ward)
    ward.published.publish(WEEK)
    moved, gone = airing_of(ward, slot, MONDAY), airing_of(ward, slot, FRIDAY)
    ward.airing_changes.move(moved, moved.start + dt.timedelta(days=1, hours=2))
    ward.airing_changes.cancel(gone)
    assert [one.kind for one in ward.published.diff(WEEK)] == [ChangeKind.MOVED, ChangeKind.REMOVED]
    assert len(ward.published.airing_ids(WEEK)) == 5


def test_each_station_has_its_own_weeks(ward) -> None:
    add_relay(ward)
    other = ward.broadcast.inventory.open_station("Đài thôn", MONDAY)
    with pytest.raises(InvalidInput) as refused:
        ward.published.publish(WEEK, other)
    assert refused.value.code == "week_empty"
    ward.published.publish(WEEK)
    assert ward.published.in_force(WEEK, other) is None
