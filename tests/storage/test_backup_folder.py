"""A backup holds the record and its files, costs only what is new, and is there whole or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import clock_of, code_of, make_ward
from ttcs_desktop.basics.clock import VIETNAM, local
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import Origin, Received, Way
from ttcs_desktop.storage.backup import copy_beside
from ttcs_desktop.storage.backup_check import check_backup, loss
from ttcs_desktop.storage.backup_folder import (
    DAYS,
    MONTHS,
    NEWEST,
    Backup,
    backup_at,
    backups_in,
    copy_backup,
    kept_moments,
)
from ttcs_desktop.storage.files import FileStore
from ttcs_desktop.storage.manifest import manifest_of
from ttcs_desktop.workspace import Workspace, open_workspace, restore_workspace

HOUR = dt.timedelta(hours=1)


def receive(ward: Workspace, folder: Path, *texts: str) -> list[str]:
    """Take text files in as articles; the sha-256 of each."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"bài {number} {len(text)}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    arrivals = ward.intake.look(paths)
    received = Received(Way.PORTAL, local(ward.clock.now()).date(), "", Origin.CITY)
    ward.intake.take([Wanted(one, one.name) for one in arrivals], received)
    return [one.sha256 for one in arrivals]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


def backup(ward: Workspace) -> Backup:
    clock_of(ward).advance(HOUR)
    return backup_at(ward.backup())


def test_a_backup_holds_the_files_and_says_so(ward, tmp_path) -> None:
    names = receive(ward, tmp_path / "in", "Tin một.", "Tin hai.")
    made = backup(ward)
    assert made.manifest is not None
    assert sorted(made.manifest.files) == sorted(names)
    assert (made.manifest.counts["item"], made.manifest.missing) == (2, ())
    assert all(made.files.is_whole(name) for name in names)
    assert check_backup(made).problem is None
    assert backups_in(made.path.parent) == [made]


def test_a_file_that_lies_in_the_backup_is_not_copied_again(ward, tmp_path) -> None:
    (old,) = receive(ward, tmp_path / "in", "Tin một.")
    first = backup(ward)
    before = first.files.place(old).stat()
    (new,) = receive(ward, tmp_path / "in", "Tin thứ hai.")
    told: list[tuple[str, int, int]] = []
    ward.backup(lambda *said: told.append(said))
    after = first.files.place(old).stat()
    assert (after.st_ino, after.st_ctime_ns) == (before.st_ino, before.st_ctime_ns)
    assert first.files.is_whole(new)
    assert [total for phase, _, total in told if phase == "files"] == [len("Tin thứ hai.".encode())]


def test_a_lost_file_hinders_no_backup_and_the_manifest_names_it(ward, tmp_path) -> None:
    lost, whole = receive(ward, tmp_path / "in", "Tin mất.", "Tin còn.")
    ward.files.place(lost).unlink()
    made = backup(ward)
    assert made.manifest is not None
    assert (made.manifest.missing, list(made.manifest.files)) == ((lost,), [whole])
    assert check_backup(made).missing == (lost,)


def test_files_come_back_with_the_record(ward, tmp_path) -> None:
    names = receive(ward, tmp_path / "in", "Tin một.", "Tin hai.")
    made = backup(ward)
    ward.close()
    shutil.rmtree(ward.folder / "files")
    assert restore_workspace(ward.folder, made.path).missing == ()
    again = open_workspace(ward.folder)
    assert again.intake.broken_files() == []
    assert all(again.files.is_whole(name) for name in names)
    again.close()


def test_an_old_backup_of_the_database_alone_comes_back_and_its_files_are_told(ward, tmp_path) -> None:
    here, gone = receive(ward, tmp_path / "in", "Tin một.", "Tin hai.")
    old = copy_beside(ward.database, label="daily", moment=clock_of(ward).now())
    assert backup_at(old).manifest is None
    ward.files.place(gone).unlink()
    assert restore_workspace(ward.folder, old, ward.clock).missing == (gone,)
    assert ward.files.is_whole(here)


@pytest.mark.parametrize("phase", ["record", "files"])
def test_a_stop_in_the_middle_leaves_the_former_backup_whole(ward, tmp_path, phase) -> None:
    receive(ward, tmp_path / "in", "Tin một.")
    first = backup(ward)
    receive(ward, tmp_path / "in", "Tin thứ hai.")

    def stop(now: str, _done: int, _total: int) -> None:
        if now == phase:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ward.backup(stop)
    assert backups_in(first.path.parent) == [first]
    assert check_backup(first).problem is None
    assert not list(first.path.parent.rglob("*.part*"))
    ward.content.add("Làm tiếp được", "Nội dung.")


@pytest.mark.parametrize("full_at", ["keep", "hardlink", "manifest"])
def test_a_full_disk_in_the_middle_leaves_the_former_backup_whole(ward, tmp_path, monkeypatch, full_at) -> None:
    receive(ward, tmp_path / "in", "Tin một.")
    first = backup(ward)
    receive(ward, tmp_path / "in", "Tin thứ hai.")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "hardlink_to", full)
    if full_at == "keep":
        monkeypatch.setattr(
            FileStore, "_put_in_place", lambda *_: (_ for _ in ()).throw(EnvironmentProblem("disk_full"))
        )
    if full_at == "manifest":
        monkeypatch.setattr("ttcs_desktop.storage.backup_folder.write_manifest", full)
    if full_at == "hardlink":  # no links on this disk: it is copied instead
        assert check_backup(backup(ward)).missing == ()
        return
    with pytest.raises(EnvironmentProblem) as caught:
        ward.backup()
    assert code_of(caught) == "disk_full"
    assert backups_in(first.path.parent) == [first]
    assert check_backup(first).problem is None
    assert not list(first.path.parent.rglob("*.part*"))


def test_a_manifest_without_its_copy_is_believed_by_nobody(ward) -> None:
    first = backup(ward)
    second = backup(ward)
    ward.content.add("Thêm cho dài", "Nội dung " * 9000)
    third = backup(ward)
    shutil.copyfile(manifest_of(third.path), manifest_of(first.path))
    manifest_of(second.path).write_text("{", encoding="utf-8")
    assert [one.manifest is None for one in backups_in(first.path.parent)] == [False, True, True]


def test_a_copy_whose_bytes_changed_is_found_out(ward) -> None:
    made = backup(ward)
    data = bytearray(made.path.read_bytes())
    data[-1] ^= 1  # in the free end of a page: SQLite itself does not notice
    made.path.write_bytes(data)
    assert check_backup(made).problem == "copy_unsound"


def test_a_backup_is_carried_to_another_folder_and_comes_back_from_there(ward, tmp_path) -> None:
    names = receive(ward, tmp_path / "in", "Tin một.", "Tin hai.")
    made, stick = backup(ward), tmp_path / "usb"
    carried = copy_backup(made, stick)
    assert check_backup(carried).problem is None
    assert check_backup(carried).missing == ()
    shutil.rmtree(ward.folder / "backups")
    shutil.rmtree(ward.folder / "files")
    restore_workspace(ward.folder, carried.path, ward.clock)
    assert all(ward.files.is_whole(name) for name in names)


def test_a_carried_backup_promises_only_what_arrived(ward, tmp_path) -> None:
    names = receive(ward, tmp_path / "in", "Tin một.", "Tin hai.")
    made = backup(ward)
    made.files.place(names[0]).write_text("hỏng")
    carried = copy_backup(made, tmp_path / "usb")
    assert carried.manifest is not None
    assert (carried.manifest.missing, list(carried.manifest.files)) == ((names[0],), [names[1]])


def test_a_stick_without_room_is_told_before_anything_is_written(ward, tmp_path, monkeypatch) -> None:
    made = backup(ward)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(EnvironmentProblem) as caught:
        copy_backup(made, tmp_path / "usb")
    assert code_of(caught) == "disk_full"
    assert list((tmp_path / "usb").rglob("*.*")) == []


def test_files_that_no_kept_backup_names_leave_the_folder(ward, tmp_path) -> None:
    (name,) = receive(ward, tmp_path / "in", "Tin một.")
    first = backup(ward)
    stray = FileStore(first.path.parent / "files").keep(tmp_path / "in" / next((tmp_path / "in").iterdir()).name)
    assert stray.sha256 == name
    odd = tmp_path / "lạ.txt"
    odd.write_text("không ai nhắc tới", encoding="utf-8")
    loose = first.files.keep(odd).sha256
    backup(ward)
    assert not first.files.has(loose, odd.stat().st_size)
    assert first.files.is_whole(name)
    broken = first.path.with_name("record-v3-20260101T000000000000.db")
    broken.write_bytes(b"not a database")
    loose = first.files.keep(odd).sha256
    backup(ward)
    assert first.files.is_whole(loose)  # somebody could still need it: nothing is thrown away in doubt


def test_what_would_be_lost_is_counted_and_its_last_actions_named(ward) -> None:
    ward.content.add("Trước", "Nội dung.")
    made = backup(ward)
    holds = check_backup(made).holds
    assert holds is not None
    assert (loss(ward.database, holds).lines, loss(ward.database, holds).parted) == (0, False)
    item = ward.content.add("Sau", "Nội dung.")
    ward.content.remove(item.id)
    ward.content.add("Sau nữa", "Nội dung.")
    lost = loss(ward.database, holds)
    assert (lost.counts["item"], lost.lines, lost.parted) == (1, 3, False)
    assert [line.verb for line in lost.last] == ["content.add", "content.remove", "content.add"]
    restore_workspace(ward.folder, made.path, ward.clock)
    ward.content.add("Đi đường khác", "Nội dung.")
    later = check_backup(backup(ward)).holds
    restore_workspace(ward.folder, made.path, ward.clock)
    ward.content.add("Đường thứ ba", "Nội dung.")
    assert later is not None
    assert loss(ward.database, later).parted


MOMENTS = st.lists(
    st.integers(0, 3 * 365 * 24).map(lambda hour: dt.datetime(2024, 1, 1, tzinfo=VIETNAM) + hour * HOUR),
    max_size=200,
)


@settings(max_examples=60, deadline=None)
@given(moments=MOMENTS)
def test_the_newest_the_last_of_days_and_of_months_are_kept(moments) -> None:
    kept = kept_moments(moments)
    assert kept <= set(moments)
    assert kept >= set(sorted(set(moments))[-NEWEST:])
    assert len(kept) <= NEWEST + DAYS + MONTHS
    assert kept_moments(kept) == kept  # pruning twice throws nothing more away
    if moments:
        in_month: dict[tuple[int, int], dt.datetime] = {}
        for moment in moments:
            month = (moment.year, moment.month)
            in_month[month] = max(moment, in_month.get(month, moment))
        assert set(sorted(in_month.values())[-MONTHS:]) <= kept
