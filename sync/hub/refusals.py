"""What the hub answers when it will not: a status, a name from the contract, and what the ward may need with it."""

from __future__ import annotations

from ttcs_desktop.basics.canonical import Json


class Refusal(Exception):
    """Turned into a problem document (RFC 9457) at the edge of the application."""

    def __init__(self, status: int, name: str, **details: Json) -> None:
        super().__init__(name)
        self.status = status
        self.name = name
        self.details = details
