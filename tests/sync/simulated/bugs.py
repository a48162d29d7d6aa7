"""Planted bugs, the test of the tests: each breaks one mechanism of the product, and the stories must go red."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest import mock

import requests

import sync.client
import sync.engine
import sync.errors
import sync.hub.app
import sync.reader
import sync.round
from sync.client import Client
from sync.contract import OpResult, Push, PushAnswer, PushedOp
from sync.facts import ReceiptFacts
from sync.hub import intake, renewal
from sync.pull import Pull
from sync.round import Round
from sync.streams import CENTRAL, Heads
from sync.transport import Transport
from tests.sync.simulated.story import Swarm
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import CityRefusal, SyncProblem
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger import outbox, standing
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.receipts import Receipts, _row
from ttcs_desktop.ledger.received import Received
from ttcs_desktop.ledger.telling import Telling
from ttcs_desktop.storage.database import Database
from ttcs_desktop.system.secrets import Secrets


@dataclass(frozen=True)
class Plant:
    """A bug, and the stories in which its mechanism is put to work; the one to begin with is known to find it."""

    breaks: Callable[[], contextlib.AbstractContextManager[None]]
    swarm: Swarm
    first: int


POWER = ("power before", "power after")
BACK = ("back up", "hub goes back")
PLANTED: dict[str, Plant] = {}
_CALM = Swarm(wards=1, shared=True, line=(), rate=0.0, disk=(), troubles=(), steps=40)


def planted(name: str, *, first: int = 0, **on: object) -> Callable[[Callable[[], Iterator[None]]], None]:
    """A generator that breaks something, and mends it when it is closed; `on` tells what its stories are made of."""

    def note(how: Callable[[], Iterator[None]]) -> None:
        made_of = {"rate": 0.35 if "line" in on else 0.0, **on}
        PLANTED[name] = Plant(contextmanager(how), replace(_CALM, **made_of), first)

    return note


def _instead(owner: object, name: str, other: object) -> contextlib.AbstractContextManager[object]:
    return mock.patch.object(owner, name, other)


@planted(
    "the place in a stream is kept before its lines",
    first=4,
    disk=POWER,
    troubles=("disk",),
    often=("disk trouble", "publish"),
)
def _cursor_first() -> Iterator[None]:
    real = Received.keep

    def keep(self, stream, epoch, after, lines):
        with self._database.transaction():
            self._database.execute("UPDATE stream_cursor SET seq = ? WHERE stream = ?", (after + len(lines), stream))
        with self._database.transaction():
            self._database.execute("UPDATE stream_cursor SET seq = ? WHERE stream = ?", (after, stream))
            return real(self, stream, epoch, after, lines)

    with _instead(Received, "keep", keep):
        yield


@planted(
    "the place in a stream has a commit of its own after the lines",
    first=8,
    disk=POWER,
    troubles=("disk",),
    often=("disk trouble", "publish"),
)
def _cursor_last() -> Iterator[None]:
    real = Received.keep

    def keep(self, stream, epoch, after, lines):
        with self._database.transaction():
            kept = real(self, stream, epoch, after, lines)
            self._database.execute("UPDATE stream_cursor SET seq = ? WHERE stream = ?", (after, stream))
        with self._database.transaction():
            self._database.execute("UPDATE stream_cursor SET seq = ? WHERE stream = ?", (after + len(lines), stream))
        return kept

    with _instead(Received, "keep", keep):
        yield


@planted("a retry gets a new id", line=("reply lost",))
def _new_id() -> Iterator[None]:
    real = Client.push
    tried: dict[str, int] = {}

    def push(self, sent):
        ops = []
        for op in sent.ops:
            tried[op.op_id] = tried.get(op.op_id, -1) + 1
            fresh = op.op_id if not tried[op.op_id] else stable_id(op.op_id, tried[op.op_id])
            ops.append(PushedOp(fresh, op.seq, op.kind, op.sha256, op.body))
        answer = real(self, Push(sent.batch, sent.device, sent.unit, tuple(ops)))
        results = tuple(
            OpResult(op.op_id, result.status, result.code) for op, result in zip(sent.ops, answer.results, strict=True)
        )
        return PushAnswer(answer.batch, results, answer.high_water)

    with _instead(Client, "push", push):
        yield


@planted("the hub knows what it has only in memory", first=19, line=("reply lost", "hub's power"))
def _dedupe_in_memory() -> Iterator[None]:
    seen: dict[int, set[str]] = {}

    def is_known(database, clock, op):
        known = seen.setdefault(id(database), set())
        there = op.op_id in known
        known.add(op.op_id)
        return there

    with _known_by(is_known):
        yield


@planted("the hub knows for a while only what it has", line=("reply lost", "late twin"))
def _dedupe_for_a_while() -> Iterator[None]:
    taken: dict[tuple[str, str], dt.datetime] = {}

    def is_known(database, clock, op):
        first = taken.setdefault((str(database.path), op.op_id), clock.now())
        return first != clock.now() and clock.now() - first < dt.timedelta(seconds=1)

    with _known_by(is_known):
        yield


def _known_by(is_known: Callable[..., bool]) -> contextlib.AbstractContextManager[object]:
    """A hub that knows an op again by this alone; another time its effect is there twice."""
    real = intake._take_ops

    def one(database, clock, device, op):
        if is_known(database, clock, op):
            return OpResult(op.op_id, "duplicate")
        again = database.row("SELECT count(*) AS n FROM op WHERE op_id LIKE ?", (op.op_id + "%",))["n"]
        copy = PushedOp(op.op_id + "'" * again, op.seq, op.kind, op.sha256, op.body)
        (result,) = real(database, clock, device, [copy])
        return OpResult(op.op_id, result.status, result.code)

    return _instead(
        intake, "_take_ops", lambda database, clock, device, ops: tuple(one(database, clock, device, op) for op in ops)
    )


@planted("a request that fails is sent again at once", line=("no route",), rate=1.0)
def _at_once_again() -> Iterator[None]:
    real = Transport.ask

    def ask(self, method, path, *, body=b"", headers):
        for _ in range(60):
            try:
                return real(self, method, path, body=body, headers=headers)
            except SyncProblem:
                continue
        return real(self, method, path, body=body, headers=headers)

    with _instead(Transport, "ask", ask):
        yield


@planted("any 2xx is success", line=("portal",))
def _any_2xx() -> Iterator[None]:
    accept, push = sync.client.accept, Client.push
    last: list[int] = []

    def read(reply, expected):
        last[:] = [reply.status]
        return accept(reply, expected)

    def pushed(self, sent):
        last.clear()
        try:
            return push(self, sent)
        except SyncProblem:
            if last and 200 <= last[0] < 300:
                return _all_applied(sent)
            raise

    with _instead(sync.client, "accept", read), _instead(Client, "push", pushed):
        yield


@planted("done is said without comparing what was sent", first=9, line=("old reply", "request lost"))
def _no_echo() -> Iterator[None]:
    push = Client.push

    def pushed(self, sent):
        with mock.patch.object(PushAnswer, "answers", return_value=True):
            push(self, sent)
        return _all_applied(sent)

    with _instead(Client, "push", pushed):
        yield


@planted("the digest is not looked at", line=("request spoiled",))
def _no_digest() -> Iterator[None]:
    def holds(field: object, raw: bytes) -> bool:
        return True

    with _instead(sync.reader, "digest_holds", holds), _instead(sync.hub.app, "digest_holds", holds):
        yield


@planted("redirects are followed", line=("redirect",))
def _redirects() -> Iterator[None]:
    real = requests.Session.request

    def request(self, *given, **how):
        return real(self, *given, **{**how, "allow_redirects": True})

    with _instead(requests.Session, "request", request):
        yield


@planted("done is written before the answer is there", line=("request lost",))
def _done_first() -> Iterator[None]:
    real = Round._push

    def push(self, client, identity, ops):
        self._outbox.mark_done([op.op_id for op in ops])
        real(self, client, identity, ops)

    with _instead(Round, "_push", push):
        yield


@planted("the moment of the retry is in memory only", line=("request lost",))
def _timer() -> Iterator[None]:
    real = Outbox.due

    def due(self, lane, *, limit=200, at_once=False):
        return [op for op in real(self, lane, limit=limit, at_once=at_once) if at_once or op.problem is None]

    with _instead(Outbox, "due", due):
        yield


@planted("one queue for all: what fails holds up the rest", troubles=("poison",))
def _one_queue() -> Iterator[None]:
    def failed(self, op, problem):
        if isinstance(problem, CityRefusal):
            self._refuse(op.op_id, problem.code)
            return
        raise problem

    with _instead(Round, "_failed", failed):
        yield


@planted(
    "Đã nộp before the receipt is looked at",
    first=5,
    line=("old reply", "replies swapped"),
    often=("freeze", "correct"),
)
def _unverified() -> Iterator[None]:
    def verified(signed, frozen, enrolment, stored_at):
        try:
            facts = ReceiptFacts.from_bytes(signed.body)
        except ValueError:
            raise SyncProblem("receipt_bad") from None
        return Receipt(
            facts.submission.id, facts.receipt_no, signed.body, signed.signature, enrolment.public_key,
            sha256_hex(frozen), facts.received_at, stored_at,
        )  # fmt: skip

    with _instead(sync.round, "verified", verified):
        yield


@planted("Retry-After is obeyed whatever it says", first=1, line=("bare before",))
def _retry_after() -> Iterator[None]:
    long = dt.timedelta(days=3000)
    with _instead(sync.reader, "_LONGEST_RETRY", long), _instead(outbox, "LONGEST_WAIT", long):
        yield


@planted("the error is shown as it was raised", line=("no route",))
def _raw_text() -> Iterator[None]:
    import sync.transport

    with _instead(sync.transport, "of_exception", lambda error: SyncProblem(str(error))):
        yield


@planted("a stream is read from its first line in every round", line=("request lost",))
def _backwards() -> Iterator[None]:
    real = Pull._read

    def read(self, stream, head):
        self._received.begin(stream, self._heads.epoch)
        real(self, stream, head)

    with _instead(Pull, "_read", read):
        yield


@planted("a line that comes again is kept again", first=4, troubles=("hub back",), often=BACK)
def _line_twice() -> Iterator[None]:
    def append(self, table, names, rows):
        Database.insert(self, table, [dict(zip(names, row, strict=True)) for row in rows])

    with _instead(Database, "append_new_tuples", append):
        yield


@planted("a receipt is replaced by a later one", troubles=("hub back",), often=BACK)
def _receipt_replaced() -> Iterator[None]:
    def store(self, receipt):
        with self._database.transaction():
            self._database.put("receipt", [_row(receipt)])
        return receipt

    with _instead(Receipts, "store", store):
        yield


@planted("the hub's loss is not noticed", troubles=("hub back",), often=BACK)
def _loss_unseen() -> Iterator[None]:
    with _instead(Outbox, "offer_again", lambda self, lacking: 0):
        yield


@planted("the hub's loss is guessed from its epoch alone", first=16, troubles=("hub back",), often=BACK)
def _loss_by_epoch() -> Iterator[None]:
    real = Round._offer_again
    epochs: dict[object, str] = {}

    def offer(self, heads, written):
        path = self._database.path
        if epochs.setdefault(path, heads.epoch) != heads.epoch:
            real(self, heads, written)
        epochs[path] = heads.epoch

    with _instead(Round, "_offer_again", offer):
        yield


@planted(
    "a stream that was cut back and grew again passes for the same",
    first=1,
    troubles=("hub back",),
    often=(*BACK, "publish"),
)
def _fork_unseen() -> Iterator[None]:
    with _instead(Received, "has", lambda self, stream, seq, mark: True):
        yield


@planted("the token is shown before the hub has proven itself", troubles=("swap",))
def _unproven() -> Iterator[None]:
    def heads(self, public_key, hub_id, device):
        return Heads("", hub_id, dt.datetime.now(dt.UTC), "", {CENTRAL: 9}, {CENTRAL: ""}, 0, (), 1 << 40)

    with _instead(Client, "heads", heads), _instead(sync.engine, "unit_stream", lambda unit: CENTRAL):
        yield


@planted("an error of the hub is taken for its no", line=("bare before",))
def _error_is_no() -> Iterator[None]:
    with _instead(sync.errors, "REFUSALS", frozenset({*sync.errors.REFUSALS, "hub_error"})):
        yield


@planted("what a proxy says is too large is taken for the hub's no", first=3, line=("bare before",))
def _proxy_is_no() -> Iterator[None]:
    with _instead(sync.errors, "_BY_STATUS", {**sync.errors._BY_STATUS, 413: "too_large"}):
        yield


@planted(
    "the old token counts no more once the new one is made",
    first=3,
    line=("reply lost",),
    troubles=("renew",),
    often=("renew",),
)
def _replaced_at_once() -> Iterator[None]:
    real = renewal.renew

    def renew(store, clock, shown, device, unit):
        token = real(store, clock, shown, device, unit)
        renewal.note_used(store, clock, sha256_hex(shown.partition(" ")[2].strip().encode()))
        return token

    with _instead(renewal, "renew", renew):
        yield


@planted(
    "the new token is used before it is kept", first=1, line=("reply lost",), troubles=("renew",), often=("renew",)
)
def _used_before_kept() -> Iterator[None]:
    with _instead(Secrets, "offer", lambda self, record_id, token: True):
        yield


@planted(
    "the new token is thrown away where the keyring did not take it",
    first=7,
    troubles=("renew",),
    often=("renew", "shake keyring", "start again"),
)
def _not_kept() -> Iterator[None]:
    real = Secrets.settle

    def settle(self, record_id, token):
        real(self, record_id, token)
        self._remove(record_id, ("next",))

    with _instead(Secrets, "settle", settle):
        yield


@planted("headers are logged")
def _logged() -> Iterator[None]:
    real = Transport.ask

    def ask(self, method, path, *, body=b"", headers):
        logging.getLogger("ttcs.sync").debug("%s %s", path, dict(headers))
        return real(self, method, path, body=body, headers=headers)

    with _instead(Transport, "ask", ask):
        yield


@planted("a saved row and its op are two commits", disk=POWER, troubles=("disk",), often=("disk trouble", "publish"))
def _two_commits() -> Iterator[None]:
    save, queue = Ledger.save, Telling.queue
    later: list[tuple] = []

    def saved(self, *given, **how):
        later.clear()
        changes = save(self, *given, **how)
        for call in later:
            with self._database.transaction():
                queue(self._telling, *call)
        return changes

    with _instead(Telling, "queue", lambda self, *call: later.append(call)), _instead(Ledger, "save", saved):
        yield


@planted(
    "a receipt is told of that is not the one kept",
    troubles=("hub back",),
    wards=3,
    shared=False,
    often=(*BACK, "freeze", "correct"),
)
def _other_receipt() -> Iterator[None]:
    real = Receipts.store

    def store(self, receipt):
        real(self, receipt)
        return receipt

    with _instead(Receipts, "store", store):
        yield


@planted("the counter leaves gaps")
def _gaps() -> Iterator[None]:
    real = Outbox.add

    def add(self, op):
        real(self, op)
        self._database.execute("UPDATE op SET seq = seq + 1 WHERE op_id = ?", (op.op_id,))

    with _instead(Outbox, "add", add):
        yield


@planted("the hub is asked again in a day")
def _tomorrow() -> Iterator[None]:
    with _instead(standing, "ASK_EVERY", dt.timedelta(days=1)):
        yield


@planted("a PC that was shut out is told that all is well", first=1, troubles=("revoke",))
def _shut_out() -> Iterator[None]:
    with _instead(sync.engine, "unit_stream", lambda unit: CENTRAL):
        yield


@planted("a disk in trouble is told as an exception", disk=("full", "locked"), troubles=("disk",))
def _traceback() -> Iterator[None]:
    from ttcs_desktop.storage import errors

    with _instead(errors, "_BY_RESULT", {}):
        yield


def _all_applied(push: Push) -> PushAnswer:
    return PushAnswer(push.batch, tuple(OpResult(op.op_id, "applied") for op in push.ops), 0)
