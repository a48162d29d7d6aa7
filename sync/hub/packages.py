"""A package from a stick, taken in as if it had come over the line: the same ops, the same ids, the same receipts."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import replace

from sync.contract import MOST_OPS, OpResult, Push, Signed
from sync.fields import Malformed
from sync.hub import devices, intake, publishing, rows
from sync.hub.devices import Device
from sync.hub.refusals import Refusal
from sync.hub.store import Store
from sync.package_file import Answer, Head, Load, answer_bytes, read_package
from sync.rows import Rows, RowsAsked
from sync.streams import MOST_LINES, Page
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.signature import sign, unseal

# What one answer brings along of the streams; the next package asks for more.
_MOST_PAGES = 40


def take_package(store: Store, clock: Clock, data: bytes) -> bytes:
    """Take a package in; the answer file. The same package again does nothing twice and gets an answer again.

    Raises:
        InvalidInput: `file_not_package`, `package_damaged`, `package_other_hub`, `package_not_proven` (no enrolled
            PC made it, or it was shut out since).
    """
    try:
        head, code, sealed = read_package(data)
    except Malformed as error:
        raise InvalidInput("file", "file_not_package" if str(error) == "mark" else "package_damaged") from error
    if head.hub_id != store.card.hub_id:
        raise InvalidInput("file", "package_other_hub")
    device = _proven(store, clock, head, code)
    try:
        load = Load.from_bytes(unseal(store.private_key, sealed))
    except ValueError as error:
        raise InvalidInput("file", "package_damaged") from error
    receipts: dict[str, Signed | str] = {}
    for submission_id, seq, body, source in load.submissions:
        try:
            receipts[submission_id], _ = intake.take_submission(store, clock, device, submission_id, body, seq, source)
        except Refusal as refusal:
            receipts[submission_id] = refusal.name
    results: list[OpResult] = []
    high_water = 0
    for first in range(0, max(1, len(load.ops)), MOST_OPS):
        part = Push(head.id, device.device, device.unit, load.ops[first : first + MOST_OPS])
        answer = intake.take_push(store, clock, device, part)
        results += answer.results
        high_water = answer.high_water
    found = Answer(
        package=head.id,
        hub_id=store.card.hub_id,
        unit=device.unit,
        device=device.device,
        epoch=store.epoch,
        high_water=high_water,
        results=tuple(results),
        receipts=receipts,
        pages=(*_pages(store, device, head), *_rows(store, clock, device, load.asked)),
    )
    body = found.to_bytes()
    return answer_bytes(Signed(body, sign(store.private_key, body)))


def _proven(store: Store, clock: Clock, head: Head, code: str) -> Device:
    for device, token_sha256 in devices.tokens_of(store, clock, head.device):
        if device.unit == head.unit and hmac.compare_digest(head.code(token_sha256), code):
            return device
    raise InvalidInput("file", "package_not_proven")


def _rows(store: Store, clock: Clock, device: Device, asked: RowsAsked | None) -> Iterator[Signed]:
    """What the ward's other PCs sent, page after page."""
    left = _MOST_PAGES
    while asked and left:
        left -= 1
        page = rows.rows(store, clock, device, asked)
        yield page
        ops = Rows.from_bytes(page.body).ops
        asked = replace(asked, have={**asked.have, **{op.source: op.seq for op in ops}}) if ops else None


def _pages(store: Store, device: Device, head: Head) -> Iterator[Signed]:
    left = _MOST_PAGES
    for stream in devices.streams_of(device.unit):
        epoch, after = head.cursors.get(stream, ("", 0))
        if epoch != store.epoch or after > publishing.head(store, stream):
            after = 0
        while left and after < publishing.head(store, stream):
            left -= 1
            page = publishing.page(store, stream, after, MOST_LINES)
            yield page
            after += len(Page.from_bytes(page.body).lines)
