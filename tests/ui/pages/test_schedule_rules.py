"""Lịch phát without a window: lanes, pieces, minutes to pixels, letters of clashes, what a file is."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt

from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ui.pages.schedule.facts import letters_of, read_week
from ui.pages.schedule.geometry import FOLD_HEIGHT, Geometry, axis_of, columns
from ui.pages.schedule.lanes import lane_spans, lanes_of, ranges_label
from ui.pages.schedule.picks import PickStrip, TimeField
from ui.pages.schedule.pieces import stretches
from ui.pages.schedule.words import week_title

WEEK = Week(2026, 23)
NAMES = {f"c{number}": str(number) for number in range(1, 11)}


def ids(*numbers: int) -> frozenset[str]:
    return frozenset(f"c{number}" for number in numbers)


def facts_of(ward):
    return read_week(ward, WEEK, ward.broadcast.inventory.the_station())


def test_clusters_that_always_go_together_share_a_lane() -> None:
    lanes = lanes_of([ids(*range(1, 11)), ids(1, 2, 3, 4), ids(5, 6, 7)], NAMES)
    assert [lane.label for lane in lanes] == ["1–4", "5–7", "8–10"]


def test_one_lane_when_everything_plays_everywhere() -> None:
    assert [lane.label for lane in lanes_of([ids(*range(1, 11))], NAMES)] == ["1–10"]
    assert len(lanes_of([frozenset()], {})) == 1


def test_an_airing_on_lanes_apart_is_drawn_in_each_run() -> None:
    lanes = lanes_of([ids(1), ids(2), ids(3)], {id_: NAMES[id_] for id_ in ("c1", "c2", "c3")})
    assert lane_spans(ids(1, 3), lanes) == ((0, 1), (2, 3))
    assert lane_spans(ids(1, 2, 3), lanes) == ((0, 3),)


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (["1", "2", "3", "5"], "1–3, 5"),
        (["TDP 1", "TDP 2"], "TDP 1–2"),
        (["Chợ", "Đình"], "Chợ, Đình"),
        (["9", "10"], "9–10"),
    ],
)
def test_a_lane_is_labelled_as_shortly_as_can_be(names, label) -> None:
    assert ranges_label(names) == label


@given(st.lists(st.frozensets(st.sampled_from(sorted(NAMES)), min_size=1), min_size=1, max_size=8))
def test_every_cluster_asked_for_is_in_exactly_one_lane(wanted) -> None:
    lanes = lanes_of(wanted, NAMES)
    every = [cluster for lane in lanes for cluster in lane.clusters]
    assert len(every) == len(set(every))
    assert set(every) == set().union(*wanted)
    for clusters in wanted:
        assert all(lane.clusters <= clusters or lane.clusters.isdisjoint(clusters) for lane in lanes)


@given(
    st.lists(st.tuples(st.integers(0, 95), st.integers(1, 12)), min_size=1, max_size=8),
    st.floats(100, 2000),
)
def test_minutes_go_down_the_screen_in_order_and_a_minute_keeps_its_length(raw, room) -> None:
    merged: list[tuple[int, int]] = []
    for first, length in sorted((quarter * 15, count * 15) for quarter, count in raw):
        last = min(1440, first + length)
        if merged and first - merged[-1][1] < 45:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    axis = axis_of(merged, 15, room)
    places = [axis.y(minute) for minute in range(0, 1441, 15)]
    assert places == sorted(places)
    for first, last in merged:
        assert axis.y(last) - axis.y(first) == pytest.approx((last - first) * axis.scale)
    outside = sum(fold.last - fold.first for fold in axis.folds)
    assert outside + sum(last - first for first, last in merged) == 1440
    assert axis.height == pytest.approx(sum(b - a for a, b in merged) * axis.scale + FOLD_HEIGHT * len(axis.folds))


def test_a_quiet_day_gives_width_to_the_others() -> None:
    edges = columns(50, 650, [True] * 5 + [False] * 2)
    widths = [right - left for left, right in pairwise(edges)]
    assert widths[5] < widths[0] / 2
    assert edges[-1] == pytest.approx(650)


def test_an_airing_across_midnight_stands_in_both_days_and_sunday_runs_into_monday(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot = add_slot(ward, "Trực bão", "23:30", 60)
    facts = facts_of(ward)
    by_day = {(piece.day, piece.first, piece.last) for piece in facts.pieces if piece.airing.slot.id == slot.id}
    assert (0, 1410, 1440) in by_day
    assert (1, 0, 30) in by_day
    assert (0, 0, 30) in by_day, "what began on the Sunday before"
    assert len([piece for piece in facts.pieces if piece.day == 6]) == 2


def test_a_rectangle_is_its_minutes_and_its_lanes(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Cả đài", "05:30", 30)
    add_slot(ward, "Tổ 1", "17:00", 15, clusters=("TDP 1",))
    add_slot(ward, "Tổ 2", "17:00", 20, clusters=("TDP 2",))
    facts = facts_of(ward)
    geometry = Geometry(axis_of(stretches(facts.pieces), 15, 400), columns(58, 758, [True] * 7), len(facts.lanes))
    rects = {piece.airing.title: geometry.rect(piece) for piece in facts.pieces if piece.day == 2}
    assert len(facts.lanes) == 2
    assert rects["Tổ 1"].width() == pytest.approx(rects["Cả đài"].width() / 2)
    assert rects["Tổ 1"].right() == pytest.approx(rects["Tổ 2"].left())
    assert rects["Tổ 2"].height() == pytest.approx(20 * geometry.axis.scale)
    assert rects["Cả đài"].height() == pytest.approx(30 * geometry.axis.scale)
    for piece in facts.pieces:
        assert geometry.piece_at(QPointF(geometry.rect(piece).center()), facts.pieces) is piece


def test_of_two_on_the_same_place_neither_is_hidden(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Một", "05:30", 30)
    add_slot(ward, "Hai", "05:30", 30)
    facts = facts_of(ward)
    geometry = Geometry(axis_of(stretches(facts.pieces), 30, 400), columns(58, 758, [True] * 7), 1)
    one, two = (geometry.rect(piece) for piece in facts.pieces if piece.day == 0)
    assert two.left() > one.left() + 30
    assert two.right() == one.right()


def test_only_those_that_clash_have_letters_and_each_has_one(tmp_path) -> None:
    ward = make_ward(tmp_path)
    add_slot(ward, "Một", "05:30", 30, first=dt.date(2026, 6, 2), last=dt.date(2026, 6, 2))
    add_relay(ward, "Hai", "05:45", 30, first=dt.date(2026, 6, 2), last=dt.date(2026, 6, 2))
    add_slot(ward, "Ba", "17:00", 30, approved=False, first=dt.date(2026, 6, 2), last=dt.date(2026, 6, 2))
    facts = facts_of(ward)
    titles = {airing.title: facts.letters.get(airing.id) for airing in facts.airings}
    assert titles == {"Một": "A", "Hai": "B", "Ba": None}
    assert len(facts.findings) == 2


def test_letters_go_on_after_z(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for number in range(28):
        add_slot(ward, f"Tin {number:02d}", "05:30", 30, first=dt.date(2026, 6, 2), last=dt.date(2026, 6, 2))
    letters = letters_of(facts_of(ward).findings)
    assert len(set(letters.values())) == 28
    assert {"A", "Z", "AA", "AB"} <= set(letters.values())


@pytest.mark.parametrize("text", ["5:30", "05:30", "5h30", "0530", "5g30", "5.30"])
def test_a_time_is_read_as_offices_write_it(qtbot, text) -> None:
    field = TimeField("Giờ")
    qtbot.addWidget(field)
    field.setText(text)
    assert field.value() == dt.time(5, 30)


@pytest.mark.parametrize("text", ["24:00", "5:60", "sáng", "12345"])
def test_what_is_no_time_is_refused(qtbot, text) -> None:
    field = TimeField("Giờ")
    qtbot.addWidget(field)
    field.setText(text)
    with pytest.raises(InvalidInput):
        field.value()


def test_the_end_of_a_day_is_written_24_00_where_something_ends_and_nowhere_else(qtbot) -> None:
    ends, starts = TimeField("Đến giờ", ends=True), TimeField("Từ giờ")
    for field in (ends, starts):
        qtbot.addWidget(field)
        field.setText("24h00")
    assert ends.value() == dt.time(0, 0)
    with pytest.raises(InvalidInput, match="time_midnight"):
        starts.value()


def test_nothing_to_pick_from_takes_neither_room_nor_the_keyboard(qtbot) -> None:
    strip = PickStrip((), name="Cụm loa")
    qtbot.addWidget(strip)
    assert (strip.heightForWidth(280), strip.minimumSizeHint().height()) == (0, 0)
    assert strip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_week_is_named_by_its_number_and_its_days() -> None:
    assert week_title(WEEK) == "Tuần 23, 01/6–07/6"
