"""What the keeper of a hub sees and may do; no web in it."""

from __future__ import annotations

import hmac
import json
import secrets
import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from sync.facts import ReceiptFacts
from sync.hub import devices, publishing
from sync.hub.publishing import Told
from sync.hub.store import Store, note
from sync.streams import Line
from ttcs_desktop.basics.canonical import Json, sha256_hex
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.units import all_units

_TOKEN = "admin_sha256"  # noqa: S105  the name of a row
_SHARE = "%"
PRIORITIES = ("normal", "priority", "urgent")
_RECENT = 50


@dataclass(frozen=True, slots=True)
class Submitted:
    """The newest version of a report that a unit has sent; `late` by the hub's clock at the first one."""

    unit: str
    name: str
    version: int
    at: str
    late: bool
    receipt_no: str


@dataclass(frozen=True, slots=True)
class Sum:
    """An indicator summed over the newest versions; `units` have a number for it."""

    code: str
    name: str
    unit: str
    total: Decimal
    units: int


@dataclass(frozen=True, slots=True)
class Period:
    """A report of a year: who has sent it, who has a PC here and has not, the sums."""

    template: str
    year: int
    closed: bool
    submitted: tuple[Submitted, ...]
    missing: tuple[tuple[str, str], ...]
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Pc:
    """A PC of a ward; `last_at` is when something came from it, empty for never."""

    device: str
    unit: str
    name: str
    enrolled_at: str
    revoked: bool
    last_at: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows: the periods there are, one of them, PCs, what was told, and where it may be told."""

    name: str
    known: tuple[tuple[str, int], ...]
    shown: Period | None
    pcs: tuple[Pc, ...]
    told: tuple[Line, ...]
    streams: tuple[str, ...]


def view(store: Store, template: str, year: str) -> View:
    """The page at a report and year; at the newest where there is no such."""
    known = tuple(periods(store))
    wanted = next((one for one in known if (one[0], str(one[1])) == (template, year)), known[0] if known else None)
    shown = period(store, *wanted) if wanted else None
    return View(store.card.name, known, shown, tuple(pcs(store)), tuple(told_lately(store)), tuple(streams(store)))


def new_admin_token(store: Store) -> str:
    """A fresh token for the page; the one before counts no more. Only its sha-256 is kept."""
    token = secrets.token_urlsafe(24)
    with store.database.transaction():
        note(store.database, _TOKEN, sha256_hex(token.encode()))
    return token


def is_admin(store: Store, token: str) -> bool:
    """Whether this is the keeper's token; nobody's while none was made."""
    known = store.database.row("SELECT value FROM meta WHERE key = ?", (_TOKEN,))
    return known is not None and hmac.compare_digest(known["value"], sha256_hex(token.encode()))


def periods(store: Store) -> list[tuple[str, int]]:
    """The reports and years of which something has come, the newest year first."""
    rows = store.database.rows("SELECT DISTINCT template, year FROM submission ORDER BY year DESC, template")
    return [(row["template"], row["year"]) for row in rows]


def period(store: Store, template: str, year: int) -> Period:
    """Who has sent a report of a year, who has not, and what it sums to."""
    names = {unit.code: unit.name for unit in all_units()}
    rows = store.database.rows(
        "SELECT unit, version, body, receipt, receipt_no FROM submission WHERE template = ? AND year = ? "
        "ORDER BY unit, version",
        (template, year),
    )
    newest = {row["unit"]: row for row in rows}
    first = {row["unit"]: row for row in reversed(rows)}
    found = [
        Submitted(
            unit=unit,
            name=names.get(unit, ""),
            version=row["version"],
            at=_minute(ReceiptFacts.from_bytes(row["receipt"]).received_at.isoformat()),
            late=ReceiptFacts.from_bytes(first[unit]["receipt"]).late,
            receipt_no=row["receipt_no"],
        )
        for unit, row in newest.items()
    ]
    enrolled = store.database.rows("SELECT DISTINCT unit FROM device WHERE revoked_at IS NULL ORDER BY unit")
    missing = tuple((row["unit"], names.get(row["unit"], "")) for row in enrolled if row["unit"] not in newest)
    closed = store.database.row("SELECT 1 AS yes FROM closed WHERE template = ? AND year = ?", (template, year))
    return Period(
        template, year, closed is not None, tuple(found), missing, tuple(_sums(row["body"] for row in newest.values()))
    )


def pcs(store: Store) -> list[Pc]:
    """Every PC that was ever enrolled, by unit."""
    names = {unit.code: unit.name for unit in all_units()}
    rows = store.database.rows(
        "SELECT device, unit, min(enrolled_at) AS enrolled_at, min(revoked_at IS NOT NULL) AS revoked, "
        "(SELECT max(received_at) FROM op WHERE op.device = device.device) AS last_at "
        "FROM device GROUP BY device, unit ORDER BY unit, enrolled_at"
    )
    return [
        Pc(
            row["device"],
            row["unit"],
            names.get(row["unit"], ""),
            _minute(row["enrolled_at"]),
            bool(row["revoked"]),
            _minute(row["last_at"]) if row["last_at"] else "",
        )
        for row in rows
    ]


def told_lately(store: Store) -> list[Line]:
    """The newest state of each thing that was told to the wards, the last told first."""
    rows = store.database.rows(
        "SELECT body FROM line WHERE number IN (SELECT max(number) FROM line GROUP BY kind, id) "
        "ORDER BY number DESC LIMIT ?",
        (_RECENT,),
    )
    return [Line.from_bytes(row["body"].encode()) for row in rows]


def publish_article(
    store: Store, clock: Clock, stream: str, said: dict[str, str], attached: Sequence[Json] = ()
) -> Line:
    """Tell the wards of an article, with files that were laid in.

    Raises:
        InvalidInput: `title_missing`, `text_missing`, `priority_unknown`, `stream_unknown`, `line_too_long`.
    """
    if not said.get("title", "").strip():
        raise InvalidInput("title", "title_missing")
    if not said.get("text", "").strip():
        raise InvalidInput("text", "text_missing")
    if said.get("priority", "normal") not in PRIORITIES:
        raise InvalidInput("priority", "priority_unknown")
    if stream not in streams(store):
        raise InvalidInput("stream", "stream_unknown")
    content: dict[str, Json] = {
        field: value for field in ("title", "text", "priority", "valid_to") if (value := said.get(field, "").strip())
    }
    if attached:
        content["media"] = list(attached)
    return publishing.publish(store, clock, Told(stream, "article", str(uuid.uuid4()), content))


def take_back(store: Store, clock: Clock, thing_id: str, reason: str) -> Line:
    """Withdraw an article everywhere.

    Raises:
        InvalidInput: `record_gone`, `reason_missing`.
    """
    if not reason.strip():
        raise InvalidInput("reason", "reason_missing")
    row = store.database.row(
        "SELECT body FROM line WHERE kind = 'article' AND id = ? ORDER BY rev DESC LIMIT 1", (thing_id,)
    )
    if row is None:
        raise InvalidInput("id", "record_gone")
    known = Line.from_bytes(row["body"].encode())
    return publishing.publish(
        store, clock, Told(known.stream, known.kind, known.id, {"reason": reason.strip()}, withdrawn=True)
    )


def reopen_period(store: Store, template: str, year: int) -> None:
    """Take a report's versions in again."""
    with store.database.transaction():
        store.database.execute("DELETE FROM closed WHERE template = ? AND year = ?", (template, year))


def streams(store: Store) -> list[str]:
    """The streams that some enrolled PC reads: the common ones first."""
    units = [row["unit"] for row in store.database.rows("SELECT DISTINCT unit FROM device ORDER BY unit")]
    return list(dict.fromkeys(name for place in range(3) for unit in units for name in _place(unit, place)))


def _place(unit: str, place: int) -> Iterable[str]:
    return list(devices.streams_of(unit))[place : place + 1]


def _sums(bodies: Iterable[bytes]) -> list[Sum]:
    found: dict[str, Sum] = {}
    for body in bodies:
        for line in json.loads(body).get("values", []):
            # Shares and ratios do not add up; a blank is not a zero.
            if not isinstance(line, dict) or line.get("value") is None or line.get("unit") == _SHARE:
                continue
            code = str(line.get("code", ""))
            try:
                value = Decimal(str(line["value"]))
            except InvalidOperation:
                continue
            known = found.get(code)
            name, unit = str(line.get("name", "")), str(line.get("unit", ""))
            total = (known.total if known else Decimal(0)) + value
            found[code] = Sum(code, name, unit, total, (known.units if known else 0) + 1)
    return [found[code] for code in sorted(found)]


def _minute(stamped: str) -> str:
    from ttcs_desktop.basics.clock import unstamp  # noqa: PLC0415

    return f"{local(unstamp(stamped)):%d/%m/%Y %H:%M}"
