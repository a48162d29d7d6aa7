"""python -m tests.power.acts: does what it is told, each act in a child of its own that waits until it is watched.

One JSON line in is one act: {"act": …, "folder": …, …}. Out come {"pid"}, whatever the act says, and {"ended": status}.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

# Read here once, so that a child does nothing but its act.
import keyring  # noqa: F401
import requests  # noqa: F401
import uvicorn  # noqa: F401

import sync.client
import sync.hub.app
import sync.hub.server  # noqa: F401
from sync.engine import Engine
from sync.hub.serving import serve
from tests.sync.conftest import NOON as SYNC_NOON
from tests.sync.conftest import QUICK, MemoryKeyring, Ward
from tests.sync.files import Shelf
from tests.wards import NOON
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.ledger.transfers import Named
from ttcs_desktop.storage import backup_folder, migrations, restore  # noqa: F401
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import open_workspace, restore_workspace


def say(**told: object) -> None:
    os.write(1, json.dumps(told).encode() + b"\n")


def save(folder: Path, told: dict[str, Any]) -> None:
    with closing(open_workspace(folder, FixedClock(NOON))) as ward:
        for number in range(2):
            say(saved=ward.content.add(f"Tin {told['number']}.{number}", "Nội dung " * 50).id)


def back_up(folder: Path, told: dict[str, Any]) -> None:
    with closing(open_workspace(folder, FixedClock(NOON))) as ward:
        say(copied=str(ward.backup()))


def go_back(folder: Path, told: dict[str, Any]) -> None:
    restore_workspace(folder, Path(told["copy"]), FixedClock(NOON))
    say(restored=True)


def upgrade(path: Path, told: dict[str, Any]) -> None:
    open_record(path).close()
    say(upgraded=True)


def press(folder: Path, told: dict[str, Any]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    secrets = Secrets(MemoryKeyring())
    secrets.keep(told["record"], told["token"], told["key"])
    limits = replace(QUICK, total=told.get("total", QUICK.total))
    done = Engine(lambda: open_record(folder), FixedClock(NOON), secrets, limits=limits).deliver(at_once=True)
    grew = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    say(problem=done.problem, waiting=done.waiting, received=done.received, grew=grew)


def carry(path: Path, told: dict[str, Any]) -> None:
    secrets = Secrets(MemoryKeyring())
    secrets.keep(told["record"], told["token"], told["key"])
    ward = Ward(path, FixedClock(SYNC_NOON), secrets)
    shelf = Shelf(ward, path.parent / "record", [Named(**one) for one in json.loads(told["items"])])
    done = shelf.carry()
    say(problem=done.problem, sent=done.sent, received=done.received)


def hub(folder: Path, told: dict[str, Any]) -> None:
    serve(folder, port=told["port"], on_ready=lambda url: say(url=url), clock=FixedClock(NOON))


ACTS = {
    "save": save,
    "back up": back_up,
    "go back": go_back,
    "upgrade": upgrade,
    "press": press,
    "carry": carry,
    "hub": hub,
}


def main() -> None:
    for line in sys.stdin:
        told = json.loads(line)
        pid = os.fork()
        if not pid:
            os.kill(os.getpid(), signal.SIGSTOP)
            try:
                ACTS[told["act"]](Path(told["folder"]), told)
            except Trouble as trouble:
                say(problem=trouble.code)
            os._exit(0)
        say(pid=pid)
        say(ended=os.waitpid(pid, 0)[1])


if __name__ == "__main__":
    main()
