"""What the hub takes in: ops and submissions, each with its result in the transaction of its effect."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sync.contract import OpResult, Push, PushAnswer, PushedOp, Signed
from sync.facts import ReceiptFacts, SubmissionFacts
from sync.fields import Malformed
from sync.hub.devices import Device
from sync.hub.refusals import Refusal
from sync.hub.rows import claim
from sync.hub.store import Store
from ttcs_desktop.basics.canonical import Json, sha256_hex
from ttcs_desktop.basics.clock import Clock, local, stamp
from ttcs_desktop.basics.signature import sign
from ttcs_desktop.storage.database import Database, Row

_MOST_GAPS = 100
_MOST_OP_CHARACTERS = 4 * 1024 * 1024


def take_push(store: Store, clock: Clock, device: Device, push: Push) -> PushAnswer:
    """Take a batch in as one commit; an op that cannot be taken is rejected alone.

    Raises:
        Refusal: `auth_unit` when the batch speaks for another PC or unit; `source_taken`; `source_twin` when another
            op came under one of these numbers: a copy of the PC's record is at work elsewhere. Nothing is taken then.
    """
    if (push.device, push.unit) != (device.device, device.unit):
        raise Refusal(403, "auth_unit")
    with store.database.transaction():
        sources = {op.source: claim(store, device, op.source) for op in push.ops} or {"": device.device}
        _refuse_twins(store.database, sources, push.ops)
        results = _take_ops(store.database, clock, device, push.ops)
        store.database.append_new(
            "seen", [{"source": sources[op.source], "seq": op.seq, "op_id": op.op_id} for op in push.ops]
        )
        for source in sources.values():
            high_water = _raise_mark(store.database, source)
        missing = _missing(store.database, source, high_water)
    return PushAnswer(push.batch, results, high_water, missing)


def take_submission(
    store: Store, clock: Clock, device: Device, submission_id: str, body: bytes, seq: int, source: str = ""
) -> tuple[Signed, bool]:
    """The signed receipt for these bytes, and whether they were here before: the same bytes, the same receipt.

    Two PCs of a unit give the same report the same id, so what counts is which report of whom it is, then the bytes.

    Raises:
        Refusal: `submit_already` with the first receipt, `op_id_reused` for an id that another report has,
            `submit_closed`, `submit_invalid`, `auth_unit`.
    """
    # One commit, also of a refusal: a copy of the file never knows of a number without what became of it.
    with store.database.transaction():
        counter = claim(store, device, source)
        store.database.append_new("seen", [{"source": counter, "seq": seq, "op_id": submission_id}])
        _raise_mark(store.database, counter)
        try:
            return _answer_to(store, clock, device, submission_id, body)
        except Refusal as met:
            refusal = met
    raise refusal


def here(store: Store, source: str) -> tuple[int, tuple[tuple[int, int], ...], int]:
    """What of a counter is here: all up to the first number; the gaps above it, 100 at most; the highest number."""
    mark = store.database.row("SELECT high_water FROM mark WHERE source = ?", (source,))
    last = store.database.row("SELECT max(seq) AS seq FROM seen WHERE source = ?", (source,))
    high_water, highest = int(mark["high_water"]) if mark else 0, int((last["seq"] if last else None) or 0)
    gaps = _missing(store.database, source, high_water) if highest > high_water else ()
    return high_water, gaps, max(high_water, highest)


def receipt_of(store: Store, device: Device, submission_id: str) -> Signed | None:
    """The receipt of a submission of the caller's own unit."""
    found = store.database.row(
        "SELECT receipt, signature FROM submission WHERE id = ? AND unit = ?", (submission_id, device.unit)
    )
    return _signed(found) if found else None


def submissions(store: Store, unit: str | None = None) -> list[Row]:
    """What was submitted, in the hub's order: unit, template, year, version, sha256, receipt number, when."""
    return store.database.rows(
        "SELECT id, unit, template, year, version, sha256, receipt_no, received_at FROM submission "
        "WHERE ? IS NULL OR unit = ? ORDER BY hub_seq",
        (unit, unit),
    )


def close_period(store: Store, template: str, year: int) -> None:
    """Take in nothing more of a report; what is there keeps its receipts."""
    with store.database.transaction():
        store.database.execute(
            "INSERT INTO closed (template, year) VALUES (?, ?) ON CONFLICT DO NOTHING", (template, year)
        )


def is_late(received: dt.datetime, before: dt.date | None) -> bool:
    """Whether a moment is late for "trước ngày …": strict, at +07:00: that day itself is late. No day, never late."""
    return before is not None and local(received).date() >= before


def _answer_to(store: Store, clock: Clock, device: Device, submission_id: str, body: bytes) -> tuple[Signed, bool]:
    facts = _facts(body, submission_id)
    if facts.unit != device.unit:
        raise Refusal(403, "auth_unit")
    sha256 = sha256_hex(body)
    first = store.database.row(
        "SELECT sha256, receipt, signature FROM submission "
        "WHERE unit = ? AND template = ? AND year = ? AND version = ?",
        (facts.unit, facts.template, facts.year, facts.version),
    )
    if first and first["sha256"] == sha256:
        return _signed(first), True
    if first:
        raise Refusal(409, "submit_already", receipt=_signed(first).to_json())
    if store.database.row("SELECT 1 AS yes FROM submission WHERE id = ?", (submission_id,)):
        raise Refusal(409, "op_id_reused")
    if store.database.row("SELECT 1 AS yes FROM closed WHERE template = ? AND year = ?", (facts.template, facts.year)):
        raise Refusal(409, "submit_closed")
    return _accept(store, clock, facts, body, sha256), False


def _accept(store: Store, clock: Clock, facts: SubmissionFacts, body: bytes, sha256: str) -> Signed:
    last = store.database.row("SELECT hub_seq, receipt FROM submission ORDER BY hub_seq DESC LIMIT 1")
    hub_seq = last["hub_seq"] + 1 if last else 1
    now = clock.now()
    receipt = ReceiptFacts(
        receipt_no=f"{facts.unit}-{facts.template}-{facts.year}-{facts.version:02d}-{hub_seq:06d}",
        submission=facts,
        sha256=sha256,
        received_at=now,
        late=is_late(now, facts.before_day),
        hub_id=store.card.hub_id,
        hub_seq=hub_seq,
        prev=sha256_hex(last["receipt"]) if last else "",
    )
    signed = Signed(receipt.to_bytes(), sign(store.private_key, receipt.to_bytes()))
    store.database.execute(
        "INSERT INTO submission (hub_seq, id, unit, template, year, version, sha256, body, receipt_no, receipt, "
        "signature, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            hub_seq, facts.id, facts.unit, facts.template, facts.year, facts.version, sha256, body,
            receipt.receipt_no, signed.body, signed.signature, stamp(now),
        ),
    )  # fmt: skip
    return signed


def _facts(body: bytes, submission_id: str) -> SubmissionFacts:
    try:
        facts = SubmissionFacts.from_snapshot(body)
        if facts.id != submission_id:
            raise Malformed("id")
    except Malformed as error:
        fields: list[Json] = [str(error)]
        raise Refusal(422, "submit_invalid", fields=fields) from error
    return facts


def _take_ops(database: Database, clock: Clock, device: Device, ops: Sequence[PushedOp]) -> tuple[OpResult, ...]:
    """What becomes of each op of a batch; an id that comes twice in it counts once."""
    known = {
        row["op_id"]: (row["sha256"], row["unit"])
        for row in database.rows(
            "SELECT op_id, sha256, unit FROM op WHERE op_id IN (SELECT value FROM json_each(?))",
            (json.dumps([op.op_id for op in ops]),),
        )
    }
    now = stamp(clock.now())
    results: list[OpResult] = []
    rows: list[Row] = []
    for op in ops:
        if op.op_id in known:
            same = known[op.op_id] == (op.sha256, device.unit)
            results.append(OpResult(op.op_id, "duplicate" if same else "rejected", "" if same else "op_id_reused"))
        elif sha256_hex(op.body.encode()) != op.sha256:
            results.append(OpResult(op.op_id, "rejected", "digest"))
        elif len(op.body) > _MOST_OP_CHARACTERS:
            results.append(OpResult(op.op_id, "rejected", "too_large"))
        else:
            known[op.op_id] = (op.sha256, device.unit)
            results.append(OpResult(op.op_id, "applied"))
            rows.append(
                {
                    "op_id": op.op_id,
                    "unit": device.unit,
                    "device": device.device,
                    "source": op.source or device.device,
                    "seq": op.seq,
                    "seen": op.seen,
                    "proof": op.proof,
                    "kind": op.kind,
                    "sha256": op.sha256,
                    "body": op.body,
                    "result": "applied",
                    "received_at": now,
                }
            )
    database.append("op", rows)
    return tuple(results)


def _refuse_twins(database: Database, sources: Mapping[str, str], ops: Sequence[PushedOp]) -> None:
    for told, source in sources.items():
        mine = {op.seq: op.op_id for op in ops if op.source == told}
        for row in database.rows(
            "SELECT seq, op_id FROM seen WHERE source = ? AND seq BETWEEN ? AND ? AND op_id <> ''",
            (source, min(mine, default=0), max(mine, default=0)),
        ):
            if mine.get(row["seq"], row["op_id"]) != row["op_id"]:
                raise Refusal(409, "source_twin")


def _raise_mark(database: Database, source: str) -> int:
    row = database.row("SELECT high_water FROM mark WHERE source = ?", (source,))
    mark = before = int(row["high_water"]) if row else 0
    while found := database.rows(
        "SELECT seq FROM seen WHERE source = ? AND seq > ? ORDER BY seq LIMIT 500", (source, mark)
    ):
        run = [line["seq"] for place, line in enumerate(found, start=mark + 1) if line["seq"] == place]
        if not run:
            break
        mark = run[-1]
    if mark != before or row is None:
        database.execute(
            "INSERT INTO mark (source, high_water) VALUES (?, ?) "
            "ON CONFLICT (source) DO UPDATE SET high_water = excluded.high_water",
            (source, mark),
        )
    return mark


def _missing(database: Database, source: str, mark: int) -> tuple[tuple[int, int], ...]:
    above = database.rows("SELECT seq FROM seen WHERE source = ? AND seq > ? ORDER BY seq LIMIT 5000", (source, mark))
    numbers = [mark, *(line["seq"] for line in above)]
    return tuple((low + 1, high - 1) for low, high in pairwise(numbers) if high - low > 1)[:_MOST_GAPS]


def _signed(row: Row) -> Signed:
    return Signed(row["receipt"], row["signature"])
