"""What holds for every verb: where the common options stand, bytes on stdout, the clock, trouble told once."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.ui.commands.calling import (
    COMMAND,
    NOW,
    ROOT,
    Office,
    environment,
    new_office,
    spoken,
    ttcs,
    ttcs_afresh,
)
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.basics.errors import CityRefusal, SyncProblem
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.workspace import opened
from ui.cli import root
from ui.commands.base import FAILED, HUB_UNREACHED, OUR_BUG, USAGE, Session, Verb, VerbGroup, run

NARROW = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("ward") / "sổ")


def test_common_options_stand_before_or_after_the_verb(office: Office) -> None:
    common = ("--data", office.folder, "--now", NOW, "--json")
    verb = ("stats", "compute", "--template", "184-6T", "--year", "2026")
    after, before, between = (
        ttcs(*arguments) for arguments in ((*verb, *common), (*common, *verb), (verb[0], *common, *verb[1:]))
    )
    assert after.code == before.code == between.code == 0
    assert after.out == before.out == between.out
    assert after.document["values"]


def test_the_option_nearest_to_the_verb_wins(office: Office, tmp_path: Path) -> None:
    assert ttcs("--data", tmp_path, "doctor", "--data", office.folder, "--json").code == 0


def test_the_answer_is_utf8_whatever_the_console_speaks(office: Office) -> None:
    plain = ttcs("doctor", "--data", office.folder, "--json")
    narrow = ttcs_afresh("doctor", "--data", office.folder, "--json", **NARROW)
    assert narrow.out == plain.out
    assert "Phường" in narrow.out.decode()
    assert "Sổ thông tin cơ sở" in ttcs_afresh("--help", **NARROW).out.decode()
    nowhere = ttcs_afresh("doctor", "--data", office.folder / "khong-co", **NARROW)
    assert nowhere.said.startswith("Thư mục này chưa có sổ")


def test_a_file_name_comes_back_as_it_was_given(office: Office, tmp_path: Path) -> None:
    copy = tmp_path / "bản sao tháng 6.db"
    told = ttcs_afresh("backup", copy, "--data", office.folder, "--json", **NARROW).document
    assert told["file"] == str(copy)
    assert copy.exists()


def test_without_json_the_answer_is_text(office: Office) -> None:
    answer = ttcs("doctor", "--data", office.folder)
    assert answer.code == 0
    assert "Tệp sổ nguyên vẹn" in answer.out.decode()
    listed = ttcs("list", "stations", "--data", office.folder).out.decode().splitlines()
    assert "name" in listed[0].split("\t")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("doctor", "--data", "{nowhere}"), 1),
        (("stats", "compute", "--year", "2026"), 2),
        (("stats", "nothing"), 2),
        (("nothing",), 2),
        (("stats",), 2),
        (("deadlines", "--days", "many"), 2),
        (("deadlines", "--from", "2026-02-31"), 2),
        (("list", "tasks", "extra"), 2),
        (("list", "tasks", "--form", "x"), 2),
        (("doctor", "--data"), 2),
        (("doctor", "--now", "tomorrow"), 2),
        (("backup", "{nowhere}"), 2),
    ],
)
def test_trouble_is_one_json_document_too(tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    given = [part.format(nowhere=tmp_path / "không có" / "sổ") for part in arguments]
    for line in (["--json", *given], [*given, "--json"]):
        answer = ttcs(*line)
        if line[-2:] == ["--data", "--json"]:  # here `--json` is what --data was given
            continue
        assert answer.code == code
        assert answer.error.keys() >= {"code", "message"}
        assert answer.said == ""
        assert not (tmp_path / "không có").exists()


@pytest.mark.parametrize(
    "line",
    [
        ("deadlines", "--from", "9999-12-31"),
        ("list", "log", "--to", "0001-01-01"),
        ("log", "at", "1", "0001-01-01"),
        ("undo", "--now", "0001-01-01"),
        ("brief", "-o", "{folder}/hop.pdf", "--now", "9999-12-31T10:00"),
    ],
)
def test_a_year_that_no_office_means_is_wrong_usage(office: Office, capsysbinary, line: tuple[str, ...]) -> None:
    given = [part.format(folder=office.folder) for part in line]
    answer = spoken(capsysbinary, *given, "--data", office.folder, "--json")
    assert (answer.code, answer.error["code"]) == (2, "usage")
    assert "ngày" in answer.error["message"]


def test_the_clock_is_set_by_now(office: Office) -> None:
    def days_left(now: str) -> int:
        answer = ttcs("deadlines", "--data", office.folder, "--now", now, "--json")
        return next(line["days_left"] for line in answer.document["deadlines"] if line["due"] == "2026-11-30")

    assert days_left("2026-11-02") > days_left("2026-11-16T09:00+07:00") > 0


def test_the_clock_is_not_set_on_a_record_of_a_real_hub(tmp_path: Path) -> None:
    office = new_office(tmp_path / "so")
    with opened(office.folder, SystemClock()) as workspace:
        write_enrolment(workspace.database, Enrolment("https://hub.example.vn", "0" * 36, "Thành phố", "00" * 32))
    refused = office.ask("content", "add", "Tin", "--text", "Một câu.")
    assert (refused.code, refused.error["code"], refused.error["field"]) == (1, "now_refused", "now")
    listed = ttcs("content", "list", "--data", office.folder, "--json")
    assert listed.document == {"items": []}


def test_a_reader_that_leaves_early_is_no_trouble(office: Office) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*COMMAND, "list", "stations", "--data", str(office.folder), "--json"]
    run = subprocess.run(command, cwd=ROOT, env=environment({}), stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (run.returncode, run.stderr) == (1, b"")


def test_a_mistake_of_ours_is_told_without_its_english(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    @VerbGroup
    def root() -> None:
        """A root for one verb that fails."""

    @root.command(cls=Verb)
    def broken() -> None:
        raise KeyError("the box of fuses")

    assert run(root, a_session(), ["broken", "--json"]) == OUR_BUG
    error = json.loads(capfdbinary.readouterr().out)["error"]
    assert error["code"] == "bug"
    assert "KeyError, test_common_options.py:" in error["message"]
    assert "fuses" not in error["message"]


@pytest.mark.parametrize("arguments", [["search", "\udcff"], ["b\udce1o"], ["--data", "\udcff", "deadlines"]])
def test_letters_that_are_no_utf8_are_told_as_such(
    arguments: list[str], capfdbinary: pytest.CaptureFixture[bytes], office: Office
) -> None:
    assert run(root, a_session(), ["--json", "--data", str(office.folder), *arguments]) == USAGE
    error = json.loads(capfdbinary.readouterr().out)["error"]
    assert error["code"] == "usage"
    assert "không viết bằng mã UTF-8" in error["message"]


def test_a_file_of_such_a_name_is_no_mistake_of_ours(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], office: Office
) -> None:
    file = tmp_path / "b\udce1o.txt"
    file.write_text("Tên bài\nChữ của bài.", "utf-8")
    assert run(root, a_session(), ["intake", str(file), "--json", "--data", str(office.folder)]) in (0, USAGE)
    capfdbinary.readouterr()


def test_work_that_did_not_reach_the_city_is_told_beside_the_answer(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    session = a_session()
    assert session.emit_unsent({"sent": 0}, "Đã gửi 0 mục.", "offline", refused=False) == HUB_UNREACHED
    written = capfdbinary.readouterr()
    assert written.out.decode() == "Đã gửi 0 mục.\n"
    assert written.err.decode().startswith("Chưa có mạng.")


@pytest.mark.parametrize(
    ("problem", "code"), [(CityRefusal("submit_already"), FAILED), (SyncProblem("offline"), HUB_UNREACHED)]
)
def test_a_city_that_says_no_is_not_a_city_out_of_reach(
    problem: SyncProblem, code: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    @VerbGroup
    def root() -> None:
        """A root for one verb that the city stops."""

    @root.command(cls=Verb)
    def stopped() -> None:
        raise problem

    assert run(root, a_session(), ["stopped", "--json"]) == code
    assert json.loads(capfdbinary.readouterr().out)["error"]["code"] == problem.code
    assert a_session().emit_unsent({}, "", problem.code, refused=code == FAILED) == code


def a_session() -> Session:
    def nothing(*_: object) -> None:
        raise LookupError

    return Session(courier_of=nothing, default_folder=nothing)
