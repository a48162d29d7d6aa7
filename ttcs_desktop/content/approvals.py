"""Approval: who may say yes, for exactly what, and what stands after a change or a withdrawal.

Content of a commune station is approved by the leader of its People's Committee before it is aired (e.g. QĐ
29/2021/QĐ-UBND Thừa Thiên Huế). Urgent items have a fast way of their own; nothing is aired without a basis.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ttcs_desktop.basics.clock import Clock, local, today, unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Approval, ApprovalGiven, Basis, Decision
from ttcs_desktop.content.pipeline.authorisations import Authorisations, holds_on
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.content.repository import ContentRepository, put_approval
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.office.boards import Boards, Right
from ttcs_desktop.vietnamese.text import tidy


class Approvals:
    """Decisions about items, editions and slots alike."""

    def __init__(
        self,
        repository: ContentRepository,
        ledger: Ledger,
        clock: Clock,
        boards: Boards,
        authorisations: Authorisations,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._clock = clock
        self._boards = boards
        self._authorisations = authorisations

    def decision(
        self,
        subject: str,
        record_id: str,
        covers: Collection[str],
        given: ApprovalGiven,
        decision: Decision,
        *,
        needs: Scope | None = None,
    ) -> Put:
        """The decision as a row to save together with what it changes. An imported timetable names no approver.

        Args:
            needs: which scope of a standing authorisation would cover the record; None when none would.

        Raises:
            InvalidInput: `approver_missing`; `paper_number_missing` for a paper or authorisation without its number;
                `urgent_reason_missing` for a yes by telephone that says no reason;
                `decided_in_future` for a day that has not come; `approver_not_entitled` (with the board's number) for
                one who neither was a leader nor headed the board of that day; for a yes by standing authorisation
                what `Authorisations.for_approval` refuses.
        """
        if given.basis is not Basis.IMPORTED:
            self._check(given, decision, needs)
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

    def _check(self, given: ApprovalGiven, decision: Decision, needs: Scope | None) -> None:
        if not tidy(given.approver):
            raise InvalidInput("approver", "approver_missing")
        if given.basis is Basis.PHONE and not tidy(given.reason):
            raise InvalidInput("reason", "urgent_reason_missing")
        if given.basis in (Basis.PAPER, Basis.STANDING) and not tidy(given.number):
            raise InvalidInput("number", "paper_number_missing")
        standing = self._boards.standing(given.approver, given.decided_on)
        if standing.right is Right.NONE and standing.board is not None:
            raise InvalidInput("approver", "approver_not_entitled", number=standing.board.number)
        if given.basis is Basis.STANDING and decision is Decision.APPROVED:
            self._authorisations.for_approval(given.number, given.decided_on, needs)

    def decisions(self, record_ids: Collection[str]) -> Decisions:
        """Everything decided about these records, to be asked for any moment."""
        return Decisions(self._repository.approvals(record_ids), self._authorisations.by_number())

    def all_about(self, record_ids: Collection[str]) -> list[Approval]:
        """The same as a list, in the order in which they were recorded."""
        return self._repository.approvals(record_ids)

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


class Decisions:
    """What had been decided about records by any moment, in the order in which it was recorded.

    A yes counts from the first hour of the day it was given: the paper is often recorded hours after it was signed. A
    withdrawal counts from the minute it was recorded; one that is recorded on a later day, from the end of its own.
    A yes by standing authorisation ends with the authorisation: `authorisations` has them by their folded number.
    """

    def __init__(
        self, approvals: Iterable[Approval], authorisations: Mapping[str, Sequence[Authorisation]] | None = None
    ) -> None:
        self._authorisations = authorisations or {}
        self._by_record: dict[str, list[tuple[dt.datetime, Approval]]] = {}
        for approval in approvals:
            self._by_record.setdefault(approval.record_id, []).append((_counts_from(approval), approval))

    def last(self, record_id: str, moment: dt.datetime | None = None) -> Approval | None:
        """The last word about a record, of all or of those that counted at `moment` (wall clock, naive)."""
        known = self._by_record.get(record_id, ())
        return next((one for since, one in reversed(known) if moment is None or since <= moment), None)

    def in_force(self, record_id: str, covers: Collection[str], moment: dt.datetime | None = None) -> Approval | None:
        """The approval that lets exactly these versions play: the last word is yes, and it covers them."""
        last = self.last(record_id, moment)
        holds = last is not None and last.decision is Decision.APPROVED and set(last.covers) == set(covers)
        return last if holds else None

    def holds_on(self, approval: Approval, day: dt.date) -> bool:
        """Whether what an approval lets play may still play on a day."""
        if approval.basis is not Basis.STANDING:
            return True
        return holds_on(approval.number, approval.decided_on, day, self._authorisations)

    def is_withdrawn(self, record_id: str, moment: dt.datetime | None = None) -> bool:
        last = self.last(record_id, moment)
        return last is not None and last.decision is Decision.WITHDRAWN


def _counts_from(approval: Approval) -> dt.datetime:
    day = dt.datetime.combine(approval.decided_on, dt.time())
    if approval.basis is Basis.IMPORTED:
        return dt.datetime.combine(dt.date.min, dt.time())  # the file says yes to every day that stands in it
    if approval.decision is Decision.APPROVED:
        return day
    recorded = local(unstamp(approval.at)).replace(tzinfo=None)
    return recorded if recorded.date() == approval.decided_on else day + dt.timedelta(days=1)


def last_words(approvals: Iterable[Approval]) -> dict[str, Approval]:
    """The newest decision about each record."""
    return {approval.record_id: approval for approval in approvals}
