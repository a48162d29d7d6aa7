"""The real hub without a socket: its application is called in this thread, its file lies on a shaky disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Coroutine
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sync.hub.app import _Hub, make_app
from sync.hub.store import Store, open_store
from tests.sync.simulated.disk import Disk
from ttcs_desktop.basics.clock import FixedClock


@dataclass(frozen=True)
class Asked:
    """A request as it travels."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def with_body(self, body: bytes) -> Asked:
        return replace(self, body=body)


@dataclass(frozen=True)
class Said:
    """A reply as it travels."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def with_body(self, body: bytes) -> Said:
        return replace(self, body=body)


def finished(course: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing but the next turn of its loop."""
    waited: object = None
    while waited is None:
        try:
            waited = course.send(None)
        except StopIteration as end:
            return end.value
    raise AssertionError("the hub waited for something outside itself")


class SimulatedHub:
    """A hub that is running unless it is stopped; what it had, and lost by going back, is remembered."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder = folder
        self.clock = clock
        self.disk = Disk(folder / "hub.sqlite")
        self.backups: list[Path] = []
        self.lost: set[str] = set()
        self.went_back = 0
        self.tokens_seen: set[str] = set()
        self.start()

    @property
    def store(self) -> Store:
        found: Store = self._app.state.hub.store
        return found

    def start(self) -> None:
        self._app = make_app(self.folder, self.clock, loopback=True, on_ready=lambda: None)
        # Its lifespan waits for the night, and so for an event loop; the copies of a story are made by its acts.
        self._app.state.hub = _Hub(open_store(self.folder), self.clock)
        self.disk.under(self.store.database)

    def stop(self) -> None:
        self.store.close()

    def restart_after_power_cut(self) -> None:
        self.stop()
        self.disk.power_returns()
        self.start()

    def ask(self, asked: Asked) -> Said:
        """Handle one request; a power cut on the hub's disk is raised as it is."""
        self.tokens_seen |= {value for name, value in asked.headers.items() if name.lower() == "authorization"}
        path, _, query = asked.path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": asked.method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in asked.headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 1),
        }
        status, headers, body = 0, [], bytearray()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": asked.body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], message["headers"]
            else:
                body.extend(message.get("body", b""))

        try:
            finished(self._app(scope, receive, send))
        except Exception:
            if not status:  # a bug is answered before it is raised
                raise
        return Said(status, tuple((name.decode(), value.decode()) for name, value in headers), bytes(body))

    def back_up(self) -> None:
        """A copy that can be restored, as a nightly job makes it."""
        copy = self.folder / f"backup{len(self.backups)}.sqlite"
        with closing(sqlite3.connect(self.disk.path)) as file, closing(sqlite3.connect(copy)) as target:
            file.backup(target)
        self.backups.append(copy)

    def restore(self, copy: Path, *, epoch: str | None) -> None:
        """Put a backup in place of the file; the operator may have forgotten to begin a new epoch."""
        had = self.holdings()
        self.stop()
        self.disk.replace_by(copy)
        if epoch is not None:
            with closing(sqlite3.connect(self.disk.path)) as file, file:
                file.execute("UPDATE meta SET value = ? WHERE key = 'epoch'", (epoch,))
        self.start()
        self.lost |= had - self.holdings()
        self.went_back += 1

    def holdings(self) -> set[str]:
        """The ids of everything that was sent and is here."""
        rows = self.store.database.rows("SELECT op_id AS id FROM op UNION ALL SELECT id FROM submission")
        return {row["id"] for row in rows}
