"""Receipts: stored only when the signature and the digest hold, and checked again whenever they are shown."""

from __future__ import annotations

import json

from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.basics.signature import is_signed
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.storage.database import Database, Row

_COLUMNS = "id, receipt_no, body, signature, public_key, sha256, received_at, stored_at"


class Receipts:
    """The receipts of this record, one per submission, never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, receipt: Receipt) -> None:
        """Keep a verified receipt; the same one again is no second one. The caller's transaction is joined."""
        with self._database.transaction():
            if self.find(receipt.id) is None:
                self._database.insert("receipt", [_row(receipt)])

    def find(self, submission_id: str) -> Receipt | None:
        row = self._database.row(f"SELECT {_COLUMNS} FROM receipt WHERE id = ?", (submission_id,))
        return _receipt(row) if row else None

    def all(self) -> list[Receipt]:
        """Every receipt, newest first."""
        return [_receipt(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM receipt ORDER BY stored_at DESC")]


def is_genuine(receipt: Receipt, public_key: str, submission_sha256: str) -> bool:
    """Whether the enrolled hub signed this receipt, for exactly these bytes.

    Only the body is signed, so what counts is the submission and the digest that stand in it, not those in the columns
    beside it.
    """
    if receipt.public_key != public_key or not is_signed(public_key, receipt.body, receipt.signature):
        return False
    said = json.loads(receipt.body)
    return bool(said.get("submission") == receipt.id and said.get("sha256") == submission_sha256)


def _row(receipt: Receipt) -> Row:
    return {
        "id": receipt.id,
        "receipt_no": receipt.receipt_no,
        "body": receipt.body,
        "signature": receipt.signature,
        "public_key": receipt.public_key,
        "sha256": receipt.sha256,
        "received_at": stamp(receipt.received_at),
        "stored_at": stamp(receipt.stored_at),
    }


def _receipt(row: Row) -> Receipt:
    return Receipt(
        id=row["id"],
        receipt_no=row["receipt_no"],
        body=row["body"],
        signature=row["signature"],
        public_key=row["public_key"],
        sha256=row["sha256"],
        received_at=unstamp(row["received_at"]),
        stored_at=unstamp(row["stored_at"]),
    )
