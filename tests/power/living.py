"""python -m tests.power.living WHAT FOLDER SYNCHRONOUS: office work in a process of its own, which says what is kept.

WHAT is `days=N` (saves, a report, rounds with a hub, a backup) or `restore` (the backup that lies there put back).
Every line on stdout is one JSON object, written when the officer, or the ward, was told that the thing is done.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path

from sync.engine import Engine
from sync.enrol import enrol
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub
from sync.streams import CENTRAL
from tests.sync.conftest import QUICK, MemoryKeyring
from tests.sync.offices import AFTER_ALL_CUT_OFFS, Office
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.storage import database
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace, restore_workspace

# The log is brought over into the file every few saves: each of these moments is met in a short life.
PAGES_OF_LOG = 60


def say(**told: object) -> None:
    os.write(1, json.dumps(told).encode() + b"\n")


def live(folder: Path, days: int) -> None:
    clock = FixedClock(AFTER_ALL_CUT_OFFS)
    ward = open_workspace(folder / "ward", clock)
    secrets = Secrets(MemoryKeyring())
    with closing(ward), EmbeddedHub(folder / "hub", clock=clock) as hub:
        known = enrol(ward.database, ward.identity, secrets, url=hub.url, code=hub.new_code(ward.identity.unit_code))
        say(token=secrets.token(ward.identity.record_id, known.public_key), key=known.public_key)
        engine = Engine(lambda: open_record(folder / "ward" / RECORD_FILE), clock, secrets, limits=QUICK)
        office = Office(ward, engine)
        for day in range(days):
            item = ward.content.add(f"Tin {day}", "Nội dung " * 30)
            say(saved=item.id, seq=last_op(ward))
            if day % 3 == 0:
                line = hub.publish(Told(CENTRAL, "notice", f"n{day}", {"text": "Thông báo"}))
                say(published=line.seq)
            if day == days // 3:
                office.freeze("184-6T")
                say(seq=last_op(ward))
            if day % 4 == 1:
                delivery = engine.deliver(at_once=True)
                assert delivery.problem is None
                say(home=last_op(ward), receipts=delivery.receipts, read=line.seq)
            if day == days // 2:
                copy = ward.backup()
                say(copied=str(copy.relative_to(folder)), seq=last_op(ward))


def go_back(folder: Path) -> None:
    (copy,) = (folder / "ward" / "backups").glob("*.db")
    say(begun=True)
    restore_workspace(folder / "ward", copy, FixedClock(AFTER_ALL_CUT_OFFS))
    say(restored=True)


def last_op(ward: Workspace) -> int:
    return ward.database.row("SELECT max(seq) AS seq FROM op")["seq"]


def main(what: str, folder: Path, synchronous: str) -> None:
    database._PRAGMAS = (
        *database._PRAGMAS, f"PRAGMA wal_autocheckpoint = {PAGES_OF_LOG}", f"PRAGMA synchronous = {synchronous}",
    )  # fmt: skip
    if what == "restore":
        go_back(folder)
    else:
        live(folder, int(what.removeprefix("days=")))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
