"""A city that is off, or says what does not count: exit 3, told, and the work waits. One that says no: exit 1."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.hub.intake import close_period
from sync.hub.store import open_store
from tests.bad_input.asking import complete_vietnamese
from tests.sync.lines import Answer as Reply
from tests.sync.lines import Exchange, TamperingLine, proven, raw_reply, tampering
from tests.ui.commands.calling import NOW, Hub, Office, hub_process, new_office, ttcs
from ttcs_desktop.ledger.identity import Enrolment, read_enrolment, write_enrolment
from ttcs_desktop.storage.schema import open_record

REPORT = ("--template", "184-6T", "--year", "2026")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    with hub_process(tmp_path_factory.mktemp("city") / "hub") as running:
        yield running


@pytest.fixture(scope="module")
def office(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return ready_office(tmp_path_factory.mktemp("ward") / "so", hub)


def ready_office(folder: Path, hub: Hub) -> Office:
    """An enrolled ward whose report can be frozen."""
    made = new_office(folder)
    made.get("enrol", hub.url, hub.code())
    for code in ("C12", "C13", "F01"):
        made.get("stats", "enter", code, "0", *REPORT, "--reason", "Không phát sinh")
    for check in made.get("stats", "compute", *REPORT)["checks"]:
        if check["open"]:
            made.get("stats", "note", check["id"], "Đã đối chiếu.", *REPORT)
    made.get("sync")
    return made


def point_at(office: Office, url: str) -> None:
    """The same hub behind another address."""
    with closing(open_record(office.folder / "record.db")) as database:
        known = read_enrolment(database)
        assert known
        write_enrolment(database, Enrolment(url, known.hub_id, known.hub_name, known.public_key))


def html(status: int) -> Callable[[Exchange], Reply]:
    page = b"<html><body>Wi-Fi</body></html>"
    return lambda exchange: raw_reply(status, [("Content-Type", "text/html")], page, length=True)


def wrong_signature(exchange: Exchange) -> Reply:
    if exchange.method != "PUT":
        return None
    raw = gzip.decompress(exchange.reply) if exchange.reply[:2] == b"\x1f\x8b" else exchange.reply
    document = json.loads(raw)
    document["receipt"]["signature"] = "00" * 64
    return proven(exchange.status, document)


def half_a_body(exchange: Exchange) -> Reply:
    return raw_reply(exchange.status, exchange.reply_headers, exchange.reply)[: -len(exchange.reply) // 2]


@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (html(200), "captive"),
        (html(500), "hub_error"),
        (wrong_signature, "receipt_bad"),
        (half_a_body, "hub_bad_response"),
    ],
    ids=["html", "500", "wrong signature", "half a body"],
)
def test_a_reply_that_does_not_count_leaves_the_report_waiting(
    hub: Hub, office: Office, tamper: Callable[[Exchange], Reply], code: str
) -> None:
    with tampering(hub.url) as line:
        point_at(office, line.url)
        waits_then_goes(hub, office, line, tamper, code)


def waits_then_goes(
    hub: Hub, office: Office, line: TamperingLine, tamper: Callable[[Exchange], Reply], code: str
) -> None:
    line.tamper = tamper
    before = len(hub.submissions())
    reason = f"Thử đường truyền: {code}"
    if before:
        office.get("stats", "enter", "F01", str(before), *REPORT, "--reason", reason)
        sent = office.ask("stats", "correct", *REPORT, "--reason", reason)
    else:
        sent = office.ask("stats", "submit", *REPORT)
    assert (sent.code, sent.error["code"], sent.document["receipt"]) == (3, code, None)
    complete_vietnamese(sent.error["message"])
    assert sent.document["state"] != "submitted"
    asked = office.ask("sync")
    assert (asked.code, asked.error["code"]) == (3, code)
    assert asked.document["waiting"] > 0

    line.tamper = lambda exchange: None
    assert office.get("sync")["waiting"] == 0
    assert len(hub.submissions()) == before + 1
    assert office.get("stats", "submit", *REPORT)["receipt"]["verified"]


def test_a_report_the_city_refuses_could_not_be_handed_in(tmp_path: Path) -> None:
    """Nothing of it waits for a better line, so exit 1; the same at a second press, which sends nothing any more."""
    with hub_process(tmp_path / "hub") as hub:
        office = ready_office(tmp_path / "so", hub)
        with closing(open_store(tmp_path / "hub")) as store:
            close_period(store, "184-6T", 2026)
        for _ in range(2):
            asked = office.ask("stats", "submit", *REPORT)
            assert (asked.code, asked.error["code"], asked.document["state"]) == (1, "submit_closed", "refused")
            assert (asked.document["snapshot"], asked.document["receipt"]) == (1, None)
            complete_vietnamese(asked.error["message"])
        plain = ttcs("stats", "submit", *REPORT, "--data", office.folder, "--now", NOW)
        assert (plain.code, plain.said.partition(".")[0]) == (1, "Kỳ báo cáo đã đóng")


def test_a_record_the_city_refuses_ends_sync_with_one(tmp_path: Path) -> None:
    with hub_process(tmp_path / "hub") as hub:
        office = new_office(tmp_path / "so")
        office.get("enrol", hub.url, hub.code())
        office.get("content", "add", "Tin", "--text", "Một câu.")
        with closing(open_record(office.folder / "record.db")) as database, database.transaction():
            database.execute("UPDATE op SET body = ? WHERE seq = (SELECT max(seq) FROM op)", (b"\xff\xfe{",))
        asked = office.ask("sync")
        assert (asked.code, asked.error["code"], asked.document["waiting"]) == (1, "op_refused", 0)
        assert office.get("sync")["sent"] == 0


def test_a_hub_that_is_off_leaves_the_work_waiting(hub: Hub, office: Office) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    point_at(office, nobody)
    office.get("content", "add", "Tin", "--text", "Một câu.")
    answer = office.ask("sync")
    assert (answer.code, answer.error["code"]) == (3, "offline")
    assert answer.document["waiting"] > 0
    complete_vietnamese(answer.error["message"])
    point_at(office, hub.url)
    assert office.get("sync")["waiting"] == 0


def test_without_a_hub_a_report_is_handed_over_by_hand(tmp_path: Path) -> None:
    office = new_office(tmp_path / "so")
    answer = office.ask("sync")
    assert (answer.code, answer.document["problem"]) == (0, "manual_route")


def test_a_token_that_no_keyring_kept_is_asked_for_anew(hub: Hub, tmp_path: Path) -> None:
    """The token of a hub on this machine lies beside the record; that of any other goes with the process."""
    office = new_office(tmp_path / "so")
    office.get("enrol", hub.url, hub.code())
    (office.folder / "rehearsal-token.json").unlink()
    office.get("content", "add", "Tin", "--text", "Một câu.")
    answer = office.ask("sync")
    assert answer.code == 3
    assert answer.document["waiting"] > 0
    complete_vietnamese(answer.error["message"])
    office.get("enrol", hub.url, hub.code())
    assert office.get("sync")["waiting"] == 0


def test_a_code_that_is_none_and_an_address_that_is_none_are_told(tmp_path: Path) -> None:
    office = new_office(tmp_path / "so")
    for url, code, trouble in (
        ("http://127.0.0.1:9", "12345", "code_unreadable"),
        ("may chu", "AAAAA-AAAAA-AAAAA-AAAAA", "url_unreadable"),
        ("http://hub.example.vn", "AAAAA-AAAAA-AAAAA-AAAAA", "url_not_https"),
    ):
        answer = office.ask("enrol", url, code)
        assert (answer.code, answer.error["code"]) == (1, trouble)
        complete_vietnamese(answer.error["message"], ["https"])
