"""Files on their way to the city and from it: what is wanted, how far it has come, the moment of the next try as data.

How much of a file has really arrived is told by whoever keeps it: the hub for what goes up, our own disk for what comes
down. The number here is what the screen shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum

from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.outbox import LONGEST_WAIT, wait_after
from ttcs_desktop.storage.database import Database, Row

_COLUMNS = "way, sha256, item_id, name, size, state, done, attempts, next_at, problem, epoch, made_at"


class Way(StrEnum):
    """Down first: what the city sends is to be aired."""

    DOWN = "down"
    UP = "up"


class TransferState(StrEnum):
    """How far a file has come. `refused`: a person has to look, waiting brings nothing."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Named:
    """A file as a record names it: the item it belongs to, what it is called there, its size in bytes."""

    item_id: str
    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """A file on its way.

    Attributes:
        done: bytes that had arrived when it was last looked at.
        next_at: not to be tried before this moment.
        problem: the code of what stood in the way last.
        epoch: of the hub that took it; empty while it waits.
    """

    way: Way
    file: Named
    state: TransferState
    done: int
    attempts: int
    next_at: dt.datetime
    problem: str | None
    epoch: str
    made_at: dt.datetime


class Transfers:
    """The files of this PC that travel. A file of two items is two rows and goes over the line once."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def want(self, way: Way, files: Collection[Named]) -> None:
        """Have files carried; those that are known stay as they are."""
        now = stamp(self._clock.now())
        with self._database.transaction():
            self._database.append_new(
                "media_transfer",
                [
                    {
                        "way": way.value,
                        "sha256": file.sha256,
                        "item_id": file.item_id,
                        "name": file.name,
                        "size": file.size,
                        "state": TransferState.WAITING.value,
                        "done": 0,
                        "attempts": 0,
                        "next_at": now,
                        "problem": None,
                        "epoch": "",
                        "made_at": now,
                    }
                    for file in files
                ],
            )

    def forget(self, way: Way, files: Collection[Named], *, done_too: bool = False) -> None:
        """No longer carry files that have not arrived; `done_too`: they may be wanted once more, and are new then."""
        with self._database.transaction():
            for file in files:
                self._database.execute(
                    "DELETE FROM media_transfer WHERE way = ? AND sha256 = ? AND item_id = ? "
                    "AND (? OR state <> 'done')",
                    (way.value, file.sha256, file.item_id, done_too),
                )

    def of_way(self, way: Way, *states: TransferState) -> list[Transfer]:
        """The rows of a way in these states (without one: all), the oldest first."""
        return [one for one in self.listed(*states) if one.way is way]

    def listed(self, *states: TransferState) -> list[Transfer]:
        """The rows in these states (without one: all): what comes down first, then by age."""
        wanted = states or tuple(TransferState)
        # Said outright, for the index that holds what is open and nothing of the years behind.
        still_open = "" if TransferState.DONE in wanted else "state <> 'done' AND "
        return [
            _transfer(row)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM media_transfer WHERE {still_open}"
                f"state IN ({', '.join('?' for _ in wanted)}) ORDER BY way, made_at, sha256, item_id",
                tuple(state.value for state in wanted),
            )
        ]

    def still_open(self) -> list[Transfer]:
        """What has not arrived yet: what comes down first, then by age."""
        return self.listed(TransferState.WAITING, TransferState.REFUSED)

    def awaited(self) -> dict[str, list[Transfer]]:
        """What has still to come down, by the item that lacks it."""
        found: dict[str, list[Transfer]] = {}
        for one in self.of_way(Way.DOWN, TransferState.WAITING, TransferState.REFUSED):
            found.setdefault(one.file.item_id, []).append(one)
        return found

    def due(self, *, at_once: bool = False) -> list[Transfer]:
        """What may go now, one row a file; `at_once` is the officer's press: no waiting."""
        now = self._clock.now()
        # A wait longer than any we give means that the clock was set back: such a file is due.
        found = {
            (one.way, one.file.sha256): one
            for one in reversed(self.listed(TransferState.WAITING))
            if at_once or one.next_at <= now or one.next_at > now + LONGEST_WAIT
        }
        return list(reversed(found.values()))

    def is_due(self) -> bool:
        """Whether anything may go now."""
        now = self._clock.now()
        row = self._database.row(
            "SELECT 1 AS yes FROM media_transfer WHERE state <> 'done' AND state = 'waiting' "
            "AND (next_at <= ? OR next_at > ?) LIMIT 1",
            (stamp(now), stamp(now + LONGEST_WAIT)),
        )
        return row is not None

    def note(self, way: Way, sha256: str, done: int) -> None:
        """So much of a file has arrived: whatever was in the way is over."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE media_transfer SET done = ?, attempts = 0, problem = NULL WHERE way = ? AND sha256 = ? "
                "AND state = 'waiting'",
                (done, way.value, sha256),
            )

    def mark_done(self, way: Way, sha256: str, epoch: str) -> None:
        """All of a file is there, and proven. Joins the transaction of the effect."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE media_transfer SET state = 'done', done = size, problem = NULL, attempts = 0, epoch = ? "
                "WHERE way = ? AND sha256 = ?",
                (epoch, way.value, sha256),
            )

    def mark_refused(self, way: Way, sha256: str, problem: str) -> None:
        """A person has to look at this file; the others go on."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE media_transfer SET state = 'refused', problem = ? WHERE way = ? AND sha256 = ? "
                "AND state = 'waiting'",
                (problem, way.value, sha256),
            )

    def offer_again(self, epoch: str) -> None:
        """Ask a hub that began a new epoch whether it still has what went up: it may have gone back to a copy."""
        now = stamp(self._clock.now())
        lost = "SELECT 1 AS yes FROM media_transfer WHERE way = 'up' AND state = 'done' AND epoch <> ? LIMIT 1"
        if self._database.row(lost, (epoch,)) is None:
            return
        with self._database.transaction():
            self._database.execute(
                "UPDATE media_transfer SET state = 'waiting', next_at = ?, done = 0 "
                "WHERE way = 'up' AND state = 'done' AND epoch <> ?",
                (now, epoch),
            )

    def hurry(self) -> None:
        """The officer's press: what waits may go now, and what was refused is tried once more, where that may help."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE media_transfer SET state = 'waiting', next_at = ? WHERE state = 'waiting' "
                "OR (state = 'refused' AND substr(problem, 1, 5) <> 'file_')",  # its bytes stay what they are
                (stamp(self._clock.now()),),
            )

    def postpone(self, files: Sequence[Transfer], problem: str, *, at_least: dt.timedelta) -> None:
        """Try again later, as `Outbox.postpone`."""
        now = self._clock.now()
        with self._database.transaction():
            for one in files:
                wait = min(LONGEST_WAIT, max(at_least, wait_after(one.attempts)))
                self._database.execute(
                    "UPDATE media_transfer SET attempts = attempts + 1, next_at = ?, problem = ? "
                    "WHERE way = ? AND sha256 = ? AND state = 'waiting'",
                    (stamp(now + wait), problem, one.way.value, one.file.sha256),
                )


def _transfer(row: Row) -> Transfer:
    return Transfer(
        way=Way(row["way"]),
        file=Named(row["item_id"], row["sha256"], row["name"], row["size"]),
        state=TransferState(row["state"]),
        done=row["done"],
        attempts=row["attempts"],
        next_at=unstamp(row["next_at"]),
        problem=row["problem"],
        epoch=row["epoch"],
        made_at=unstamp(row["made_at"]),
    )
