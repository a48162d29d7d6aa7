"""A PC's token is exchanged for a new one: after 90 days, and when the keeper wants it. A lost reply shuts nobody out.

The new token is made from the old one, not stored: who asks again is given the same. Until it was used once, the old
one counts; so whoever has only the old one, has it still. Whoever uses the new one, has it for certain.
"""

from __future__ import annotations

import datetime as dt
import hmac

from sync.hub.refusals import Refusal
from sync.hub.store import Store
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, stamp

RENEW_AFTER = dt.timedelta(days=90)
# A token nobody has used yet says nothing about the PC: it goes by the one it was made from.
_IN_USE = (
    "revoked_at IS NULL AND replaced_at IS NULL AND (replaces IS NULL OR EXISTS "
    "(SELECT 1 FROM device AS old WHERE old.token_sha256 = device.replaces AND old.replaced_at IS NOT NULL))"
)


def is_due(store: Store, clock: Clock, device: str) -> bool:
    """Whether the PC is to ask for a new token, by the hub's clock: it is told so with the heads."""
    found = store.database.row(
        f"SELECT enrolled_at, renew FROM device WHERE device = ? AND {_IN_USE} ORDER BY enrolled_at DESC LIMIT 1",
        (device,),
    )
    return found is not None and bool(found["renew"] or found["enrolled_at"] <= stamp(clock.now() - RENEW_AFTER))


def renew(store: Store, clock: Clock, authorization: str, device: str, unit: str) -> str:
    """The token that follows the one shown, which `device_of` has found good; the same each time it is asked for.

    Raises:
        Refusal: `auth_unit` when another PC or unit is named than the token's own.
    """
    old = sha256_hex(authorization.partition(" ")[2].strip().encode())
    with store.database.transaction():
        known = store.database.row("SELECT device, unit, record FROM device WHERE token_sha256 = ?", (old,))
        if known is None or (known["device"], known["unit"]) != (device, unit):
            raise Refusal(403, "auth_unit")
        token = hmac.digest(bytes.fromhex(store.private_key), f"renewed\x1f{old}".encode(), "sha256").hex()
        store.database.execute(
            "INSERT INTO device (token_sha256, device, unit, record, enrolled_at, replaces) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (token_sha256) DO NOTHING",
            (sha256_hex(token.encode()), device, unit, known["record"], stamp(clock.now()), old),
        )
    return token


def note_used(store: Store, clock: Clock, replaced: str) -> None:
    """The new token has been shown: the PC has it, and the one before counts no more, nor those of older enrolments."""
    known = store.database.row("SELECT * FROM device WHERE token_sha256 = ?", (replaced,))
    if known is None or known["replaced_at"] is not None:
        return
    with store.database.transaction():
        store.database.execute(
            "UPDATE device SET replaced_at = ? WHERE replaced_at IS NULL AND (token_sha256 = ? "
            "OR (replaces IS NULL AND device = ? AND unit = ? AND record = ? AND enrolled_at < ?))",
            (stamp(clock.now()), replaced, *(known[name] for name in ("device", "unit", "record", "enrolled_at"))),
        )


def want(store: Store, device: str) -> None:
    """The keeper's wish: the PC changes its token the next time it speaks."""
    with store.database.transaction():
        store.database.execute(f"UPDATE device SET renew = 1 WHERE device = ? AND {_IN_USE}", (device,))
