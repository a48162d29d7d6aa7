"""python -m tests.bench.rivals [RECORDS]: push and pull beside a replicating document database, see README.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from sync.hub.publishing import Told, publish_all
from sync.hub.serving import new_code
from sync.hub.store import open_store
from sync.streams import CENTRAL
from tests.bench.measuring import milliseconds, say
from tests.bench.sync import log_op
from tests.sync.conftest import Ward
from tests.sync.processes import hub_process
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.model import Delivery, Lane, NewOp
from ttcs_desktop.ledger.outbox import Outbox

HERE = Path(__file__).parent
ROUNDS = 3


def main() -> None:
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    say(f"{records} records, {ROUNDS} rounds in turns; milliseconds, ours / theirs")
    for number in range(1, ROUNDS + 1):
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = of_ours(Path(folder, "ours"), records), of_pouchdb(Path(folder, "theirs"), records)
        for what in ("push", "pull"):
            times = theirs[what] / ours[what]
            say(f"round {number} {what}: {ours[what]:8.0f} / {theirs[what]:8.0f}, ours {times:.1f} times as fast")


def of_ours(folder: Path, records: int) -> dict[str, float]:
    folder.mkdir()
    clock, ids = SystemClock(), IdMaker(SystemClock())
    open_store(folder / "hub").close()
    with hub_process(folder / "hub") as (_, url):
        ward = Ward(folder / "ward.ttcs", clock)
        ward.enrol(_Hub(folder / "hub", url))
        with ward.opened() as database, database.transaction():
            outbox = Outbox(database, clock)
            for number in range(records):
                outbox.add(NewOp(ids.new(), Lane.RECORDS, "broadcast.log", "x", log_op(ids, number)))
        push = milliseconds(lambda: _done(ward.engine().deliver(at_once=True), sent=records, received=0))
        with closing(open_store(folder / "hub")) as store:
            publish_all(
                store, clock, [Told(CENTRAL, "log", ids.new(), json.loads(log_op(ids, n))) for n in range(records)]
            )
        pull = milliseconds(lambda: _done(ward.engine().deliver(at_once=True), sent=0, received=records))
    return {"push": push, "pull": pull}


def of_pouchdb(folder: Path, records: int) -> dict[str, float]:
    folder.mkdir()
    ids = IdMaker(SystemClock())
    file = folder / "records.ndjson"
    with file.open("w", encoding="utf-8") as out:
        for number in range(records):
            row = json.loads(log_op(ids, number))["rows"][0]
            out.write(json.dumps({"_id": row.pop("id"), **row}, ensure_ascii=False) + "\n")
    env = {**os.environ, "NODE_PATH": str(Path(os.environ["TTCS_RIVALS"], "node_modules"))}
    server = subprocess.Popen(["node", HERE / "server.js", folder], env=env, stdout=subprocess.PIPE, text=True)
    try:
        port = server.stdout.readline().strip()
        said = subprocess.check_output(["node", HERE / "client.js", folder, port, file], env=env, text=True)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    return json.loads(said)


class _Hub:
    """What `Ward.enrol` asks a hub for."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder, self.url = folder, url

    def new_code(self, unit: str) -> str:
        return new_code(self._folder, unit)


def _done(delivery: Delivery, *, sent: int, received: int) -> None:
    assert (delivery.sent, delivery.received, delivery.waiting, delivery.problem) == (sent, received, 0, None), delivery


if __name__ == "__main__":
    main()
