"""Who may speak to the hub: one-time codes, the tokens they are exchanged for, and taking a token back."""

from __future__ import annotations

import datetime as dt
import hmac
import re
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from sync.codes import Code, new_code
from sync.contract import EnrolAnswer, EnrolRequest
from sync.hub import renewal
from sync.hub.refusals import Refusal
from sync.hub.store import Store
from sync.streams import CENTRAL, province_stream, unit_stream
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, stamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.office.units import SAMPLE_UNIT, all_units
from ttcs_desktop.storage.database import Row

VALID_FOR = dt.timedelta(hours=72)
_ON_THE_WAY = dt.timedelta(days=30)
_UNIT = re.compile(r"\d{5}")


@dataclass(frozen=True, slots=True)
class Device:
    """The PC behind a token: it may act for its own unit only."""

    device: str
    unit: str
    record: str = ""


@dataclass(slots=True)
class GuessingBrake:
    """Ten wrong codes in ten minutes from one address, then none is looked at. Kept in memory: a restart is rare."""

    most: int = 10
    window: dt.timedelta = dt.timedelta(minutes=10)
    most_addresses: int = 10_000
    _wrong: dict[str, deque[dt.datetime]] = field(default_factory=dict)

    def check(self, address: str, now: dt.datetime) -> None:
        """
        Raises:
            Refusal: `busy`.
        """
        wrong = self._wrong.get(address, deque())
        while wrong and not dt.timedelta(0) <= now - wrong[0] < self.window:
            wrong.popleft()
        if len(wrong) >= self.most:
            raise Refusal(429, "busy", retry_after=int(self.window.total_seconds()))

    def note_wrong(self, address: str, now: dt.datetime) -> None:
        if len(self._wrong) >= self.most_addresses and address not in self._wrong:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(address, deque(maxlen=self.most)).append(now)


def issue_code(store: Store, clock: Clock, unit: str) -> Code:
    """A one-time code for a unit, valid 72 hours.

    Raises:
        InvalidInput: `unit_code` for what is no unit's code, `trial_unit` for 99xxx on a hub others can reach.
    """
    if not _UNIT.fullmatch(unit):
        raise InvalidInput("unit", "unit_code")
    if not store.may_serve(unit):
        raise InvalidInput("unit", "trial_unit")
    code = new_code(store.card.public_key)
    with store.database.transaction():
        store.database.execute(
            "INSERT INTO code (secret_sha256, unit, expires_at) VALUES (?, ?, ?)",
            (sha256_hex(code.secret.encode()), unit, stamp(clock.now() + VALID_FOR)),
        )
    return code


def enrol(store: Store, clock: Clock, request: EnrolRequest) -> EnrolAnswer:
    """Exchange a code for the PC's token. A lost reply harms nothing: the same PC gets the same token again.

    Raises:
        Refusal: `code_refused` (unknown, expired, used by another PC), `code_other_unit`, `trial_unit`.
    """
    secret_sha256 = sha256_hex(request.secret.encode())
    with store.database.transaction():
        code = store.database.row(
            "SELECT unit, device, record FROM code WHERE secret_sha256 = ? AND expires_at > ?",
            (secret_sha256, stamp(clock.now())),
        )
        if code is None or code["device"] not in (None, request.device) or code["record"] not in (None, request.record):
            raise Refusal(403, "code_refused")
        if code["unit"] != request.unit:
            raise Refusal(403, "code_other_unit")
        if not store.may_serve(request.unit):
            raise Refusal(403, "trial_unit")
        token = _token(store, request)
        store.database.execute(
            "UPDATE code SET device = ?, record = ? WHERE secret_sha256 = ?",
            (request.device, request.record, secret_sha256),
        )
        store.database.execute(
            "INSERT INTO device (token_sha256, device, unit, record, enrolled_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (token_sha256) DO NOTHING",
            (sha256_hex(token.encode()), request.device, request.unit, request.record, stamp(clock.now())),
        )
    return EnrolAnswer(token, store.card)


def device_of(store: Store, clock: Clock, authorization: str | None) -> Device:
    """The PC that shows this `Authorization` field. With the first use of a new token the one before counts no more.

    Raises:
        Refusal: `auth_expired` for no token, an unknown one or one that was replaced; `auth_revoked`.
    """
    scheme, _, token = (authorization or "").partition(" ")
    found = store.database.row(
        "SELECT device, unit, record, revoked_at, replaces, replaced_at FROM device WHERE token_sha256 = ?",
        (sha256_hex(token.strip().encode()),),
    )
    if scheme.lower() != "bearer" or found is None:
        raise Refusal(401, "auth_expired")
    if found["revoked_at"] is not None or not store.may_serve(found["unit"]):
        raise Refusal(403, "auth_revoked")
    if found["replaced_at"] is not None:
        raise Refusal(401, "auth_expired")
    if found["replaces"] is not None:
        renewal.note_used(store, clock, found["replaces"])
    return _device(found)


def known_device(store: Store, device: str) -> Device | None:
    """The PC with this id, if it is enrolled and not shut out. The id alone lets nobody send or read a text."""
    found = store.database.row(
        "SELECT device, unit, record FROM device WHERE device = ? AND revoked_at IS NULL "
        "ORDER BY enrolled_at DESC LIMIT 1",
        (device,),
    )
    return _device(found) if found and store.may_serve(found["unit"]) else None


def streams_of(unit: str) -> Collection[str]:
    """The streams that a unit reads, as the list of units knows its province; a code in no list reads two."""
    province = _provinces().get(unit)
    return (CENTRAL, *([province_stream(province)] if province else []), unit_stream(unit))


@cache
def _provinces() -> dict[str, str]:
    """Each unit's province. Read once: to look every unit up in the list by itself kept a hub busy for a minute on the
    day when all of them came."""
    return {unit.code: unit.province_code for unit in (*all_units(), SAMPLE_UNIT)}


def tokens_of(store: Store, clock: Clock, device: str) -> list[tuple[Device, str]]:
    """The PC once for each of its tokens that still counts, with the token's sha-256.

    One that was replaced not long ago is among them: a stick that was written before may still be on its way.
    """
    rows = store.database.rows(
        "SELECT device, unit, record, token_sha256 FROM device WHERE device = ? AND revoked_at IS NULL "
        "AND (replaced_at IS NULL OR replaced_at > ?)",
        (device, stamp(clock.now() - _ON_THE_WAY)),
    )
    return [(_device(row), row["token_sha256"]) for row in rows if store.may_serve(row["unit"])]


def _device(row: Row) -> Device:
    return Device(row["device"], row["unit"], row["record"])


def revoke(store: Store, clock: Clock, device: str) -> None:
    """Take every token of a PC back; what it sent stays."""
    with store.database.transaction():
        store.database.execute(
            "UPDATE device SET revoked_at = ? WHERE device = ? AND revoked_at IS NULL", (stamp(clock.now()), device)
        )


def _token(store: Store, request: EnrolRequest) -> str:
    # Derived, not stored: the same request always gives the same token, and the file never holds one.
    said = "\x1f".join(("token", request.secret, request.device, request.unit, request.record))
    return hmac.digest(bytes.fromhex(store.private_key), said.encode(), "sha256").hex()
