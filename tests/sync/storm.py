"""The day of the deadline: many wards submit at once over bad lines, each with the program's own client and outbox.

Real: the hub and its file, the sockets, the client, the strict reader, the check of receipts, the outbox that holds
when the next try is due. Not real: the wards of one process share a record in memory instead of a file on a PC of
their own, and a fault is made beside the socket instead of by a network.
"""

from __future__ import annotations

import datetime as dt
import random
import socket
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from sync.client import Client
from sync.contract import EnrolRequest
from sync.hub import devices
from sync.hub.store import open_store
from sync.verify import verified
from tests.fresh import in_memory
from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.model import Lane, NewOp, Op, Receipt
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.receipts import Receipts

A_SECOND = dt.timedelta(seconds=1)
FAULTS = ("reply lost", "request cut", "busy")
# One round in five: each of its two exchanges meets one of the faults with this chance.
A_FAULT = 1 - 0.8**0.5


@dataclass(frozen=True)
class VirtualWard:
    """A unit with a PC that the hub knows."""

    unit: str
    device: str
    token: str


def enrolled(hub: Path, clock: Clock, units: Iterable[str]) -> tuple[Enrolment, list[VirtualWard]]:
    """A PC for each unit, written into the hub's file before the day; the enrolment is without an address yet."""
    ids, wards = IdMaker(clock), []
    store = open_store(hub)
    try:
        with store.database.transaction():
            for unit in units:
                code, device = devices.issue_code(store, clock, unit), ids.new()
                answer = devices.enrol(store, clock, EnrolRequest(code.secret, device, unit, ids.new()))
                wards.append(VirtualWard(unit, device, answer.token))
        return Enrolment("", store.card.hub_id, store.card.name, store.card.public_key), wards
    finally:
        store.close()


class BadLine(HTTPAdapter):
    """What carries the requests of one round; now and then it does so badly."""

    def __init__(self, chance: random.Random, met: Counter[str]) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)
        self._chance, self._met = chance, met

    def send(self, request: requests.PreparedRequest, *args: object, **kwargs: object) -> requests.Response:
        fault = self._chance.choice(FAULTS) if self._chance.random() < A_FAULT else "none"
        self._met[fault] += 1
        if fault == "busy":
            return _busy(request)
        if fault == "request cut":
            _half_of(request)
            raise requests.ConnectionError("cut")
        response = super().send(request, *args, **kwargs)  # type: ignore[arg-type]
        if fault == "reply lost":
            response.raw.read()
            response.close()
            raise requests.ConnectionError("cut")
        return response


class Crowd:
    """Wards that share one record in memory, each with one report to bring to the hub."""

    def __init__(self, hub: Enrolment, wards: Iterable[VirtualWard], clock: Clock, values: int, seed: int) -> None:
        self._hub, self._clock = hub, clock
        self._chance = random.Random(seed)
        self.record = in_memory()
        self.outbox = Outbox(self.record, clock)
        self.faults: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self._ward: dict[str, VirtualWard] = {}
        ids = IdMaker(clock)
        with self.record.transaction():
            for ward in wards:
                op_id = ids.new()
                self._ward[op_id] = ward
                body = report(op_id, ward.unit, values)
                self.outbox.add(NewOp(op_id, Lane.SUBMISSION, "submission", "B01", body))

    def sweep(self, hands: Executor, most: int) -> int:
        """Let the wards whose time has come try once, `most` at most, as many at once as there are hands."""
        due = self.outbox.due(Lane.SUBMISSION, limit=most)
        lines = [BadLine(random.Random(self._chance.random()), Counter()) for _ in due]
        for op, line, outcome in zip(due, lines, hands.map(self._try, due, lines), strict=True):
            self.faults += line._met
            if isinstance(outcome, SyncProblem):
                self.problems[outcome.code] += 1
                self.outbox.postpone([op.op_id], outcome.code, at_least=wait_of(outcome))
            else:
                with self.record.transaction():
                    Receipts(self.record).store(outcome)
                    self.outbox.mark_done([op.op_id])
        return len(due)

    def _try(self, op: Op, line: BadLine) -> Receipt | SyncProblem:
        """One round of a ward: the hub proves itself, then the report, then the receipt is looked at."""
        ward = self._ward[op.op_id]
        try:
            with Client(self._hub.url, token=ward.token, net=line) as client:
                client.heads(self._hub.public_key, self._hub.hub_id, ward.device)
                posted = client.submit(op.op_id, op.body, 1)
            return verified(posted.receipt, op.body, self._hub, self._clock.now())
        except SyncProblem as problem:
            return problem


def report(op_id: str, unit: str, values: int) -> bytes:
    """A frozen report of so many figures."""
    return canonical_bytes(
        {
            "id": op_id,
            "unit": {"code": unit, "name": f"Phường {unit}"},
            "template": "184-6T",
            "year": 2026,
            "window": {"start": "2025-12-01", "cut_off": "2026-05-30", "before": "2026-06-06"},
            "version": 1,
            "values": [{"code": f"C{number:03}", "value": str(number * 37 % 991)} for number in range(values)],
        }
    )


def _busy(request: requests.PreparedRequest) -> requests.Response:
    response = requests.Response()
    response.status_code, response.request, response.url = 503, request, request.url or ""
    response.headers["Retry-After"] = "1"
    response.raw = _Nothing()
    return response


class _Nothing:
    """The body of a reply without one."""

    def stream(self, *args: object, **kwargs: object) -> Iterable[bytes]:
        return ()

    def close(self) -> None:
        pass

    def release_conn(self) -> None:
        pass


def _half_of(request: requests.PreparedRequest) -> None:
    """Half of the request on a connection of its own, then nothing more."""
    parts = urlsplit(request.url)
    head = [f"{request.method} {request.path_url} HTTP/1.1", f"Host: {parts.netloc}"]
    head += [f"{name}: {value}" for name, value in request.headers.items()]
    whole = "\r\n".join(head).encode() + b"\r\n\r\n" + (request.body or b"")
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as line:
        line.sendall(whole[: max(20, len(whole) // 2)])


def wait_of(problem: SyncProblem) -> dt.timedelta:
    """What a round waits at least after this problem."""
    asked = problem.details.get("wait")
    return max(asked, A_SECOND) if isinstance(asked, dt.timedelta) else A_SECOND
