"""Rows between PCs of one ward: each sees what the others saved, nothing is counted twice, nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from tests.joining.wards import carry, exchange, first_pc, joined
from tests.wards import NOON, PLAYED, POWER_CUT, START, YES, add_relay, add_slot, clock_of, confirm, make_ward
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ground import tables
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.workspace import Workspace, join_workspace

END = dt.date(2026, 12, 31)
DAY = NOON.date() - dt.timedelta(days=1)


def record(ward) -> dict[str, list]:
    """Every row of every table that people change; facts without when they came."""
    found = {}
    for name, table in tables().items():
        rows = ward.database.rows(f"SELECT * FROM {name} ORDER BY id")
        if table.append_only:
            stamps = ("created_at", "created_by", "updated_at", "updated_by")
            rows = [{key: value for key, value in row.items() if key not in stamps} for row in rows]
        found[name] = rows
    return found


def test_what_one_pc_saves_the_other_has(tmp_path):
    first = first_pc(tmp_path / "a")
    second = joined(first, tmp_path / "b")
    slot = add_slot(first)
    item = second.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    exchange(first, second)
    assert second.broadcast.timetable.slot(slot.id).title == "Bản tin phường"
    assert "Lịch tiêm chủng" in {one.title for one in first.content.items()}
    assert record(first) == record(second)
    assert {pc.name for pc in Sources(first.database).pcs()} == {"Máy văn phòng", "Máy đài"}
    assert first.ledger.first_broken_line() is None
    assert item


@pytest.fixture
def pcs(tmp_path) -> Iterator[tuple[Workspace, Workspace]]:
    with closing(first_pc(tmp_path / "a")) as first, closing(joined(first, tmp_path / "b")) as second:
        yield first, second


def test_an_airing_that_both_confirmed_counts_once(pcs):
    first, second = pcs
    slot = add_relay(first)
    exchange(first, second)
    for ward in pcs:
        confirm(ward, slot, DAY, PLAYED)
    exchange(first, second)
    assert [len(ward.broadcast.log.entries(START, END)) for ward in pcs] == [1, 1]
    assert first.joining.conflicts() == second.joining.conflicts() == []


def test_an_airing_that_both_confirmed_differently_counts_once_and_both_words_are_kept(pcs):
    first, second = pcs
    slot = add_relay(first)
    exchange(first, second)
    confirm(first, slot, DAY, PLAYED)
    confirm(second, slot, DAY, POWER_CUT)
    exchange(first, second)
    ours, theirs = (ward.broadcast.log.entries(START, END) for ward in pcs)
    assert len(ours) == 1
    assert [entry.state for entry in ours] == [entry.state for entry in theirs]
    for ward in pcs:
        (conflict,) = ward.joining.conflicts()
        assert conflict.table == "log_entry"
        assert "state" in {field.name for field in conflict.fields}
        with pytest.raises(InvalidInput, match="fact_stays"):
            ward.joining.settle(conflict.id, ["state"])
    first.joining.settle(first.joining.conflicts()[0].id, [])
    exchange(first, second)
    assert first.joining.conflicts() == second.joining.conflicts() == []


def test_what_two_changed_is_settled_field_by_field_and_both_pcs_hear_of_it(pcs):
    first, second = pcs
    item = first.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    exchange(first, second)
    for ward, title, source in ((first, "Lịch tiêm", "Trạm y tế"), (second, "Tiêm chủng", "UBND phường")):
        row = ward.ledger.content_of(tables()["item"], item.id)
        ward.ledger.save("content.change", [Put(tables()["item"], {**row, "title": title, "source": source})])
    exchange(first, second)
    (conflict,) = first.joining.conflicts()
    assert [one.id for one in second.joining.conflicts()] == [conflict.id]
    assert {field.name for field in conflict.fields} == {"title", "source"}
    assert {conflict.lost, conflict.stands} == {"Máy văn phòng", "Máy đài"}
    (wanted,) = (field.theirs for field in conflict.fields if field.name == "source")
    first.joining.settle(conflict.id, ["source"])
    exchange(first, second)
    assert first.joining.conflicts() == second.joining.conflicts() == []
    rows = [ward.ledger.content_of(tables()["item"], item.id) for ward in pcs]
    assert rows[0] == rows[1]
    assert rows[0]["source"] == wanted
    first.undo.undo()
    assert [one.id for one in first.joining.conflicts()] == [conflict.id]
    with pytest.raises(InvalidInput, match="record_gone"):
        first.joining.settle("no such", [])


def test_what_another_pc_saved_stands_in_the_way_of_no_undo(pcs):
    first, second = pcs
    item = first.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    add_slot(second)
    exchange(first, second)
    first.undo.undo()
    assert item.id not in {one.id for one in first.content.items()}
    exchange(first, second)
    assert item.id not in {one.id for one in second.content.items()}


def test_a_fact_of_another_pc_that_names_the_record_stands_in_the_way(pcs):
    first, second = pcs
    item = first.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    first.content.submit(item.id)
    exchange(first, second)
    second.content.approve(item.id, YES)
    exchange(first, second)
    with pytest.raises(InvalidInput, match="undo_"):
        first.undo.undo()
    assert item.id in {one.id for one in first.content.items()}


def test_nothing_counts_that_the_wards_key_does_not_prove(pcs):
    add_slot(pcs[0])
    giver, taker = (JoiningRepository(ward.database, ward.clock) for ward in pcs)
    genuine = [op for op in giver.ops_beyond(taker.have(), 100) if op.op_id]
    body = genuine[0].body.replace(b'"verb"', b'"Verb"')
    assert body != genuine[0].body or b"locked" in body
    for altered in (
        replace(genuine[0], body=body + b" "),
        replace(genuine[0], body=b"{}", sha256=sha256_hex(b"{}")),
        replace(genuine[0], seq=genuine[0].seq + 50),
        replace(genuine[0], seen="{}" if genuine[0].seen != "{}" else '{"x":1}'),
        replace(genuine[0], proof="0" * 64),
    ):
        assert taker.keep([altered]) == 0
    assert taker.keep(genuine) == len(genuine)


def test_what_the_city_does_not_ask_for_leaves_the_ward_locked(pcs):
    first, second = pcs
    add_slot(first)
    first.office.add_person("Phạm Thị Kín", "Cộng tác viên", frozenset())
    told = b"".join(row["body"] for row in first.database.rows("SELECT body FROM op"))
    assert "Phạm Thị Kín".encode() not in told
    assert "Bản tin phường".encode() in told
    exchange(first, second)
    assert "Phạm Thị Kín" in {person.name for person in second.office.people()}


def test_an_op_of_a_newer_program_waits_for_the_upgrade_and_what_follows_with_it(pcs, monkeypatch):
    first, second = pcs
    monkeypatch.setattr(second.joining, "_tables", {k: v for k, v in tables().items() if k != "slot"})
    slot = add_slot(first)
    item = first.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    carry(first, second)
    assert item.id not in {one.id for one in second.content.items()}
    monkeypatch.undo()
    second.joining.take_over()
    assert second.broadcast.timetable.slot(slot.id)
    assert item.id in {one.id for one in second.content.items()}


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_pc_needs_a_name(name, tmp_path):
    with closing(make_ward(tmp_path)) as ward:
        with pytest.raises(InvalidInput, match="pc_name"):
            ward.joining.share(name)
        assert not ward.joining.is_shared()


def test_a_copy_from_before_and_a_folder_in_use_are_refused_and_leave_nothing(tmp_path):
    with closing(make_ward(tmp_path)) as ward:
        early = ward.backup()
        with pytest.raises(InvalidInput, match="copy_not_shared"):
            join_workspace(tmp_path / "b", early, "Máy đài", ward.clock)
        ward.joining.share("Máy văn phòng")
        clock_of(ward).advance(dt.timedelta(hours=1))
        copy = ward.backup()
        for folder, name, code in ((ward.folder, "Máy đài", "folder_in_use"), (tmp_path / "b", "", "pc_name")):
            with pytest.raises(InvalidInput, match=code):
                join_workspace(folder, copy, name, ward.clock)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["ward"]
