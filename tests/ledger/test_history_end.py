"""A history whose end was cut off is found out, by the record's own note or by a backup made before."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pytest

from tests.ui.commands.calling import Office
from tests.wards import clock_of, make_ward
from ttcs_desktop.ledger.ledger import went_back_at
from ttcs_desktop.storage.backup_check import forgotten
from ttcs_desktop.storage.backup_folder import backups_in
from ttcs_desktop.workspace import open_workspace, restore_workspace


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    made.content.add("Một", "Nội dung.")
    made.backup()
    clock_of(made).advance(dt.timedelta(hours=1))
    made.content.add("Hai", "Nội dung.")
    yield made
    made.close()


@contextmanager
def behind_the_guards(ward):
    """Somebody with a tool for SQLite and no scruples."""
    with ward.database.transaction():
        guards = ward.database.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
        )
        for guard in guards:
            ward.database.execute(f"DROP TRIGGER {guard['name']}")
        yield
        for guard in guards:
            ward.database.execute(guard["sql"])


def doctor(ward) -> dict:
    return next(one for one in Office(ward.folder).get("doctor")["checks"] if one["name"] == "history")


def test_a_whole_history_is_whole(ward) -> None:
    assert (ward.ledger.first_broken_line(), ward.ledger.missing_lines()) == (None, 0)
    assert doctor(ward)["ok"]


def test_an_end_that_was_cut_off_is_missed(ward) -> None:
    last = ward.ledger.last_seq()
    with behind_the_guards(ward):
        ward.database.execute("DELETE FROM history WHERE seq > ?", (last - 2,))
    assert (ward.ledger.first_broken_line(), ward.ledger.missing_lines()) == (None, 2)
    said = doctor(ward)
    assert (said["ok"], "mất 2 dòng cuối" in said["detail"]) == (False, True)


def test_a_line_in_the_place_of_a_cut_one_is_missed(ward) -> None:
    last = ward.ledger.last_seq()
    with behind_the_guards(ward):
        kept = ward.database.row("SELECT value FROM identity WHERE key = 'history_head'")["value"]
        ward.database.execute("DELETE FROM history WHERE seq = ?", (last,))
        ward.ledger.note("content.add")  # follows rightly from the line before
        ward.database.execute("UPDATE identity SET value = ? WHERE key = 'history_head'", (kept,))
    assert ward.ledger.first_broken_line() == last


def test_a_cut_with_the_note_mended_is_missed_by_a_backup(ward) -> None:
    with behind_the_guards(ward):
        first = ward.database.row("SELECT max(seq) AS seq FROM history")["seq"] - 4
        ward.database.execute("DELETE FROM history WHERE seq > ?", (first,))
        ward.database.execute("DELETE FROM identity WHERE key = 'history_head'")
    assert (ward.ledger.first_broken_line(), ward.ledger.missing_lines()) == (None, 0)
    said = doctor(ward)
    assert (said["ok"], "bản sao lưu lúc 12:00 02/06/2026" in said["detail"]) == (False, True)


def test_going_back_to_a_backup_is_no_fault_and_stands_in_the_history(ward) -> None:
    folder = ward.folder
    (first,) = backups_in(folder / "backups")
    ward.backup()  # knows lines that will be gone
    clock_of(ward).advance(dt.timedelta(minutes=1))
    restore_workspace(folder, first.path, ward.clock)
    again = open_workspace(folder, ward.clock)
    assert went_back_at(again.database) == ward.clock.now()
    assert again.ledger.last_at() < ward.clock.now()
    found = backups_in(folder / "backups")
    assert forgotten(again.database, found, went_back_at(again.database)) == []
    assert forgotten(again.database, found, None) != []
    assert doctor(ward)["ok"]
    again.close()
