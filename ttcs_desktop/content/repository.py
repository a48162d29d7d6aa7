"""Rows of content as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.content.model import (
    Approval,
    Column,
    Contribution,
    Form,
    Item,
    ItemState,
    Media,
    MediaKind,
    Origin,
    Priority,
    Rights,
    Version,
    Way,
)
from ttcs_desktop.content.pipeline.repository import TABLES as PIPELINE_TABLES
from ttcs_desktop.content.rows import approval_of_row
from ttcs_desktop.content.topics.repository import TABLES as TOPIC_TABLES
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Searched, day_of, joined

COLUMN = Table(
    "content",
    "programme_column",
    "content.column",
    searched=Searched("column", "programme_column", "name", joined(day_of("from_day"), day_of("to_day"), by=" – ")),
)
_CURRENT_TEXT = "(SELECT text FROM item_version WHERE item_version.id = item.current_version_id)"
ITEM = Table("content", "item", "content.item", searched=Searched("item", "item", "title", _CURRENT_TEXT))
VERSION = Table("content", "item_version", "content.version", append_only=True, owner="item_id")
CONTRIBUTION = Table(
    "content",
    "contribution",
    "content.contribution",
    searched=Searched(
        "contribution", "contribution", "title", joined("receiver", day_of("sent_on"), day_of("used_on"))
    ),
)
APPROVAL = Table("content", "approval", "content.approval", append_only=True)
# The files themselves stay on this PC, and so does what names them.
_USED = "EXISTS (SELECT 1 FROM item_media WHERE item_media.media_id = media.id)"
MEDIA = Table("content", "media", None, append_only=True, used=_USED)
ITEM_MEDIA = Table("content", "item_media", None, owner="item_id")
TABLES = (COLUMN, ITEM, VERSION, CONTRIBUTION, APPROVAL, MEDIA, ITEM_MEDIA, *TOPIC_TABLES, *PIPELINE_TABLES)

_ITEM = (
    "id, title, form, origin, column_id, state, current_version_id, updated_at, way, received_on, source, valid_from, "
    "valid_to, rights, permission, priority"
)
_MEDIA = "id, sha256, name, bytes, kind, seconds"
_VERSION = "id, item_id, number, text, sha256, restores, created_at, created_by"
_APPROVAL = (
    "id, subject, record_id, covers, decision, basis, approver, position, decided_on, number, reason, created_at"
)

_CONTRIBUTION = "id, item_id, title, receiver, sent_on, used_on, version_id"
_LAST_TOUCHED = "ORDER BY updated_at DESC, id"


class ContentRepository:
    """The subject's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def items(self, state: ItemState | None = None) -> list[Item]:
        """Every item, or those of a state, the last touched first."""
        asked = f"(?1 IS NULL OR state = ?1) AND deleted_at IS NULL {_LAST_TOUCHED}"
        return self._items(asked, state.value if state else None)

    def recent_items(self, limit: int) -> list[Item]:
        """The items last touched."""
        return self._items(f"deleted_at IS NULL {_LAST_TOUCHED} LIMIT ?", limit)

    def item(self, item_id: str) -> Item | None:
        return next(iter(self._items("id = ? AND deleted_at IS NULL", item_id)), None)

    def items_by_id(self, ids: Collection[str], *, buried: bool = True) -> dict[str, Item]:
        """The items of these ids; those in the recycle bin too, for what was planned with them still has their name."""
        asked = "id IN (SELECT value FROM json_each(?1)) AND (?2 OR deleted_at IS NULL)"
        return {item.id: item for item in self._items(asked, json.dumps(sorted(ids)), buried)}

    def _items(self, asked: str, *values: str | int | None) -> list[Item]:
        return [_item(row) for row in self._database.rows(f"SELECT {_ITEM} FROM item WHERE {asked}", values)]

    def versions(self, item_id: str) -> list[Version]:
        """The wordings of an item, oldest first."""
        rows = self._database.rows(f"SELECT {_VERSION} FROM item_version WHERE item_id = ? ORDER BY number", (item_id,))
        return [_version(row) for row in rows]

    def version(self, version_id: str) -> Version | None:
        row = self._database.row(f"SELECT {_VERSION} FROM item_version WHERE id = ?", (version_id,))
        return _version(row) if row else None

    def versions_made(self, item_ids: Collection[str]) -> dict[str, list[tuple[str, str]]]:
        """When each wording of these items was saved: (UTC stamp, version id), oldest first, by item."""
        made: dict[str, list[tuple[str, str]]] = {}
        for row in self._database.rows(
            "SELECT id, item_id, created_at FROM item_version WHERE item_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY item_id, number",
            (json.dumps(sorted(item_ids)),),
        ):
            made.setdefault(row["item_id"], []).append((row["created_at"], row["id"]))
        return made

    def approvals(self, record_ids: Collection[str]) -> list[Approval]:
        """Every decision about these records, oldest first."""
        rows = self._database.rows(
            f"SELECT {_APPROVAL} FROM approval WHERE record_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY rowid",  # as they were recorded, whatever the clock said
            (json.dumps(sorted(record_ids)),),
        )
        return [approval_of_row(row) for row in rows]

    def approval(self, approval_id: str) -> Approval | None:
        row = self._database.row(f"SELECT {_APPROVAL} FROM approval WHERE id = ?", (approval_id,))
        return approval_of_row(row) if row else None

    def columns(self) -> list[Column]:
        rows = self._database.rows(
            "SELECT id, name, from_day, to_day FROM programme_column WHERE deleted_at IS NULL ORDER BY from_day, id"
        )
        return [_column(row) for row in rows]

    def contributions(self, window: Window | None = None) -> list[Contribution]:
        """Contributions sent inside the window, or all of them."""
        rows = self._database.rows(
            f"SELECT {_CONTRIBUTION} FROM contribution WHERE deleted_at IS NULL "
            "AND sent_on BETWEEN ? AND ? ORDER BY sent_on, id",
            (window.start.isoformat(), window.cut_off.isoformat()) if window else ("", "9999"),
        )
        return [_contribution(row) for row in rows]

    def contribution_count(self) -> int:
        row = self._database.row("SELECT count(*) AS number FROM contribution WHERE deleted_at IS NULL")
        return int(row["number"]) if row else 0

    def media(self) -> list[Media]:
        """Every file the record names."""
        return [_media(row) for row in self._database.rows(f"SELECT {_MEDIA} FROM media ORDER BY created_at, id")]

    def media_of(self, item_id: str) -> list[Media]:
        """The files of an item."""
        rows = self._database.rows(
            f"SELECT {_MEDIA} FROM media WHERE id IN "
            "(SELECT media_id FROM item_media WHERE item_id = ? AND deleted_at IS NULL) ORDER BY created_at, id",
            (item_id,),
        )
        return [_media(row) for row in rows]

    def media_known(self, sha256: str) -> bool:
        """Whether the record names a file, of an item or of one that was thrown away."""
        return self._database.row("SELECT 1 AS one FROM media WHERE sha256 = ?", (sha256,)) is not None

    def items_by_file(self) -> dict[str, Item]:
        """The items in the list that came as files, by the sha-256 of these."""
        rows = self._database.rows(
            f"SELECT {', '.join(f'item.{name}' for name in _ITEM.split(', '))}, media.sha256 FROM item "
            "JOIN item_media ON item_media.item_id = item.id AND item_media.deleted_at IS NULL "
            "JOIN media ON media.id = item_media.media_id WHERE item.deleted_at IS NULL ORDER BY item.created_at"
        )
        return {row["sha256"]: _item(row) for row in reversed(rows)}

    def wordings(self) -> list[tuple[str, str]]:
        """(item id, text) of every wording that the items in the list ever had, the oldest first."""
        rows = self._database.rows(
            "SELECT item_id, text FROM item_version WHERE item_id IN (SELECT id FROM item WHERE deleted_at IS NULL) "
            "ORDER BY created_at, id"
        )
        return [(row["item_id"], row["text"]) for row in rows]

    def last_received(self) -> Item | None:
        """The item in the list that was taken in last."""
        row = self._database.row(
            f"SELECT {_ITEM} FROM item WHERE deleted_at IS NULL AND received_on IS NOT NULL "
            "ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        return _item(row) if row else None


class ContributionRepository:
    """Questions about pieces sent to others that no other screen asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def contributions_of(self, item_id: str) -> list[Contribution]:
        """Where an item was sent, the first one first."""
        rows = self._database.rows(
            f"SELECT {_CONTRIBUTION} FROM contribution WHERE item_id = ? AND deleted_at IS NULL ORDER BY sent_on, id",
            (item_id,),
        )
        return [_contribution(row) for row in rows]

    def contributed_versions(self) -> dict[str, int]:
        """The numbers of the wordings that were sent, by id."""
        rows = self._database.rows(
            "SELECT id, number FROM item_version WHERE id IN (SELECT version_id FROM contribution)"
        )
        return {row["id"]: row["number"] for row in rows}

    def last_receiver(self) -> str:
        row = self._database.row(
            "SELECT receiver FROM contribution WHERE deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        return str(row["receiver"]) if row else ""


def put_item(item: Item) -> Put:
    return Put(
        ITEM,
        {
            "id": item.id,
            "title": item.title,
            "form": item.form.value,
            "origin": item.origin.value,
            "column_id": item.column_id,
            "state": item.state.value,
            "current_version_id": item.version_id,
            "way": item.way.value,
            "received_on": item.received_on.isoformat() if item.received_on else None,
            "source": item.source,
            "valid_from": item.valid_from.isoformat() if item.valid_from else None,
            "valid_to": item.valid_to.isoformat() if item.valid_to else None,
            "rights": item.rights.value,
            "permission": item.permission,
            "priority": item.priority.value,
        },
    )


def put_media(media: Media) -> Put:
    return Put(
        MEDIA,
        {
            "id": media.id,
            "sha256": media.sha256,
            "name": media.name,
            "bytes": media.size,
            "kind": media.kind.value,
            "seconds": media.seconds,
        },
    )


def put_item_media(link_id: str, item_id: str, media_id: str) -> Put:
    return Put(ITEM_MEDIA, {"id": link_id, "item_id": item_id, "media_id": media_id})


def put_version(version: Version) -> Put:
    return Put(
        VERSION,
        {
            "id": version.id,
            "item_id": version.item_id,
            "number": version.number,
            "text": version.text,
            "sha256": version.sha256,
            "restores": version.restores,
        },
    )


def put_column(column: Column) -> Put:
    to_day = column.to_day.isoformat() if column.to_day else None
    return Put(
        COLUMN, {"id": column.id, "name": column.name, "from_day": column.from_day.isoformat(), "to_day": to_day}
    )


def put_contribution(contribution: Contribution) -> Put:
    return Put(
        CONTRIBUTION,
        {
            "id": contribution.id,
            "item_id": contribution.item_id,
            "title": contribution.title,
            "receiver": contribution.receiver,
            "sent_on": contribution.sent_on.isoformat(),
            "used_on": contribution.used_on.isoformat() if contribution.used_on else None,
            "version_id": contribution.version_id,
        },
    )


def put_approval(approval: Approval) -> Put:
    return Put(
        APPROVAL,
        {
            "id": approval.id,
            "subject": approval.subject,
            "record_id": approval.record_id,
            "covers": json.dumps(sorted(approval.covers)),
            "decision": approval.decision.value,
            "basis": approval.basis.value,
            "approver": approval.approver,
            "position": approval.position,
            "decided_on": approval.decided_on.isoformat(),
            "number": approval.number,
            "reason": approval.reason,
        },
    )


def _item(row: Row) -> Item:
    return Item(
        id=row["id"],
        title=row["title"],
        form=Form(row["form"]),
        origin=Origin(row["origin"]),
        column_id=row["column_id"],
        state=ItemState(row["state"]),
        version_id=row["current_version_id"],
        updated_at=row["updated_at"],
        way=Way(row["way"]),
        received_on=_day(row["received_on"]),
        source=row["source"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        rights=Rights(row["rights"]),
        permission=row["permission"],
        priority=Priority(row["priority"]),
    )


def _media(row: Row) -> Media:
    return Media(row["id"], row["sha256"], row["name"], row["bytes"], MediaKind(row["kind"]), row["seconds"])


def _version(row: Row) -> Version:
    return Version(
        id=row["id"],
        item_id=row["item_id"],
        number=row["number"],
        text=row["text"],
        sha256=row["sha256"],
        restores=row["restores"],
        at=row["created_at"],
        by=row["created_by"],
    )


def _column(row: Row) -> Column:
    return Column(row["id"], row["name"], dt.date.fromisoformat(row["from_day"]), _day(row["to_day"]))


def _contribution(row: Row) -> Contribution:
    return Contribution(
        id=row["id"],
        item_id=row["item_id"],
        title=row["title"],
        receiver=row["receiver"],
        sent_on=dt.date.fromisoformat(row["sent_on"]),
        used_on=_day(row["used_on"]),
        version_id=row["version_id"],
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
