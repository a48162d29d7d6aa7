"""What the hub hands on between the PCs of one ward: ops as they were pushed, to PCs of the same record alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sync.contract import Signed
from sync.hub.devices import Device
from sync.hub.refusals import Refusal
from sync.hub.store import Store
from sync.rows import OtherPc, Rows, RowsAsked
from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.basics.signature import sign
from ttcs_desktop.joining.model import TheirOp
from ttcs_desktop.storage.database import Database, Row

_MOST_OPS = 2_000
_MOST_CHARACTERS = 1024 * 1024


def claim(store: Store, device: Device, source: str) -> str:
    """The counter that a PC numbers its ops by: bound to the PC that used it first. Joins the caller's transaction.

    Raises:
        Refusal: `source_taken` for another PC's.
    """
    source = source or device.device
    store.database.execute(
        "INSERT INTO source (source, device, unit, record, made, heard_at) VALUES (?, ?, ?, ?, 0, '') "
        "ON CONFLICT DO NOTHING",
        (source, device.device, device.unit, device.record),
    )
    found = store.database.row("SELECT device, unit FROM source WHERE source = ?", (source,))
    if found is None or (found["device"], found["unit"]) != (device.device, device.unit):
        raise Refusal(409, "source_taken")
    return source


def rows(store: Store, clock: Clock, device: Device, asked: RowsAsked) -> Signed:
    """What the PC lacks of its ward's other counters, and what was heard of them; notes what it says of itself.

    Raises:
        Refusal: `source_taken`.
    """
    with store.database.transaction():
        source = claim(store, device, asked.source)
        store.database.execute(
            "UPDATE source SET made = ?, heard_at = ? WHERE source = ?", (asked.made, stamp(clock.now()), source)
        )
    found = [row for row in sources_of(store.database, device) if row["source"] != source]
    page = Rows(
        nonce=asked.nonce,
        hub_id=store.card.hub_id,
        unit=device.unit,
        others=tuple(OtherPc(row["source"], row["made"], unstamp(row["heard_at"])) for row in found if row["heard_at"]),
        ops=tuple(_lacking(store.database, [row["source"] for row in found], asked.have)),
    )
    return Signed(page.to_bytes(), sign(store.private_key, page.to_bytes()))


def sources_of(database: Database, device: Device) -> list[Row]:
    """The counters of the record that a PC belongs to."""
    return database.rows(
        "SELECT source, made, heard_at FROM source WHERE unit = ? AND record = ? ORDER BY source",
        (device.unit, device.record),
    )


def last_numbers(store: Store, device: Device, leaving_out: str) -> dict[str, int]:
    """The last number of each other counter of the PC's ward."""
    return {
        row["source"]: int(row["seq"])
        for row in store.database.rows(
            "SELECT source.source, max(seen.seq) AS seq FROM source JOIN seen ON seen.source = source.source "
            "WHERE unit = ? AND record = ? AND source.source <> ? GROUP BY source.source",
            (device.unit, device.record, leaving_out),
        )
    }


def _lacking(database: Database, sources: list[str], have: Mapping[str, int]) -> Iterator[TheirOp]:
    left, room = _MOST_OPS, _MOST_CHARACTERS
    for source in sources:
        at = have.get(source, 0)
        # A number without its op is a report, or an op that was refused: the counter goes on after it.
        for row in database.rows(
            "SELECT seen.seq, coalesce(op.op_id, '') AS op_id, coalesce(kind, '') AS kind, coalesce(body, '') AS body, "
            "coalesce(sha256, '') AS sha256, coalesce(op.seen, '') AS seen, coalesce(proof, '') AS proof FROM seen "
            "LEFT JOIN op ON op.op_id = seen.op_id AND op.source = seen.source AND op.seq = seen.seq "
            "WHERE seen.source = ? AND seen.seq > ? ORDER BY seen.seq LIMIT ?",
            (source, at, left),
        ):
            if row["seq"] != at + 1 or (room < 0 and row["body"]):
                break
            at, left, room = at + 1, left - 1, room - len(row["body"])
            yield TheirOp(source=source, **{**row, "body": row["body"].encode()})
