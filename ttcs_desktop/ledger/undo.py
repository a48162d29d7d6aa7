"""Undo and redo: each takes an action back by a new action, newest first, and never past what has become a fact."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.images import RowImage
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Restored, Table
from ttcs_desktop.storage.database import Database, Row

UNDO, REDO = "ledger.undo", "ledger.redo"
TAKE, TAKE_FACT = "joining.take", "joining.take_fact"
"""What another PC of the ward saved: its own to take back; in the way here only where a fact of it names the record."""
PURGE = "ledger.purge"
"""What lay in the recycle bin for its time was thrown away: nothing rests on it, and nothing is undone by it."""
_STEPS = 50
# Far more than fifty steps and what became of them.
_LINES = 500


@dataclass(frozen=True, slots=True)
class Step:
    """An action that can be taken back.

    Attributes:
        verb: what it was: `broadcast.remove_slot`; the subjects name it in Vietnamese.
        records: how many records taking it back will change.
        blocked_by: the verb of a later action that cannot be taken back, or empty.
    """

    seq: int
    verb: str
    records: int
    blocked_by: str = ""


class Undo:
    """What was done, newest first; at most 50 steps back. A window takes back what its own session has done.

    An action without images has become a fact (a line of the log, an approval, a frozen report): nothing older can be
    taken back, for the fact may rest on it.
    """

    def __init__(self, database: Database, ledger: Ledger, tables: Callable[[], Mapping[str, Table]]) -> None:
        self._database, self._ledger, self._tables = database, ledger, tables
        self._since = 0
        self.begin()

    def begin(self) -> None:
        """Begin a session here: what was done before is not taken back any more."""
        last = self._database.row("SELECT max(seq) AS seq FROM history")
        self._since = (last["seq"] if last else None) or 0

    def reach_back(self) -> None:
        """Let what earlier sessions did be taken back too: each call of the command line is a session of its own."""
        self._since = 0

    def steps(self) -> list[Step]:
        """What undo would take back, call after call, the newest first; empty when a fact stands before it all."""
        lines = _Lines(self._rows())
        if len(lines.to_do_again) >= _STEPS:
            return []
        found, fact = [], ""
        for line in lines.standing:
            if line["image"] is None:
                fact = fact or line["verb"]
            else:
                records = len(self._ledger.images.of(line["seq"]))
                found.append(Step(line["seq"], lines.name_of(line), records, fact))
        return found[:_STEPS]

    def next(self) -> Step | None:
        """The action that undo would take back now, or that stands behind a fact."""
        found = self.steps()
        if not found:
            return None
        step = found[0]
        return replace(step, blocked_by=TAKE_FACT) if not step.blocked_by and self._is_rested_on(step.seq) else step

    def offered(self) -> int:
        """The history line of the very last thing that was done, where that can be taken back; else 0."""
        standing = _Lines(self._rows()).standing
        return int(standing[0]["seq"]) if standing and standing[0]["image"] is not None else 0

    def next_again(self) -> str | None:
        """The verb that redo would do again; None after any other action."""
        lines = _Lines(self._rows())
        return lines.name_of(lines.to_do_again[0]) if lines.to_do_again else None

    def undo(self) -> tuple[Step, Changes]:
        """Take the newest action back.

        Raises:
            InvalidInput: `undo_nothing`; `undo_fact` (with its verb) when it has become a fact; `undo_changed` when a
                record has changed since, for instance on the other PC. Nothing is changed then.
        """
        step = self.next()
        if step is None:
            raise InvalidInput("", "undo_nothing")
        if step.blocked_by:
            raise InvalidInput("", "undo_fact", verb=step.blocked_by)
        return step, self._take_back(UNDO, step.seq)

    def redo(self) -> tuple[str, Changes]:
        """Do again what was taken back last; its verb and what changed.

        Raises:
            InvalidInput: `redo_nothing`, `undo_changed`.
        """
        lines = _Lines(self._rows())
        if not lines.to_do_again:
            raise InvalidInput("", "redo_nothing")
        undone = lines.to_do_again[0]
        return lines.name_of(undone), self._take_back(REDO, undone["seq"])

    def _take_back(self, verb: str, seq: int) -> Changes:
        with self._ledger.together():
            images = self._ledger.images.of(seq)
            if not all(self._ledger.images.still_shows(image) for image in images):
                raise InvalidInput("", "undo_changed")
            return self._ledger.restore(verb, [self._as_it_was(image) for image in reversed(images)], takes_back=seq)

    def _as_it_was(self, image: RowImage) -> Restored:
        table = self._tables()[image.table]
        if image.before is None:
            return Restored(table, {"id": image.id}, buried=True)
        values = {name: value for name, value in image.before.items() if name != "deleted_at"}
        return Restored(table, values, buried=image.before["deleted_at"] is not None)

    def _is_rested_on(self, seq: int) -> bool:
        """Whether a fact that came from another PC since then names a record of the action."""
        lines = self._database.rows("SELECT ids FROM history WHERE seq > ? AND verb = ?", (seq, TAKE_FACT))
        facts = json.dumps([id_ for line in lines for id_ in json.loads(line["ids"])])
        ours = [image.id for image in self._ledger.images.of(seq)] if lines else []
        for table in self._tables().values() if lines else ():
            if table.append_only:
                for row in self._database.rows(
                    f"SELECT * FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))", (facts,)
                ):
                    told = " ".join(value for value in row.values() if isinstance(value, str))
                    if any(id_ in told for id_ in ours):
                        return True
        return False

    def _rows(self) -> list[Row]:
        return self._database.rows(
            "SELECT history.seq, verb, takes_back, image.seq AS image FROM history "
            "LEFT JOIN image ON image.seq = history.seq WHERE history.seq > ? AND verb NOT IN (?, ?) "
            "ORDER BY history.seq DESC LIMIT ?",
            (self._since, TAKE, TAKE_FACT, _LINES),
        )


class _Lines:
    """History lines, newest first, and what has become of each.

    Attributes:
        standing: what was done and stands; something done again stands by the line that did so.
        to_do_again: the lines of undo that redo can take back, the next one first.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_seq = {row["seq"]: row for row in rows}
        undone = {row["takes_back"] for row in rows if row["verb"] == UNDO}
        redone = {row["takes_back"] for row in rows if row["verb"] == REDO}
        self.standing = [row for row in rows if row["verb"] not in (UNDO, PURGE) and row["seq"] not in undone]
        last = next((row["seq"] for row in self.standing if row["verb"] != REDO), 0)
        self.to_do_again = [
            row for row in rows if row["verb"] == UNDO and row["seq"] not in redone and row["seq"] > last
        ]

    def name_of(self, row: Row) -> str:
        """The verb of what a line did, through any number of undos and redos."""
        while row["verb"] in (UNDO, REDO) and row["takes_back"] in self._by_seq:
            row = self._by_seq[row["takes_back"]]
        return str(row["verb"])
