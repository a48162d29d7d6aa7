"""Timetables, play logs and sounds that cannot be right, by `ttcs`: told at the place, nothing half kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.bad_input.asking import content_of, refused, told
from tests.content.received import mp3_frames
from tests.ui.commands.calling import PLAY_LOG, Office, new_office

HEAD = "title,kind,priority,date_from,date_to,weekdays,start,end,clusters,approved,repeat_gap_days"
FIVE_GIGABYTES = 5 * 1024**3


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("ward") / "so")


def sparse(path: Path, head: bytes = b"") -> Path:
    """A file of five gigabytes that takes no room."""
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(FIVE_GIGABYTES)
    if os.stat(path).st_blocks * 512 > 1024**2:  # pragma: no cover  a disk without holes
        pytest.fail("this disk keeps every byte of an empty file")
    return path


def test_hours_and_days_that_cannot_be_stop_their_row_only(office: Office, tmp_path: Path) -> None:
    rows = {
        "Từ nửa đêm": "2026-06-01,2026-06-30,,24:00,24:30",
        "Ngược giờ": "2026-06-01,2026-06-30,,17:30,17:00",
        "Hết trước khi bắt đầu": "2026-06-30,2026-06-01,,17:00,17:30",
        "Năm lạ": "0206-06-01,2026-06-30,,17:00,17:30",
        "Không dài": "2026-06-01,2026-06-30,,06:00,06:00",
        "D" * 5000: "2026-06-01,2026-06-30,,06:00,06:30",
        "Đến nửa đêm": "2026-07-01,2026-07-01,,23:30,24:00",
        "Qua nửa đêm": "2026-07-02,2026-07-02,,23:30,00:15",
        "Đúng nửa đêm": "2026-07-03,2026-07-03,,00:00,00:15",
    }
    path = tmp_path / "lich.csv"
    path.write_text(
        "\n".join([HEAD, *(f"{name},programme,normal,{when},,no," for name, when in rows.items())]), "utf-8"
    )
    made = office.get("schedule", "import", path)
    assert made["slots"] == 3
    codes = [one["code"] for one in made["rejected"]]
    assert codes == [
        "time_midnight", "window_overnight", "window_reversed", "year_unlikely", "window_empty", "title_too_long",
    ]  # fmt: skip
    for code in codes:
        told(code)
    kept = office.get("list", "slots")["records"]
    assert {one["title"]: one["seconds"] for one in kept} == {
        "Đến nửa đêm": 1800, "Qua nửa đêm": 2700, "Đúng nửa đêm": 900,
    }  # fmt: skip


def test_a_log_of_another_station_and_one_of_hours_before_the_plan(office: Office, tmp_path: Path) -> None:
    late = tmp_path / "lich-muon.csv"
    late.write_text(f"{HEAD}\nBản tin phường,programme,normal,2026-05-01,2026-05-31,,06:30,07:00,Tổ 1,yes,\n", "utf-8")
    assert office.get("schedule", "import", late)["slots"] == 1
    other = tmp_path / "nhat-ky-khac.csv"
    other.write_text(
        "Mã loa;Cụm loa;Tên chương trình;Bắt đầu;Thời lượng (giây)\nL1;Thôn Đông;Tin;01/05/2026 06:30;900\n", "utf-8"
    )
    before = content_of(office)
    refused(office.ask("log", "import", other), "log_other_station", names=("Thôn", "Đông"))
    assert content_of(office) == before
    played = tmp_path / "nhat-ky.csv"
    played.write_text(
        "Ngày;Giờ phát;Tên chương trình;Cụm loa\n"
        "04/05/2026;06:30-07:00;Bản tin phường;Tổ 1\n"
        "20/04/2026;06:30-07:00;Bản tin phường;Tổ 1\n"
        "05/05/2026;07:00-06:30;Bản tin phường;Tổ 1\n"
        "06/05/2026;24:00-24:30;Bản tin phường;Tổ 1\n",
        "utf-8",
    )
    done = office.get("log", "import", played)
    assert (done["imported"], done["airings"], done["unmatched"]) == (2, 1, 1)
    assert done["planned_later"] == 1, "the slot was entered a month after the play"
    assert [one["code"] for one in done["rejected"]] == ["end_before_start", "time_unreadable"]


@pytest.mark.parametrize("name", ["nhat-ky.csv", "nhat-ky.xlsx"])
def test_a_play_log_of_five_gigabytes_is_refused_at_once(office: Office, tmp_path: Path, name: str) -> None:
    path = sparse(tmp_path / name, b"PK\x03\x04" if name.endswith("xlsx") else PLAY_LOG.encode())
    before = content_of(office)
    refused(office.ask("log", "import", path), "table_too_large")
    assert content_of(office) == before


def test_a_sound_that_is_none_is_refused_and_one_that_breaks_off_is_told(office: Office, tmp_path: Path) -> None:
    files = {
        "doi-ten.mp3": "Đây là chữ, không phải âm thanh.".encode(),
        "doi-ten.wav": b"PK\x03\x04 docx",
        "rong.mp3": b"",
        "cut-dau.mp3": b"ID3\x04\x00",
        "cut.wav": b"RIFF\x24\x00\x00\x00WAVEfmt ",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    sparse(tmp_path / "to.mp3", b"ID3\x04")
    before = content_of(office)
    answer = office.ask("intake", tmp_path)
    assert answer.code == 1
    reasons = {one["file"]: one["code"] for one in answer.document["refused"]}
    assert reasons == {
        "doi-ten.mp3": "file_not_as_named", "doi-ten.wav": "file_not_as_named", "rong.mp3": "file_empty",
        "cut-dau.mp3": "file_damaged", "cut.wav": "file_damaged", "to.mp3": "file_too_large",
    }  # fmt: skip
    assert all(one["reason"] for one in answer.document["refused"])
    assert content_of(office) == before
    half = tmp_path / "nua.mp3"
    half.write_bytes(mp3_frames(60, counted=True)[:300_000])
    (item,) = office.get("intake", half)["items"]
    assert (item["seconds"], "sound_cut" in item["doubts"]) == (19, True)
