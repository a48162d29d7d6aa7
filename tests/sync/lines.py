"""Bad lines between a ward and a hub: one that breaks after so many bytes, and one that changes what the hub said."""

from __future__ import annotations

import gzip
import http.client
import http.server
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from sync.contract import DIGEST_HEADER, JSON_TYPE, PROTO, PROTO_HEADER
from sync.wire import content_digest
from ttcs_desktop.basics.canonical import Json, canonical_bytes

_NEVER = 1 << 60


class CuttingLine:
    """A TCP relay. Breaks the connection for good once `ask_limit` or `reply_limit` bytes have gone through."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname, parts.port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.heal()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def heal(self, *, ask_limit: int = _NEVER, reply_limit: int = _NEVER) -> None:
        """Start counting anew, with these limits."""
        self.ask_limit, self.reply_limit = ask_limit, reply_limit
        self.asked = self.replied = 0

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._target)
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for source, sink, name in ((near, far, "ask"), (far, near, "reply")):
                threading.Thread(target=self._relay, args=(source, sink, name), daemon=True).start()

    def _relay(self, source: socket.socket, sink: socket.socket, name: str) -> None:
        limit, counter = f"{name}_limit", f"{name}ed" if name == "ask" else "replied"
        try:
            while piece := source.recv(65536):
                room = getattr(self, limit) - getattr(self, counter)
                sink.sendall(piece[: max(room, 0)])
                setattr(self, counter, getattr(self, counter) + len(piece))
                if len(piece) > room:
                    break
        except OSError:
            pass
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Exchange:
    """A request that came by, and what the real hub said to it."""

    method: str
    path: str
    headers: dict[str, str]
    asked: bytes
    status: int = 0
    reply_headers: tuple[tuple[str, str], ...] = ()
    reply: bytes = b""


Answer = bytes | Iterable[bytes] | None


class TamperingLine:
    """An HTTP relay. `tamper` sees the hub's reply and gives other raw bytes instead, or None to let it pass.

    `before` runs ahead of the hub and may answer in its place.
    """

    def __init__(self, url: str = "") -> None:
        self._hub = urlsplit(url)
        self.seen: list[Exchange] = []
        self.tamper: Callable[[Exchange], Answer] = lambda exchange: None
        self.before: Callable[[Exchange], Answer] = lambda exchange: None
        self.failed: Exception | None = None
        line = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                with suppress(OSError):
                    super().handle_one_request()

            def log_message(self, *args: object) -> None:
                pass

            def _go(self) -> None:
                size = int(self.headers.get("Content-Length", 0))
                line._serve(Exchange(self.command, self.path, dict(self.headers.items()), self.rfile.read(size)), self)

            do_GET = do_POST = do_PUT = _go

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def lead_to(self, url: str) -> None:
        """The same line, to the hub's new address."""
        self._hub = urlsplit(url)

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._server.handle_error = lambda *args: None
        self.url = self.url.replace("http:", "https:")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _serve(self, exchange: Exchange, handler: http.server.BaseHTTPRequestHandler) -> None:
        self.seen.append(exchange)
        instead = self._said(self.before, exchange)
        if instead is None:
            exchange = self._through_hub(exchange)
            instead = self._said(self.tamper, exchange)
        handler.close_connection = True
        if instead is None:
            instead = raw_reply(exchange.status, exchange.reply_headers, exchange.reply)
        with suppress(OSError):
            for piece in [instead] if isinstance(instead, bytes) else instead:
                handler.wfile.write(piece)
                handler.wfile.flush()

    def _said(self, by: Callable[[Exchange], Answer], exchange: Exchange) -> Answer:
        """What `by` answers; where it fails, the ward sees a broken line, and the test has to hear of it."""
        try:
            return by(exchange)
        except Exception as error:
            self.failed = error
            raise

    def _through_hub(self, exchange: Exchange) -> Exchange:
        connection = http.client.HTTPConnection(self._hub.hostname, self._hub.port, timeout=10)
        try:
            connection.request(exchange.method, exchange.path, exchange.asked or None, exchange.headers)
            reply = connection.getresponse()
            kept = tuple((name, value) for name, value in reply.getheaders() if name.lower() != "connection")
            return Exchange(
                exchange.method, exchange.path, exchange.headers, exchange.asked, reply.status, kept, reply.read()
            )
        finally:
            connection.close()


def raw_reply(status: int, headers: Iterable[tuple[str, str]], body: bytes, *, length: bool = False) -> bytes:
    """The bytes of a reply; `length` adds a Content-Length."""
    lines = [f"HTTP/1.1 {status} x", *(f"{name}: {value}" for name, value in headers), "Connection: close"]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def proven_headers(raw: bytes, media_type: str = JSON_TYPE) -> list[tuple[str, str]]:
    """The headers with which a reply proves itself."""
    return [(PROTO_HEADER, PROTO), ("Content-Type", media_type), (DIGEST_HEADER, content_digest(raw))]


def proven(status: int, document: Json, media_type: str = JSON_TYPE) -> bytes:
    """A reply that proves itself, whatever it says."""
    raw = canonical_bytes(document)
    return raw_reply(status, proven_headers(raw, media_type), raw, length=True)


@contextmanager
def tampering(url: str = "") -> Iterator[TamperingLine]:
    line = TamperingLine(url)
    try:
        yield line
    finally:
        line.close()
    if line.failed is not None:
        raise line.failed


def plain(exchange: Exchange) -> bytes:
    """What the hub said, unpacked."""
    return gzip.decompress(exchange.reply) if exchange.reply[:2] == b"\x1f\x8b" else exchange.reply


@contextmanager
def cutting(url: str) -> Iterator[CuttingLine]:
    line = CuttingLine(url)
    try:
        yield line
    finally:
        line.close()
