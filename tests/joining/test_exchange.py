"""Two PCs without a hub: a stick carries what each saved, twice or late or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.joining.test_rows import record
from tests.joining.wards import first_pc, joined
from tests.ui.commands.calling import NOW, spoken
from tests.wards import add_slot, clock_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.joining.exchange import MARK, Exchange, is_exchange
from ttcs_desktop.workspace import Workspace


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    with closing(first_pc(tmp_path / "a")) as first, closing(joined(first, tmp_path / "b")) as second:
        yield first, second


def exchange(ward: Workspace) -> Exchange:
    return Exchange(ward.database, ward.identity, ward.clock)


def test_a_stick_carried_to_and_fro_brings_both_to_the_same(pcs, tmp_path):
    first, second = pcs
    add_slot(first)
    second.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    stick = tmp_path / "goi.ttcs"
    assert exchange(first).write(stick).ops
    assert is_exchange(stick)
    assert exchange(second).read(stick).name == "Máy văn phòng"
    second.joining.take_over()
    exchange(second).write(stick)
    assert exchange(first).read(stick).fresh
    first.joining.take_over()
    assert record(first) == record(second)
    assert first.joining.missing_before(first.clock.now()) == []
    # Now each knows what the other has: the next stick is all but empty, and read twice it brings nothing.
    assert exchange(first).write(stick).ops == 0
    assert [exchange(second).read(stick).fresh for _ in range(2)] == [0, 0]


def test_an_old_stick_after_a_new_one_changes_nothing(pcs, tmp_path):
    first, second = pcs
    old, new = tmp_path / "old.ttcs", tmp_path / "new.ttcs"
    add_slot(first)
    exchange(first).write(old)
    clock_of(first).advance(dt.timedelta(hours=1))
    add_slot(first, "Bản tin chiều", start="17:00")
    exchange(first).write(new)
    for stick in (new, old):
        exchange(second).read(stick)
        second.joining.take_over()
    assert record(first)["slot"] == record(second)["slot"]
    assert second.joining.missing_before(second.clock.now()) == []


def test_what_is_no_stick_of_this_ward_changes_nothing(pcs, tmp_path):
    first, second = pcs
    stick = tmp_path / "goi.ttcs"
    add_slot(first)
    exchange(first).write(stick)
    whole = stick.read_bytes()
    with closing(first_pc(tmp_path / "stranger")) as stranger:
        for ward, data, code in (
            (second, b"Xin chao", "file_not_exchange"),
            (second, MARK, "exchange_other_ward"),
            (second, whole[:-9], "exchange_other_ward"),
            (second, whole[:40] + b"x" + whole[41:], "exchange_other_ward"),
            (stranger, whole, "exchange_other_ward"),
            (first, whole, "exchange_own"),
        ):
            stick.write_bytes(data)
            with pytest.raises(InvalidInput) as met:
                exchange(ward).read(stick)
            assert met.value.code == code
            assert ward.database.rows("SELECT * FROM their_op") == []


def test_a_ward_of_one_pc_has_nobody_to_bring_anything(tmp_path):
    with closing(make_ward(tmp_path)) as ward, pytest.raises(InvalidInput, match="not_shared"):
        exchange(ward).write(tmp_path / "goi.ttcs")


def test_by_the_command_line(pcs, tmp_path, capsysbinary):
    first, second = pcs
    slot = add_slot(first)
    stick = tmp_path / "goi.ttcs"

    def pc_exchange(ward: Workspace, verb: str) -> dict:
        answer = spoken(capsysbinary, "pc-exchange", verb, stick, "--data", ward.folder, "--now", NOW, "--json")
        assert answer.code == 0, answer.said
        return answer.document

    assert pc_exchange(first, "write")["more"] is False
    read = pc_exchange(second, "read")
    assert (read["from"], read["conflicts"]) == ("Máy văn phòng", 0)
    assert read["fresh"] >= 1
    assert second.broadcast.timetable.slot(slot.id).title == "Bản tin phường"
