"""Receiving articles: files are read and looked at, then kept and taken in as drafts, a batch as one action.

A photo that came with an article may stand beside it, as its attachment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.attachments.repository import AttachmentsRepository, put_attachment
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Form, Item, ItemState, Media, Origin, Received, Rights, Version, Way
from ttcs_desktop.content.repository import ContentRepository, put_item, put_item_media, put_media, put_version
from ttcs_desktop.content.titles import without_title
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.storage.files import FileStore, safe_name
from ttcs_desktop.vietnamese.text import tidy

if TYPE_CHECKING:
    from ttcs_desktop.content.reading import Arrival

MOST_FILES = 500
_NOT_MEANT = ("~$", ".", "thumbs.db", "desktop.ini")  # what programs leave in a folder, as its name begins
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file the officer wants taken in, under the title that stands in the list.

    `beside` is the path of the file of the same batch to whose article it is attached (a photo); None for an article.
    """

    arrival: Arrival
    title: str
    beside: Path | None = None


class Intake:
    """From files that came in to drafts; and the files of an item, to be looked at again."""

    def __init__(
        self,
        repository: ContentRepository,
        attachments: AttachmentsRepository,
        ledger: Ledger,
        files: FileStore,
        clock: Clock,
    ) -> None:
        self._repository, self._attachments = repository, attachments
        self._ledger, self._files, self._clock = ledger, files, clock

    def look(self, paths: Iterable[Path], tell: Tell = lambda _done, _total: None) -> list[Arrival]:
        """Read files and folders, in the order of their names; nothing is kept yet.

        A file that cannot be read is among them with its reason; so is one that was taken in before.

        Raises:
            InvalidInput: `intake_nothing` when a folder holds no file; `intake_too_many` above 500.
        """
        from ttcs_desktop.content.reading import text_key  # noqa: PLC0415  Word's reader: only who receives files pays

        files = gathered(paths)
        by_file = self._repository.items_by_file()
        items = {item.id: item for item in self._repository.items()}
        owners = self._attachments.owners(_OWNER).items()
        by_file = {digest: items[owner] for digest, owner in owners if owner in items} | by_file
        wordings = [(items[item_id], text) for item_id, text in reversed(self._repository.wordings())]
        by_text = {
            text_key(f"{item.title}\n{text}"): item for item, text in wordings if text
        }  # its title was taken off
        by_text |= {text_key(text): item for item, text in wordings}
        by_text.pop("", None)
        found: list[Arrival] = []
        files_here: dict[str, str] = {}
        for number, path in enumerate(files):
            tell(number, len(files))
            one = _read(path)
            key = text_key(one.text)
            known = by_file.get(one.sha256) or by_text.get(key)
            twin = files_here.get(one.sha256, "") or (files_here.get(key, "") if key else "")
            if not one.refused:
                one = replace(one, known=known, twin="" if known else twin)
                files_here.setdefault(one.sha256, one.name)
                files_here.setdefault(key or one.sha256, one.name)
            found.append(one)
        tell(len(files), len(files))
        return found

    def take(self, wanted: Sequence[Wanted], received: Received, tell: Tell = lambda _done, _total: None) -> list[Item]:
        """Keep the files and take each in as a draft, or beside one: all of them as one action, or none.

        Raises:
            InvalidInput: `intake_nothing`; `received_in_future`; `file_changed` (with its name) when a file is no
                longer what was looked at; `title_missing`; `article_not_taken` (with the file's name) when the
                article beside which a file is to stand is not among them.
            EnvironmentProblem: `disk_full`, `file_unreadable`, …; no item was taken in, what was kept stays kept.
        """
        if not wanted or not all(one.arrival.can_be_taken for one in wanted):
            raise InvalidInput("", "intake_nothing")
        if received.received_on > today(self._clock):
            raise InvalidInput("received_on", "received_in_future")
        articles = {one.arrival.path for one in wanted if one.beside is None}
        for one in wanted:
            if not tidy(one.title):
                raise InvalidInput("title", "title_missing")
            if one.beside is not None and one.beside not in articles:
                raise InvalidInput("file", "article_not_taken", name=one.arrival.name)
        for number, one in enumerate(wanted):
            tell(number, len(wanted))
            if self._files.keep(one.arrival.path).sha256 != one.arrival.sha256:
                raise InvalidInput("file", "file_changed", name=one.arrival.name)
        made: dict[Path, Item] = {}
        puts: list[Put] = []
        with self._ledger.together():
            for one in wanted:
                if one.beside is None:
                    made[one.arrival.path], rows = self._rows_of(one, received)
                    puts += rows
            for one in wanted:
                if one.beside is not None:
                    owner = Owner(_OWNER, made[one.beside].id)
                    puts.append(put_attachment(owner, one.arrival.name, one.arrival.size, one.arrival.sha256))
            self._ledger.save("content.intake", sorted(puts, key=lambda put: _ORDER[put.table.name]))
        tell(len(wanted), len(wanted))
        return list(made.values())

    def last_answer(self) -> Received:
        """How the last batch was received, for the next one: on today's day."""
        last = self._repository.last_received()
        if last is None:
            return Received(Way.PORTAL, today(self._clock), "", Origin.CITY)
        return Received(last.way, today(self._clock), last.source, last.origin)

    def files_of(self, item_id: str) -> list[Media]:
        """The files as which an item came."""
        return self._repository.media_of(item_id)

    def copy_for_opening(self, media: Media, folder: Path) -> Path:
        """A copy of a kept file under the name it came with, for another program; whatever that does to it.

        Raises:
            EnvironmentProblem: `media_missing`, `media_damaged`, `disk_full`, `folder_unsuitable`.
        """
        return self._files.copy_out(media.sha256, folder / safe_name(media.name))

    def broken_files(self) -> list[Media]:
        """The files the record names that are not there whole. Reads every one of them."""
        return [one for one in self._repository.media() if not self._files.is_whole(one.sha256)]

    def _rows_of(self, wanted: Wanted, received: Received) -> tuple[Item, list[Put]]:
        arrival, item_id = wanted.arrival, self._ledger.new_id()
        text = without_title(arrival.text, wanted.title)
        version = Version(self._ledger.new_id(), item_id, 1, text, sha256_hex(text.encode())) if text else None
        media = Media(
            stable_id("media", arrival.sha256),
            arrival.sha256,
            arrival.name,
            arrival.size,
            arrival.kind,
            arrival.seconds,
        )
        item = Item(
            id=item_id,
            title=tidy(wanted.title),
            form=Form.NEWS,
            origin=received.origin,
            column_id=None,
            state=ItemState.DRAFT,
            version_id=version.id if version else None,
            way=received.way,
            received_on=received.received_on,
            source=tidy(received.source),
            priority=received.priority,
            rights=Rights.OWN if received.origin is Origin.WARD else Rights.GIVEN,
        )
        rows = [put_item(item), put_item_media(self._ledger.new_id(), item_id, media.id)]
        if version is not None:
            rows.append(put_version(version))
        if not self._repository.media_known(media.sha256):
            rows.append(put_media(media))
        return item, rows


_ORDER = {"item": 0, "item_version": 1, "media": 2, "item_media": 3, "attachment": 4}  # parents before children
_OWNER = "item"


def gathered(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as the files in and below them; what programs leave behind is passed over.

    Raises InvalidInput `intake_nothing`, `intake_too_many`.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):  # links to other folders are not followed
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                found += [Path(folder, name) for name in sorted(names) if not name.lower().startswith(_NOT_MEANT)]
        else:
            found.append(path)
        if len(found) > MOST_FILES:
            raise InvalidInput("file", "intake_too_many", most=MOST_FILES)
    if not found:
        raise InvalidInput("file", "intake_nothing")
    return found


def _read(path: Path) -> Arrival:
    from ttcs_desktop.content.reading import Arrival, read_arrival  # noqa: PLC0415  as above

    try:
        return read_arrival(path)
    except Trouble as trouble:
        return Arrival(path, refused=trouble.code, details=tuple(trouble.details.items()))
