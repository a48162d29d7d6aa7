"""A receipt counts only when the enrolled hub signed it for exactly these bytes; stored again it is still one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.fresh import in_memory
from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.signature import new_private_key, public_key, sign
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.ledger.receipts import Receipts, is_genuine

KEY = new_private_key()
HUB = public_key(KEY)
SENT = sha256_hex(b"the frozen report")
MOMENT = FixedClock(dt.datetime(2026, 6, 2, 9, 0)).now()


def receipt(id_: str = "one", *, key: str = KEY, sha256: str = SENT) -> Receipt:
    body = canonical_bytes({"what": "receipt", "submission": id_, "sha256": sha256, "receipt_no": "HN-0001"})
    return Receipt(id_, "HN-0001", body, sign(key, body), public_key(key), sha256, MOMENT, MOMENT)


def test_the_hubs_own_receipt_is_genuine() -> None:
    assert is_genuine(receipt(), HUB, SENT)


@pytest.mark.parametrize(
    "forged",
    [
        receipt(key=new_private_key()),
        replace(receipt(key=new_private_key()), public_key=HUB),
        replace(receipt(), body=receipt().body.replace(b"HN-0001", b"HN-0002")),
        replace(receipt(), signature=sign(KEY, b"something else")),
        replace(receipt(), signature=""),
        receipt(sha256=sha256_hex(b"another report")),
    ],
    ids=["another key", "another key under the hub's name", "body", "signature", "no signature", "other bytes"],
)
def test_a_receipt_with_anything_wrong_is_not(forged) -> None:
    assert not is_genuine(forged, HUB, SENT)


def test_a_digest_written_beside_a_body_that_names_other_bytes_proves_nothing() -> None:
    """The columns of the row are not signed: what counts must stand in the signed body."""
    for_another_report = receipt(sha256=sha256_hex(b"another report"))
    assert not is_genuine(replace(for_another_report, sha256=SENT), HUB, SENT)


def test_a_receipt_of_another_submission_proves_nothing_for_this_one() -> None:
    assert not is_genuine(replace(receipt("another"), id="one"), HUB, SENT)


def test_a_receipt_is_kept_byte_for_byte_and_once() -> None:
    receipts = Receipts(in_memory())
    receipts.store(receipt())
    receipts.store(replace(receipt(), receipt_no="HN-9999"))
    assert receipts.all() == [receipt()]
    assert receipts.find("one") == receipt()
    assert receipts.find("two") is None
    assert is_genuine(receipts.find("one"), HUB, SENT)
