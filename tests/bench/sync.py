"""What promises cost on the line: pushing and reading many records beside a bare gzip POST or GET with executemany."""

from __future__ import annotations

import gzip
import http.server
import json
import os
import sqlite3
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sync.contract import Push, PushedOp
from sync.hub.publishing import Told, publish_all
from sync.hub.serving import EmbeddedHub
from sync.hub.store import open_store
from sync.streams import CENTRAL
from sync.wire import pack
from tests.bench.measuring import Result, milliseconds, told_in_turns
from tests.sync.conftest import Ward
from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.model import Lane, NewOp
from ttcs_desktop.ledger.outbox import Outbox

RECORDS = int(os.environ.get("TTCS_BENCH_RECORDS", "20000"))
A_BATCH, ROUNDS = 2_000, 3


def measure(folder: Path) -> Iterator[Result]:
    clock = SystemClock()
    with EmbeddedHub(folder / "hub", clock=clock) as hub, bare_server(folder) as bare:
        ward = Ward(folder / "ward.ttcs", clock)
        ward.enrol(hub)
        ward.engine().deliver()
        works = Works()

        def push() -> float:
            with ward.opened() as database, database.transaction():
                outbox = Outbox(database, clock)
                for number in range(RECORDS):
                    outbox.add(NewOp(ward.ids.new(), Lane.RECORDS, "broadcast.log", "x", log_op(ward.ids, number)))
            return works.span("ours", lambda: _all_gone(ward.engine().deliver(at_once=True)))

        def bare_push() -> float:
            rows = [log_op(ward.ids, number).decode() for number in range(RECORDS)]

            def send() -> None:
                for first in range(0, RECORDS, A_BATCH):
                    raw = gzip.compress(json.dumps(rows[first : first + A_BATCH]).encode(), 6)
                    urllib.request.urlopen(urllib.request.Request(bare, raw, method="POST")).read()

            return works.span("peer", send)

        ours, peer = told_in_turns(push, bare_push, rounds=ROUNDS)
        yield Result(f"Push of {RECORDS} records / gzip POST and executemany", ours, peer, 1 / 0.15)
        yield Result("    the same in processor time", *works.least(), 1 / 0.15)

        def pull() -> float:
            with closing(open_store(folder / "hub")) as store:
                bodies = (json.loads(log_op(ward.ids, number)) for number in range(RECORDS))
                publish_all(store, clock, [Told(CENTRAL, "notice", ward.ids.new(), body) for body in bodies])
            return works.span("ours", lambda: _all_read(ward.engine().deliver(at_once=True)))

        def bare_pull() -> float:
            taken = sqlite3.connect(folder / "taken.db")
            taken.execute("CREATE TABLE IF NOT EXISTS line (body TEXT)")

            def read() -> None:
                for _ in range(0, RECORDS, A_BATCH):
                    with urllib.request.urlopen(f"{bare}?n={A_BATCH}") as reply:
                        rows = json.loads(gzip.decompress(reply.read()))
                    with taken:
                        taken.executemany("INSERT INTO line VALUES (?)", [(row,) for row in rows])

            span = works.span("peer", read)
            taken.close()
            return span

        ours, peer = told_in_turns(pull, bare_pull, rounds=ROUNDS)
        yield Result(f"Pull of {RECORDS} lines / gzip GET and executemany", ours, peer, 1 / 0.25)
        yield Result("    the same in processor time", *works.least(), 1 / 0.25)
        yield _bytes_of_an_op(ward.ids)


class Works:
    """Spans, and the processor time of this process beside them: on a busy machine the longer work waits longer.

    Both sides, ward and hub, client and server, live in this process.
    """

    def __init__(self) -> None:
        self._spent: dict[str, list[float]] = {"ours": [], "peer": []}

    def span(self, side: str, work: Callable[[], object]) -> float:
        start = time.process_time()
        span = milliseconds(work)
        self._spent[side].append((time.process_time() - start) * 1000)
        return span

    def least(self) -> tuple[float, float]:
        """The least processor time of ours and the peer's since the last asking, in milliseconds."""
        ours, peer = (min(spent) for spent in self._spent.values())
        self._spent = {side: [] for side in self._spent}
        return ours, peer


def log_op(ids: IdMaker, number: int) -> bytes:
    """A line of the log as it leaves a ward."""
    row = {
        "id": ids.new(),
        "station_id": "0190a1b2-0000-7000-8000-000000000001",
        "airing_id": ids.new(),
        "day": f"2026-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
        "start": f"{5 + number % 13:02}:30:00",
        "planned_seconds": 1800,
        "aired_seconds": 1800 - number % 60,
        "state": "full",
        "clusters_ok": 12,
        "clusters_total": 12,
        "title": f"Bản tin phường số {number}",
        "rev": 1,
    }
    return canonical_bytes({"rows": [row], "table": "log_entry", "verb": "broadcast.import_log"})


def _bytes_of_an_op(ids: IdMaker) -> Result:
    """One op of a batch of 200 on the wire, beside the same as plain JSON."""
    bodies = [log_op(ids, number) for number in range(200)]
    ops = tuple(
        PushedOp(ids.new(), seq, "broadcast.log", sha256_hex(body), body.decode()) for seq, body in enumerate(bodies, 1)
    )
    raw, _ = pack(canonical_bytes(Push(ids.new(), ids.new(), "99999", ops).to_json()))
    plain = canonical_bytes([op.to_json() for op in ops])
    return Result("Bytes of a log op in a batch of 200 / as plain JSON", len(raw) / 200, len(plain) / 200, 0.25)


@contextmanager
def bare_server(folder: Path) -> Iterator[str]:
    """A server that promises nothing: it unpacks and inserts, or reads and packs."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            rows = json.loads(gzip.decompress(self.rfile.read(int(self.headers["Content-Length"]))))
            with closing(sqlite3.connect(folder / "bare.db")) as file:
                file.execute("CREATE TABLE IF NOT EXISTS op (body TEXT)")
                with file:
                    file.executemany("INSERT INTO op VALUES (?)", [(row,) for row in rows])
            self._answer(b"[]")

        def do_GET(self) -> None:
            with closing(sqlite3.connect(folder / "bare.db")) as file:
                rows = [body for (body,) in file.execute(f"SELECT body FROM op LIMIT {A_BATCH}")]
            self._answer(json.dumps(rows).encode())

        def _answer(self, plain: bytes) -> None:
            raw = gzip.compress(plain, 6)
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _all_gone(delivery: object) -> None:
    assert (delivery.sent, delivery.waiting, delivery.problem) == (RECORDS, 0, None), delivery


def _all_read(delivery: object) -> None:
    assert (delivery.received, delivery.problem) == (RECORDS, None), delivery
