"""Running the hub: as a process of its own, or in a thread for the trial. The web server is imported only then."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sync.hub import backups, devices, intake, media, packages, publishing
from sync.hub.admin import service as admin
from sync.hub.publishing import Told
from sync.hub.store import open_store
from sync.package_file import MOST_FILE_BYTES
from sync.streams import Line
from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.clock import Clock, SystemClock
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.storage.database import Row
from ttcs_desktop.storage.whole import read_whole, write_whole

if TYPE_CHECKING:
    from sync.hub.server import Server

_BACKLOG = 256


def announce(url: str) -> None:
    """The first line on stdout, for the program that started us."""
    sys.stdout.write(json.dumps({"url": url, "pid": os.getpid()}) + "\n")
    sys.stdout.flush()


def serve(
    data_dir: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    on_ready: Callable[[str], None] = announce,
    *,
    clock: Clock | None = None,
    name: str = "",
) -> None:
    """Serve the hub in `data_dir` until the process is asked to stop (SIGINT, SIGTERM).

    Raises:
        EnvironmentProblem: `hub_port_taken`, or what keeps the file from being opened.
    """
    open_store(data_dir, name=name).close()
    with _listen(host, port) as listening:
        url = _url(listening)
        server = _server(data_dir, host, clock or SystemClock(), lambda: on_ready(url))
        server.run(sockets=[listening])


class EmbeddedHub:
    """The hub in a thread of this process, on loopback: for the trial and for tests."""

    def __init__(self, data_dir: Path, *, clock: Clock | None = None, name: str = "") -> None:
        self._data_dir = data_dir
        self._name = name
        self._clock = clock or SystemClock()
        self.url = ""

    def __enter__(self) -> EmbeddedHub:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listen on a free port of 127.0.0.1; returns when the hub answers.

        Raises:
            EnvironmentProblem: what keeps the hub's file from being opened.
        """
        open_store(self._data_dir, name=self._name).close()
        ready = threading.Event()
        self._listening = _listen("127.0.0.1", 0)
        self.url = _url(self._listening)
        self._server = _server(self._data_dir, "127.0.0.1", self._clock, ready.set)

        def run() -> None:
            try:
                self._server.run(sockets=[self._listening])
            finally:
                ready.set()

        self._thread = threading.Thread(target=run, name="hub", daemon=True)
        self._thread.start()
        ready.wait()

    def stop(self) -> None:
        """Finish the requests under way and close the file."""
        self._server.leave()
        self._thread.join()
        self._listening.close()

    def new_code(self, unit: str) -> str:
        """A one-time enrolment code for a unit, valid 72 hours."""
        return new_code(self._data_dir, unit, clock=self._clock)

    def publish(self, told: Told) -> Line:
        """Tell the wards of something; see `publishing.publish`."""
        return publish(self._data_dir, told, clock=self._clock)

    def submissions(self) -> list[Row]:
        """What was submitted, in the hub's order."""
        return list_submissions(self._data_dir)


def new_code(data_dir: Path, unit: str, *, loopback: bool = True, clock: Clock | None = None) -> str:
    """A one-time enrolment code of the hub in `data_dir`, which may be running.

    Raises:
        InvalidInput: `unit_code`, `trial_unit`.
        EnvironmentProblem: `no_hub` when there is none in `data_dir`; nothing is made then.
    """
    with closing(open_store(data_dir, loopback=loopback, create=False)) as store:
        return str(devices.issue_code(store, clock or SystemClock(), unit))


def list_submissions(data_dir: Path) -> list[Row]:
    """What the hub in `data_dir` has: id, unit, template, year, version, sha256, receipt_no, received_at.

    Raises:
        EnvironmentProblem: `no_hub`.
    """
    with closing(open_store(data_dir, create=False)) as store:
        return intake.submissions(store)


def publish(data_dir: Path, told: Told, *, clock: Clock | None = None) -> Line:
    """Publish into a stream of the hub in `data_dir`, which may be running.

    Raises:
        InvalidInput: as `publishing.publish`.
        EnvironmentProblem: `no_hub`.
    """
    with closing(open_store(data_dir, create=False)) as store:
        return publishing.publish(store, clock or SystemClock(), told)


def lay_in(data_dir: Path, path: Path, *, clock: Clock | None = None) -> dict[str, Json]:
    """Keep a file at the hub in `data_dir`, for a line to name; what the line says of it.

    Raises:
        InvalidInput: `file_empty`, `file_too_large`.
        EnvironmentProblem: `no_hub`, `file_unreadable`, `disk_full`, …
    """
    with closing(open_store(data_dir, create=False)) as store:
        return media.lay_in(store, clock or SystemClock(), path)


def take_package(data_dir: Path, package: Path, answer: Path, *, clock: Clock | None = None) -> None:
    """Take a package file into the hub in `data_dir` and write the answer file.

    Raises:
        InvalidInput: as `packages.take_package`; `file_too_large`.
        EnvironmentProblem: `no_hub`, `file_unreadable`, `disk_full`, …
    """
    with closing(open_store(data_dir, create=False)) as store:
        taken = packages.take_package(store, clock or SystemClock(), read_whole(package, MOST_FILE_BYTES))
        write_whole(answer, taken)


def new_admin_token(data_dir: Path) -> str:
    """A fresh token for the keeper's page of the hub in `data_dir`; the one before counts no more.

    Raises:
        EnvironmentProblem: `no_hub`.
    """
    with closing(open_store(data_dir, create=False)) as store:
        return admin.new_admin_token(store)


def back_up(data_dir: Path, *, clock: Clock | None = None) -> Path:
    """A proven copy of the hub in `data_dir`, which may be running; where it is.

    Raises:
        EnvironmentProblem: `no_hub`, and as `backups.back_up`.
    """
    with closing(open_store(data_dir, create=False)) as store:
        return backups.back_up(store, data_dir, clock or SystemClock())


def go_back(data_dir: Path, copy: Path, *, clock: Clock | None = None) -> Path:
    """Bring the hub in `data_dir` back to a copy; see `backups.restore`."""
    return backups.restore(data_dir, copy, clock or SystemClock())


def revoke(data_dir: Path, device: str, *, clock: Clock | None = None) -> None:
    """Take a PC's right to send away; what it sent stays.

    Raises:
        EnvironmentProblem: `no_hub`.
    """
    with closing(open_store(data_dir, create=False)) as store:
        devices.revoke(store, clock or SystemClock(), device)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol named outright: asyncio turns Nagle's waiting off only for a socket that says it is TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # on Windows this option would let two hubs share one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise EnvironmentProblem("hub_port_taken", host=host, port=port) from error
    return listening


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(data_dir: Path, host: str, clock: Clock, on_ready: Callable[[], None]) -> Server:
    import uvicorn  # noqa: PLC0415  a ward that only sends never loads a web server

    from sync.hub.app import make_app  # noqa: PLC0415
    from sync.hub.server import Server  # noqa: PLC0415

    app = make_app(data_dir, clock, loopback=is_loopback(host), on_ready=on_ready)
    return Server(
        uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )
