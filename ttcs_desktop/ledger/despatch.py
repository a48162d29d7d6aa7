"""What leaves the record, and what proves that it arrived."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import NewOp, OpState, Receipt
from ttcs_desktop.ledger.receipts import Receipts, is_genuine


@dataclass(frozen=True, slots=True)
class Despatch:
    """The ledger with the hub it sends to; `enrolment` is None in a ward that types its figures by hand."""

    ledger: Ledger
    receipts: Receipts
    enrolment: Enrolment | None

    def addressed(self, op: NewOp) -> NewOp | None:
        """The op if there is a hub to send it to."""
        return op if self.enrolment is not None else None

    def queue(self, verb: str, op: NewOp) -> None:
        """Queue something that was made before the record was enrolled; what is queued stays as it is."""
        if self.enrolment is not None and self.ledger.outbox.find(op.op_id) is None:
            self.ledger.save(verb, [], send=op)

    def state_of(self, op_id: str) -> OpState | None:
        """How far an op has come; None when it was never queued."""
        op = self.ledger.outbox.find(op_id)
        return op.state if op else None

    def receipt_of(self, submission_id: str, sha256: str) -> Receipt | None:
        """The receipt of a submission, only when it is genuine: signed by the enrolled hub for exactly these bytes."""
        receipt = self.receipts.find(submission_id)
        if receipt is None or self.enrolment is None:
            return None
        return receipt if is_genuine(receipt, self.enrolment.public_key, sha256) else None
