"""Three months without a line, then one of 256 kbit/s: how much longer all of it takes than its bytes alone.

Real: record, outbox, hub, sockets; the line is a relay that lets 32,000 bytes a second through in each direction (and,
where it says so, each byte 300 ms later than it came: a round trip of 600 ms). Nothing is scaled.
"""

from __future__ import annotations

import gzip
import http.client
import http.server
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sync.hub.publishing import Told, publish_all
from sync.hub.serving import EmbeddedHub
from sync.hub.store import open_store
from sync.streams import CENTRAL
from sync.transport import Limits
from tests.bench.measuring import Result, milliseconds, say
from tests.bench.sync import log_op
from tests.sync.conftest import Ward
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.model import Delivery, Lane, NewOp
from ttcs_desktop.ledger.outbox import Outbox

OPS, LINES = 8_000, 300  # 90 airings a day; three articles a day from the city
BYTES_A_SECOND = 32_000
_PIECE = 4_096
_TEXT = "Thông báo lịch tiêm chủng mở rộng tại nhà văn hóa tổ dân phố số {} từ 7 giờ 30. "


def measure(folder: Path) -> Iterator[Result]:
    ids = IdMaker(SystemClock())
    for latency, goal in ((0.0, 1.5), (0.3, 2.5)):
        place = folder / f"line-{latency}"
        place.mkdir()
        ours, up, down = _everything(place, latency)
        same = _bytes_alone(up, down, latency)
        slow = ", round trip 600 ms" if latency else ""
        bare = sum(len(gzip.compress(b"".join(log_op(ids, number) for number in range(2_000)))) for _ in range(4))
        say(f"  {OPS} ops and {LINES} lines: {up} bytes up{slow}, {down} down; the ops alone as bare gzip: {bare}")
        yield Result(f"Three months at 256 kbit/s{slow} / the same bytes", ours, same, goal)


def _everything(folder: Path, latency: float) -> tuple[float, int, int]:
    """Milliseconds and bytes of one press that brings all of it home."""
    clock = SystemClock()
    with EmbeddedHub(folder / "hub", clock=clock) as hub, slow_line(hub.url, latency) as line:
        ward = Ward(folder / "ward.ttcs", clock, limits=Limits())
        ward.enrol(hub)
        with ward.opened() as database, database.transaction():
            outbox = Outbox(database, clock)
            for number in range(OPS):
                outbox.add(NewOp(ward.ids.new(), Lane.RECORDS, "broadcast.log", "x", log_op(ward.ids, number)))
        with closing(open_store(folder / "hub")) as store:
            article = [
                {"title": f"Tin {n}", "text": "".join(map(_TEXT.format, range(n, n + 20)))} for n in range(LINES)
            ]
            publish_all(store, clock, [Told(CENTRAL, "article", ward.ids.new(), one) for one in article])
        ward.point_at(line.url)
        said: list[Delivery] = []
        took = milliseconds(lambda: said.append(ward.engine().deliver(at_once=True)))
        assert (said[0].sent, said[0].received, said[0].waiting, said[0].problem) == (OPS, LINES, 0, None), said
        return took, line.up.size, line.down.size


def _bytes_alone(up: int, down: int, latency: float) -> float:
    """The same number of bytes each way through the same line: one request and its reply, nothing done with them."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def do_POST(self) -> None:
            self.rfile.read(up)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(bytes(down))

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with slow_line(f"http://127.0.0.1:{server.server_port}", latency) as line:
            parts = urlsplit(line.url)

            def exchange() -> None:
                asking = http.client.HTTPConnection(parts.hostname or "", parts.port)
                asking.request("POST", "/", bytes(up))
                assert len(asking.getresponse().read()) == down
                asking.close()

            return milliseconds(exchange)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Direction:
    """One way of the line: a byte leaves when those before it have left, and arrives so many seconds later."""

    latency: float
    free_at: float = 0.0
    size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def arrival(self, size: int) -> float:
        """The moment (monotonic) at which the next `size` bytes have arrived."""
        with self._lock:
            self.free_at = max(self.free_at, time.monotonic()) + size / BYTES_A_SECOND
            self.size += size
            return self.free_at + self.latency


class SlowLine:
    """A TCP relay that all connections share."""

    def __init__(self, url: str, latency: float) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname, parts.port)
        self.up, self.down = Direction(latency), Direction(latency)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._target)
                for source, sink, way in ((near, far, self.up), (far, near, self.down)):
                    sink.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    under_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
                    threading.Thread(target=_take, args=(source, way, under_way), daemon=True).start()
                    threading.Thread(target=_bring, args=(sink, under_way), daemon=True).start()


def _take(source: socket.socket, way: Direction, under_way: queue.SimpleQueue[tuple[float, bytes]]) -> None:
    piece = b"x"
    while piece:
        try:
            piece = source.recv(_PIECE)
        except OSError:
            piece = b""
        under_way.put((way.arrival(len(piece)), piece))


def _bring(sink: socket.socket, under_way: queue.SimpleQueue[tuple[float, bytes]]) -> None:
    with suppress(OSError):
        while True:
            arrival, piece = under_way.get()
            time.sleep(max(0.0, arrival - time.monotonic()))
            if not piece:
                break
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def slow_line(url: str, latency: float) -> Iterator[SlowLine]:
    line = SlowLine(url, latency)
    try:
        yield line
    finally:
        line.close()
