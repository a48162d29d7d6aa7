"""Files that cannot be taken in, through the command line: refused by name, and the record is as it was."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad_input.asking import content_of, refused, told
from tests.plans.annexes import write
from tests.ui.commands.calling import PLAY_LOG, TIMETABLE, Office, new_office

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("ward") / "so")


def no_task_table(path: Path) -> None:
    write(path, [("Họ tên", "Điện thoại"), ("Nguyễn Văn An", "0900000000")])


def encrypted(path: Path) -> None:
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    path.write_bytes(signature + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def damaged(path: Path) -> None:
    whole = path.with_name("nguyen.docx")
    write(whole, [("STT", "Nhiệm vụ"), ("1", "Tuyên truyền")])
    path.write_bytes(whole.read_bytes()[:-400])


def two_hundred_megabytes(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(200 * MEGABYTE)


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(300):
                stream.write(bytes(MEGABYTE))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.mkdir()


def missing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (no_task_table, "annex_no_table"),
        (encrypted, "file_encrypted"),
        (damaged, "file_damaged"),
        (two_hundred_megabytes, "file_too_large"),
        (zip_bomb, "file_bomb"),
        (empty, "file_empty"),
        (folder, "file_unreadable"),
        (missing, "file_unreadable"),
    ],
)
def test_a_bad_annex_is_refused_and_nothing_is_taken_in(
    office: Office, tmp_path: Path, make: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / "phụ lục.docx"
    make(path)
    before = content_of(office)
    refused(office.ask("plan", "import", path), code)
    assert content_of(office) == before


_SAME = ((folder, "file_unreadable"), (missing, "file_unreadable"), (empty, "file_empty"))


@pytest.mark.parametrize(
    ("verb", "make", "code"),
    [
        *((verb, make, code) for verb in ("schedule", "log") for make, code in _SAME),
        ("schedule", zip_bomb, "file_not_text"),
        ("log", zip_bomb, "file_bomb"),
    ],
)
def test_a_bad_table_of_text_is_refused(
    office: Office, tmp_path: Path, verb: str, make: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / "bảng.csv"
    make(path)
    before = content_of(office)
    refused(office.ask(verb, "import", path), code)
    assert content_of(office) == before


def test_a_table_without_the_columns_it_needs_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bảng.csv"
    path.write_text("tên,điện thoại\nAn,0900000000\n", "utf-8")
    refused(
        office.ask("schedule", "import", path),
        "timetable_header",
        names=("title", "kind", "date", "from", "to", "start", "end"),
    )
    refused(office.ask("log", "import", path), "log_header")


def test_a_day_that_is_no_day_stops_its_row_only(office: Office, tmp_path: Path) -> None:
    (tmp_path / "lich.csv").write_text(TIMETABLE, "utf-8")
    (tmp_path / "nhat-ky.csv").write_text(PLAY_LOG, "utf-8")
    timetable = office.get("schedule", "import", tmp_path / "lich.csv")
    log = office.get("log", "import", tmp_path / "nhat-ky.csv")
    assert (timetable["slots"], log["imported"]) == (3, 2)
    for rejected in (*timetable["rejected"], *log["rejected"]):
        told(rejected["code"])
    asked = office.ask("deadlines", "--from", "2026-02-31")
    assert (asked.code, asked.error["code"]) == (2, "usage")
    assert "cần một ngày có thật" in asked.error["message"]


@pytest.mark.parametrize(("value", "code", "exit_code"), [
    ("12.5", "count_not_whole", 1),
    ("NaN", "usage", 2),
    ("Infinity", "usage", 2),
    ("mười", "usage", 2),
])  # fmt: skip
def test_what_is_no_count_is_not_entered(office: Office, value: str, code: str, exit_code: int) -> None:
    before = content_of(office)
    call = ("stats", "enter", "B01", value, "--template", "184-6T", "--year", "2026", "--reason", "Thử")
    answer = office.ask(*call)
    assert (answer.code, answer.error["code"]) == (exit_code, code)
    if exit_code == 1:
        refused(answer, code)
    assert content_of(office) == before


def test_a_text_that_is_no_text_is_refused(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_bytes(os.urandom(4096) + b"\xff\xfe\xff")
    refused(office.ask("content", "add", "Tin", "--file", path), "file_unreadable")
