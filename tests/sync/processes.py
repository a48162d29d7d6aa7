"""Processes that the tests start: a hub of its own, and a second press of the button.

python -m tests.sync.processes hub FOLDER PORT
python -m tests.sync.processes press FILE < {"record", "token", "key"}
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from sync.engine import Engine
from sync.hub.serving import serve
from tests.sync.conftest import NoStore
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sync.processes", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


@contextmanager
def hub_process(folder: Path, port: int = 0):
    """A hub in a process of its own, killed at the end; yields the process and its address."""
    process = start("hub", str(folder), str(port))
    try:
        yield process, json.loads(process.stdout.readline())["url"]
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    verb, path = sys.argv[1], Path(sys.argv[2])
    if verb == "hub":
        serve(path, port=int(sys.argv[3]))
        return
    told = json.loads(sys.stdin.readline())
    secrets = Secrets(NoStore())
    secrets.keep(told["record"], told["token"], told["key"])
    engine = Engine(lambda: open_record(path), SystemClock(), secrets)
    _say("ready")
    sys.stdin.readline()
    delivery = engine.deliver(at_once=True)
    _say(json.dumps({"problem": delivery.problem, "receipts": delivery.receipts}))


if __name__ == "__main__":
    main()
