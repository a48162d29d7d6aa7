"""Files of items as the way to the city sees them."""

from __future__ import annotations

from ttcs_desktop.content.model import ItemState, MediaKind, Origin
from ttcs_desktop.ledger.transfers import Named
from ttcs_desktop.storage.database import Database

_TRAVELS = (MediaKind.AUDIO.value, MediaKind.IMAGE.value)


def files_to_send(database: Database) -> list[Named]:
    """Sound and pictures of the ward's own approved items: what it stands for with its yes, and nothing before that."""
    rows = database.rows(
        "SELECT item.id AS item_id, media.sha256, media.name, media.bytes FROM item "
        "JOIN item_media ON item_media.item_id = item.id AND item_media.deleted_at IS NULL "
        "JOIN media ON media.id = item_media.media_id "
        "WHERE item.state = ? AND item.origin = ? AND item.deleted_at IS NULL AND media.kind IN (?, ?) "
        "ORDER BY item.created_at, item.id, media.sha256",
        (ItemState.APPROVED.value, Origin.WARD.value, *_TRAVELS),
    )
    return [Named(row["item_id"], row["sha256"], row["name"], row["bytes"]) for row in rows]


def links_of(database: Database, item_id: str) -> dict[str, str]:
    """The ids of the links by which an item has files, by the sha-256 of these."""
    rows = database.rows(
        "SELECT item_media.id, media.sha256 FROM item_media JOIN media ON media.id = item_media.media_id "
        "WHERE item_media.item_id = ? AND item_media.deleted_at IS NULL ORDER BY item_media.id",
        (item_id,),
    )
    return {row["sha256"]: row["id"] for row in rows}
