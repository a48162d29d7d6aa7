"""What must hold of a ward's and a hub's files after a power cut, given what had been said by then."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from sync.engine import Engine
from tests.sync.conftest import MemoryKeyring
from tests.sync.offices import AFTER_ALL_CUT_OFFS
from tests.sync.simulated.hub import SimulatedHub
from tests.sync.simulated.net import Line, Net
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.identity import read_identity
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Lane
from ttcs_desktop.ledger.receipts import Receipts, is_genuine
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE

Said = list[dict]


class Lost(AssertionError):
    """Something that was promised is not there."""


def demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Lost(otherwise)


def judge(folder: Path, said: Said) -> None:
    """Ask every promise of the files in `folder`: `ward/record.db`, `hub/hub.sqlite`, copies in `ward/backups`."""
    key = next(one["key"] for one in said if "key" in one)
    with closing(open_record(folder / "ward" / RECORD_FILE)) as record:
        sound(record)
        ops = {row["seq"]: row for row in record.rows("SELECT * FROM op ORDER BY seq")}
        _nothing_saved_is_lost(record, ops, said)
        rows_and_ops_agree(record, ops)
        _what_is_done_is_proven(record, ops, said, key)
        _lines_are_there(record, said)
    with closing(Database(folder / "hub" / "hub.sqlite")) as hub:
        demand(hub.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}], "the hub's file is damaged")
        _the_hub_has_what_it_took(hub, ops, said)
    for copy in (folder / "ward" / "backups").glob("*.db"):
        _copy_is_whole(copy)
    for one in said:
        demand("copied" not in one or (folder / one["copied"]).exists(), "a copy that was told of is gone")


def judge_restored(folder: Path, said: Said, old: set[str], new: set[str]) -> None:
    """The record is the one that stood there or the copy, whole; and what stood there is kept before it gives way."""
    with closing(open_record(folder / "ward" / RECORD_FILE)) as record:
        sound(record)
        titles = {row["title"] for row in record.rows("SELECT title FROM item")}
    demand(titles in (old, new), f"a mixture: {titles}")
    demand(titles == new or not any("restored" in one for one in said), "told to be restored, and is not")
    copies = [*(folder / "ward" / "backups").glob("*.db")]
    for copy in copies:
        _copy_is_whole(copy)
    demand(titles == old or any("before-restore" in copy.name for copy in copies), "what stood there is not kept")


def sound(record: Database) -> None:
    """P8: pages, references, the search index and the chain of the history."""
    demand(not record.read_only, "the record may only be looked at")
    demand(record.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}], "the record is damaged")
    demand(not record.rows("PRAGMA foreign_key_check"), "a row hangs loose")
    clock = FixedClock(AFTER_ALL_CUT_OFFS)
    ledger = Ledger(record, clock, IdMaker(clock))
    with record.transaction():
        for index in ("search_title", "search_words"):
            record.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
    demand(ledger.first_broken_line() is None and not ledger.missing_lines(), "the chain of the history is broken")


def rows_and_ops_agree(record: Database, ops: dict[int, dict]) -> None:
    """P4: a row, its history and what is sent of it were one commit: each row is as its last op tells it."""
    demand([*ops] == [*range(1, len(ops) + 1)], "the counter has a gap")
    told: dict[tuple[str, str], int] = {}
    for op in ops.values():
        demand(sha256_hex(op["body"]) == op["sha256"], "an op has other bytes")
        if op["lane"] == Lane.RECORDS:
            document = json.loads(op["body"])
            told |= {(document["table"], row["id"]): row["rev"] for row in document["rows"] if "rev" in row}
    demand(bool(told), "nothing is to be sent")
    for table in {table for table, _ in told}:
        there = {row["id"]: row["rev"] for row in record.rows(f"SELECT id, rev FROM {table}")}
        demand(
            there == {id_: rev for (name, id_), rev in told.items() if name == table}, f"{table}: rows and ops differ"
        )


def _nothing_saved_is_lost(record: Database, ops: dict[int, dict], said: Said) -> None:
    items = {row["id"] for row in record.rows("SELECT id FROM item")}
    for one in said:
        demand("saved" not in one or one["saved"] in items, f"{one} was told and is gone")
        demand(one.get("seq", 0) <= len(ops), f"{one} was told, {len(ops)} ops are there")


def _what_is_done_is_proven(record: Database, ops: dict[int, dict], said: Said, key: str) -> None:
    receipts = Receipts(record)
    for one in said:
        for seq in range(1, one.get("home", 0) + 1):
            demand(ops[seq]["state"] == "done", f"op {seq} was told to be home and is {ops[seq]['state']}")
        numbers = {receipt.receipt_no for receipt in receipts.all()}
        demand(set(one.get("receipts", ())) <= numbers, "a receipt that was told of is gone")
    for op in ops.values():
        if op["lane"] == Lane.SUBMISSION and op["state"] == "done":
            found = receipts.find(op["op_id"])
            demand(found is not None and is_genuine(found, key, op["sha256"]), "done without its receipt")


def _lines_are_there(record: Database, said: Said) -> None:
    lines = {(row["stream"], row["seq"]) for row in record.rows("SELECT stream, seq FROM received_line")}
    cursors = {row["stream"]: row["seq"] for row in record.rows("SELECT stream, seq FROM stream_cursor")}
    for stream, seq in cursors.items():
        demand({(stream, at) for at in range(1, seq + 1)} == {one for one in lines if one[0] == stream}, "lines lack")
    read = max((one["read"] for one in said if "read" in one), default=0)
    demand(cursors.get("central", 0) >= read, "a stream was read further than the record knows")


def _the_hub_has_what_it_took(hub: Database, ops: dict[int, dict], said: Said) -> None:
    there = hub.rows("SELECT op_id AS id, sha256 FROM op UNION ALL SELECT id, sha256 FROM submission")
    known = {row["id"]: row["sha256"] for row in there}
    for op in ops.values():
        demand(op["state"] != "done" or known.get(op["op_id"]) == op["sha256"], "done, and the hub has it not")
    published = max((one["published"] for one in said if "published" in one), default=0)
    last = hub.row("SELECT max(seq) AS seq FROM line")["seq"] or 0
    demand(last >= published, "something published is gone")


def _copy_is_whole(copy: Path) -> None:
    with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as file:
        demand(file.execute("PRAGMA integrity_check").fetchone() == ("ok",), f"{copy.name} has its name and is damaged")


def bring_home(folder: Path, said: Said) -> None:
    """Both go on after the cut: one press, and everything is at the hub once."""
    clock = FixedClock(AFTER_ALL_CUT_OFFS)
    path, told = folder / "ward" / RECORD_FILE, next(one for one in said if "key" in one)
    secrets = Secrets(MemoryKeyring())
    with closing(open_record(path)) as record:
        secrets.keep(read_identity(record).record_id, told["token"], told["key"])
    hub = SimulatedHub(folder / "hub", clock)
    try:
        net = Net(Line(lambda: hub, random.Random(0)), lambda: None)
        delivery = Engine(lambda: open_record(path), clock, secrets, net=net).deliver(at_once=True)
        demand((delivery.problem, delivery.waiting) == (None, 0), f"not everything came home: {delivery}")
        with closing(open_record(path)) as record:
            ours = {row["op_id"] for row in record.rows("SELECT op_id FROM op")}
            demand(ours == hub.holdings(), "hub and ward differ")
    finally:
        hub.stop()
