"""Record ids: UUIDv7 for what one PC makes, UUIDv5 for what two PCs would make alike."""

from __future__ import annotations

import secrets
import threading
import uuid

from ttcs_desktop.basics.clock import Clock

# Everything two PCs of one ward can create separately is named inside this space.
TTCS_NAMESPACE = uuid.UUID("6f1d8a52-7b1c-5e0e-9c55-2d6a1f0b7e31")


class IdMaker:
    """UUIDv7 (RFC 9562) that never goes back, even when the machine's clock does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0  # 48 bits of milliseconds followed by a 12-bit counter
        self._guard = threading.Lock()

    def new(self) -> str:
        """A fresh id as 36 characters of text; ids of one maker sort in the order they were made."""
        with self._guard:
            milliseconds = int(self._clock.now().timestamp() * 1000)
            self._last = max(self._last + 1, milliseconds << 12)
            head = self._last
        value = (head >> 12) << 80 | 0x7 << 76 | (head & 0xFFF) << 64
        value |= 0b10 << 62 | secrets.randbits(62)
        return str(uuid.UUID(int=value))


def stable_id(*parts: str | int) -> str:
    """The id that every PC derives from the same facts: UUIDv5 over the parts, joined unambiguously."""
    return str(uuid.uuid5(TTCS_NAMESPACE, "\x1f".join(str(part) for part in parts)))
