"""Approval: who may say yes, for exactly what, and what stands after a change or a withdrawal.

Content of a commune station is approved by the leader of its People's Committee before it is aired (e.g. QĐ
29/2021/QĐ-UBND Thừa Thiên Huế). Urgent items have a fast way of their own; nothing is aired without a basis.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Approval, ApprovalGiven, Basis, Decision
from ttcs_desktop.content.repository import ContentRepository, put_approval
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.vietnamese.text import tidy


class Approvals:
    """Decisions about items, editions and slots alike."""

    def __init__(self, repository: ContentRepository, ledger: Ledger, clock: Clock) -> None:
        self._repository = repository
        self._ledger = ledger
        self._clock = clock

    def decision(
        self, subject: str, record_id: str, covers: Collection[str], given: ApprovalGiven, decision: Decision
    ) -> Put:
        """The decision as a row to save together with what it changes. An imported timetable names no approver.

        Raises:
            InvalidInput: `approver_missing`; `paper_number_missing` for a paper or authorisation without its number;
                `decided_in_future` for a day that has not come.
        """
        if given.basis is not Basis.IMPORTED and not tidy(given.approver):
            raise InvalidInput("approver", "approver_missing")
        if given.basis in (Basis.PAPER, Basis.STANDING) and not tidy(given.number):
            raise InvalidInput("number", "paper_number_missing")
        if given.decided_on > today(self._clock):
            raise InvalidInput("decided_on", "decided_in_future")
        return put_approval(
            Approval(
                id=self._ledger.new_id(),
                subject=subject,
                record_id=record_id,
                covers=tuple(sorted(covers)),
                decision=decision,
                basis=given.basis,
                approver=tidy(given.approver),
                position=tidy(given.position),
                decided_on=given.decided_on,
                number=tidy(given.number),
                reason=tidy(given.reason),
                at="",
            )
        )

    def in_force(self, covers_by_record: Mapping[str, Collection[str]]) -> dict[str, Approval]:
        """The approvals that hold now, by record: the last word is yes, and it covers what the record holds today."""
        last = last_words(self._repository.approvals(covers_by_record))
        return {
            record_id: approval
            for record_id, approval in last.items()
            if approval.decision is Decision.APPROVED and set(approval.covers) == set(covers_by_record[record_id])
        }

    def carried_over(self, successors: Mapping[str, str]) -> list[Put]:
        """The last decision about each record, given again for the record that takes its place."""
        last = last_words(self._repository.approvals(successors))
        return [
            put_approval(replace(decision, id=self._ledger.new_id(), record_id=successors[record_id]))
            for record_id, decision in last.items()
        ]

    def ever_decided(self, record_id: str) -> bool:
        """Whether anybody has ever decided about a record."""
        return bool(self._repository.approvals([record_id]))

    def find(self, approval_id: str) -> Approval | None:
        return self._repository.approval(approval_id)


def last_words(approvals: Iterable[Approval]) -> dict[str, Approval]:
    """The newest decision about each record."""
    return {approval.record_id: approval for approval in approvals}
