"""What somebody else saves meanwhile (another window, the command line, the city): seen before it is written over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.storage.database import Database

CHANGED = "record_changed"


class Others:
    """Up to which line of the history this session has seen what others did. Nothing is checked before `watch`.

    The check is by row and by history, not by clock: a save is refused when a row it changes was changed by a line
    that this session neither made nor has been shown.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: int | None = None
        self._based_on: int | None = None
        self._own: set[str] = set()  # by hash: a number whose transaction fell through goes to somebody else

    @property
    def seen(self) -> int | None:
        """The last line that the screen shows; None while nothing is watched."""
        return self._seen

    def watch(self) -> None:
        """From now on refuse to write over what others change after this moment."""
        self._seen = self._last()

    def take_note(self) -> Changes:
        """What others have saved since the last look; it counts as seen from now on, so the screen must show it."""
        if self._seen is None:
            return Changes()
        lines = self._database.rows(
            "SELECT seq, subject, ids, hash FROM history WHERE seq > ? ORDER BY seq", (self._seen,)
        )
        self._seen = lines[-1]["seq"] if lines else self._seen
        theirs = [line for line in lines if line["hash"] not in self._own]
        ids = [id_ for line in theirs for id_ in json.loads(line["ids"])]
        return Changes(frozenset(line["subject"] for line in theirs), tuple(dict.fromkeys(ids)))

    @contextmanager
    def based_on(self, seq: int | None) -> Iterator[None]:
        """What is saved inside was typed over the record as it stood at a line: a form that was open for a while."""
        before, self._based_on = self._based_on, seq
        try:
            yield
        finally:
            self._based_on = before

    def saved(self, line_hash: str) -> None:
        """A line of our own."""
        if self._seen is not None:
            self._own.add(line_hash)

    def check(self, ids: Sequence[str]) -> None:
        """Look, inside the transaction that will write them, whether others changed any of these rows.

        Raises:
            InvalidInput: `record_changed` with the moment of the change (`at`); nothing was written.
        """
        seen = self._based_on if self._based_on is not None else self._seen
        if seen is None:
            return
        lines = self._database.rows("SELECT seq, at, hash FROM history WHERE seq > ?", (seen,))
        theirs = {line["seq"]: line["at"] for line in lines if line["hash"] not in self._own}
        if not theirs:
            return
        touched = self._database.row(
            "SELECT max(seq) AS seq FROM history_record WHERE record_id IN (SELECT value FROM json_each(?)) "
            "AND seq IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)), json.dumps(list(theirs))),
        )
        if touched and touched["seq"] is not None:
            raise InvalidInput("", CHANGED, at=unstamp(theirs[touched["seq"]]))

    def _last(self) -> int:
        row = self._database.row("SELECT max(seq) AS seq FROM history")
        return (row["seq"] if row else None) or 0
