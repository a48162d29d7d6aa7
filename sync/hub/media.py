"""Files at the hub: taken in piece by piece, proven before they count, given to whoever may have them.

`files/` beside the database holds them by sha-256, each once, whoever brought it. What is still arriving lies in
`uploads/`, one for each unit and file: two PCs of a unit go on with the same one, two units never share one, so that
nobody spoils another's. The only memory of how far a file has come is its size on the disk.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import mimetypes
import shutil
from pathlib import Path

from sync.hub.devices import Device, streams_of
from sync.hub.refusals import Refusal
from sync.hub.store import Store
from sync.media.contract import LARGEST, MOST_PIECE, Held, Offer, is_sha256
from sync.streams import Line
from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.clock import Clock, stamp
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Row
from ttcs_desktop.storage.files import FILES, FileStore, Kept, safe_name
from ttcs_desktop.storage.halves import Halves

UPLOADS = "uploads"
_KEPT_HALF = dt.timedelta(days=7)
_KEEPER = ""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a hub takes, in bytes: of a file, of a unit together; `spare` is left free on its disk for figures."""

    of_file: int = LARGEST
    of_unit: int = 10 * 1024**3
    spare: int = 256 * 1024**2


def files_of(folder: Path) -> FileStore:
    return FileStore(folder / FILES)


def halves_of(folder: Path) -> Halves:
    return Halves(folder / UPLOADS)


async def offered(store: Store, clock: Clock, device: Device, offer: Offer, room: Room) -> Held:
    """How much of a file is here; what is missing may come from now on.

    Raises:
        Refusal: `media_too_large`, `media_quota`; `hub_full`; `media_not_as_named` as `take_piece`.
    """
    if offer.size > room.of_file:
        raise Refusal(422, "media_too_large", most=room.of_file)
    if _given(store, device.unit, offer.sha256) == offer.size:
        return Held(offer.size, whole=True)
    known, name = _upload(store, device.unit, offer.sha256), _half(device.unit, offer.sha256)
    if known is not None and known["size"] != offer.size:
        halves_of(store.folder).drop(name)
    if _taken(store, device.unit, offer.sha256) + offer.size > room.of_unit:
        raise Refusal(422, "media_quota", most=room.of_unit)
    have = halves_of(store.folder).size(name)
    _refuse_when_full(store.folder, offer.size - have, room)
    row = {"unit": device.unit, **offer.to_json(), "offered_at": stamp(clock.now())}
    with store.database.transaction():
        store.database.put("upload", [row], key="unit, sha256")
    # All of it arrived, and the power went before it counted.
    return await _finished(store, clock, device, row) if have >= offer.size else Held(have, whole=False)


async def take_piece(store: Store, clock: Clock, device: Device, sha256: str, offset: int, piece: bytes) -> Held:
    """Keep the piece that begins where the file ends so far; the last one has the whole of it proven.

    Raises:
        Refusal: `upload_unknown` for a file that was not offered, `upload_offset` (with the right one), `malformed`
            for an empty piece or one that goes beyond the end, `hub_full`, `media_not_as_named` when all of it is here
            and is another file: nothing of it is kept then.
    """
    row = _upload(store, device.unit, sha256)
    if row is None:
        raise Refusal(409, "upload_unknown")
    halves, name = halves_of(store.folder), _half(device.unit, sha256)
    have = halves.size(name)
    if offset != have:
        raise Refusal(409, "upload_offset", offset=have)
    if not 0 < len(piece) <= MOST_PIECE or have + len(piece) > row["size"]:
        raise Refusal(400, "malformed")
    try:
        halves.append(name, have, piece)
    except EnvironmentProblem as problem:
        raise _full(problem) from problem
    if have + len(piece) == row["size"]:
        return await _finished(store, clock, device, row)
    return Held(have + len(piece), whole=False)


def read_piece(store: Store, device: Device, sha256: str, first: int, last: int) -> tuple[bytes, int]:
    """Bytes `first` to `last` of a file, at most 1 MiB of them, and its size.

    Raises:
        Refusal: `media_unknown` alike for a file that is not here and for one of others; `range`.
    """
    size = _given(store, device.unit, sha256)
    if size is None:
        raise Refusal(404, "media_unknown")
    if not first <= last or first >= size:
        raise Refusal(416, "range", size=size)
    with files_of(store.folder).place(sha256).open("rb") as stream:
        stream.seek(first)
        return stream.read(min(last - first + 1, MOST_PIECE)), size


def name_files(store: Store, line: Line) -> None:
    """Let those who read the line's stream have the files it names, as long as the thing is in this state.

    Joins the transaction of the line.

    Raises:
        InvalidInput: `media_not_here`.
    """
    named = {} if line.withdrawn else _named_in(line.content)
    for sha256, size in named.items():
        known = store.database.row("SELECT size FROM media WHERE sha256 = ?", (sha256,))
        if known is None or known["size"] != size:
            raise InvalidInput("media", "media_not_here")
    store.database.execute("DELETE FROM media_named WHERE kind = ? AND id = ?", (line.kind, line.id))
    store.database.append(
        "media_named",
        [{"kind": line.kind, "id": line.id, "sha256": sha256, "stream": line.stream} for sha256 in named],
    )


def lay_in(store: Store, clock: Clock, path: Path) -> dict[str, Json]:
    """Keep a file of the keeper's; what a line says of it: `sha256`, `size`, `name`, `type`.

    Raises:
        InvalidInput: `file_empty`, `file_too_large`.
        EnvironmentProblem: `file_unreadable`, `disk_full`, …
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise EnvironmentProblem("file_unreadable", name=path.name) from error
    if size > LARGEST:
        raise InvalidInput("file", "file_too_large", limit_mb=LARGEST // 1024**2)
    return note_laid_in(store, clock, files_of(store.folder).keep(path), path.name)


def note_laid_in(store: Store, clock: Clock, kept: Kept, name: str) -> dict[str, Json]:
    """The same for a file that is kept already."""
    name = safe_name(name)
    with store.database.transaction():
        _note_whole(store, clock, {"unit": _KEEPER, "sha256": kept.sha256, "size": kept.size, "name": name, "item": ""})
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {"sha256": kept.sha256, "size": kept.size, "name": name, "type": kind}


def sweep(store: Store, clock: Clock) -> None:
    """Throw away what arrived by half and was not offered again for seven days."""
    halves = halves_of(store.folder)
    with store.database.transaction():
        store.database.execute("DELETE FROM upload WHERE offered_at < ?", (stamp(clock.now() - _KEPT_HALF),))
        wanted = {_half(row["unit"], row["sha256"]) for row in store.database.rows("SELECT unit, sha256 FROM upload")}
        for name in halves.names():
            if name not in wanted:
                halves.drop(name)


def sizes(store: Store) -> dict[str, int]:
    """Every file that the hub has, by its sha-256."""
    return {row["sha256"]: row["size"] for row in store.database.rows("SELECT sha256, size FROM media ORDER BY sha256")}


async def _finished(store: Store, clock: Clock, device: Device, row: Row) -> Held:
    """Prove a file that has arrived, in a thread: other wards are served meanwhile."""
    halves, name = halves_of(store.folder), _half(device.unit, row["sha256"])
    try:
        genuine = await asyncio.to_thread(halves.move_into, files_of(store.folder), name, row["sha256"])
    except EnvironmentProblem as problem:
        raise _full(problem) from problem
    with store.database.transaction():
        store.database.execute("DELETE FROM upload WHERE unit = ? AND sha256 = ?", (device.unit, row["sha256"]))
        if genuine:
            _note_whole(store, clock, row)
    if not genuine:
        raise Refusal(422, "media_not_as_named")
    halves.drop(name)  # only now: until it counts, what arrived can be proven again
    return Held(row["size"], whole=True)


def _note_whole(store: Store, clock: Clock, row: Row) -> None:
    now = stamp(clock.now())
    store.database.append_new("media", [{"sha256": row["sha256"], "size": row["size"], "at": now}])
    store.database.append_new(
        "media_of", [{**{key: row[key] for key in ("sha256", "unit", "name", "item")}, "at": now}]
    )


def _given(store: Store, unit: str, sha256: str) -> int | None:
    """The size of a file that a unit may have and that lies here: it brought it, or reads a line that names it."""
    streams = tuple(streams_of(unit))
    row = store.database.row(
        "SELECT size FROM media WHERE sha256 = ? AND (EXISTS (SELECT 1 FROM media_of WHERE media_of.sha256 = "
        "media.sha256 AND unit = ?) OR EXISTS (SELECT 1 FROM media_named WHERE media_named.sha256 = media.sha256 "
        f"AND stream IN ({', '.join('?' for _ in streams)})))",
        (sha256, unit, *streams),
    )
    if row is None or not files_of(store.folder).has(sha256, row["size"]):
        return None
    return int(row["size"])


def _upload(store: Store, unit: str, sha256: str) -> Row | None:
    return store.database.row(
        "SELECT unit, sha256, size, name, item FROM upload WHERE unit = ? AND sha256 = ?", (unit, sha256)
    )


def _taken(store: Store, unit: str, besides: str) -> int:
    """Bytes of all that a unit brought or has begun to bring, one file left out."""
    row = store.database.row(
        "SELECT coalesce(sum(size), 0) AS total FROM (SELECT sha256, size FROM media WHERE sha256 IN "
        "(SELECT sha256 FROM media_of WHERE unit = ?1) UNION SELECT sha256, size FROM upload WHERE unit = ?1) "
        "WHERE sha256 <> ?2",
        (unit, besides),
    )
    return int(row["total"]) if row else 0


def _half(unit: str, sha256: str) -> str:
    return f"{unit}-{sha256}"


def _refuse_when_full(folder: Path, wanted: int, room: Room) -> None:
    if shutil.disk_usage(folder).free < wanted + room.spare:
        raise Refusal(507, "hub_full")


def _full(problem: EnvironmentProblem) -> Exception:
    return Refusal(507, "hub_full") if problem.code == "disk_full" else problem


def _named_in(content: dict[str, Json]) -> dict[str, int]:
    """The files that a line's content names, as `docs/city-lines.md` has it.

    Raises:
        InvalidInput: `media_not_here` for what names none.
    """
    listed = content.get("media", [])
    found: dict[str, int] = {}
    for one in listed if isinstance(listed, list) else [None]:
        match one:
            case {"sha256": str(sha256), "size": int(size)} if is_sha256(sha256):
                found[sha256] = size
            case _:
                raise InvalidInput("media", "media_not_here")
    return found
