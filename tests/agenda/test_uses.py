"""Where an item was used: book, timetable, frozen reports; the newest few, without a walk through years."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.statistics.worked import CODE, YEAR, make_ready
from tests.ui.commands.calling import ttcs
from tests.wards import POWER_CUT, add_slot, approved_edition, approved_item, confirm, make_ward
from ttcs_desktop.agenda.repository import QUERIES
from ttcs_desktop.agenda.uses import past_uses
from ttcs_desktop.broadcast.model import Fill, Outcome

MAY, TODAY, END = dt.date(2026, 5, 25), dt.date(2026, 6, 2), dt.date(2026, 6, 15)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    ward = make_ward(tmp_path_factory.mktemp("uses"))
    yield ward
    ward.close()


@pytest.fixture(scope="module")
def item(ward):
    """Five days in a series of which four are in the book, one of them silent; and a slot of its own."""
    item = approved_item(ward)
    series = add_slot(ward, "Chuyên mục", "17:00", 15, fill=Fill.SERIES)
    for day in range(5):
        approved_edition(ward, series, MAY + dt.timedelta(days=day), item, title=f"Số {day + 1}")
    approved_edition(ward, series, TODAY, item)
    for day in range(4):
        confirm(ward, series, MAY + dt.timedelta(days=day), *([POWER_CUT] if day == 3 else []))
    add_slot(ward, "Nhắc lịch tiêm", "06:00", 15, fill=Fill.ITEM, item_id=item.id, first=MAY, last=MAY)
    return item


def test_book_and_timetable_tell_the_newest_first(ward, item) -> None:
    found = past_uses(ward.database, item.id, TODAY, END)
    assert [(one.day.day, one.state, one.clusters_ok) for one in found.entries] == [
        (28, Outcome.NONE, 0), (27, Outcome.FULL, 2), (26, Outcome.FULL, 2), (25, Outcome.FULL, 2),
    ]  # fmt: skip
    assert [(one.edition.title, one.logged) for one in found.editions] == [
        ("Số 5", False), ("Số 4", True), ("Số 3", True), ("Số 2", True), ("Số 1", True),
    ]  # fmt: skip
    assert [one.title for one in found.slots] == ["Nhắc lịch tiêm"]
    assert past_uses(ward.database, item.id, MAY, END).slots == ()


def test_only_the_newest_are_named_and_the_others_counted(ward, item) -> None:
    found = past_uses(ward.database, item.id, TODAY, END, newest=2)
    assert (len(found.entries), found.all_entries) == (2, 4)
    assert (len(found.editions), found.all_editions) == (2, 5)


def test_undo_and_the_bin_take_an_edition_out_and_bring_it_back(ward, item) -> None:
    series = next(one for one in ward.broadcast.timetable.slots_between(TODAY, TODAY) if one.title == "Chuyên mục")
    before = past_uses(ward.database, item.id, TODAY, END).all_editions
    other = approved_item(ward, "Bài khác")
    ward.undo.begin()
    ward.broadcast.timetable.set_edition(series.id, MAY + dt.timedelta(days=4), [other.version_id or ""])
    assert past_uses(ward.database, item.id, TODAY, END).all_editions == before - 1
    assert past_uses(ward.database, other.id, TODAY, END).all_editions == 1
    ward.undo.undo()
    assert past_uses(ward.database, item.id, TODAY, END).all_editions == before
    assert past_uses(ward.database, other.id, TODAY, END).all_editions == 0


def test_a_frozen_report_counts_the_item_by_its_airings(ward, item) -> None:
    assert past_uses(ward.database, item.id, TODAY, END).reports == ()
    make_ready(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    (report,) = past_uses(ward.database, item.id, TODAY, END).reports
    assert (report.template, report.year, report.version) == (CODE, YEAR, 1)
    named = {
        record["id"]
        for line in json.loads(snapshot.body)["values"]
        for part in ("records", "part", "whole")
        for record in line.get(part, ())
    }
    mine = {item.id, *(one.id for one in past_uses(ward.database, item.id, TODAY, END).entries)}
    assert report.records == len(named & mine) > 0


def test_no_question_walks_a_table(ward) -> None:
    asked = {"item": "", "limit": 1, "first": "", "last": ""}
    tables = {row["name"] for row in ward.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for query in QUERIES:
        plan = [row["detail"] for row in ward.database.rows(f"EXPLAIN QUERY PLAN {query}", asked)]
        assert [line for line in plan if line.startswith("SCAN") and line.split()[1] in tables] == []


def test_the_command_line_tells_the_same(ward, item) -> None:
    asked = ("content", "uses", item.id, "--json", "--data", ward.folder, "--now", "2026-06-02T12:00")
    answer = ttcs(*asked).document
    assert [one["day"] for one in answer["log"]] == ["2026-05-28", "2026-05-27", "2026-05-26", "2026-05-25"]
    assert answer["totals"]["editions"] == 6, "today's too"
