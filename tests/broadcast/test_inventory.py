"""Stations and clusters, each fact with the day from which it is true."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import START, cluster_ids, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Condition, Technology

JUNE = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def counted(ward, day: dt.date) -> tuple[int, int, int]:
    ask = ward.broadcast.figures
    return int(ask.stations(day).total), int(ask.clusters(day).total), int(ask.loudspeakers(day).total)


def test_what_is_counted_is_what_was_true_on_the_day(ward) -> None:
    station, ids = ward.broadcast.inventory.the_station(), cluster_ids(ward)
    ward.broadcast.inventory.change_cluster(ids["TDP 1"], JUNE, loudspeakers=6, condition=Condition.FAULTY)
    ward.broadcast.inventory.change_cluster(ids["TDP 2"], JUNE, loudspeakers=4, condition=Condition.RETIRED)
    ward.broadcast.inventory.add_cluster(station.id, "TDP 3", "", JUNE + DAY, loudspeakers=2)
    assert counted(ward, START - DAY) == (0, 0, 0)
    assert counted(ward, START) == (1, 2, 8)
    assert counted(ward, JUNE - DAY) == (1, 2, 8)
    assert counted(ward, JUNE) == (1, 1, 6)
    assert counted(ward, JUNE + DAY) == (1, 2, 8)


def test_a_correction_for_the_same_day_adds_no_state(ward) -> None:
    id_ = cluster_ids(ward)["TDP 1"]
    for loudspeakers in (5, 7):
        ward.broadcast.inventory.change_cluster(id_, START, loudspeakers=loudspeakers, condition=Condition.WORKING)
    assert counted(ward, START) == (1, 2, 11)
    assert len(ward.broadcast.inventory.cluster_states()) == 2


def test_a_retired_station_is_counted_until_it_was_retired(ward) -> None:
    station = ward.broadcast.inventory.the_station()
    ward.broadcast.inventory.change_station(station.id, JUNE, Technology.IP, Condition.RETIRED)
    assert (counted(ward, JUNE - DAY)[0], counted(ward, JUNE)[0]) == (1, 0)


def test_a_cluster_that_only_a_file_speaks_of_is_not_counted(ward) -> None:
    station = ward.broadcast.inventory.the_station()
    first = ward.broadcast.inventory.note_unknown_clusters(station.id, ["Chợ Mới"])
    again = ward.broadcast.inventory.note_unknown_clusters(station.id, ["CHO MOI"])
    assert [cluster.id for cluster in first] == [cluster.id for cluster in again]
    assert counted(ward, START)[1] == 2


@pytest.mark.parametrize("written", ["tdp 1", "TDP 1", "TDP  1"])
def test_a_cluster_is_found_as_people_write_it(ward, written) -> None:
    station = ward.broadcast.inventory.the_station()
    assert ward.broadcast.inventory.find_cluster(station.id, written).number == "TDP 1"
    assert ward.broadcast.inventory.find_cluster(station.id, "TDP 11") is None
    assert ward.broadcast.inventory.find_cluster(station.id, "") is None


@pytest.mark.parametrize(
    ("number", "name", "loudspeakers", "code"),
    [
        ("", " ", 1, "name_missing"),
        ("tdp 1", "", 1, "cluster_exists"),
        ("TDP 4", "Nhà văn hóa", 1, "cluster_exists"),
        ("TDP 5", "", -1, "count_negative"),
    ],
)
def test_a_cluster_that_cannot_be_is_refused(ward, number, name, loudspeakers, code) -> None:
    station = ward.broadcast.inventory.the_station()
    ward.broadcast.inventory.add_cluster(station.id, "TDP 3", "Nhà văn hóa", START)
    with pytest.raises(InvalidInput, match=code):
        ward.broadcast.inventory.add_cluster(station.id, number, name, START, loudspeakers=loudspeakers)


def test_clusters_stand_in_the_order_of_their_numbers(ward) -> None:
    station = ward.broadcast.inventory.the_station()
    for number in ("TDP 10", "TDP 9"):
        ward.broadcast.inventory.add_cluster(station.id, number, "", START)
    assert [cluster.number for cluster in ward.broadcast.inventory.clusters()] == ["TDP 1", "TDP 2", "TDP 9", "TDP 10"]


def test_a_station_needs_a_name(ward) -> None:
    with pytest.raises(InvalidInput, match="name_missing"):
        ward.broadcast.inventory.open_station(" ", START)
