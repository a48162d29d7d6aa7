"""What waits, on a stick instead of over the line; and the hub's answer to it, which the stick brings back.

The same ops under the same ids: whatever also went over a line counts once.
"""

from __future__ import annotations

from pathlib import Path

from sync.contract import Signed
from sync.fields import Malformed
from sync.package_file import MOST_FILE_BYTES, MOST_OPS, Answer, Head, Load, package_bytes, read_answer
from sync.pull import told
from sync.round import pushed_op
from sync.rows import Rows, RowsAsked
from sync.streams import Page, attested
from sync.verify import verified
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput, SyncProblem
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.basics.signature import is_signed, seal
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.ledger.identity import Enrolment, Identity
from ttcs_desktop.ledger.model import Delivery, Lane, OpState
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.receipts import Receipts
from ttcs_desktop.ledger.received import Cursor, Received
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.whole import read_whole, write_whole

_STREAMS = "central", "prov", "unit"
_ROWS = b'{"hub":'  # its first key; a page of a stream begins with `after`


class Packages:
    """Packages of one record, enrolled with one hub."""

    def __init__(self, database: Database, identity: Identity, enrolment: Enrolment, clock: Clock) -> None:
        self._database = database
        self._identity = identity
        self._enrolment = enrolment
        self._clock = clock
        self._outbox = Outbox(database, clock)
        self._received = Received(database, clock)

    def write(self, path: Path, token: str) -> int:
        """Put everything that waits, 20,000 ops at most, into a file; how many there are. Nothing changes by it.

        Raises:
            EnvironmentProblem: `disk_full`, `folder_unsuitable`, …; there is no half file then.
        """
        id_ = IdMaker(self._clock).new()
        ops = [op for lane in Lane for op in self._outbox.due(lane, limit=MOST_OPS, at_once=True)][:MOST_OPS]
        load = Load(
            tuple(pushed_op(op, self._identity.device_id) for op in ops if op.lane is Lane.RECORDS),
            tuple(
                (op.op_id, op.seq, op.body, "" if op.source == self._identity.device_id else op.source)
                for op in ops
                if op.lane is Lane.SUBMISSION
            ),
            self._asked(id_) if self._outbox.ward_key() else None,
        )
        sealed = seal(self._enrolment.public_key, load.to_bytes())
        head = Head(
            id=id_,
            hub_id=self._enrolment.hub_id,
            unit=self._identity.unit_code,
            device=self._identity.device_id,
            cursors={stream: (at.epoch, at.seq) for stream, at in self._received.cursors().items()},
            sha256=sha256_hex(sealed),
        )
        write_whole(path, package_bytes(head, sha256_hex(token.encode()), sealed))
        return len(ops)

    def take_answer(self, path: Path) -> Delivery:
        """Take in what the hub answered; the same answer again changes nothing.

        Raises:
            InvalidInput: `file_not_answer`, `answer_damaged`, `answer_other_hub`, `answer_other_record`.
            EnvironmentProblem: `file_unreadable`, `disk_full`, …
        """
        answer = self._proven(read_whole(path, MOST_FILE_BYTES))
        problem: str | None = None
        receipts: list[str] = []
        done = 0
        for submission_id, got in answer.receipts.items():
            op = self._outbox.find(submission_id)
            if op is None or op.state is OpState.DONE:
                continue
            try:
                if isinstance(got, str):
                    raise SyncProblem(got if got.startswith("submit_") else "op_refused")
                receipt = verified(got, op.body, self._enrolment, self._clock.now())
            except SyncProblem as refused:
                problem = problem or refused.code
                if isinstance(got, str):
                    self._outbox.mark_refused(submission_id, refused.code)
                continue
            with self._database.transaction():
                kept = Receipts(self._database).store(receipt)
                self._outbox.mark_done([submission_id])
            receipts.append(kept.receipt_no)
        with self._database.transaction():
            for result in answer.results:
                op = self._outbox.find(result.op_id)
                if op is None or op.state is not OpState.WAITING:
                    continue
                if result.status == "rejected":
                    self._outbox.mark_refused(result.op_id, "op_refused")
                    problem = problem or "op_refused"
                else:
                    self._outbox.mark_done([result.op_id])
                    done += 1
        return Delivery(
            sent=done + len(receipts),
            received=sum(self._keep(page, answer.epoch) for page in answer.pages),
            waiting=self._outbox.waiting_count(),
            receipts=tuple(receipts),
            problem=problem,
            refused=problem is not None,
        )

    def _asked(self, package: str) -> RowsAsked:
        joining = JoiningRepository(self._database, self._clock)
        return RowsAsked(package, self._identity.source, joining.made(), joining.have())

    def _keep_rows(self, page: Rows) -> int:
        if (page.hub_id, page.unit) != (self._enrolment.hub_id, self._identity.unit_code):
            return 0
        for other in page.others:
            Sources(self._database).note_told(other.source, other.heard_at, other.made)
        return JoiningRepository(self._database, self._clock).keep(page.ops)

    def _proven(self, data: bytes) -> Answer:
        try:
            signed = read_answer(data)
            answer = Answer.from_bytes(signed.body)
        except Malformed as error:
            raise InvalidInput("file", "file_not_answer" if str(error) == "mark" else "answer_damaged") from error
        if answer.hub_id != self._enrolment.hub_id or not is_signed(
            self._enrolment.public_key, signed.body, signed.signature
        ):
            raise InvalidInput("file", "answer_other_hub")
        if (answer.unit, answer.device) != (self._identity.unit_code, self._identity.device_id):
            raise InvalidInput("file", "answer_other_record")
        return answer

    def _keep(self, signed: Signed, epoch: str) -> int:
        """Keep a page that follows where the stream has been read to, or what the ward's other PCs sent; how many
        lines or ops. Another one is passed over."""
        try:
            if signed.body.startswith(_ROWS):
                if not is_signed(self._enrolment.public_key, signed.body, signed.signature):
                    return 0
                return self._keep_rows(Rows.from_bytes(signed.body))
            page = Page.from_bytes(signed.body)
            lines = told(page)
        except Malformed:
            return 0
        ours = is_signed(self._enrolment.public_key, attested(signed.body), signed.signature) and page.epoch == epoch
        if not ours or page.stream.partition(":")[0] not in _STREAMS:
            return 0
        cursor = self._received.cursor(page.stream)
        if page.after == 0 and (cursor is None or cursor.epoch != epoch):
            self._received.begin(page.stream, epoch)
            cursor = Cursor(epoch, 0)
        if cursor != Cursor(epoch, page.after) or not self._received.has(page.stream, page.after, page.prev):
            return 0
        return len(lines) if self._received.keep(page.stream, epoch, page.after, lines) else 0
