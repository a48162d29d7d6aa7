"""A real process killed before its k-th call: of a save, a round, a hub that takes in, a backup, a restore, an upgrade.

What was said before is there, the files are sound, and the same thing done again goes through.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sync.hub import media, publishing
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, lay_in, list_submissions
from sync.hub.store import open_store
from sync.streams import CENTRAL
from tests.power.judging import demand, judge_restored, rows_and_ops_agree, sound
from tests.power.killing import NEVER, Killer
from tests.power.tracing import needs_strace
from tests.storage.fixtures.make import unpacked
from tests.sync.conftest import Ward
from tests.sync.files import Shelf
from tests.sync.lines import Exchange, tampering
from tests.wards import make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.identity import read_enrolment
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.transfers import Transfer, Transfers, TransferState, Way
from ttcs_desktop.storage.schema import SCHEMA_VERSION, open_record
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace, restore_workspace

pytestmark = [
    needs_strace,
    pytest.mark.skipif(os.environ.get("TTCS_ALL") != "1", reason="strace kills at every call under --all"),
]
# A copy is written in hundreds of equal calls: some of them, and each of the last, which make it count.
STEP, LAST = 37, 25


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with closing(Killer()) as made:
        yield made


def places(calls: int) -> list[int]:
    return sorted({*range(1, calls, STEP), *range(max(1, calls - LAST), calls + 1)})


def check_record(path: Path) -> set[str]:
    """Sound, rows as their ops tell; the ids of its items."""
    with closing(open_record(path)) as record:
        sound(record)
        rows_and_ops_agree(record, {row["seq"]: row for row in record.rows("SELECT * FROM op ORDER BY seq")})
        return {row["id"] for row in record.rows("SELECT id FROM item")}


def test_a_save(killer: Killer, tmp_path: Path) -> None:
    ward = make_ward(tmp_path)
    ward.close()
    kept: set[str] = set()
    for at in range(1, 1_000):
        killed, said = killer.killed(at, act="save", folder=ward.folder, number=at)
        kept |= {one["saved"] for one in said}
        there = check_record(ward.folder / RECORD_FILE)
        demand(kept <= there, f"killed at {at}: something that was told is gone")
        kept = there
        if not killed:
            break
    assert at > 50


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("lasts", ["", "+"], ids=["once", "for good"])
def test_a_save_on_a_failing_disk(killer: Killer, tmp_path: Path, error: str, lasts: str) -> None:
    """Whichever write or flush fails: what was told is there, the rest is told by its code."""
    ward = make_ward(tmp_path)
    ward.close()
    kept: set[str] = set()
    met: set[str] = set()
    for at in range(1, 1_000):
        said = killer.failing(error, f"{at}{lasts}", act="save", folder=ward.folder, number=at)
        kept |= {one["saved"] for one in said if "saved" in one}
        problems = {one["problem"] for one in said if "problem" in one}
        met |= problems
        there = check_record(ward.folder / RECORD_FILE)
        demand(kept <= there, f"failed at {at}: something that was told is gone")
        if not problems and at > 40:
            break
    assert met <= {"disk_failing", "disk_full", "database_unreachable"}, met
    assert ("disk_full" if error == "ENOSPC" else "disk_failing") in met


def test_a_long_stream_is_read_in_little_room(killer: Killer, ward: Ward, hub: EmbeddedHub, clock: FixedClock) -> None:
    with ward.opened() as database:
        known = read_enrolment(database)
    token = ward.secrets.token(ward.identity.record_id, known.public_key)
    lines, text = 3_000, "Nội dung " * 2_000
    with closing(open_store(hub._data_dir)) as store, store.database.transaction():
        for number in range(lines):
            publishing.publish(store, clock, Told(CENTRAL, "notice", f"n{number}", {"text": text}))
    asked = {"act": "press", "folder": ward.path, "record": ward.identity.record_id, "token": token}
    _, [said] = killer.killed(NEVER, **asked, key=known.public_key)
    assert (said["problem"], said["received"]) == (None, lines)
    assert said["grew"] * 1024 < lines * len(text.encode()), "kilobytes: more than the stream itself"


def test_a_round(killer: Killer, ward: Ward, hub: EmbeddedHub, clock: FixedClock) -> None:
    """A record, a report and a line to read in each: three requests and four commits."""
    with ward.opened() as database:
        known = read_enrolment(database)
    token = ward.secrets.token(ward.identity.record_id, known.public_key)
    asked = {"act": "press", "folder": ward.path, "record": ward.identity.record_id, "token": token}
    sent: list[str] = []
    for at in range(1, 1_000):
        hub.publish(Told(CENTRAL, "notice", f"n{at}", {"text": "Thông báo"}))
        sent += [*ward.record(2), ward.freeze(version=at)]
        killed, _ = killer.killed(at, **asked, key=known.public_key)
        with ward.opened() as record:
            sound(record)
            done = {row["op_id"] for row in record.rows("SELECT op_id FROM op WHERE state = 'done'")}
            assert {row["id"] for row in record.rows("SELECT id FROM receipt")} == done & {*sent[2::3]}
            [cursor] = record.rows("SELECT seq FROM stream_cursor WHERE stream = ?", (CENTRAL,)) or [{"seq": 0}]
            lines = record.rows("SELECT count(*) AS n FROM received_line")[0]["n"]
            assert lines == cursor["seq"]
        assert ward.engine().deliver(at_once=True).problem is None
        assert {ward.state(op_id) for op_id in sent[-3:]} == {OpState.DONE}
        if not killed:
            break
    assert at > 25
    kept = {row["id"]: row["receipt_no"] for row in hub.submissions()}
    assert kept == {receipt.id: receipt.receipt_no for receipt in ward.receipts()}
    with closing(open_store(hub._data_dir)) as store:
        assert store.database.row("SELECT count(*) AS n FROM op")["n"] == len(sent) - len(kept)


def test_a_pc_that_falls_asleep_in_a_request(killer: Killer, ward: Ward, hub: EmbeddedHub) -> None:
    """It wakes when the time is long up; the hub has the report, and the next press brings its one receipt."""
    with ward.opened() as database:
        known = read_enrolment(database)
    token = ward.secrets.token(ward.identity.record_id, known.public_key)
    asked = {"act": "press", "folder": ward.path, "record": ward.identity.record_id, "token": token, "total": 0.5}
    submission = ward.freeze()

    def asleep(exchange: Exchange) -> None:
        if exchange.method == "PUT":
            killer.send(signal.SIGSTOP)
            threading.Event().wait(1.0)
            killer.send(signal.SIGCONT)

    with tampering(hub.url) as line:
        ward.point_at(line.url)
        line.tamper = asleep
        killed, [said] = killer.killed(NEVER, **asked, key=known.public_key)
        assert not killed
        # Both are there when it wakes: the reply, and the end of its time.
        assert (said["problem"], said["waiting"]) in (("slow", 1), (None, 0))
        line.tamper = lambda exchange: None
        assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(submission) is OpState.DONE
    [kept] = hub.submissions()
    assert ward.receipt(submission).receipt_no == kept["receipt_no"]


def test_a_hub_that_takes_in(killer: Killer, tmp_path: Path, clock: FixedClock) -> None:
    """From its start to the answer to a push: its own file, and what the ward hears."""
    folder, at, killed = tmp_path / "hub", 0, True
    ward = Ward(tmp_path / "ward.ttcs", clock)
    with EmbeddedHub(folder, clock=clock) as hub:
        ward.enrol(hub)
    while killed:
        at += 1
        submission, work = ward.freeze(version=at), ward.record(2)
        with killer.watched(at, "/dev/null", act="hub", folder=folder, port=0) as said:
            first = next(said)
            if "url" in first:
                ward.point_at(first["url"])
                killed = ward.engine().deliver(at_once=True).problem is not None
                killer.stop()
        with EmbeddedHub(folder, clock=clock) as healed:
            ward.point_at(healed.url)
            assert ward.engine().deliver(at_once=True).problem is None
        assert {ward.state(op_id) for op_id in (submission, *work)} == {OpState.DONE}
    assert at > 15
    kept = {row["id"]: row["receipt_no"] for row in list_submissions(folder)}
    assert kept == {receipt.id: receipt.receipt_no for receipt in ward.receipts()}
    with closing(open_store(folder)) as store:
        assert store.database.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert store.database.row("SELECT count(*) AS n FROM op")["n"] == 2 * at


def transfers_of(ward: Ward, way: Way) -> list[Transfer]:
    with ward.opened() as database:
        return Transfers(database, ward.clock).of_way(way)


def files_asked(ward: Ward, shelf: Shelf) -> dict[str, object]:
    with ward.opened() as database:
        known = read_enrolment(database)
    token = ward.secrets.token(ward.identity.record_id, known.public_key)
    items = json.dumps([dataclasses.asdict(one) for one in shelf.items])
    who = {"record": ward.identity.record_id, "token": token, "key": known.public_key}
    return {"act": "carry", "folder": ward.path, "items": items, **who}


def test_files_up_and_down(killer: Killer, ward: Ward, hub: EmbeddedHub, tmp_path: Path) -> None:
    """A file each way: killed at each call of the ward, it is there whole or comes whole the next time."""
    for at in range(1, 1_000):
        ward.engine().deliver(at_once=True)
        shelf = Shelf(ward, tmp_path / "record")
        up, down = (f"{at}{way}".encode() * 500 for way in ("u", "d"))
        source = tmp_path / "down.mp3"
        source.write_bytes(down)
        named = lay_in(tmp_path / "hub", source, clock=ward.clock)
        hub.publish(Told(CENTRAL, "article", f"f{at}", {"title": "x", "text": "y", "media": [named]}))
        ward.engine().deliver(at_once=True)
        mine, theirs = shelf.keep(up, f"u{at}"), shelf.await_down(down, f"d{at}")
        killed, _ = killer.killed(at, **files_asked(ward, shelf))
        with ward.opened() as record:
            sound(record)
        for file, data, way in ((mine, up, Way.UP), (theirs, down, Way.DOWN)):
            rows = [one for one in transfers_of(ward, way) if one.file == file]
            if rows and rows[0].state is TransferState.DONE:
                folder = tmp_path / "hub" / "files" if way is Way.UP else tmp_path / "record" / "files"
                assert (folder / file.sha256[:2] / file.sha256).read_bytes() == data
        assert shelf.carry().problem is None
        assert {shelf.transfer(mine).state, shelf.transfer(theirs, Way.DOWN).state} == {TransferState.DONE}
        if not killed:
            break
    assert at > 25


def test_a_hub_that_takes_a_file_in(killer: Killer, tmp_path: Path, clock: FixedClock) -> None:
    """Killed at each call of the hub, what it said to be whole is there, and the next round brings the rest."""
    folder, at, killed = tmp_path / "hub", 0, True
    ward = Ward(tmp_path / "ward.ttcs", clock)
    with EmbeddedHub(folder, clock=clock) as hub:
        ward.enrol(hub)
    shelf = Shelf(ward, tmp_path / "record")
    while killed:
        at += 1
        with EmbeddedHub(folder, clock=clock) as healed:
            ward.point_at(healed.url)
            ward.engine().deliver(at_once=True)
        data = f"{at}".encode() * 900
        named = shelf.keep(data, f"u{at}")
        place = folder / "files" / named.sha256[:2] / named.sha256
        with killer.watched(at, "/dev/null", act="hub", folder=folder, port=0) as said:
            first = next(said)
            if "url" in first:
                ward.point_at(first["url"])
                killed = shelf.carry().sent == 0
                killer.stop()
        rows = [one for one in transfers_of(ward, Way.UP) if one.file == named]
        if rows and rows[0].state is TransferState.DONE:
            assert place.read_bytes() == data
        with EmbeddedHub(folder, clock=clock) as healed:
            ward.point_at(healed.url)
            assert shelf.carry().problem is None
        assert place.read_bytes() == data
        assert shelf.transfer(named).state is TransferState.DONE
    assert at > 15
    with closing(open_store(folder)) as store:
        assert store.database.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        assert len(media.sizes(store)) == at
        assert list(media.halves_of(folder).names()) == []


def with_articles(folder: Path) -> Workspace:
    ward = make_ward(folder)
    ward.content.add("Trước", "Nội dung")
    return ward


def test_a_backup(killer: Killer, tmp_path: Path) -> None:
    ward = with_articles(tmp_path)
    ward.close()
    copies = ward.folder / "backups"
    for at in places(killer.calls(act="back up", folder=ward.folder)):
        shutil.rmtree(copies)
        killer.killed(at, act="back up", folder=ward.folder)
        for copy in copies.glob("*.db"):
            check_record(copy)
        assert check_record(ward.folder / RECORD_FILE)
        again = open_workspace(ward.folder, ward.clock)
        again.backup()
        again.close()
        assert [path.suffix for path in sorted(copies.glob("*.*"))] == [".db", ".json"]


def test_a_restore(killer: Killer, tmp_path: Path) -> None:
    ward = with_articles(tmp_path / "pattern")
    copy = ward.backup()
    ward.content.add("Sau", "Nội dung " * 3000)
    ward.close()
    folder = tmp_path / "tried" / "ward"
    asked = {"act": "go back", "folder": folder, "copy": folder / copy.relative_to(ward.folder)}
    shutil.copytree(ward.folder, folder)
    for at in places(killer.calls(**asked)):
        shutil.rmtree(folder)
        shutil.copytree(ward.folder, folder)
        _, said = killer.killed(at, **asked)
        judge_restored(folder.parent, said, {"Trước", "Sau"}, {"Trước"})
        restore_workspace(folder, asked["copy"], ward.clock)
        judge_restored(folder.parent, [{"restored": True}], {"Trước", "Sau"}, {"Trước"})


def test_an_upgrade(killer: Killer, tmp_path: Path) -> None:
    """The record stays at the version it was, whole, or is today's; a copy of the old one lies beside it then."""
    folder = tmp_path / "ward"
    folder.mkdir()
    before = unpacked(9, folder / RECORD_FILE).read_bytes()
    asked = {"act": "upgrade", "folder": folder / RECORD_FILE}
    calls = killer.calls(**asked)
    for at in places(calls):
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / RECORD_FILE).write_bytes(before)
        killer.killed(at, **asked)
        with closing(sqlite3.connect(folder / RECORD_FILE)) as file:
            (version,) = file.execute("PRAGMA user_version").fetchone()
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert version in (9, SCHEMA_VERSION)
        copies = [*folder.glob("backups/*.db")]
        assert copies or version == 9
        with closing(open_record(folder / RECORD_FILE)) as record:
            assert not record.read_only
            assert record.row("PRAGMA user_version") == {"user_version": SCHEMA_VERSION}
