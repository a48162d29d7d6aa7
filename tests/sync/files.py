"""A record's files for the tests: what is to go up, what came down, and a stop that is never waited for."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from sync.media.pieces import Pieces
from tests.sync.conftest import Ward
from ttcs_desktop.ledger.model import Carried
from ttcs_desktop.ledger.transfers import Named, Transfer, Transfers, TransferState, Way
from ttcs_desktop.storage.files import FileStore
from ttcs_desktop.storage.halves import Halves


class NoWaiting(Event):
    """A stop whose waits are noted and take no time."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        return self.is_set()


@dataclass
class Shelf:
    """A ward whose items are named by the test."""

    ward: Ward
    folder: Path
    items: list[Named] = field(default_factory=list)
    here: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.files, self.halves = FileStore(self.folder / "files"), Halves(self.folder / "halves")

    def wanted(self) -> list[Named]:
        return self.items

    def arrived(self, sha256: str, epoch: str) -> None:
        self.here.append(sha256)
        with self.ward.opened() as database:
            Transfers(database, self.ward.clock).mark_done(Way.DOWN, sha256, epoch)

    def is_working(self, day: dt.date) -> bool:
        return False

    def keep(self, data: bytes, item: str = "item") -> Named:
        """A file in the ward's folder that an approved item names."""
        source = self.folder / "source"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        kept = self.files.keep(source)
        self.items.append(Named(item, kept.sha256, f"{item}.mp3", kept.size))
        return self.items[-1]

    def await_down(self, data: bytes, item: str = "item") -> Named:
        """A file that an article of the city names."""
        named = Named(item, hashlib.sha256(data).hexdigest(), f"{item}.mp3", len(data))
        with self.ward.opened() as database:
            Transfers(database, self.ward.clock).want(Way.DOWN, [named])
        return named

    def carry(
        self,
        *,
        at_once: bool = True,
        stop: Event | None = None,
        least: int = 1000,
        tell: Callable[[], None] = lambda: None,
        plain: bool = False,
    ) -> Carried:
        """One round, in pieces of `least` bytes, or as the product makes them."""
        pieces = None if plain else Pieces(least, least)
        return self.ward.engine().carry_files(self, stop or NoWaiting(), at_once=at_once, tell=tell, pieces=pieces)

    def transfer(self, named: Named, way: Way = Way.UP) -> Transfer:
        with self.ward.opened() as database:
            rows = Transfers(database, self.ward.clock).of_way(way, *TransferState)
        (found,) = [one for one in rows if one.file == named]
        return found
