"""Rows between PCs of one ward: each sees what the others saved, nothing is counted twice, nothing is lost."""

from __future__ import annotations

from tests.joining.wards import exchange, first_pc, joined
from tests.wards import add_slot
from ttcs_desktop.ground import tables
from ttcs_desktop.joining.sources.repository import Sources

LOCAL = {"_sqlite_migrations"}


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
