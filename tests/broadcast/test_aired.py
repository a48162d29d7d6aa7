"""What the log proves of a cluster: at a minute, on whose approval; planned against aired, silent days apart."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import (
    PLAYED,
    POWER_CUT,
    add_relay,
    add_slot,
    airing_of,
    code_of,
    confirm,
    make_ward,
    take_in,
    vendor_row,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.aired.repository import _ON_CLUSTER
from ttcs_desktop.broadcast.aired.wording import answer, silent_words
from ttcs_desktop.broadcast.vendor import ClusterPart

MONDAY = dt.date(2026, 5, 25)
HALF_PAST_SIX = dt.datetime(2026, 5, 25, 6, 30)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    """Monday: the bulletin 3 minutes late and silent on TDP 2, the relay in full, a notice nobody wrote down."""
    ward = make_ward(tmp_path_factory.mktemp("ward"))
    add_slot(ward, "Bản tin phường", "06:30", 30, first=MONDAY, last=MONDAY)
    relay = add_relay(ward, "Tiếp âm VOV1", "05:00", 60, first=MONDAY, last=MONDAY)
    add_slot(ward, "Thông báo", "17:00", 15, first=MONDAY, last=MONDAY + dt.timedelta(days=2))
    add_slot(ward, "Lịch họp", "19:00", 15, first=MONDAY, last=MONDAY, clusters=("TDP 1",))
    confirm(ward, relay, MONDAY)
    parts = (ClusterPart("TDP 1", 1620, 4, 4), ClusterPart("TDP 2", 0, 0, 4))
    late = HALF_PAST_SIX + 3 * MINUTE
    take_in(ward, vendor_row("Bản tin phường", late, 27, 1, 2, targets=("TDP 1", "TDP 2"), parts=parts))
    take_in(ward, vendor_row("Lịch họp", dt.datetime(2026, 5, 25, 19, 0), 15, 1, 2))
    take_in(ward, vendor_row("Hội thi", dt.datetime(2026, 5, 25, 20, 0), 20, 2, 2))
    return ward


def at(ward, number: str, clock: str, day: dt.date = MONDAY):
    cluster = next(one for one in ward.broadcast.inventory.clusters() if one.number == number)
    return ward.aired.at(cluster, dt.datetime.combine(day, dt.time.fromisoformat(clock)))


@pytest.mark.parametrize(
    ("number", "clock", "titles"),
    [
        ("TDP 1", "05:00", ["Tiếp âm VOV1"]),
        ("TDP 1", "05:59", ["Tiếp âm VOV1"]),
        ("TDP 1", "06:00", []),
        ("TDP 1", "06:31", []),
        ("TDP 1", "06:33", ["Bản tin phường"]),
        ("TDP 1", "06:59", ["Bản tin phường"]),
        ("TDP 1", "07:00", []),
        ("TDP 2", "06:40", []),
        ("TDP 2", "20:19", ["Hội thi"]),
    ],
)
def test_a_minute_is_answered_as_the_source_tells_it_of_this_cluster(ward, number, clock, titles) -> None:
    assert [one.entry.title for one in at(ward, number, clock).playing] == titles


def test_the_answer_is_one_sentence_with_source_and_approval(ward) -> None:
    found = at(ward, "TDP 1", "06:40")
    assert answer(found) == (
        "Lúc 06:40 ngày 25/05/2026, cụm TDP 1 đang phát “Bản tin phường” (06:33–07:00). "
        "Duyệt trực tiếp: Nguyễn Văn An, Phó Chủ tịch UBND phường, ngày 01/01/2026."
    )
    assert [one.source_name for one in found.playing[0].told] == ["nhat-ky.csv"]


def test_nothing_on_names_the_nearest_before_and_after(ward) -> None:
    found = at(ward, "TDP 2", "06:40")
    assert answer(found) == (
        "Lúc 06:40 ngày 25/05/2026, cụm TDP 2 không có gì phát theo sổ phát. "
        "Trước đó là “Tiếp âm VOV1” (05:00–06:00); sau đó là “Hội thi” (20:00–20:20)."
    )
    later = at(ward, "TDP 2", "12:00", dt.date(2026, 6, 1))
    assert later.before.entry.title == "Hội thi"
    assert later.after is None
    assert "“Hội thi” (20:00–20:20) ngày 25/05/2026; sau đó chưa có gì." in answer(later)


def test_what_is_not_written_down_or_not_known_of_this_cluster_is_not_claimed(ward) -> None:
    silent = at(ward, "TDP 1", "17:05")
    assert (silent.playing, [one.title for one in silent.silent]) == ((), ["Thông báo"])
    assert "chưa biết. Lịch có “Thông báo” (17:00–17:15), nhưng chưa ai ghi" in answer(silent)
    unsure = at(ward, "TDP 1", "19:05")
    assert [one.sure for one in unsure.playing] == [False]
    assert "không nguồn nào ghi có cụm này hay không" in answer(unsure)


def test_a_minute_that_has_not_come_is_refused(ward) -> None:
    with pytest.raises(InvalidInput) as caught:
        at(ward, "TDP 1", "12:01", dt.date(2026, 6, 2))
    assert code_of(caught) == "moment_ahead"


def test_planned_against_aired_counts_each_airing_once_and_days_without_a_line_apart(ward) -> None:
    found = ward.aired.compare(ward.broadcast.inventory.the_station(), MONDAY, dt.date(2026, 6, 2))
    lines = {one.cluster.number: one for one in found.lines}
    one, two = lines["TDP 1"], lines["TDP 2"]
    assert (one.planned, one.aired, one.missed, one.unsure, one.unconfirmed) == (6, 2, 0, 1, 3)
    assert (two.planned, two.aired, two.missed, two.unsure, two.unconfirmed) == (5, 1, 1, 0, 3)
    assert (one.aired_seconds, two.aired_seconds) == (3600 + 1620, 3600)
    assert (one.outside, one.outside_seconds) == (1, 1200)
    for line in found.lines:
        assert line.planned == line.aired + line.missed + line.unsure + line.unconfirmed
    assert found.silent_days == ((dt.date(2026, 5, 26), 1), (dt.date(2026, 5, 27), 1))
    assert "2 ngày chưa có dòng nào trong sổ (2 mục phát): 26/05, 27/05." in silent_words(found)
    with pytest.raises(InvalidInput, match="window_reversed"):
        ward.aired.compare(ward.broadcast.inventory.the_station(), MONDAY, MONDAY - dt.timedelta(days=1))


def test_the_question_of_a_minute_goes_by_the_index_of_days(ward) -> None:
    asked = {"station": "", "cluster": "", "eve": "2026-05-24", "day": "2026-05-25", "some": 5}
    for condition in (
        "day BETWEEN :eve AND :day ORDER BY day, start",
        "day < :eve ORDER BY day DESC, start DESC LIMIT 5",
    ):
        plan = ward.database.rows(f"EXPLAIN QUERY PLAN {_ON_CLUSTER} AND {condition}", asked)
        steps = " ".join(row["detail"] for row in plan)
        assert "log_entry USING INDEX idx_log_entry_day" in steps
        assert "SCAN log_entry" not in steps


def test_what_the_officer_wrote_stands_above_single_clusters_of_a_file(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot = add_slot(ward, "Bản tin phường", "06:30", 30, first=MONDAY, last=MONDAY)
    ward.broadcast.log.confirm(airing_of(ward, slot, MONDAY), POWER_CUT)
    parts = (ClusterPart("TDP 1", 1800, 1, 1),)
    take_in(ward, vendor_row("Bản tin phường", HALF_PAST_SIX, 30, 1, 1, targets=("TDP 1",), parts=parts))
    assert at(ward, "TDP 1", "06:40").playing == ()
    ward.broadcast.log.confirm(airing_of(ward, slot, MONDAY), PLAYED)
    assert [one.sure for one in at(ward, "TDP 1", "06:40").playing] == [True]
