"""Receipts: stored only when the signature and the digest hold, and checked again whenever they are shown."""

from __future__ import annotations

import json
from dataclasses import replace

from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.storage.database import Database, Row

# Row id of a receipt that another PC of the unit was given for the same report; our own may still come under the id.
_FIRST = "first:"
_COLUMNS = "id, receipt_no, body, signature, public_key, sha256, received_at, stored_at"


class Receipts:
    """The receipts of this record, one per submission, never changed.

    Beside a submission that came second there may be the receipt of the first one: it proves nothing about ours.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, receipt: Receipt) -> Receipt:
        """Keep a verified receipt; the one that is kept. The caller's transaction is joined.

        The first that came for a submission stays, also when a hub that lost it gives another: it is the proof of when
        the city had these bytes first.
        """
        with self._database.transaction():
            known = self.find(receipt.id)
            if known is None:
                self._database.insert("receipt", [_row(receipt)])
        return known or receipt

    def store_first(self, submission_id: str, receipt: Receipt) -> None:
        """Keep, beside our refused submission, the verified receipt of the one that the city had before it."""
        with self._database.transaction():
            if self.first(submission_id) is None:
                self._database.insert("receipt", [{**_row(receipt), "id": _FIRST + submission_id}])

    def find(self, submission_id: str) -> Receipt | None:
        return self._read(submission_id)

    def first(self, submission_id: str) -> Receipt | None:
        """The receipt of the submission that was there before ours: other bytes, from another PC of the unit."""
        receipt = self._read(_FIRST + submission_id)
        return replace(receipt, id=json.loads(receipt.body)["submission"]) if receipt else None

    def all(self) -> list[Receipt]:
        """Every receipt for a submission of this record, newest first."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM receipt WHERE id NOT LIKE ? ORDER BY stored_at DESC", (_FIRST + "%",)
        )
        return [_receipt(row) for row in rows]

    def _read(self, row_id: str) -> Receipt | None:
        row = self._database.row(f"SELECT {_COLUMNS} FROM receipt WHERE id = ?", (row_id,))
        return _receipt(row) if row else None


def is_genuine(receipt: Receipt, public_key: str, submission_sha256: str) -> bool:
    """Whether the enrolled hub signed this receipt, for exactly these bytes.

    Only the body is signed, so what counts is the submission and the digest that stand in it, not those in the columns
    beside it.
    """
    from ttcs_desktop.basics.signature import is_signed  # noqa: PLC0415  cryptography, when there is a receipt

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
