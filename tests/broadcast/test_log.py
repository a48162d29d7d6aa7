"""Confirming and correcting: one entry in force for an airing, every older one still readable."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wards import (
    NOON,
    PLAYED,
    POWER_CUT,
    START,
    YES,
    add_relay,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    clock_of,
    code_of,
    confirm,
    make_ward,
    set_clock,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.log import agrees, hand_result, outcome, titles_alike
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Fill, Kind, Outcome, Reason, Session, SessionBorders, WitnessKind

MONDAY = dt.date(2026, 5, 25)
HALF_HOUR = 1800
PARTLY = Confirmation(Outcome.PARTIAL, Reason.CONNECTION, minutes=20, clusters_ok=1)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def entries(ward):
    return ward.broadcast.log.entries(MONDAY, MONDAY)


def test_a_confirmation_writes_what_was_planned_and_what_was_heard(ward) -> None:
    slot, item = add_slot(ward, "Chuyên mục", fill=Fill.SERIES), approved_item(ward)
    edition = approved_edition(ward, slot, MONDAY, item, title="Chuyên mục số 1")
    entry = confirm(ward, slot, MONDAY)
    assert (entry.state, entry.reason, entry.aired) == (Outcome.FULL, Reason.NOT_GIVEN, True)
    assert (entry.planned_seconds, entry.aired_seconds) == (HALF_HOUR, HALF_HOUR)
    assert (entry.clusters_ok, entry.clusters_total) == (2, 2)
    assert (entry.title, entry.kind, entry.self_made) == ("Chuyên mục số 1", Kind.PROGRAMME, True)
    assert (entry.edition_id, entry.items) == (edition.id, (item.id,))
    assert entry.approval_id == airing_of(ward, slot, MONDAY).approval.id
    (witness,) = ward.broadcast.log.witnesses([entry.id])
    assert (witness.kind, witness.agrees) == (WitnessKind.HAND, True)


def test_the_same_confirmation_again_changes_nothing(ward) -> None:
    slot = add_slot(ward)
    confirm(ward, slot, MONDAY)
    lines = ward.database.row("SELECT count(*) AS n FROM history")
    confirm(ward, slot, MONDAY)
    assert len(ward.broadcast.log.book(MONDAY, MONDAY)) == 1
    assert ward.database.row("SELECT count(*) AS n FROM history") == lines


def test_another_confirmation_is_a_correction(ward) -> None:
    slot = add_slot(ward)
    first = confirm(ward, slot, MONDAY)
    second = confirm(ward, slot, MONDAY, POWER_CUT)
    assert (second.corrects, second.state, second.aired_seconds, second.clusters_ok) == (first.id, Outcome.NONE, 0, 0)
    assert entries(ward) == [second]
    assert {entry.id for entry in ward.broadcast.log.book(MONDAY, MONDAY)} == {first.id, second.id}


def test_an_entry_can_be_corrected_again_and_back(ward) -> None:
    slot = add_slot(ward)
    confirm(ward, slot, MONDAY)
    for said in (POWER_CUT, PARTLY, PLAYED):
        entry = confirm(ward, slot, MONDAY, said)
    assert entries(ward) == [entry]
    assert (entry.state, entry.aired_seconds) == (Outcome.FULL, HALF_HOUR)
    assert len(ward.broadcast.log.book(MONDAY, MONDAY)) == 4


def test_only_what_was_said_last_can_be_corrected(ward) -> None:
    """A chain of corrections has one end; to hang a second one in its middle would count the airing twice."""
    slot = add_slot(ward)
    first = confirm(ward, slot, MONDAY)
    ward.broadcast.log.correct(first.id, POWER_CUT)
    ward.broadcast.log.correct(ward.broadcast.log.entries(MONDAY, MONDAY)[0].id, PLAYED)
    for said_before in ward.broadcast.log.book(MONDAY, MONDAY):
        if said_before.id != ward.broadcast.log.entries(MONDAY, MONDAY)[0].id:
            with pytest.raises(InvalidInput, match="entry_corrected"):
                ward.broadcast.log.correct(said_before.id, POWER_CUT)
    assert len(ward.broadcast.log.entries(MONDAY, MONDAY)) == 1


def test_an_entry_that_was_corrected_is_not_corrected_a_second_time(ward) -> None:
    slot = add_slot(ward)
    first = confirm(ward, slot, MONDAY)
    ward.broadcast.log.correct(first.id, POWER_CUT)
    with pytest.raises(InvalidInput) as caught:
        ward.broadcast.log.correct(first.id, PLAYED)
    assert code_of(caught) == "entry_corrected"
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.broadcast.log.correct("nowhere", PLAYED)
    assert len(entries(ward)) == 1


def test_several_airings_are_confirmed_as_one_action(ward) -> None:
    slot = add_slot(ward)
    airings = [airing_of(ward, slot, MONDAY + dt.timedelta(days=offset)) for offset in range(5)]
    changes = ward.broadcast.log.confirm_many(airings, PLAYED)
    assert len({ward.ledger.history_of(id_)[0].seq for id_ in changes.ids}) == 1
    assert len(ward.broadcast.log.entries(MONDAY, MONDAY + dt.timedelta(days=4))) == 5


def test_an_airing_named_twice_in_one_action_is_confirmed_once(ward) -> None:
    airing = airing_of(ward, add_slot(ward), MONDAY)
    ward.broadcast.log.confirm_many([airing, airing], PLAYED)
    assert len(entries(ward)) == 1


def test_one_airing_that_may_not_be_confirmed_stops_all_of_them(ward) -> None:
    slot = add_slot(ward)
    later = airing_of(ward, slot, dt.date(2026, 6, 3))
    with pytest.raises(InvalidInput, match="airing_not_over"):
        ward.broadcast.log.confirm_many([airing_of(ward, slot, MONDAY), later], PLAYED)
    assert entries(ward) == []


def test_an_airing_is_over_at_the_minute_it_ends(ward) -> None:
    slot = add_slot(ward, start="11:30", minutes=30)
    airing = airing_of(ward, slot, NOON.date())
    clock_of(ward).advance(dt.timedelta(seconds=-1))
    with pytest.raises(InvalidInput, match="airing_not_over"):
        ward.broadcast.log.confirm(airing, PLAYED)
    assert airing not in ward.broadcast.log.unconfirmed(NOON.date(), NOON.date())
    set_clock(ward, NOON)
    assert airing in ward.broadcast.log.unconfirmed(NOON.date(), NOON.date())
    ward.broadcast.log.confirm(airing, PLAYED)
    assert airing not in ward.broadcast.log.unconfirmed(NOON.date(), NOON.date())


def test_what_was_never_approved_cannot_be_confirmed_and_is_not_asked_for(ward) -> None:
    slot = add_slot(ward, approved=False)
    with pytest.raises(InvalidInput, match="airing_not_approved"):
        ward.broadcast.log.confirm(airing_of(ward, slot, MONDAY), PLAYED)
    assert ward.broadcast.log.unconfirmed(MONDAY, MONDAY) == ()
    ward.broadcast.timetable.approve_slot(slot.id, YES)
    assert len(ward.broadcast.log.unconfirmed(MONDAY, MONDAY)) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (replace(POWER_CUT, reason=Reason.NOT_GIVEN), "reason_missing"),
        (replace(PARTLY, reason=Reason.NOT_GIVEN), "reason_missing"),
        (replace(PARTLY, minutes=None), "minutes_missing"),
        (replace(PARTLY, minutes=0), "minutes_missing"),
        (replace(PARTLY, minutes=-5), "minutes_missing"),
        (replace(PARTLY, clusters_ok=3), "clusters_over_total"),
        (replace(PARTLY, clusters_ok=0), "clusters_over_total"),
    ],
)
def test_a_confirmation_that_says_too_little_or_too_much_is_refused(ward, said, code) -> None:
    slot = add_slot(ward)
    with pytest.raises(InvalidInput) as caught:
        confirm(ward, slot, MONDAY, said)
    assert code_of(caught) == code
    assert entries(ward) == []


def test_what_was_cut_short_did_not_play_longer_than_planned(ward) -> None:
    slot = add_slot(ward, minutes=30)
    with pytest.raises(InvalidInput):
        confirm(ward, slot, MONDAY, replace(PARTLY, minutes=31))
    assert entries(ward) == []


def test_a_partial_airing_keeps_its_minutes_and_clusters(ward) -> None:
    entry = confirm(ward, add_slot(ward), MONDAY, PARTLY)
    assert (entry.state, entry.aired_seconds, entry.clusters_ok, entry.clusters_total) == (Outcome.PARTIAL, 1200, 1, 2)
    cut_off = replace(PARTLY, state=Outcome.INTERRUPTED, clusters_ok=None)
    entry = confirm(ward, add_relay(ward), MONDAY, cut_off)
    assert (entry.state, entry.clusters_ok) == (Outcome.INTERRUPTED, 2)


def test_what_was_playing_is_known_by_minute_and_cluster_also_past_midnight(ward) -> None:
    from tests.wards import cluster_ids

    ids = cluster_ids(ward)
    night = add_slot(ward, "Đêm", "23:30", 60, first=MONDAY, last=MONDAY, clusters=("TDP 1",))
    entry = confirm(ward, night, MONDAY)
    minutes = {
        dt.datetime(2026, 5, 25, 23, 29): [],
        dt.datetime(2026, 5, 25, 23, 30): [entry.id],
        dt.datetime(2026, 5, 26, 0, 29): [entry.id],
        dt.datetime(2026, 5, 26, 0, 30): [],
        dt.datetime(2026, 5, 24, 23, 45): [],
    }
    for moment, expected in minutes.items():
        assert [one.entry.id for one in ward.broadcast.log.playing(ids["TDP 1"], moment)] == expected
        assert ward.broadcast.log.playing(ids["TDP 2"], moment) == []
    (playing,) = ward.broadcast.log.playing(None, dt.datetime(2026, 5, 26, 0, 0))
    assert playing.approval.approver == "Nguyễn Văn An"


def test_what_did_not_play_was_not_playing(ward) -> None:
    slot = add_slot(ward, start="06:30")
    confirm(ward, slot, MONDAY)
    confirm(ward, slot, MONDAY, POWER_CUT)
    assert ward.broadcast.log.playing(None, dt.datetime(2026, 5, 25, 6, 40)) == []


def test_sessions_end_where_the_rule_set_says() -> None:
    borders = SessionBorders()
    times = ["00:00", "09:59", "10:00", "13:59", "14:00", "18:59", "19:00", "23:59"]
    expected = [session for session in Session for _ in range(2)]
    assert [borders.session_of(dt.time.fromisoformat(time)) for time in times] == expected
    assert SessionBorders(noon=dt.time(11)).session_of(dt.time(10, 30)) is Session.MORNING


@given(st.integers(1, 86400), st.integers(0, 86400), st.integers(0, 9), st.integers(1, 9))
def test_in_full_means_every_cluster_and_no_more_than_a_minute_missing(planned, aired, ok, total) -> None:
    ok = min(ok, total)
    state = outcome(planned, aired, ok, total)
    assert (state is Outcome.NONE) == (ok == 0 or aired == 0)
    assert (state is Outcome.FULL) == (ok == total and aired > 0 and aired + 60 >= planned)


@given(st.integers(60, 7200), st.integers(0, 5))
def test_what_is_said_in_full_or_not_at_all_needs_no_numbers(seconds, clusters) -> None:
    total = max(clusters, 1)
    assert hand_result(seconds, clusters, Outcome.FULL, minutes=None, clusters_ok=None) == (seconds, total, total)
    assert hand_result(seconds, clusters, Outcome.NONE, minutes=None, clusters_ok=None) == (0, 0, total)


def test_statements_agree_on_the_share_of_clusters_and_the_length_within_a_minute(ward) -> None:
    entry = confirm(ward, add_slot(ward), MONDAY)
    cases = {(1800, 2, 2): True, (1740, 4, 4): True, (1739, 2, 2): False, (1800, 1, 2): False, (0, 0, 2): False}
    assert {said: agrees(entry, *said) for said in cases} == cases


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Bản tin phường", "BAN TIN PHUONG", 1.0),
        ("Bản tin phường", "Bản tin phường sáng thứ hai", 1.0),
        ("Bản tin phường", "Tiếp âm VOV1", 0.0),
        ("", "Bản tin", 0.0),
    ],
)
def test_titles_are_compared_by_words_without_marks(a, b, alike) -> None:
    assert titles_alike(a, b) == titles_alike(b, a) == alike


def test_the_record_begins_where_it_begins(ward) -> None:
    slot = add_slot(ward)
    confirm(ward, slot, START)
    assert len(ward.broadcast.log.entries(START, START)) == 1
