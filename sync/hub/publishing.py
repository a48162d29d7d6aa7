"""What the hub tells its wards: lines published into streams, and the pages and heads that serve them."""

from __future__ import annotations

from collections.abc import Collection

from sync.contract import Signed
from sync.hub import intake, media, renewal
from sync.hub.devices import Device, streams_of
from sync.hub.rows import last_numbers
from sync.hub.store import Store
from sync.streams import CENTRAL, MOST_LINES, Heads, Line, Page, attested, mark
from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.signature import sign
from ttcs_desktop.basics.values import dataclass

# A page stays well below what a ward accepts (8 MiB), and small enough for a bad line.
_MOST_PAGE_BYTES = 1024 * 1024
MOST_LINE_CHARACTERS = 256 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """A state of a thing to be told; as in `streams.Line`. Without an issuer the hub's own name stands there."""

    stream: str
    kind: str
    id: str
    content: dict[str, Json]
    withdrawn: bool = False
    issuer: str = ""


def publish(store: Store, clock: Clock, told: Told) -> Line:
    """Tell the wards that read a stream of a thing's new state; the same state again is no new line.

    Raises:
        InvalidInput: `line_too_long`; `other_stream` for a thing that was published into another stream;
            `media_not_here` when it names a file that this hub has not got.
    """
    issuer = told.issuer or store.card.name
    with store.database.transaction():
        last = store.database.row(
            "SELECT stream, body FROM line WHERE kind = ? AND id = ? ORDER BY rev DESC LIMIT 1", (told.kind, told.id)
        )
        known = Line.from_bytes(last["body"].encode()) if last else None
        if known is not None and known.stream != told.stream:
            raise InvalidInput("stream", "other_stream", stream=known.stream)
        if known is not None and (known.withdrawn, known.content, known.issuer) == (
            told.withdrawn,
            told.content,
            issuer,
        ):
            return known
        line = Line(
            hub_id=store.card.hub_id,
            stream=told.stream,
            seq=head(store, told.stream) + 1,
            kind=told.kind,
            id=told.id,
            rev=known.rev + 1 if known else 1,
            withdrawn=told.withdrawn,
            issued_at=clock.now(),
            issuer=issuer,
            content=told.content,
        )
        body = line.to_bytes()
        if len(body) > MOST_LINE_CHARACTERS:
            raise InvalidInput("content", "line_too_long", most=MOST_LINE_CHARACTERS)
        store.database.execute(
            "INSERT INTO line (stream, seq, kind, id, rev, body, signature) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (line.stream, line.seq, line.kind, line.id, line.rev, body.decode(), sign(store.private_key, body)),
        )
        media.name_files(store, line)
    return line


def publish_all(store: Store, clock: Clock, told: Collection[Told]) -> None:
    """Tell of many things as one commit."""
    with store.database.transaction():
        for one in told:
            publish(store, clock, one)


def head(store: Store, stream: str) -> int:
    """The last number of a stream, 0 for one that nobody has written to."""
    row = store.database.row("SELECT max(seq) AS seq FROM line WHERE stream = ?", (stream,))
    return int(row["seq"] or 0) if row else 0


def heads(store: Store, clock: Clock, nonce: str, device: Device | None, source: str = "") -> Signed:
    """Where the hub stands, for one PC; for one it does not know, of what everybody may read."""
    names = streams_of(device.unit) if device else (CENTRAL,)
    ends = {name: head(store, name) for name in names}
    high_water, missing, highest = intake.here(store, source or device.device) if device else (0, (), 0)
    found = Heads(
        nonce=nonce,
        hub_id=store.card.hub_id,
        now=clock.now(),
        epoch=store.epoch,
        streams=ends,
        tips={name: _mark_of(store, name, end) for name, end in ends.items()},
        high_water=high_water,
        missing=missing,
        highest=highest,
        renew=device is not None and renewal.is_due(store, clock, device.device),
        others=last_numbers(store, device, source or device.device) if device else {},
    )
    body = found.to_bytes()
    return Signed(body, sign(store.private_key, body))


def page(store: Store, stream: str, after: int, limit: int) -> Signed:
    """The lines after a number: as many as asked for and as fit, one at least where there is one."""
    # As bytes: the stored text is joined as it is.
    rows = store.database.tuples(
        "SELECT CAST(body AS BLOB), signature FROM line WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?",
        (stream, after, max(1, min(limit, MOST_LINES))),
    )
    lines: list[Signed] = []
    size = 0
    for body, signature in rows:
        size += len(body)
        if lines and size > _MOST_PAGE_BYTES:
            break
        lines.append(Signed(body, signature))
    found = Page(store.card.hub_id, stream, store.epoch, after, _mark_of(store, stream, after), tuple(lines)).to_bytes()
    return Signed(found, sign(store.private_key, attested(found)))


def _mark_of(store: Store, stream: str, seq: int) -> str:
    row = store.database.row("SELECT body FROM line WHERE stream = ? AND seq = ?", (stream, seq))
    return mark(row["body"].encode()) if row else ""
