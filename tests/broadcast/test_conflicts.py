"""What is wrong with a plan, held against a map of every cluster and minute."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vietnamese_words import foreign_words
from tests.wards import add_relay, add_slot, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Rule, Severity, overlaps
from ttcs_desktop.broadcast.model import Airing, Condition, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.wording import explain

MONDAY = dt.date(2026, 5, 25)
SUNDAY = dt.date(2026, 5, 31)
WEEK = Week.of(MONDAY)
DAY = dt.timedelta(days=1)
MIDNIGHT = dt.datetime.combine(MONDAY, dt.time())


def airing(name: str, start: int, minutes: int, clusters: frozenset[str], station: str = "station") -> Airing:
    begins = MIDNIGHT + dt.timedelta(minutes=start)
    slot = Slot(
        name,
        station,
        name,
        Kind.PROGRAMME,
        Priority.NORMAL,
        "",
        Fill.TITLE,
        begins.date(),
        begins.date(),
        begins.time(),
        minutes * 60,
        clusters=clusters,
    )
    ends = begins + dt.timedelta(minutes=minutes)
    return Airing(name, slot, begins.date(), begins, ends, name, clusters, None, (), None)


@st.composite
def plans(draw) -> list[Airing]:
    # Quarters of an hour round midnight, so that runs over it and airings that only touch are common; a station may
    # have no clusters yet.
    clusters = st.frozensets(st.sampled_from("123"), max_size=3)
    starts, lengths = st.integers(92, 100).map(lambda one: one * 15), st.sampled_from((1, 15, 30, 45, 90))
    lines = draw(st.lists(st.tuples(starts, lengths, clusters, st.sampled_from("AB")), max_size=8))
    return [airing(f"a{number}", *line) for number, line in enumerate(lines)]


def minute_map(plan: list[Airing]) -> dict[frozenset[str], set[int]]:
    """Pair of airings → the minutes that both want on one cluster, found by looking at every minute."""
    wanted = defaultdict(set)
    for one in plan:
        first = int((one.start - MIDNIGHT).total_seconds()) // 60
        for minute in range(first, first + one.seconds // 60):
            for cluster in one.clusters or "123":  # without clusters the station is one place
                wanted[one.slot.station_id, cluster, minute].add(one.id)
    clashes = defaultdict(set)
    for (_, _, minute), names in wanted.items():
        for pair in combinations(sorted(names), 2):
            clashes[frozenset(pair)].add(minute)
    return clashes


@given(plans())
def test_overlaps_are_exactly_those_of_the_minute_map(plan) -> None:
    found = {}
    for finding in overlaps(plan):
        a, b = finding.a, finding.b
        pair = frozenset({a.id, b.id})
        assert pair not in found
        first = int((finding.start - MIDNIGHT).total_seconds()) // 60
        found[pair] = set(range(first, int((finding.end - MIDNIGHT).total_seconds()) // 60))
        both = a.clusters & b.clusters if a.clusters and b.clusters else a.clusters | b.clusters
        assert finding.clusters == both
    assert found == minute_map(plan)


def rules(ward, week: Week = WEEK) -> list[tuple[Rule, Severity, dt.date]]:
    return [(finding.rule, finding.severity, finding.date) for finding in ward.broadcast.timetable.findings(week)]


def test_touching_is_no_overlap(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "A", "06:00", 30)
    add_slot(ward, "B", "06:30", 30)
    assert rules(ward) == []


def test_the_same_time_on_other_clusters_is_no_overlap(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "A", "06:00", 30, clusters=("TDP 1",))
    add_slot(ward, "B", "06:00", 30, clusters=("TDP 2",))
    assert rules(ward) == []


def test_an_overlap_names_both_the_stretch_and_the_clusters(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "A", "06:00", 30, first=MONDAY, last=MONDAY)
    add_slot(ward, "B", "06:20", 30, first=MONDAY, last=MONDAY, clusters=("TDP 2",))
    (finding,) = ward.broadcast.timetable.findings(WEEK)
    assert (finding.rule, finding.severity) == (Rule.OVERLAP, Severity.BLOCK)
    assert (finding.a.title, finding.b.title) == ("A", "B")
    assert (finding.start.time(), finding.end.time()) == (dt.time(6, 20), dt.time(6, 30))
    assert len(finding.clusters) == 1


def test_an_overlap_across_midnight_is_found(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Đêm", "23:30", 60, first=MONDAY, last=MONDAY)
    add_slot(ward, "Sớm", "00:15", 30, first=MONDAY + DAY, last=MONDAY + DAY)
    assert rules(ward) == [(Rule.OVERLAP, Severity.BLOCK, MONDAY + DAY)]


def test_an_overlap_across_the_border_of_two_weeks_is_found_in_the_second(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Đêm chủ nhật", "23:30", 60, first=SUNDAY, last=SUNDAY)
    add_slot(ward, "Sớm thứ hai", "00:15", 30, first=SUNDAY + DAY, last=SUNDAY + DAY)
    assert rules(ward, WEEK.shifted(1)) == [(Rule.OVERLAP, Severity.BLOCK, SUNDAY + DAY)]


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        (Priority.URGENT, Priority.NORMAL, Severity.WARN),
        (Priority.URGENT, Priority.PRIORITY, Severity.WARN),
        (Priority.PRIORITY, Priority.PRIORITY, Severity.ASK),
        (Priority.PRIORITY, Priority.NORMAL, Severity.BLOCK),
        (Priority.NORMAL, Priority.NORMAL, Severity.BLOCK),
    ],
)
def test_what_an_overlap_means_depends_on_the_priorities(tmp_path, one, other, severity) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "A", "06:00", 30, priority=one, first=MONDAY, last=MONDAY)
    add_slot(ward, "B", "06:20", 30, priority=other, first=MONDAY, last=MONDAY)
    assert rules(ward) == [(Rule.OVERLAP, severity, MONDAY)]


def test_what_is_not_approved_and_what_is_empty_is_found_for_each_day(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Chưa duyệt", "06:00", first=MONDAY, last=MONDAY, approved=False)
    series = add_slot(ward, "Chuyên mục", "07:00", first=MONDAY, last=MONDAY + DAY, fill=Fill.SERIES)
    approved_edition(ward, series, MONDAY, approved_item(ward))
    assert rules(ward) == [
        (Rule.NOT_APPROVED, Severity.BLOCK, MONDAY),
        (Rule.EMPTY_EDITION, Severity.BLOCK, MONDAY + DAY),
    ]


def test_the_same_thing_before_its_gap_has_passed_is_told(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for offset in (-5, 0, 7):
        add_slot(ward, "Cảnh báo lừa đảo", first=MONDAY + offset * DAY, last=MONDAY + offset * DAY, repeat_gap_days=7)
    assert rules(ward) == [(Rule.TOO_SOON, Severity.WARN, MONDAY)]
    assert rules(ward, WEEK.shifted(1)) == []


def test_the_same_thing_twice_on_one_day_is_no_repeat(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for start in ("06:00", "17:00"):
        add_slot(ward, "Bản tin", start, first=MONDAY, last=MONDAY, repeat_gap_days=7)
    assert rules(ward) == []


def test_the_same_thing_on_other_clusters_is_no_repeat(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for offset, number in enumerate(("TDP 1", "TDP 2")):
        day = MONDAY + offset * DAY
        add_slot(ward, "Thông báo cắt điện", first=day, last=day, clusters=(number,), repeat_gap_days=7)
    assert rules(ward) == []


def test_a_relay_that_overlaps_nothing_has_no_finding(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_relay(ward)
    assert rules(ward) == []


def test_a_slot_for_a_cluster_that_no_longer_hangs_is_heard_nowhere(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot = add_slot(ward, clusters=("TDP 2",), first=MONDAY, last=MONDAY + DAY)
    (retired,) = slot.clusters
    ward.broadcast.inventory.change_cluster(retired, MONDAY + DAY, loudspeakers=4, condition=Condition.RETIRED)
    (found,) = ward.broadcast.timetable.findings(WEEK)
    assert (found.rule, found.severity, found.a.day) == (Rule.NO_CLUSTER, Severity.BLOCK, MONDAY + DAY)


def test_a_cluster_that_is_out_of_order_is_told_once_a_week_with_what_it_misses_first(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Bản tin phường", "05:30", 15, first=MONDAY, last=MONDAY + dt.timedelta(days=13))
    add_slot(ward, "Lịch tiêm chủng", "17:00", 15, first=MONDAY, last=MONDAY + dt.timedelta(days=13))
    cluster = ward.broadcast.inventory.clusters()[0]

    def since(day: dt.date, condition: Condition) -> None:
        ward.broadcast.inventory.change_cluster(cluster.id, day, loudspeakers=2, condition=condition)

    def told(week: Week) -> list[tuple[str, dt.date, frozenset[str]]]:
        found = ward.broadcast.timetable.findings(week)
        return [(one.a.title, one.date, one.clusters) for one in found if one.rule is Rule.OUT_OF_ORDER]

    this, following = Week.of(MONDAY), Week.of(MONDAY + dt.timedelta(days=7))
    assert told(this) == []
    since(MONDAY + dt.timedelta(days=2), Condition.FAULTY)
    assert told(this) == [("Bản tin phường", MONDAY + dt.timedelta(days=2), frozenset({cluster.id}))]
    assert [day for _, day, _ in told(following)] == [MONDAY + dt.timedelta(days=7)]
    since(MONDAY + dt.timedelta(days=4), Condition.WORKING)
    assert told(following) == []
    for other in ward.broadcast.inventory.clusters():
        ward.broadcast.inventory.change_cluster(
            other.id, MONDAY + dt.timedelta(days=6), loudspeakers=2, condition=Condition.FAULTY
        )
    silent = [one for one in ward.broadcast.timetable.findings(this) if one.severity is Severity.ASK]
    assert [(one.rule, one.a.title, one.date) for one in silent] == [
        (Rule.OUT_OF_ORDER, "Bản tin phường", MONDAY + dt.timedelta(days=6))
    ], "nobody hears it: once a day, however many airings follow"
    assert "không nơi nào nghe được" in explain(silent[0], ward.broadcast.inventory.cluster_names())
    for other in ward.broadcast.inventory.clusters():
        ward.broadcast.inventory.change_cluster(
            other.id, MONDAY + dt.timedelta(days=6), loudspeakers=2, condition=Condition.WORKING
        )
    (finding,) = (one for one in ward.broadcast.timetable.findings(this) if one.rule is Rule.OUT_OF_ORDER)
    assert foreign_words(explain(finding, ward.broadcast.inventory.cluster_names()), ["TDP"]) == []
    ward.close()
