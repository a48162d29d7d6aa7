"""Sound and pictures between the record and the city: what goes up, and what becomes of an article's file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import PurePath

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.content.model import Media
from ttcs_desktop.content.repository import ContentRepository, put_item_media, put_media
from ttcs_desktop.content.travelling.repository import files_to_send, links_of
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.transfers import Named, Transfers, TransferState, Way
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FileStore
from ttcs_desktop.storage.halves import Halves

HALVES = "halves"
"""The folder, in the ward's own, of files that are still arriving."""


class CityFiles:
    """The files of a record that travel, for the thread whose connection this is."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        ledger: Ledger,
        kept: tuple[FileStore, Halves],
        is_working: Callable[[dt.date], bool],
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._content = ContentRepository(database)
        self._transfers = Transfers(database, clock)
        self.files, self.halves = kept
        self.is_working = is_working

    def wanted(self) -> Collection[Named]:
        """The files that are to be at the city: see `files_to_send`."""
        return files_to_send(self._database)

    def arrived(self, sha256: str, epoch: str) -> None:
        """Give a kept file to the items whose article names it, as one action.

        Raises:
            InvalidInput: `file_not_as_named`, `file_kind_unknown`, … : its bytes are not of the kind its name says.
        """
        from ttcs_desktop.content.reading import sound_or_picture  # noqa: PLC0415  Word's reader

        waiting = [
            one.file for one in self._transfers.of_way(Way.DOWN, TransferState.WAITING) if one.file.sha256 == sha256
        ]
        if not waiting:
            return
        arrival = sound_or_picture(self.files.place(sha256), PurePath(waiting[0].name).suffix.lower())
        media = Media(stable_id("media", sha256), sha256, waiting[0].name, arrival.size, arrival.kind, arrival.seconds)
        with self._ledger.together():
            puts = [] if self._content.media_known(sha256) else [put_media(media)]
            puts += [
                put_item_media(self._ledger.new_id(), file.item_id, media.id)
                for file in waiting
                if sha256 not in links_of(self._database, file.item_id)
            ]
            self._ledger.save("receiving.media", puts, fact=True, travels=False)
            self._transfers.mark_done(Way.DOWN, sha256, epoch)
