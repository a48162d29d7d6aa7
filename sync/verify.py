"""Whether a receipt is for what we sent: the enrolled key, exactly our bytes, our unit, report, period and version."""

from __future__ import annotations

import datetime as dt

from sync.contract import Signed
from sync.facts import ReceiptFacts, SubmissionFacts
from sync.fields import Malformed
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.ledger.receipts import is_genuine


def verified(signed: Signed, frozen: bytes, enrolment: Enrolment, stored_at: dt.datetime) -> Receipt:
    """The receipt for `frozen`, fit to be stored.

    Raises:
        SyncProblem: `receipt_bad`.
    """
    receipt, facts = _genuine(signed, enrolment, stored_at)
    if receipt.sha256 != sha256_hex(frozen) or facts.submission != _ours(frozen):
        raise SyncProblem("receipt_bad", reason="other_submission")
    return receipt


def verified_first(signed: Signed, frozen: bytes, enrolment: Enrolment, stored_at: dt.datetime) -> Receipt:
    """The receipt of an earlier submission of the same unit, report, year and version as `frozen`.

    Raises:
        SyncProblem: `receipt_bad`.
    """
    receipt, facts = _genuine(signed, enrolment, stored_at)
    first, ours = facts.submission, _ours(frozen)
    if (first.unit, first.template, first.year, first.version) != (ours.unit, ours.template, ours.year, ours.version):
        raise SyncProblem("receipt_bad", reason="other_period")
    return receipt


def _genuine(signed: Signed, enrolment: Enrolment, stored_at: dt.datetime) -> tuple[Receipt, ReceiptFacts]:
    try:
        facts = ReceiptFacts.from_bytes(signed.body)
    except Malformed as error:
        raise SyncProblem("receipt_bad", reason=str(error)) from error
    receipt = Receipt(
        id=facts.submission.id,
        receipt_no=facts.receipt_no,
        body=signed.body,
        signature=signed.signature,
        public_key=enrolment.public_key,
        sha256=facts.sha256,
        received_at=facts.received_at,
        stored_at=stored_at,
    )
    if facts.hub_id != enrolment.hub_id or not is_genuine(receipt, enrolment.public_key, facts.sha256):
        raise SyncProblem("receipt_bad", reason="signature")
    return receipt, facts


def _ours(frozen: bytes) -> SubmissionFacts:
    try:
        return SubmissionFacts.from_snapshot(frozen)
    except Malformed as error:
        raise SyncProblem("submit_invalid", reason=str(error)) from error
