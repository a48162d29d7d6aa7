"""What leaves the record, and what proves that it arrived."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import NewOp, OpState, Receipt
from ttcs_desktop.ledger.placements import Placement, Placements, put_placement
from ttcs_desktop.ledger.receipts import Receipts, is_genuine


@dataclass(frozen=True, slots=True)
class Despatch:
    """The ledger with the hub it sends to.

    Attributes:
        enrolment: None in a ward that types its figures by hand, or puts them into a folder.
        by_folder: whether that folder is chosen, asked anew each time.
    """

    ledger: Ledger
    receipts: Receipts
    enrolment: Enrolment | None
    placements: Placements
    by_folder: Callable[[], bool] = lambda: False

    @property
    def has_way(self) -> bool:
        """Whether anything that is queued can leave."""
        return self.enrolment is not None or self.by_folder()

    def addressed(self, op: NewOp) -> NewOp | None:
        """The op if there is a hub to send it to, or a folder."""
        return op if self.has_way else None

    def queue(self, verb: str, op: NewOp) -> None:
        """Queue something that was made before there was a way to send it; what is queued stays as it is."""
        if self.addressed(op) is not None and self.ledger.outbox.find(op.op_id) is None:
            self.ledger.save(verb, [], send=op)

    def state_of(self, op_id: str) -> OpState | None:
        """How far an op has come; None when it was never queued, or waits where there is no way to send it any more."""
        op = self.ledger.outbox.find(op_id)
        if op is None or (op.state is OpState.WAITING and not self.has_way):
            return None
        return op.state

    def placement_of(self, submission_id: str) -> Placement | None:
        """Where it was put for the city to take from."""
        return self.placements.find(submission_id)

    def place(self, verb: str, submission_id: str, folder: str, files: Mapping[str, str]) -> Changes:
        """Keep that it lies in a folder now, and where: one commit with its op. A second time changes nothing."""
        with self.ledger.together():
            if self.placement_of(submission_id) is not None:
                self.ledger.outbox.mark_placed(submission_id)
                return NOTHING
            changes = self.ledger.save(verb, [put_placement(submission_id, folder, files)], fact=True, travels=False)
            self.ledger.outbox.mark_placed(submission_id)
        return changes

    def receipt_of(self, submission_id: str, sha256: str) -> Receipt | None:
        """The receipt of a submission, only when it is genuine: signed by the enrolled hub for exactly these bytes."""
        receipt = self.receipts.find(submission_id)
        if receipt is None or self.enrolment is None:
            return None
        return receipt if is_genuine(receipt, self.enrolment.public_key, sha256) else None
