"""Where clusters are heard, and the neighbourhoods themselves: each fact with the day from which it is true."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import START, cluster_ids, make_ward
from ttcs_desktop import exports
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.office.neighbourhoods import names_in

JUNE = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    made.neighbourhoods.add("Tổ dân phố 1 - 3, Thôn Đông", START)
    yield made
    made.close()


def heard_in(ward, written: str, day: dt.date) -> set[str]:
    """Numbers of the clusters that a line of neighbourhoods hears on a day."""
    wanted = ward.neighbourhoods.read(written, day)
    found = ward.hearing.clusters_heard_in(ward.broadcast.inventory.the_station().id, wanted)(day)
    return {number for number, id_ in cluster_ids(ward).items() if id_ in found}


def hear(ward, number: str, written: str, day: dt.date) -> None:
    ward.hearing.hear([cluster_ids(ward)[number]], ward.neighbourhoods.read(written, day), day)


def test_a_neighbourhood_hears_the_clusters_of_the_day(ward) -> None:
    hear(ward, "TDP 1", "1, 2", START)
    hear(ward, "TDP 2", "2, Thôn Đông", START)
    hear(ward, "TDP 1", "3", JUNE)
    assert heard_in(ward, "2", JUNE - DAY) == {"TDP 1", "TDP 2"}
    assert heard_in(ward, "2", JUNE) == {"TDP 2"}
    assert heard_in(ward, "1", JUNE) == set()
    assert heard_in(ward, "3, thon dong", JUNE) == {"TDP 1", "TDP 2"}
    two = ward.neighbourhoods.read("2, Thôn Đông", JUNE)
    assert ward.hearing.places([cluster_ids(ward)["TDP 2"]], JUNE) == two


def test_a_cluster_that_hangs_no_more_is_not_heard_and_one_out_of_order_still_is_meant(ward) -> None:
    hear(ward, "TDP 1", "1", START)
    hear(ward, "TDP 2", "1", START)
    inventory, ids = ward.broadcast.inventory, cluster_ids(ward)
    inventory.change_cluster(ids["TDP 1"], JUNE, loudspeakers=4, condition=Condition.RETIRED)
    inventory.change_cluster(ids["TDP 2"], JUNE, loudspeakers=4, condition=Condition.FAULTY)
    assert heard_in(ward, "1", JUNE - DAY) == {"TDP 1", "TDP 2"}
    assert heard_in(ward, "1", JUNE) == {"TDP 2"}


def test_one_undo_takes_back_what_was_said_of_several_clusters(ward) -> None:
    ward.hearing.hear(list(cluster_ids(ward).values()), ward.neighbourhoods.read("1 - 3", START), START)
    assert heard_in(ward, "2", JUNE) == {"TDP 1", "TDP 2"}
    ward.undo.undo()
    assert heard_in(ward, "2", JUNE) == set()
    ward.undo.redo()
    assert heard_in(ward, "2", JUNE) == {"TDP 1", "TDP 2"}


def test_the_same_day_again_corrects(ward) -> None:
    hear(ward, "TDP 1", "1", START)
    hear(ward, "TDP 1", "2", START)
    (row,) = exports.records(ward, "cluster_heard")
    (second,) = ward.neighbourhoods.read("2", START)
    assert row["neighbourhoods"] == [second]


def test_what_cannot_be_is_refused_by_name(ward) -> None:
    add, read = ward.neighbourhoods.add, ward.neighbourhoods.read
    for act, code in (
        (lambda: add("  ,  ", START), "name_missing"),
        (lambda: add("TỔ DÂN PHỐ 2", START), "neighbourhood_known"),
        (lambda: add("Thôn 1 - 900", START), "too_many_names"),
        (lambda: read("9", START), "neighbourhood_unknown"),
        (lambda: ward.hearing.hear([], [], START), "record_gone"),
        (lambda: ward.hearing.hear(["nobody"], [], START), "record_gone"),
        (lambda: ward.neighbourhoods.change("nobody", "A", START, None), "record_gone"),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert refused.value.code == code
    assert [one.name for one in ward.neighbourhoods.all()] == [
        "Thôn Đông", "Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 3",
    ]  # fmt: skip


def test_a_merged_neighbourhood_keeps_its_days_and_its_name_may_come_again(ward) -> None:
    one = next(place for place in ward.neighbourhoods.all() if place.name == "Thôn Đông")
    with pytest.raises(InvalidInput, match="window_reversed"):
        ward.neighbourhoods.change(one.id, one.name, START, START - DAY)
    ward.neighbourhoods.change(one.id, one.name, START, JUNE - DAY)
    assert one.id in {place.id for place in ward.neighbourhoods.on(JUNE - DAY)}
    assert one.id not in {place.id for place in ward.neighbourhoods.on(JUNE)}
    ward.neighbourhoods.add("Thôn Đông", JUNE)
    ward.neighbourhoods.remove(ward.neighbourhoods.on(JUNE)[0].id)
    assert "Thôn Đông" not in {place.name for place in ward.neighbourhoods.on(JUNE)}


@settings(max_examples=25)
@given(st.integers(1, 40), st.integers(0, 30))
def test_a_stretch_is_every_number_of_it_once(first: int, more: int) -> None:
    names = names_in(f"TDP {first} - {first + more}, tdp {first}")
    assert names == [f"TDP {number}" for number in range(first, first + more + 1)]
