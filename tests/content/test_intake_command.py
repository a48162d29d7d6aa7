"""`ttcs intake` as anybody else calls it, and what `ttcs doctor` says of the files."""

from pathlib import Path

import pytest

from tests.content.received import BODY, text_file, wave_file, word_file
from tests.ui.commands.calling import Office, new_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("ward") / "so")


def test_articles_are_taken_in_once_and_the_doctor_watches_their_files(office: Office, tmp_path: Path) -> None:
    word_file(tmp_path / "a.docx", BODY, heading="Lịch tiêm chủng")
    wave_file(tmp_path / "b.wav", 12)
    (tmp_path / "c.exe").write_bytes(b"MZ")
    first = office.get("intake", tmp_path, "--way", "zalo", "--source", "Phòng Y tế")
    assert [(one["title"], one["kind"], one["seconds"]) for one in first["items"]] == [
        ("Lịch tiêm chủng", "text", None),
        ("b", "audio", 12),
    ]
    assert [(one["file"], one["code"]) for one in first["refused"]] == [("c.exe", "file_kind_unknown")]
    again = office.get("intake", tmp_path / "a.docx")
    assert (again["items"], again["skipped"][0]["item_id"]) == ([], first["items"][0]["id"])
    assert again["skipped"][0]["reason"] == "Đã nhận ngày 02/6/2026"
    assert _media(office)["ok"]
    sha256 = first["items"][1]["sha256"]
    (office.folder / "files" / sha256[:2] / sha256).unlink()
    assert not _media(office)["ok"]
    assert "b.wav" in _media(office)["detail"]


def test_a_call_that_takes_nothing_in_fails(office: Office, tmp_path: Path) -> None:
    (tmp_path / "c.exe").write_bytes(b"MZ")
    assert office.ask("intake", tmp_path / "c.exe").code == 1
    assert office.ask("intake", tmp_path / "khong co").code == 1
    empty = tmp_path / "rong"
    empty.mkdir()
    assert office.ask("intake", empty).error["code"] == "intake_nothing"
    late = office.ask("intake", text_file(tmp_path / "x.txt", "Tin mới"), "--on", "2026-06-03")
    assert (late.code, late.error["code"]) == (1, "received_in_future")


def _media(office: Office) -> dict:
    return next(one for one in office.get("doctor")["checks"] if one["name"] == "media")
