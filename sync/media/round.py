"""One round of files: what is due goes up and comes down, piece by piece, until the numbers need the line."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from threading import Event
from typing import TYPE_CHECKING, Protocol

from sync.errors import PERHAPS_THE_ITEM
from sync.media.contract import Offer
from sync.media.pieces import Pace, Pieces
from sync.streams import unit_stream
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import CityRefusal, EnvironmentProblem, InvalidInput, SyncProblem
from ttcs_desktop.ledger.identity import Enrolment, Identity, read_identity
from ttcs_desktop.ledger.model import Carried, Lane
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.received import Received
from ttcs_desktop.ledger.standing import HubStanding
from ttcs_desktop.ledger.transfers import Named, Transfer, Transfers, TransferState, Way
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FileStore
from ttcs_desktop.storage.halves import Halves

if TYPE_CHECKING:
    from sync.client import Client
    from sync.streams import Heads

_log = logging.getLogger("ttcs.sync")
_SHORTEST_WAIT = dt.timedelta(seconds=1)
_NOTED_EVERY = 1024 * 1024
_NO_PROGRESS = 5


class Shelf(Protocol):
    """What a record says of its files; used in the thread that carries."""

    @property
    def files(self) -> FileStore: ...

    @property
    def halves(self) -> Halves: ...

    def wanted(self) -> Collection[Named]:
        """The files that are to be at the city."""
        ...

    def arrived(self, sha256: str, epoch: str) -> None:
        """A file from the city is kept, and is the one its name says: give it to its items and mark it done.

        Raises:
            InvalidInput: it is no sound and no picture of the kind its name says.
        """
        ...

    def is_working(self, day: dt.date) -> bool:
        """Whether the office works on a day."""
        ...


class Line:
    """How the line may be used: pieces, rests, and when to leave it.

    Args:
        stop: what is waited on while the line rests.
        watch: tells seconds, from any beginning.
    """

    def __init__(
        self,
        clock: Clock,
        is_working: Callable[[dt.date], bool],
        stop: Event,
        *,
        pieces: Pieces | None = None,
        watch: Callable[[], float] = time.monotonic,
    ) -> None:
        self.stop = stop
        self.pieces = pieces or Pieces()
        self._pace = Pace(clock, is_working)
        self._watch = watch

    def now(self) -> float:
        return self._watch()

    def went(self, size: int, since: float) -> None:
        """A piece went through: rest as the hour wants it."""
        took = self._watch() - since
        self.pieces.went(size, took)
        rest = self._pace.rest_after(took)
        if rest > 0:
            self.stop.wait(rest)


class _GaveWay(Exception):
    """Somebody needs the line; what has gone through stays."""


class FileRound:
    """What one call of `carry_files` does; made for it and thrown away."""

    def __init__(self, database: Database, clock: Clock, shelf: Shelf, line: Line, tell: Callable[[], None]) -> None:
        self._database, self._clock = database, clock
        self._transfers = Transfers(database, clock)
        self._outbox = Outbox(database, clock)
        self._standing = HubStanding(database, clock)
        self._shelf = shelf
        self._line = line
        self._tell = tell
        self._failed_in_a_row = 0
        self._count = {Way.UP: 0, Way.DOWN: 0}
        self._problem: str | None = None
        self._refused = False
        self._epoch = ""
        self._come = self._noted = 0

    def run(
        self,
        connect: Callable[[], AbstractContextManager[tuple[Client, Identity, Enrolment, Heads]]],
        *,
        at_once: bool = False,
    ) -> Carried:
        """Carry what is due until nothing is, or the line is needed or in the way."""
        self._see_what_is_wanted()
        self._see_what_the_hub_lost()
        if at_once:
            self._transfers.hurry()
        if self._transfers.is_due() and not self._needed_elsewhere():
            try:
                with connect() as (client, _, _, heads):
                    self._epoch = heads.epoch
                    for transfer in self._transfers.due():
                        self._carry(client, transfer)
            except _GaveWay:
                pass
            except SyncProblem as problem:
                self._note(problem.code)
                asked = problem.details.get("wait")
                wait = max(asked, _SHORTEST_WAIT) if isinstance(asked, dt.timedelta) else _SHORTEST_WAIT
                self._transfers.postpone(self._transfers.due(), problem.code, at_least=wait)
            except EnvironmentProblem as problem:
                # Our own disk is in the way, of one file as of the next.
                self._note(problem.code)
                self._transfers.postpone(self._transfers.due(), problem.code, at_least=_SHORTEST_WAIT)
            self._tell()
        return Carried(
            sent=self._count[Way.UP],
            received=self._count[Way.DOWN],
            waiting=len(self._transfers.listed(TransferState.WAITING)),
            problem=self._problem,
            refused=self._refused,
        )

    def _see_what_is_wanted(self) -> None:
        """Ask the record anew: an item may have been approved, thrown away or taken back since."""
        wanted = {(one.item_id, one.sha256): one for one in self._shelf.wanted()}
        known = {(one.file.item_id, one.file.sha256): one for one in self._transfers.of_way(Way.UP)}
        if fresh := [one for key, one in wanted.items() if key not in known]:
            self._transfers.want(Way.UP, fresh)
        gone = [one.file for key, one in known.items() if key not in wanted and one.state is not TransferState.DONE]
        if gone:
            self._transfers.forget(Way.UP, gone)
        coming = {one.file.sha256 for one in self._transfers.of_way(Way.DOWN, TransferState.WAITING)}
        for name in self._shelf.halves.names():
            if name not in coming:
                self._shelf.halves.drop(name)

    def _see_what_the_hub_lost(self) -> None:
        """A hub that went back to a copy is asked again for all that went up; the numbers met its epoch first."""
        identity = read_identity(self._database)
        stream = unit_stream(identity.unit_code) if identity else ""
        if cursor := Received(self._database, self._clock).cursor(stream):
            self._transfers.offer_again(cursor.epoch)

    def _carry(self, client: Client, transfer: Transfer) -> None:
        way, sha256 = transfer.way, transfer.file.sha256
        try:
            if way is Way.UP:
                self._moving(Way.UP, transfer.file, lambda: self._up(client, transfer.file))
                self._transfers.mark_done(Way.UP, sha256, self._epoch)
            else:
                self._moving(Way.DOWN, transfer.file, lambda: self._down(client, transfer.file))
                self._shelf.arrived(sha256, self._epoch)
                self._shelf.halves.drop(sha256)
        except (CityRefusal, InvalidInput) as refusal:
            self._note(refusal.code, refused=True)
            self._transfers.mark_refused(way, sha256, refusal.code)
        except SyncProblem as problem:
            self._postpone(transfer, problem)
        else:
            self._count[way] += 1
            self._failed_in_a_row = 0
            self._tell()

    def _postpone(self, transfer: Transfer, problem: SyncProblem) -> None:
        """Delay this file alone; a failure that is not about it is raised, and delays all."""
        if problem.code != "media_unknown":
            self._failed_in_a_row += 1
            if problem.code not in PERHAPS_THE_ITEM or self._failed_in_a_row > 1:
                raise problem
        self._note(problem.code)
        self._transfers.postpone([transfer], problem.code, at_least=_SHORTEST_WAIT)

    def _up(self, client: Client, file: Named) -> None:
        """Bring a file until the hub has proven all of it; where it found other bytes, once more from the start."""
        offer = Offer(file.sha256, file.size, file.name, file.item_id)
        self._give_way()
        held = client.offer_file(offer)
        if not held.whole and not held.offset:
            self._refuse_damaged(file)
        tries = 0
        while not held.whole:
            self._give_way()
            piece = self._read(file, held.offset)
            since = self._line.now()
            try:
                held = client.send_piece(offer, held.offset, piece)
            except SyncProblem as problem:
                tries += 1
                if problem.code not in ("upload_offset", "media_not_as_named") or tries > _NO_PROGRESS:
                    raise
                if problem.code == "media_not_as_named":
                    self._refuse_damaged(file)
                    if tries > 1:
                        raise
                held = client.offer_file(offer)
            else:
                self._line.went(len(piece), since)
            self._has_come(Way.UP, file, held.offset)

    def _down(self, client: Client, file: Named) -> None:
        """Fetch a file until it is kept. What lies here already is not fetched."""
        halves, files = self._shelf.halves, self._shelf.files
        if files.has(file.sha256, file.size) and files.is_whole(file.sha256):
            return
        for _ in range(2):  # a half that the disk spoiled is fetched anew, once
            while (have := halves.size(file.sha256)) < file.size:
                self._give_way()
                since = self._line.now()
                piece = client.file_piece(file.sha256, file.size, have, min(self._line.pieces.size(), file.size - have))
                halves.append(file.sha256, have, piece)
                self._line.went(len(piece), since)
                self._has_come(Way.DOWN, file, have + len(piece))
            if halves.move_into(files, file.sha256, file.sha256):
                return
        raise CityRefusal("media_not_as_named")

    def _refuse_damaged(self, file: Named) -> None:
        if not self._shelf.files.is_whole(file.sha256):
            raise InvalidInput("file", "media_lost", name=file.name)

    def _read(self, file: Named, offset: int) -> bytes:
        try:
            with self._shelf.files.place(file.sha256).open("rb") as stream:
                stream.seek(offset)
                piece = stream.read(min(self._line.pieces.size(), file.size - offset))
        except OSError as error:
            raise InvalidInput("file", "media_lost", name=file.name) from error
        if not piece:
            raise InvalidInput("file", "media_lost", name=file.name)
        return piece

    def _moving(self, way: Way, file: Named, move: Callable[[], None]) -> None:
        """Move a file; how far it came is noted also when it stops on the way."""
        self._come = self._noted = 0
        try:
            move()
        finally:
            if self._come != self._noted:
                self._transfers.note(way, file.sha256, self._come)

    def _has_come(self, way: Way, file: Named, done: int) -> None:
        """So much of it is there: told at each megabyte, for a note costs as much as a piece."""
        self._come = done
        if abs(done - self._noted) >= _NOTED_EVERY:
            self._noted = done
            self._transfers.note(way, file.sha256, done)
            self._tell()

    def _give_way(self) -> None:
        if self._needed_elsewhere():
            raise _GaveWay

    def _needed_elsewhere(self) -> bool:
        """Numbers go before files: whatever is due to be sent or asked has the line at once."""
        return (
            self._line.stop.is_set()
            or self._standing.may_ask()
            or any(self._outbox.due(lane, limit=1) for lane in Lane)
        )

    def _note(self, code: str, *, refused: bool = False) -> None:
        """Keep the first trouble of the round."""
        _log.info("a file waits: %s", code)
        if self._problem is None:
            self._problem, self._refused = code, refused
