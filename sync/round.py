"""One round with the hub: what is sent in which order, what an answer changes, what a failure delays."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from sync.contract import Push, PushedOp, Signed
from sync.errors import PERHAPS_THE_ITEM
from sync.fields import Malformed, member
from sync.pull import Pull
from sync.verify import verified, verified_first
from ttcs_desktop.basics.clock import Clock, FixedClock
from ttcs_desktop.basics.errors import CityRefusal, EnvironmentProblem, SyncProblem
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.identity import Enrolment, Identity
from ttcs_desktop.ledger.model import Delivery, Lane, Op, OpState, Receipt
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.receipts import Receipts
from ttcs_desktop.ledger.received import Received
from ttcs_desktop.ledger.standing import HubStanding
from ttcs_desktop.storage.database import Database

if TYPE_CHECKING:
    from sync.client import Client
    from sync.streams import Heads

_log = logging.getLogger("ttcs.sync")
_BATCH, _MOST = 200, 2_000  # a batch grows while the line carries it
_LAST_NUMBER = (1 << 63) - 1
_SHORTEST_WAIT = dt.timedelta(seconds=1)
# Of things that failed while the hub was well: with the rest of their lane they are not in its way the next time.
_SUSPECT_WAIT = dt.timedelta(minutes=1)
# So many failures running, nothing taken between them, and the lane is left for this round.
_ASK_AT, _MOST_RUNNING = 2, 6
# A smaller batch may get through a slow line, and finds the one op that a hub stumbles over.
_SMALLER_MAY_HELP = PERHAPS_THE_ITEM | {"slow", "too_large"}


class _Stuck(Exception):
    """The hub is well and takes nothing of a lane."""

    def __init__(self, problem: SyncProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Round:
    """What one call of `deliver` does; made for it and thrown away."""

    def __init__(self, database: Database, clock: Clock, outbox: Outbox, ids: IdMaker, *, at_once: bool) -> None:
        self._database = database
        self._clock = clock
        self._outbox = outbox
        self._standing = HubStanding(database, clock)
        self._ids = ids
        self._at_once = at_once
        self._postponed: set[str] = set()
        self._failed_in_a_row = 0
        self._is_well: Callable[[], object] = lambda: None
        self._sent = 0
        self._received = 0
        self._receipts: list[str] = []
        self._problem: str | None = None
        self._refused = False

    def run(self, connect: Callable[[], AbstractContextManager[tuple[Client, Identity, Enrolment, Heads]]]) -> Delivery:
        """Send until nothing is due or the line is in the way, then every due op waits alike; read what is new.

        Nothing to do on either side costs the one request in which the hub proves itself and tells where it stands.
        """
        if self._at_once or self._standing.may_ask() or any(self._next(lane, 1) for lane in Lane):
            written = self._database.written_by_others()
            try:
                with connect() as (client, identity, enrolment, heads):
                    self._offer_again(identity.source, heads, written)
                    self._standing.note_level(level=False)
                    self._is_well = lambda: client.heads(enrolment.public_key, enrolment.hub_id, identity.device_id)
                    self._lane(Lane.SUBMISSION, lambda: self._submissions(client, identity, enrolment))
                    self._lane(Lane.RECORDS, lambda: self._records(client, identity))
                    pull = Pull(Received(self._database, self._clock), client, enrolment, heads)
                    try:
                        pull.run()
                    finally:
                        self._received = pull.kept
                    if self._outbox.ward_key():
                        self._rows(client, identity, enrolment, heads)
                    self._standing.note_level(level=True)
            except SyncProblem as problem:
                self._note(problem.code)
                if problem.code == "source_twin":
                    self._part_from_twin()
                else:
                    self._postpone(problem, tuple(Lane))
            except EnvironmentProblem as problem:
                # Nothing of the last step was kept: what it sent goes again under the same id.
                self._note(problem.code)
            self._standing.asked(well=self._problem is None)
        return Delivery(
            sent=self._sent,
            received=self._received,
            waiting=self._outbox.waiting_count(),
            receipts=tuple(self._receipts),
            problem=self._problem,
            refused=self._refused,
        )

    def _part_from_twin(self) -> None:
        from ttcs_desktop.ledger.beginning import part_from_twin  # noqa: PLC0415  a copied disk is rare

        many = part_from_twin(self._database, self._ids.new())
        _log.warning("another PC counts by our numbers: %d ops go under new ones", many)

    def _rows(self, client: Client, identity: Identity, enrolment: Enrolment, heads: Heads) -> None:
        from sync.rows_pull import RowsPull  # noqa: PLC0415  wards of several PCs

        rows = RowsPull(self._database, self._clock, client, enrolment)
        try:
            rows.run(identity, heads, sent=self._sent > 0)
        finally:
            self._received += rows.kept

    def _offer_again(self, source: str, heads: Heads, written: int) -> None:
        """A hub that went back has lost what came after its backup: what this PC still has goes again.

        Judged by what the hub names, never by what we remember of it, so that no backup goes unnoticed.
        """
        with self._database.transaction():
            # Another window may have sent more while the hub answered: the next round sees the same, and knows.
            if self._database.written_by_others() == written:
                again = self._outbox.offer_again(source, [*heads.missing, (heads.highest + 1, _LAST_NUMBER)])
                if again:
                    _log.warning("the hub went back: %d ops wait again", again)

    def _lane(self, lane: Lane, send: Callable[[], None]) -> None:
        """Send what is due of a lane; what gets stuck in it delays neither the other one nor the reading."""
        self._failed_in_a_row = 0
        try:
            send()
        except _Stuck as stuck:
            self._postpone(stuck.problem, (lane,))

    def _submissions(self, client: Client, identity: Identity, enrolment: Enrolment) -> None:
        while found := self._next(Lane.SUBMISSION, 1):
            op = found[0]
            try:
                posted = client.submit(op.op_id, op.body, op.seq, _counter(op, identity))
                receipt = verified(posted.receipt, op.body, enrolment, self._clock.now())
            except SyncProblem as problem:
                self._failed(op, self._with_first_receipt(op, problem, enrolment))
            else:
                self._submitted(op, receipt)

    def _submitted(self, op: Op, receipt: Receipt) -> None:
        with self._database.transaction():
            kept = Receipts(self._database).store(receipt)
            self._outbox.mark_done([op.op_id])
        self._failed_in_a_row = 0
        self._sent += 1
        self._receipts.append(kept.receipt_no)

    def _with_first_receipt(self, op: Op, problem: SyncProblem, enrolment: Enrolment) -> SyncProblem:
        """Keep the receipt that a `submit_already` brings; a claim without a genuine one is `receipt_bad`."""
        if problem.code != "submit_already":
            return problem
        try:
            signed = Signed.from_json(member(problem.details["document"], "receipt"))  # type: ignore[arg-type]
            first = verified_first(signed, op.body, enrolment, self._clock.now())
        except Malformed as error:
            return SyncProblem("receipt_bad", reason=str(error))
        except SyncProblem as bad:
            return bad
        Receipts(self._database).store_first(op.op_id, first)
        return problem

    def _records(self, client: Client, identity: Identity) -> None:
        size = _BATCH
        while ops := self._next(Lane.RECORDS, size):
            try:
                self._push(client, identity, ops)
            except SyncProblem as problem:
                if problem.code in _SMALLER_MAY_HELP and len(ops) > 1:
                    size = len(ops) // 2
                    continue
                self._failed(ops[0], problem)
            else:
                size = min(_MOST, size * 2)

    def _push(self, client: Client, identity: Identity, ops: Sequence[Op]) -> None:
        # Frozen bytes are UTF-8; any that a failing disk spoiled no longer fit their sha-256, and the hub says so.
        pushed = tuple(pushed_op(op, identity.device_id) for op in ops)
        answer = client.push(Push(self._ids.new(), identity.device_id, identity.unit_code, pushed))
        taken = [result.op_id for result in answer.results if result.status != "rejected"]
        with self._database.transaction():
            self._outbox.mark_done(taken)
            for result in answer.results:
                if result.status == "rejected":
                    _log.info("op %s refused: %r", result.op_id, result.code)
                    self._refuse(result.op_id, "op_refused")
        self._failed_in_a_row = 0
        self._sent += len(taken)

    def _failed(self, op: Op, problem: SyncProblem) -> None:
        """Delay or set aside this op alone; a failure that is not about it is raised, and delays all.

        One failure may be this op's. At the second one running the hub is asked whether it is well: if it is, these
        are bad things next to one another, and the next one is tried, up to a bound.
        """
        if isinstance(problem, CityRefusal):
            self._refuse(op.op_id, "op_refused" if problem.code == "too_large" else problem.code)
            self._failed_in_a_row = 0
            return
        self._failed_in_a_row += 1
        if problem.code not in PERHAPS_THE_ITEM:
            raise problem
        if self._failed_in_a_row == _ASK_AT:
            self._is_well()
        self._note(problem.code)
        self._postponed.add(op.op_id)
        wait = _SHORTEST_WAIT if self._failed_in_a_row < _ASK_AT else _SUSPECT_WAIT
        self._outbox.postpone([op.op_id], problem.code, at_least=wait)
        if self._failed_in_a_row >= _MOST_RUNNING:
            raise _Stuck(problem)

    def _refuse(self, op_id: str, code: str) -> None:
        self._note(code, refused=True)
        with self._database.transaction():
            op = self._outbox.find(op_id)
            # Another process may have brought it home meanwhile: done stays done.
            if op is not None and op.state is OpState.WAITING:
                self._outbox.mark_refused(op_id, code)

    def _postpone(self, problem: SyncProblem, lanes: Sequence[Lane]) -> None:
        asked = problem.details.get("wait")
        wait = max(asked, _SHORTEST_WAIT) if isinstance(asked, dt.timedelta) else _SHORTEST_WAIT
        # Held at one moment: whatever is postponed is then no longer due, so this ends however long the queue is.
        held = Outbox(self._database, FixedClock(self._clock.now()))
        for lane in lanes:
            if self._at_once:
                held.postpone([op.op_id for op in self._next(lane, _BATCH)], problem.code, at_least=wait)
            while due := held.due(lane, limit=_BATCH):
                held.postpone([op.op_id for op in due], problem.code, at_least=wait)

    def _next(self, lane: Lane, size: int) -> list[Op]:
        # A press makes everything due, also what has just been postponed: it is not tried twice in a round.
        found = self._outbox.due(lane, limit=size + len(self._postponed), at_once=self._at_once)
        return [op for op in found if op.op_id not in self._postponed][:size]

    def _note(self, code: str, *, refused: bool = False) -> None:
        """Keep the first trouble of the round."""
        if self._problem is None:
            self._problem, self._refused = code, refused


def pushed_op(op: Op, device: str) -> PushedOp:
    """An op as it travels; a PC's first counter has the PC's name, so that it need not be told."""
    source = "" if op.source == device else op.source
    return PushedOp(op.op_id, op.seq, op.kind, op.sha256, op.body.decode(errors="replace"), source, op.seen, op.proof)


def _counter(op: Op, identity: Identity) -> str:
    return "" if op.source == identity.device_id else op.source
