"""What the city tells: each line once, in order, with its place as one commit; a hub that went back loses nothing."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.client import Client
from sync.contract import LINES_TYPE, Signed
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub
from sync.streams import CENTRAL, Line, attested
from tests.sync.conftest import UNIT, Ward
from tests.sync.lines import Exchange, TamperingLine, plain, proven_headers, raw_reply, tampering
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.basics.signature import new_private_key, sign
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.received import Cursor, LineState, Received, ReceivedLine

OURS = f"unit:{UNIT}"


def article(number: int, stream: str = CENTRAL, **more: object) -> Told:
    return Told(stream, "article", f"a{number}", {"title": f"Bài {number}", **more})


def kept(ward: Ward) -> list[ReceivedLine]:
    with ward.opened() as database:
        return Received(database, ward.clock).waiting(LineState.NEW, limit=10_000)


def cursor(ward: Ward, stream: str = CENTRAL) -> Cursor | None:
    with ward.opened() as database:
        return Received(database, ward.clock).cursor(stream)


def ask(ward: Ward):
    return ward.engine().deliver(at_once=True)


@pytest.fixture
def line(ward: Ward, hub: EmbeddedHub) -> Iterator[TamperingLine]:
    with tampering(hub.url) as made:
        ward.point_at(made.url)
        yield made


def test_each_line_comes_once_in_order_and_a_quiet_round_is_one_small_request(ward: Ward, hub, line: TamperingLine):
    for number in range(3):
        hub.publish(article(number))
    hub.publish(article(9, "prov:99"))
    hub.publish(article(7, "unit:00001"))
    assert ask(ward).received == 4
    assert [(one.stream, one.told.thing_id, one.told.seq) for one in kept(ward)] == [
        ("central", "a0", 1), ("central", "a1", 2), ("central", "a2", 3), ("prov:99", "a9", 1)
    ]  # fmt: skip
    line.seen.clear()
    assert ask(ward).received == 0
    assert len(line.seen) == 1
    (only,) = line.seen
    there = len(f"GET {only.path} HTTP/1.1") + sum(len(n) + len(v) + 4 for n, v in only.headers.items())
    back = len(only.reply) + sum(len(n) + len(v) + 4 for n, v in only.reply_headers)
    assert there + back <= 1_500


def test_the_same_state_again_is_no_new_line_and_a_changed_one_counts_on(hub: EmbeddedHub):
    assert hub.publish(article(1)).seq == hub.publish(article(1)).seq == 1
    again = hub.publish(article(1, text="sửa"))
    assert (again.seq, again.rev) == (2, 2)
    back = hub.publish(Told(CENTRAL, "article", "a1", {"reason": "thu hồi"}, withdrawn=True))
    assert (back.seq, back.rev, back.withdrawn) == (3, 3, True)


def test_many_lines_come_page_by_page(ward: Ward, hub: EmbeddedHub):
    for number in range(40):
        hub.publish(article(number, text="dài " * 6_000))
    assert ask(ward).received == 40
    assert [one.told.seq for one in kept(ward)] == [*range(1, 41)]


def signed_page(key: str, body: bytes) -> bytes:
    raw = Signed(body, sign(key, attested(body))).to_lines()
    return raw_reply(200, proven_headers(raw, LINES_TYPE), raw, length=True)


def resigned(hub_folder: Path, change) -> object:
    """A page changed by somebody who holds the hub's own key: only what stands in the lines can tell."""
    with closing(sqlite3.connect(hub_folder / "hub.sqlite")) as file:
        (key,) = file.execute("SELECT value FROM meta WHERE key = 'private_key'").fetchone()

    def tamper(exchange: Exchange):
        if "/changes" not in exchange.path:
            return None
        _, first, *lines = plain(exchange).decode().split("\n")
        page = json.loads(first)
        page["lines"] = [*map(list, zip(lines, page.pop("signatures"), strict=True))]
        change(page)
        lines = page.pop("lines")
        page["signatures"] = [signature for _, signature in lines]
        head = json.dumps(page, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return signed_page(key, "\n".join([head, *(line for line, _ in lines)]).encode())

    return tamper


def _two(page: dict, between: str) -> str:
    return between.join(line for line, _ in page["lines"])


BAD_PAGES = {
    "a line left out": lambda page: page["lines"].pop(0),
    "lines the other way round": lambda page: page["lines"].reverse(),
    "a line twice": lambda page: page["lines"].insert(1, page["lines"][0]),
    "another place": lambda page: page.update(after=1),
    "another stream": lambda page: page.update(stream="prov:99"),
    "another epoch": lambda page: page.update(epoch="x"),
    "no line at all": lambda page: page["lines"].clear(),
    "no page": lambda page: page.update(what="heads"),
    "a line that is none": lambda page: page["lines"].insert(0, ["{}", ""]),
    "two lines as one": lambda page: page["lines"].__setitem__(slice(0, 2), [[_two(page, ","), ""]]),
    "two lines below one another as one": lambda page: page["lines"].__setitem__(slice(0, 2), [[_two(page, "\n"), ""]]),
    "a signature that is none": lambda page: page["lines"][0].__setitem__(1, None),
}


@pytest.mark.parametrize("how", BAD_PAGES)
def test_a_page_that_is_not_the_one_asked_for_is_kept_in_no_part(how, ward: Ward, hub, line, tmp_path):
    hub.publish(article(1))
    hub.publish(article(2))
    line.tamper = resigned(tmp_path / "hub", BAD_PAGES[how])
    assert ask(ward).problem == "hub_bad_response"
    assert kept(ward) == []
    line.tamper = resigned(tmp_path / "hub", lambda page: None)  # only what was changed stood in the way
    assert ask(ward).received == 2


def test_a_page_signed_by_somebody_else_is_nothing(ward: Ward, hub, line: TamperingLine):
    hub.publish(article(1))

    def tamper(exchange: Exchange):
        if "/changes" not in exchange.path:
            return None
        return signed_page(new_private_key(), Signed.from_lines(plain(exchange)).body)

    line.tamper = tamper
    assert ask(ward).problem == "hub_bad_response"
    assert kept(ward) == []


def test_a_stream_that_cannot_be_read_holds_up_neither_the_others_nor_what_goes_out(ward: Ward, hub, line, tmp_path):
    hub.publish(article(1))
    hub.publish(article(2, OURS))
    submission = ward.freeze()
    line.tamper = lambda exchange: signed_page("00" * 32, b"{}") if "central" in exchange.path else None
    delivery = ask(ward)
    assert (delivery.problem, delivery.received) == ("hub_bad_response", 1)
    assert ward.state(submission) is OpState.DONE


def test_the_streams_of_another_unit_are_refused(ward: Ward, hub: EmbeddedHub):
    ask(ward)
    with ward.opened() as database:
        known = read_enrolment(database)
    token = ward.secrets.token(ward.identity.record_id, known.public_key)
    with Client(known.url, token=token) as client, pytest.raises(SyncProblem) as met:
        client.changes(known, "unit:00001", "x", 0)
    assert met.value.code == "auth_revoked"
    with Client(known.url, token=token) as client:
        heads = client.heads(known.public_key, known.hub_id, "a PC that nobody knows")
    assert set(heads.streams) == {CENTRAL}


@pytest.mark.logs("the hub went back")
@pytest.mark.parametrize("new_epoch", [True, False])
def test_a_hub_back_from_a_backup_gets_what_it_lost_and_the_ward_loses_nothing(ward: Ward, hub, tmp_path, new_epoch):
    hub.publish(article(1))
    ward.record(3)
    ask(ward)
    folder = tmp_path / "hub"
    hub.stop()
    shutil.copy(folder / "hub.sqlite", tmp_path / "backup.sqlite")
    hub.start()
    ward.point_at(hub.url)
    lost = [*ward.record(2), ward.freeze()]
    hub.publish(article(2))
    assert ask(ward).problem is None

    hub.stop()
    shutil.copy(tmp_path / "backup.sqlite", folder / "hub.sqlite")
    if new_epoch:
        with closing(sqlite3.connect(folder / "hub.sqlite")) as file, file:
            file.execute("UPDATE meta SET value = 'second' WHERE key = 'epoch'")
    hub.start()
    ward.point_at(hub.url)

    assert ask(ward).problem is None
    assert [ward.state(one) for one in lost] == [OpState.DONE] * 3
    assert len(hub.submissions()) == 1
    with closing(sqlite3.connect(folder / "hub.sqlite")) as file:
        assert file.execute("SELECT count(*) FROM op").fetchone() == (5,)
    assert [one.told.thing_id for one in kept(ward)] == ["a1", "a2"]
    hub.publish(article(3))
    assert ask(ward).received == 1
    assert [one.told.thing_id for one in kept(ward)] == ["a1", "a2", "a3"]


def test_what_is_kept_is_what_was_signed(ward: Ward, hub: EmbeddedHub):
    hub.publish(article(1, text="Nội dung"))
    ask(ward)
    (one,) = kept(ward)
    read = Line.from_bytes(one.told.body)
    assert read.content == {"title": "Bài 1", "text": "Nội dung"}
    assert read.to_bytes() == one.told.body


def test_a_second_reader_of_the_same_file_keeps_nothing_twice(ward: Ward, hub: EmbeddedHub):
    hub.publish(article(1))
    ask(ward)
    with ward.opened() as database:
        received = Received(database, ward.clock)
        place = received.cursor(CENTRAL)
        assert not received.keep(CENTRAL, place.epoch, 0, [one.told for one in kept(ward)])
    assert cursor(ward).seq == len(kept(ward)) == 1


def test_without_a_press_the_hub_is_asked_again_after_five_minutes(ward: Ward, hub, line: TamperingLine, clock):
    ward.engine().deliver()
    line.seen.clear()
    assert ward.engine().deliver().problem is None
    assert line.seen == []
    clock.advance(dt.timedelta(minutes=5))
    hub.publish(article(1))
    assert ward.engine().deliver().received == 1
