"""Urgent messages as rows, and back."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.content.model import Basis
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.urgent.model import Message

# The city learns of the airings; the words of an alert go out as the officer sends them, never by themselves.
URGENT_MESSAGE = Table("urgent", "urgent_message", None)
TABLES = (URGENT_MESSAGE,)

_SETS = ("clusters", "neighbourhoods")
_TIMES = ("starts", "expires", "sent_at")


class UrgentRepository:
    """The messages of a record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def messages(self, since: dt.datetime) -> list[Message]:
        """Those that end after a moment, the newest first."""
        rows = self._database.rows(
            "SELECT * FROM urgent_message WHERE deleted_at IS NULL AND expires > ? ORDER BY sent_at DESC, id",
            (since.isoformat(timespec="minutes"),),
        )
        return [_message(row) for row in rows]

    def message(self, message_id: str) -> Message | None:
        row = self._database.row("SELECT * FROM urgent_message WHERE id = ? AND deleted_at IS NULL", (message_id,))
        return _message(row) if row else None


def put_message(message: Message) -> Put:
    """A message as a row: times as wall clock to the minute, sets as JSON."""
    words = {
        name: getattr(message, name)
        for name in (
            *("id", "station_id", "template", "headline", "what", "action", "area", "spoken", "board", "message"),
            *("seconds", "repeat_minutes", "approver", "position", "reason", "writer", "stop_reason"),
        )
    }
    sets = {name: json.dumps(sorted(getattr(message, name))) for name in _SETS}
    times = {name: getattr(message, name).isoformat(timespec="minutes") for name in _TIMES}
    stopped = message.stopped_at.isoformat(timespec="minutes") if message.stopped_at else None
    more = {"drill": int(message.drill), "basis": message.basis.value, "slots": json.dumps(list(message.slots))}
    return Put(URGENT_MESSAGE, {**words, **sets, **times, **more, "stopped_at": stopped})


def _message(row: Row) -> Message:
    words = ("headline", "what", "action", "area", "spoken", "board", "message", "approver", "position", "reason")
    return Message(
        id=row["id"],
        station_id=row["station_id"],
        template=row["template"],
        drill=bool(row["drill"]),
        **{name: row[name] for name in words},
        clusters=frozenset(json.loads(row["clusters"])),
        neighbourhoods=frozenset(json.loads(row["neighbourhoods"])),
        seconds=row["seconds"],
        starts=dt.datetime.fromisoformat(row["starts"]),
        expires=dt.datetime.fromisoformat(row["expires"]),
        repeat_minutes=row["repeat_minutes"],
        slots=tuple(json.loads(row["slots"])),
        basis=Basis(row["basis"]),
        writer=row["writer"],
        sent_at=dt.datetime.fromisoformat(row["sent_at"]),
        stopped_at=dt.datetime.fromisoformat(row["stopped_at"]) if row["stopped_at"] else None,
        stop_reason=row["stop_reason"],
    )
