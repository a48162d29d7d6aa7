"""Rows of attachments as dataclasses, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ttcs_desktop.attachments.model import Attachment, Owner
from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import TextUnder

KIND = "attachment"
# The files themselves stay on this PC, and so does what names them.
ATTACHMENT = Table(
    "attachments",
    "attachment",
    None,
    searched=TextUnder(
        KIND,
        "attachment",
        "owner_kind",
        "owner_id",
        "name",
        "(SELECT text FROM file_text WHERE file_text.id = 'text-' || attachment.sha256)",
    ),
    owner="owner_id",
)
FILE_TEXT = Table(
    "attachments",
    "file_text",
    None,
    append_only=True,
    used="EXISTS (SELECT 1 FROM attachment WHERE attachment.sha256 = file_text.sha256)",
)
TABLES = (FILE_TEXT, ATTACHMENT)
_COLUMNS = "id, owner_kind, owner_id, name, bytes, sha256, created_at, created_by"


class AttachmentsRepository:
    """The subject's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, owner: Owner) -> list[Attachment]:
        """What is attached to a record, in the order it was added."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM attachment WHERE owner_id = ? AND owner_kind = ? AND deleted_at IS NULL "
            "ORDER BY updated_at, rowid",
            (owner.id, owner.kind),
        )
        return [_attachment(row) for row in rows]

    def counts(self, kind: str) -> dict[str, int]:
        """How many files each record of a kind has, by its id; records without are left out."""
        rows = self._database.rows(
            "SELECT owner_id, count(*) AS number FROM attachment WHERE owner_kind = ? AND deleted_at IS NULL "
            "GROUP BY owner_id",
            (kind,),
        )
        return {row["owner_id"]: row["number"] for row in rows}

    def owners(self, kind: str) -> dict[str, str]:
        """The id of a record of a kind that has a file, by the file's sha-256; the first it was attached to."""
        rows = self._database.rows(
            "SELECT sha256, owner_id FROM attachment WHERE owner_kind = ? AND deleted_at IS NULL ORDER BY rowid DESC",
            (kind,),
        )
        return {row["sha256"]: row["owner_id"] for row in rows}

    def every(self) -> list[Attachment]:
        """Every attachment, those in the recycle bin too: their files must be there when they are brought back."""
        return [_attachment(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM attachment ORDER BY rowid")]

    def texts_known(self, digests: Sequence[str]) -> set[str]:
        """Those of the digests whose words are in the record already."""
        ids = json.dumps([text_id(one) for one in digests])
        rows = self._database.rows("SELECT sha256 FROM file_text WHERE id IN (SELECT value FROM json_each(?))", (ids,))
        return {row["sha256"] for row in rows}


def attachment_id(owner: Owner, sha256: str) -> str:
    """One file is attached to one record once, whoever does it and however often."""
    return stable_id("attachment", owner.kind, owner.id, sha256)


def text_id(sha256: str) -> str:
    return f"text-{sha256}"


def put_attachment(owner: Owner, name: str, size: int, sha256: str) -> Put:
    return Put(
        ATTACHMENT,
        {
            "id": attachment_id(owner, sha256),
            "owner_kind": owner.kind,
            "owner_id": owner.id,
            "name": name,
            "bytes": size,
            "sha256": sha256,
        },
    )


def put_text(sha256: str, text: str) -> Put:
    return Put(FILE_TEXT, {"id": text_id(sha256), "sha256": sha256, "text": text})


def _attachment(row: Row) -> Attachment:
    return Attachment(
        id=row["id"],
        owner=Owner(row["owner_kind"], row["owner_id"]),
        name=row["name"],
        size=row["bytes"],
        sha256=row["sha256"],
        added_at=unstamp(row["created_at"]),
        added_by=row["created_by"],
    )
