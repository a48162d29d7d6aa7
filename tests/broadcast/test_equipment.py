"""The repair book, boards, clusters moved to another technology; counted again day by day from the raw lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.recount.recount import standing
from tests.wards import START, add_slot, cluster_ids, make_ward, set_clock
from ttcs_desktop import exports
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard
from ttcs_desktop.broadcast.model import Condition, Link, Technology
from ttcs_desktop.statistics.catalogue import shipped_catalogue

DAY = dt.timedelta(days=1)
MAY = dt.date(2026, 5, 4)
TODAY = dt.date(2026, 6, 2)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def condition(ward, number: str, day: dt.date) -> str:
    thing = ward.equipment.things.thing(cluster_ids(ward)[number])
    states = [state for state in ward.equipment.things.states(thing) if state.from_day <= day]
    return states[-1].condition.value


def refused(act) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as trouble:
        act()
    return trouble.value.field, trouble.value.code


def test_a_fault_writes_the_state_and_its_repair_writes_it_back(ward) -> None:
    one, faults = cluster_ids(ward)["TDP 1"], ward.equipment.faults
    add_slot(ward)
    fault = faults.note(one, MAY, "Mất tiếng", "Tổ trưởng tổ 1")
    assert [condition(ward, "TDP 1", day) for day in (MAY - DAY, MAY, TODAY)] == ["working", "faulty", "faulty"]
    rules = {found.rule for found in ward.broadcast.timetable.findings(Week.of(TODAY))}
    assert Rule.OUT_OF_ORDER in rules
    faults.repair(fault.id, MAY + 3 * DAY, "Thay bộ thu", 850_000)
    assert [condition(ward, "TDP 1", MAY + n * DAY) for n in (2, 3)] == ["faulty", "working"]
    assert not ward.broadcast.inventory.clusters_faulty()(TODAY)
    assert [(line.is_open, line.cost) for line in faults.book()] == [(False, 850_000)]
    ward.undo.undo()
    assert (condition(ward, "TDP 1", TODAY), faults.open_count()) == ("faulty", 1)
    ward.undo.undo()
    assert (condition(ward, "TDP 1", TODAY), faults.book()) == ("working", [])


def test_states_written_for_later_days_are_broken_and_mended_too_and_what_is_gone_stays_gone(ward) -> None:
    one, inventory, faults = cluster_ids(ward)["TDP 1"], ward.broadcast.inventory, ward.equipment.faults
    later, last = MAY + 10 * DAY, MAY + 20 * DAY
    inventory.change_cluster(one, later, loudspeakers=9, condition=Condition.WORKING)
    inventory.change_cluster(one, last, loudspeakers=9, condition=Condition.RETIRED)
    fault = faults.note(one, MAY, "Đứt dây")
    assert [condition(ward, "TDP 1", day) for day in (MAY, later, last)] == ["faulty", "faulty", "retired"]
    faults.repair(fault.id, MAY + 5 * DAY, "Nối dây")
    days = (MAY, MAY + 5 * DAY, later, last)
    assert [condition(ward, "TDP 1", day) for day in days] == ["faulty", "working", "working", "retired"]
    faults.remove(fault.id)
    assert [condition(ward, "TDP 1", day) for day in days] == ["working", "working", "working", "retired"]


def test_what_cannot_be_is_refused_at_its_field(ward) -> None:
    ids, faults, inventory = cluster_ids(ward), ward.equipment.faults, ward.broadcast.inventory
    one, two = ids["TDP 1"], ids["TDP 2"]
    assert refused(lambda: faults.note(one, MAY, "  ")) == ("what", "fault_missing")
    assert refused(lambda: faults.note(one, TODAY + DAY, "Hỏng")) == ("noted_on", "day_in_future")
    assert refused(lambda: faults.note(one, START - DAY, "Hỏng")) == ("noted_on", "not_there_yet")
    assert refused(lambda: faults.note("nobody", MAY, "Hỏng")) == ("", "record_gone")
    fault = faults.note(one, MAY, "Mất tiếng")
    assert refused(lambda: faults.note(one, TODAY, "Loa rè")) == ("thing", "fault_open")
    assert refused(lambda: inventory.change_cluster(one, TODAY, loudspeakers=4, condition=Condition.WORKING)) == (
        "condition",
        "fault_open",
    )
    assert refused(lambda: faults.repair(fault.id, MAY - DAY, "Thay loa")) == ("repaired_on", "repair_before_fault")
    assert refused(lambda: faults.repair(fault.id, TODAY + DAY, "Thay loa")) == ("repaired_on", "day_in_future")
    assert refused(lambda: faults.repair(fault.id, TODAY, "")) == ("repair", "repair_missing")
    assert refused(lambda: faults.repair(fault.id, TODAY, "Thay", -5)) == ("cost", "count_negative")
    faults.repair(fault.id, MAY, "Thay loa ngay trong ngày", 0)
    assert refused(lambda: faults.repair(fault.id, TODAY, "Nữa")) == ("", "fault_mended")
    longer = faults.note(two, MAY, "Rè")
    faults.repair(longer.id, MAY + 4 * DAY, "Siết ốc")
    assert refused(lambda: faults.note(two, MAY + DAY, "Rè nữa")) == ("noted_on", "fault_overlaps")
    inventory.change_cluster(two, TODAY, loudspeakers=4, condition=Condition.RETIRED)
    assert refused(lambda: faults.note(two, TODAY, "Hỏng")) == ("noted_on", "equipment_retired")


def test_clusters_move_to_another_technology_from_a_day_on_together_and_back(ward) -> None:
    ids, inventory = cluster_ids(ward), ward.broadcast.inventory
    for id_ in ids.values():
        inventory.change_cluster(
            id_, START, loudspeakers=4, condition=Condition.WORKING, technology=Technology.FM, connected=False
        )
    inventory.change_cluster(ids["TDP 1"], TODAY, loudspeakers=6, condition=Condition.WORKING, technology=Technology.FM)
    before = exports.records(ward, "cluster_states")

    def fed(day: dt.date) -> list[str]:
        latest = {one.cluster_id: one.technology for one in inventory.cluster_states() if one.from_day <= day}
        return [latest[id_] for id_ in ids.values()]

    move, both = ward.equipment.clusters.move, list(ids.values())
    move(both, Technology.IP, MAY)
    assert [fed(day) for day in (MAY - DAY, MAY, TODAY)] == [["fm", "fm"], ["ip", "ip"], ["ip", "ip"]]
    figures = ward.broadcast.figures
    assert [int(figures.loudspeakers(day).total) for day in (MAY, TODAY)] == [8, 10]
    assert refused(lambda: move(both, Technology.IP, MAY))[1] == "nothing_to_change"
    assert refused(lambda: move(both, Technology.FM, START - DAY))[1] == "not_there_yet"
    ward.undo.undo()
    same = ("from_day", "technology", "loudspeakers", "condition")
    assert [[row[name] for name in same] for row in exports.records(ward, "cluster_states")] == [
        [row[name] for name in same] for row in before
    ]


def test_facts_of_a_cluster_are_mended_and_a_number_stands_once(ward) -> None:
    one, clusters = ward.broadcast.inventory.clusters()[0], ward.equipment.clusters
    told = replace(one, vendor=" VNPT ", link=Link.SIM, sim="0912 345 678", came_from="Cụm 3, xã Phù Vân cũ")
    clusters.correct(told, {"Trường Tiểu học Mẫu": "7h - 11h", "Chùa Mẫu": ""})
    kept = ward.broadcast.inventory.clusters()[0]
    assert (kept.vendor, kept.sim, kept.came_from) == ("VNPT", "0912345678", "Cụm 3, xã Phù Vân cũ")
    clusters.correct(replace(kept, link=Link.WIFI), {"Chùa Mẫu": "rằm, mùng một"})
    assert [(place.place, place.hours) for place in clusters.quiet_places(one.id)] == [("Chùa Mẫu", "rằm, mùng một")]
    assert ward.broadcast.inventory.clusters()[0].sim == ""
    assert refused(lambda: clusters.correct(replace(kept, number="tdp 2"))) == ("number", "cluster_exists")
    assert refused(lambda: clusters.correct(replace(kept, number="", name=" "))) == ("number", "name_missing")
    ward.undo.undo()
    assert {place.place for place in clusters.quiet_places(one.id)} == {"Trường Tiểu học Mẫu", "Chùa Mẫu"}


def test_boards_are_counted_as_they_stood_on_the_day(ward) -> None:
    boards, faults, ask = ward.equipment.boards, ward.equipment.faults, ward.broadcast.figures
    paper = boards.add(NoticeBoard("", "1", "", "Nhà văn hóa"), Display.PAPER, START)
    boards.add(NoticeBoard("", "2", "", "Cổng chợ"), Display.LED, MAY, connected=True)
    boards.change(paper.id, TODAY, Display.LCD, Condition.WORKING, connected=False)
    assert refused(lambda: boards.add(NoticeBoard("", "1", "", ""), Display.LED, MAY))[1] == "board_number_known"
    counted = [
        (int(ask.notice_boards(d).total), int(ask.notice_boards(d, electronic=True).total))
        for d in (START - DAY, START, MAY, TODAY)
    ]
    assert counted == [(0, 0), (1, 0), (2, 1), (2, 2)]
    fault = faults.note(paper.id, TODAY, "Vỡ kính")
    works = (paper.id, TODAY, Display.LCD, Condition.WORKING)
    assert refused(lambda: boards.change(*works, connected=False))[1] == "fault_open"
    assert int(ask.notice_boards(TODAY).total) == 2
    faults.repair(fault.id, TODAY, "Thay kính")
    boards.change(paper.id, TODAY, Display.LCD, Condition.RETIRED, connected=False)
    assert int(ask.notice_boards(TODAY).total) == 1
    catalogue = shipped_catalogue()
    assert {catalogue.indicators[code].measure for code in ("D01", "D02")} == {
        "broadcast.notice_boards", "broadcast.electronic_boards",
    }  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("equipment"))
    set_clock(made, dt.datetime(2026, 12, 31, 12))
    yield made
    made.close()


_DAYS = st.integers(0, 360).map(lambda number: START + number * DAY)
_DEEDS = st.lists(st.tuples(st.sampled_from(["fault", "repair", "move", "retire", "undo"]), _DAYS, _DAYS), max_size=8)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=_DEEDS, asked=_DAYS)
def test_figures_of_any_day_are_those_of_the_raw_lists(shared, deeds, asked) -> None:
    """A second count that shares no code; faults never change a number, and no day has two truths."""
    ward = shared
    station = ward.broadcast.inventory.the_station()
    number = f"C{len(ward.broadcast.inventory.clusters())}"
    one = ward.broadcast.inventory.add_cluster(station.id, number, "", START, technology=Technology.FM).id
    faults, done = ward.equipment.faults, 0
    for deed, first, second in deeds:
        try:
            if deed == "fault":
                faults.note(one, first, "Hỏng")
            elif deed == "repair" and (fault := faults.open_fault(one)):
                faults.repair(fault.id, max(fault.noted_on, second), "Sửa")
            elif deed == "move":
                ward.equipment.clusters.move([one], Technology.IP, first)
            elif deed == "retire":
                ward.broadcast.inventory.change_cluster(one, first, loudspeakers=3, condition=Condition.RETIRED)
            elif deed == "undo" and done:
                ward.undo.undo()
                done -= 2
            else:
                continue
            done += 1
        except InvalidInput:
            continue
    raw = exports.records(ward, "cluster_states")
    stood = standing(exports.records(ward, "clusters"), raw, "cluster_id", asked.isoformat())
    assert int(ward.broadcast.figures.clusters(asked).total) == len(stood)
    assert int(ward.broadcast.figures.loudspeakers(asked).total) == sum(state["loudspeakers"] for state in stood)
    days = [state["from_day"] for state in raw if state["cluster_id"] == one]
    assert len(days) == len(set(days))
    fault = faults.open_fault(one)
    mine = [state for state in stood if state["cluster_id"] == one]
    if fault is not None and asked >= fault.noted_on and mine:
        assert mine[0]["condition"] == "faulty"
