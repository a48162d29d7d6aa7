"""Sound and pictures between the record and the city: what goes up, and what becomes of an article's file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import PurePath

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.content.model import Media
from ttcs_desktop.content.repository import ITEM_MEDIA, ContentRepository, put_item_media, put_media
from ttcs_desktop.content.travelling.repository import files_to_send, links_of
from ttcs_desktop.ledger.identity import read_writing
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.transfers import Named, Transfers, TransferState, Way
from ttcs_desktop.receiving.reading import Content
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FileStore, safe_name
from ttcs_desktop.storage.halves import Halves

HALVES = "halves"
"""The folder, in the ward's own, of files that are still arriving."""
MOST_FILES = 20
LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is fetched; as a hub takes it (`sync.media.contract`)."""


def files_named(item_id: str, content: Content) -> list[Named]:
    """The files that an article's content names, as `docs/city-lines.md` has it.

    Raises:
        InvalidInput: `line_unreadable`.
    """
    found = {}
    for one in content.parts("media", most=MOST_FILES):
        sha256, size = one.digest("sha256"), one.number("size", least=1, most=LARGEST)
        found[sha256] = Named(item_id, sha256, safe_name(one.words("name", needed=True)), size)
    return list(found.values())


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
        """The files that are to be at the city: see `files_to_send`.

        In a ward of several PCs an item may have come before its file: whoever has that brings it, and here it is
        fetched. Until it is there the hub is asked again, as for any other.
        """
        found = files_to_send(self._database)
        if not read_writing(self._database)[1]:
            return found
        here = [one for one in found if self.files.has(one.sha256, one.size)]
        self._transfers.want(Way.DOWN, [one for one in found if one not in here])
        return here

    def see_to(self, item_id: str, named: Collection[Named]) -> None:
        """Have the files fetched that an article names now; what it names no longer is not the item's any more.

        Joins the transaction of the line.
        """
        digests = {one.sha256 for one in named}
        links = links_of(self._database, item_id)
        if gone := [link for sha256, link in links.items() if sha256 not in digests]:
            self._ledger.bury("receiving.take", ITEM_MEDIA, gone)
        known = [one.file for one in self._transfers.of_way(Way.DOWN) if one.file.item_id == item_id]
        self._transfers.forget(Way.DOWN, [one for one in known if one.sha256 not in digests], done_too=True)
        self._transfers.want(Way.DOWN, [one for one in named if one.sha256 not in links])

    def let_go(self, item_id: str) -> None:
        """No longer fetch the files of an article that was taken back."""
        waiting = self._transfers.awaited().get(item_id, [])
        self._transfers.forget(Way.DOWN, [one.file for one in waiting])

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
