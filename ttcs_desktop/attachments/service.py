"""Attaching files to a record, taking them away again, opening a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ttcs_desktop.attachments.model import Attachment, Looked, Owner
from ttcs_desktop.attachments.repository import (
    ATTACHMENT,
    AttachmentsRepository,
    attachment_id,
    put_attachment,
    put_text,
)
from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.storage.files import FileStore, safe_name

MOST_FILES = 50
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of attaching: the files that are new on the record, and the names of those it had already."""

    changes: Changes
    added: tuple[Attachment, ...]
    known: tuple[str, ...]


class Attachments:
    """The files of records of any kind. They are never changed: a newer one is attached beside the older."""

    def __init__(self, repository: AttachmentsRepository, ledger: Ledger, files: FileStore) -> None:
        self._repository, self._ledger, self._files = repository, ledger, files

    def of(self, owner: Owner) -> list[Attachment]:
        """The files of a record, in the order they were attached."""
        return self._repository.of(owner)

    def counts(self, kind: str) -> dict[str, int]:
        """How many files each record of a kind has, by its id."""
        return self._repository.counts(kind)

    def attach(self, owner: Owner, paths: Sequence[Path], tell: Tell = lambda _done, _total: None) -> Attached:
        """Keep files and attach them to a record, all of them as one action or none; takes as long as reading them.

        A file that the record has already is not attached again, under whatever name it comes.

        Raises:
            InvalidInput: `attachment_none`, `attachment_too_many`; codes of `reading.name_allowed`.
            EnvironmentProblem: `file_unreadable`, `disk_full`, …; nothing is attached, what was kept stays kept.
        """
        if not paths:
            raise InvalidInput("file", "attachment_none")
        if len(paths) > MOST_FILES:
            raise InvalidInput("file", "attachment_too_many", most=MOST_FILES)
        looked = self._look(paths, tell)
        with self._ledger.together():
            there = {one.id for one in self._repository.of(owner)}
            fresh = {attachment_id(owner, one.sha256): one for one in reversed(looked)}
            fresh = {id_: one for id_, one in reversed(fresh.items()) if id_ not in there}
            texts = {one.sha256: one.text for one in fresh.values() if one.text}
            for digest in self._repository.texts_known(list(texts)):
                del texts[digest]
            puts = [put_text(digest, text) for digest, text in texts.items()]
            puts += [put_attachment(owner, one.name, one.size, one.sha256) for one in fresh.values()]
            changes = self._ledger.save("attachments.add", puts) if fresh else NOTHING
            added = tuple(one for one in self._repository.of(owner) if one.id in fresh)
        return Attached(changes, added, tuple(one.name for one in looked if one not in fresh.values()))

    def remove(self, attachment_id: str) -> Changes:
        """Put an attachment into the recycle bin; its file stays. Raises InvalidInput `record_gone`."""
        return self._ledger.bury("attachments.remove", ATTACHMENT, [attachment_id])

    def copy_for_opening(self, attachment: Attachment, folder: Path) -> Path:
        """A copy for another program, under a name that is safe; whatever that does to it.

        Raises:
            EnvironmentProblem: `media_missing`, `media_damaged`, `disk_full`, `folder_unsuitable`.
        """
        return self._files.copy_out(attachment.sha256, folder / safe_name(attachment.name))

    def broken_files(self) -> list[Attachment]:
        """The attachments whose file is not there whole. Reads every one of them."""
        every = self._repository.every()
        broken = {digest for digest in {one.sha256 for one in every} if not self._files.is_whole(digest)}
        return [one for one in every if one.sha256 in broken]

    def _look(self, paths: Sequence[Path], tell: Tell) -> list[Looked]:
        from ttcs_desktop.attachments.reading import name_allowed, words_in  # noqa: PLC0415  Word's reader

        named = [(path, name_allowed(path)) for path in paths]  # refused before a byte is kept
        looked = []
        for number, (path, name) in enumerate(named):
            tell(number, len(named))
            kept = self._files.keep(path)
            text = words_in(self._files.place(kept.sha256), Path(name).suffix.lower())
            looked.append(Looked(path, name, kept.sha256, kept.size, text))
        tell(len(named), len(named))
        return looked
