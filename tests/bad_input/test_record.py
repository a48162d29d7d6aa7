"""What the machine does to the record: each told through the command line, and what was kept is kept."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_input.asking import content_of, held_by_another_process, refused
from tests.ui.commands.calling import COMMAND, NOW, ROOT, Answer, Office, environment, new_office
from ttcs_desktop.workspace import opened

PR_CAPBSET_DROP, FILE_CAPABILITIES = 24, (1, 2)  # prctl(2), capabilities(7): what lets root pass by the rights of files
SAVE = ("content", "add", "Tin", "--text", "Một câu.")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward's folder to be copied and then spoilt."""
    office = new_office(tmp_path_factory.mktemp("ward") / "so")
    office.get("content", "add", "Tin đã lưu", "--text", "Câu này phải còn.")
    return office.folder


@pytest.fixture
def office(pattern: Path, tmp_path: Path) -> Office:
    return Office(Path(shutil.copytree(pattern, tmp_path / "so")))


def test_a_locked_record_is_told_and_saves_again_afterwards(office: Office) -> None:
    with held_by_another_process(office.folder / "record.db"):
        assert [item["title"] for item in office.get("content", "list")["items"]] == ["Tin đã lưu"]
        refused(office.ask(*SAVE), "database_locked")
    office.get(*SAVE)
    assert len(office.get("content", "list")["items"]) == 2


def test_a_damaged_record_is_told_and_left_as_it_is(office: Office) -> None:
    record = office.folder / "record.db"
    spoilt = b"no database at all" * 400
    record.write_bytes(spoilt)
    refused(office.ask(*SAVE), "database_damaged")
    refused(office.ask("doctor"), "database_damaged")
    assert record.read_bytes() == spoilt


def test_a_newer_record_is_told_and_left_as_it_is(office: Office) -> None:
    record = office.folder / "record.db"
    with sqlite3.connect(record) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    whole = record.read_bytes()
    refused(office.ask(*SAVE), "database_newer")
    assert record.read_bytes() == whole


def test_a_folder_without_a_record_is_told_and_stays_empty(tmp_path: Path) -> None:
    refused(Office(tmp_path).ask(*SAVE), "no_record", names=("ttcs", "init"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_belongs_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "so").write_text("")
    answer = Office(tmp_path / "so").ask("init", "--unit", "13291")
    assert (answer.code, answer.error["code"]) == (2, "usage")


def bound_by_rights(office: Office, *arguments: str) -> Answer:
    """The command line as a user to whom the rights of files apply, also when the tests run as root."""
    libc = ctypes.CDLL(None, use_errno=True)

    def give_up() -> None:
        for capability in FILE_CAPABILITIES:
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)

    run = subprocess.run(
        [*COMMAND, *arguments, "--data", str(office.folder), "--now", NOW, "--json"],
        cwd=ROOT,
        env=environment({}),
        capture_output=True,
        preexec_fn=give_up,
        check=False,
    )
    return Answer(run.returncode, run.stdout, run.stderr.decode())


@pytest.fixture
def read_only(office: Office) -> Iterator[Office]:
    for path in (*office.folder.rglob("*"), office.folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield office
    office.folder.chmod(0o755)


def test_a_record_that_may_only_be_read_can_be_looked_at(read_only: Office) -> None:
    listed = bound_by_rights(read_only, "content", "list")
    assert [item["title"] for item in listed.document["items"]] == ["Tin đã lưu"]
    refused(bound_by_rights(read_only, *SAVE), "database_read_only")


def test_a_folder_that_may_not_be_entered_is_told(office: Office) -> None:
    office.folder.chmod(0o000)
    answer = bound_by_rights(office, "content", "list")
    office.folder.chmod(0o755)
    refused(answer, "file_refused", names=re.findall(r"[^\W_]+", str(office.folder / "record.db")))


def test_a_file_that_may_not_be_read_is_told(office: Office, tmp_path: Path) -> None:
    table = tmp_path / "lich.csv"
    table.write_text("title,kind\n", "utf-8")
    table.chmod(0o000)
    refused(bound_by_rights(office, "schedule", "import", str(table)), "file_unreadable")
    refused(bound_by_rights(office, "plan", "import", str(table)), "file_unreadable")


def test_a_full_disk_is_told_and_what_was_kept_is_kept(pattern: Path, small_disk: Path) -> None:
    office = Office(Path(shutil.copytree(pattern, small_disk / "so")))
    before = content_of(office)
    with opened(office.folder):  # the window, open beside
        fill(small_disk)
        refused(office.ask(*SAVE), "disk_full")
        assert (office.ask("backup", small_disk / "sao.db").code, (small_disk / "sao.db").exists()) == (1, False)
        (small_disk / "filler").unlink()
        assert content_of(office) == before
        office.get(*SAVE)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Three megabytes in memory, mounted by and for a process tree of its own where the rights allow it."""
    place = tmp_path / "dia"
    place.mkdir()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, b"size=3m"):
        pytest.xfail("a small disk can only be mounted by root")
    yield place
    libc.umount2(os.fsencode(place), 2)  # lazily: whoever still looks does not hold it


def fill(place: Path) -> None:
    with (place / "filler").open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4096)):
                pass
        except OSError as error:
            assert error.errno == 28  # noqa: PT017  the disk is full: that is what we wanted
