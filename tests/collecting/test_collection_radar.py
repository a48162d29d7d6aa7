"""The radar of a collection: bound by a paper or made by the office, until nobody owes any more."""

from __future__ import annotations

import datetime as dt

from tests.collecting.lists import AUTUMN, FOUR, OFFICE, POLICE, collecting_ward, id_of, said
from tests.wards import clock_of
from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.agenda.search import Among
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.workspace import create_workspace


def collected(ward) -> list[Deadline]:
    return [one for one in ward.agenda.deadlines() if one.id.startswith("75-N")]


def test_a_list_of_the_office_stands_on_the_radar_until_nobody_owes(tmp_path) -> None:
    ward = collecting_ward(tmp_path)
    (one,) = collected(ward)
    assert (one.id, one.what, one.due, one.last_safe_day) == (
        "75-N/2026", "Tổng hợp báo cáo cả năm 2026", dt.date(2026, 11, 30), dt.date(2026, 11, 27),
    )  # fmt: skip
    assert one.source == "KH 75/KH-UBND: các cơ quan nộp trước 30/11, còn 4/4 cơ quan"
    ward.collecting.exempt(id_of(ward, POLICE), "Báo cáo theo ngành dọc", AUTUMN.date())
    for name in FOUR:
        if name != POLICE:
            assert collected(ward)
            ward.collecting.reports.receive(id_of(ward, name), said())
    assert collected(ward) == []
    ward.undo.undo()
    assert collected(ward)[0].source.endswith("còn 1/4 cơ quan")
    ward.close()


def test_the_day_is_the_one_that_the_office_set_and_it_stays_in_sight_when_missed(tmp_path) -> None:
    ward = collecting_ward(tmp_path)
    collection = ward.collecting.collection("75-N", 2026)
    ward.collecting.change(collection, dt.date(2026, 11, 25), collection.asked)
    assert collected(ward)[0].last_safe_day == dt.date(2026, 11, 24)
    clock_of(ward).advance(dt.timedelta(days=30))
    assert collected(ward)[0].is_overdue
    ward.close()


def test_a_ward_that_a_paper_binds_is_told_before_it_has_a_list_and_others_are_not(tmp_path) -> None:
    bound = create_workspace(tmp_path / "a", "13291", FixedClock(AUTUMN), started_on=dt.date(2026, 1, 1))
    assert collected(bound)[0].source.endswith("chưa lập danh sách")
    bound.close()
    other = collecting_ward(tmp_path, ())
    assert collected(other) == []
    other.close()


def test_agencies_and_what_they_reported_are_found(tmp_path) -> None:
    ward = collecting_ward(tmp_path)
    ward.collecting.reports.receive(id_of(ward, OFFICE), said(results="Ra mắt kênh Zalo của phường"))
    kinds = [(hit.kind, hit.title) for hit in ward.finder.find("kenh zalo", Among.REPORTS).hits]
    assert kinds == [("agency_report", f"{OFFICE} · 20/11/2026")]
    assert ("respondent", POLICE) in [(hit.kind, hit.title) for hit in ward.finder.find("cong an").hits]
    ward.close()
