"""A ward's folder: set up once, opened by whoever needs it, each thread with a connection of its own."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.wards import NOON, START, code_of, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.office.model import Role
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.schema import SCHEMA_VERSION, open_record
from ttcs_desktop.workspace import RECORD_FILE, create_workspace, open_workspace, opened


def test_a_new_ward_has_its_unit_its_station_and_an_identity(tmp_path) -> None:
    ward = create_workspace(tmp_path / "a", "00004", FixedClock(NOON))
    assert (ward.identity.unit_code, ward.identity.started_on, ward.is_trial) == ("00004", "2026-06-02", False)
    assert unit_title(ward.office.unit(START)).split()[0] in ("Phường", "Xã", "Đặc")
    assert ward.broadcast.inventory.the_station().name.startswith("Đài truyền thanh ")
    assert ward.record_start == NOON.date()
    assert ward.ledger.first_broken_line() is None


def test_the_sample_ward_is_always_a_trial(tmp_path) -> None:
    assert make_ward(tmp_path).is_trial


def test_two_records_of_one_ward_are_told_apart(tmp_path) -> None:
    one, other = (create_workspace(tmp_path / name, "00004", FixedClock(NOON)) for name in "ab")
    assert one.identity.record_id != other.identity.record_id
    assert len({one.identity.record_id, one.identity.device_id}) == 2


def test_a_folder_is_set_up_once(tmp_path) -> None:
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        create_workspace(ward.folder, "00004", FixedClock(NOON))
    assert (code_of(caught), caught.value.field) == ("folder_in_use", "folder")
    assert open_workspace(ward.folder).identity == ward.identity


def test_an_unknown_unit_leaves_no_folder_behind(tmp_path) -> None:
    with pytest.raises(InvalidInput, match="unit_unknown"):
        create_workspace(tmp_path / "a", "00000", FixedClock(NOON))
    assert not (tmp_path / "a").exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path) -> None:
    (tmp_path / "a").write_text("in the way")
    with pytest.raises(EnvironmentProblem) as caught:
        create_workspace(tmp_path / "a", "99999", FixedClock(NOON))
    assert code_of(caught) == "folder_unsuitable"


def test_a_folder_without_a_record_is_told_and_stays_empty(tmp_path) -> None:
    with pytest.raises(InvalidInput, match="no_record"):
        open_workspace(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_set_up_that_was_cut_off_can_be_done_again(tmp_path) -> None:
    (tmp_path / "ward").mkdir()
    open_record(tmp_path / "ward" / RECORD_FILE).close()
    with pytest.raises(InvalidInput, match="no_record"):
        open_workspace(tmp_path / "ward")
    assert make_ward(tmp_path).broadcast.inventory.the_station()


@pytest.fixture
def handles(monkeypatch) -> list[Database]:
    """Every database that the workspace opens; Windows cannot clean up a folder with one of them open."""
    kept: list[Database] = []

    def remembered(path: Path) -> Database:
        kept.append(open_record(path))
        return kept[-1]

    monkeypatch.setattr("ttcs_desktop.workspace.open_record", remembered)
    return kept


def all_closed(handles: list[Database]) -> bool:
    for database in handles:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            database.rows("SELECT 1")
    return bool(handles)


@pytest.mark.parametrize("table", ["identity", "unit", "station", "history"])
def test_a_set_up_that_fails_leaves_no_open_file_behind(tmp_path, handles, table: str) -> None:
    (tmp_path / "ward").mkdir()
    record = open_record(tmp_path / "ward" / RECORD_FILE)
    record.connection.execute(f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END")
    record.close()
    with pytest.raises(sqlite3.IntegrityError, match="full"):
        make_ward(tmp_path)
    assert all_closed(handles)
    with pytest.raises(InvalidInput, match="no_record"):
        open_workspace(tmp_path / "ward")
    assert all_closed(handles)


def test_a_record_that_cannot_be_opened_leaves_no_open_file_behind(tmp_path, handles) -> None:
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput, match="folder_in_use"):
        create_workspace(ward.folder, "00004", FixedClock(NOON))
    ward.database.connection.execute("DROP TABLE person")
    ward.close()
    with pytest.raises(sqlite3.OperationalError, match="person"):
        open_workspace(ward.folder)
    assert all_closed(handles)


def test_a_migration_that_fails_leaves_no_open_file_behind(tmp_path, monkeypatch) -> None:
    opened_here: list[Database] = []

    def stop(database: Database, **_: object) -> None:
        opened_here.append(database)
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr("ttcs_desktop.storage.schema._migrate", stop)
    monkeypatch.setattr("ttcs_desktop.workspace.open_record", open_record)  # of a fresh one, not of a copy
    with pytest.raises(EnvironmentProblem):
        make_ward(tmp_path)
    assert all_closed(opened_here)


def test_what_was_saved_is_there_when_opened_again(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Tin", "Nội dung.")
    folder, actor = ward.folder, ward.ledger.actor
    ward.close()
    with opened(folder, FixedClock(NOON)) as again:
        assert [one.id for one in again.content.items()] == [item.id]
        assert again.ledger.actor == actor


def test_each_thread_opens_its_own_and_all_saves_are_kept(tmp_path) -> None:
    ward = make_ward(tmp_path)
    troubles: list[BaseException] = []

    def work(name: str) -> None:
        try:
            mine = ward.again()
            for number in range(10):
                mine.content.add(f"{name} {number}", "Nội dung.")
            mine.close()
        except BaseException as error:  # noqa: BLE001  told to the test
            troubles.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Một", "Hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert len(ward.content.items()) == 20
    assert ward.ledger.first_broken_line() is None
    sequence = [row["seq"] for row in ward.database.rows("SELECT seq FROM op ORDER BY seq")]
    assert sequence == list(range(1, len(sequence) + 1))


def test_the_same_record_for_another_thread_is_in_the_same_hands(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for name in ("Trần Thị Bình", "Lê Thị Hoa"):
        ward.office.add_person(name, "Công chức", frozenset({Role.OFFICER}))
    ward.ledger.actor = ward.office.people()[-1].id  # a record that is opened is in the first one's
    again = ward.again()
    assert again.ledger.actor == ward.ledger.actor
    again.close()
    ward.close()


def test_a_record_of_a_newer_program_can_be_looked_at_and_is_left_as_it_is(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.content.add("Tin", "Nội dung.")
    ward.database.connection.execute("ALTER TABLE item ADD COLUMN of_tomorrow TEXT")
    ward.database.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    ward.close()
    path = ward.folder / RECORD_FILE
    before = path.read_bytes()
    newer = open_workspace(ward.folder)
    assert [item.title for item in newer.content.items()] == ["Tin"]
    with pytest.raises(EnvironmentProblem) as caught:
        newer.content.add("Tin", "Nội dung.")
    assert code_of(caught) == "database_newer"
    newer.close()
    assert path.read_bytes() == before


def test_a_record_that_lacks_what_this_program_reads_is_not_opened(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.database.connection.execute("ALTER TABLE item DROP COLUMN way")
    ward.database.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    ward.close()
    with pytest.raises(EnvironmentProblem) as caught:
        open_workspace(ward.folder)
    assert code_of(caught) == "database_newer"


def test_papers_lie_in_the_wards_folder(tmp_path) -> None:
    ward = make_ward(tmp_path)
    folder = ward.papers_folder("2026", "184-6T")
    assert folder.is_dir()
    assert Path("papers/2026/184-6T") == folder.relative_to(ward.folder)
    (ward.folder / "papers" / "2027").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="folder_unsuitable"):
        ward.papers_folder("2027", "x")


def test_the_record_may_begin_on_another_day_than_it_was_set_up(tmp_path) -> None:
    assert make_ward(tmp_path, started_on=dt.date(2026, 3, 9)).record_start == dt.date(2026, 3, 9)
