"""The sockets of one conversation under its time limit: when the time is up every one is broken, however it is used."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_RDWR, socket

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class Watch:
    """Every socket that is open in a conversation; for one request at a time."""

    def __init__(self) -> None:
        self._sockets: weakref.WeakSet[socket] = weakref.WeakSet()
        self._expired = threading.Event()

    @contextmanager
    def limit(self, seconds: float) -> Iterator[threading.Event]:
        """Break every socket when the time is up before the block is; the event tells it."""
        # The timeout of requests counts between two bytes; only breaking the socket ends a reply that drips for ever.
        expired = self._expired = threading.Event()

        def break_off() -> None:
            expired.set()
            for open_socket in list(self._sockets):
                _break(open_socket)

        watchdog = threading.Timer(seconds, break_off)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield expired
        finally:
            watchdog.cancel()

    def add(self, open_socket: socket) -> None:
        """Watch over one more. A name server may have answered when the time was up already."""
        self._sockets.add(open_socket)
        if self._expired.is_set():
            _break(open_socket)


def watched_pools(watch: Watch) -> dict[str, type[HTTPConnectionPool]]:
    """Pools of connections that `watch` knows from their first byte on."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watch.add(self.sock)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket:
            made = super()._new_conn()
            # A proxy opens the way, and TLS says hello, before `sock` is there: by this second handle either is left.
            self._early = made.dup()
            watch.add(self._early)
            return made

        def connect(self) -> None:
            try:
                super().connect()
                watch.add(self.sock)
            finally:
                if early := getattr(self, "_early", None):
                    early.close()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _break(open_socket: socket) -> None:
    with suppress(OSError):
        socket.shutdown(open_socket, SHUT_RDWR)
