"""Rows of topics as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from ttcs_desktop.content.topics.model import Per, Span, Topic, TopicEntry, Wanted
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Searched, joined

TOPIC = Table(
    "content",
    "topic",
    "content.topic",
    searched=Searched("topic", "topic", "text", joined("code", "year", "field", "giver")),
)
ITEM_TOPIC = Table("content", "item_topic", "content.item_topic", owner="item_id")
TABLES = (TOPIC, ITEM_TOPIC)

_TOPIC = "id, year, code, text, field, giver, from_day, to_day, wanted, per, position, copied_from"


class TopicsRepository:
    """The questions about topics to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_year(self, year: int) -> list[Topic]:
        """The list of a year in its own order."""
        rows = self._database.rows(
            f"SELECT {_TOPIC} FROM topic WHERE year = ? AND deleted_at IS NULL ORDER BY position, id", (year,)
        )
        return [_topic(row) for row in rows]

    def topic(self, topic_id: str) -> Topic | None:
        row = self._database.row(f"SELECT {_TOPIC} FROM topic WHERE id = ? AND deleted_at IS NULL", (topic_id,))
        return _topic(row) if row else None

    def years(self) -> list[int]:
        """The years that have a list, the newest first."""
        rows = self._database.rows("SELECT DISTINCT year FROM topic WHERE deleted_at IS NULL ORDER BY year DESC")
        return [row["year"] for row in rows]

    def count(self, year: int) -> int:
        row = self._database.row("SELECT count(*) AS number FROM topic WHERE year = ? AND deleted_at IS NULL", (year,))
        return int(row["number"]) if row else 0

    def of_item(self, item_id: str) -> list[Topic]:
        """The topics that an item tells of, the newest year first."""
        rows = self._database.rows(
            f"SELECT {_TOPIC} FROM topic WHERE deleted_at IS NULL AND id IN "
            "(SELECT topic_id FROM item_topic WHERE item_id = ? AND deleted_at IS NULL) "
            "ORDER BY year DESC, position, id",
            (item_id,),
        )
        return [_topic(row) for row in rows]

    def items_of(self, topic_id: str) -> list[str]:
        """The ids of the items that tell of a topic, the last touched first; those thrown away are left out."""
        rows = self._database.rows(
            "SELECT item.id FROM item_topic JOIN item ON item.id = item_topic.item_id "
            "WHERE topic_id = ? AND item_topic.deleted_at IS NULL AND item.deleted_at IS NULL "
            "ORDER BY item.updated_at DESC, item.id",
            (topic_id,),
        )
        return [row["id"] for row in rows]

    def item_counts(self, year: int) -> dict[str, int]:
        """How many items tell of each topic of a year; a topic without one is left out."""
        rows = self._database.rows(
            "SELECT item_topic.topic_id, count(*) AS number FROM topic "
            "JOIN item_topic ON item_topic.topic_id = topic.id AND item_topic.deleted_at IS NULL "
            "JOIN item ON item.id = item_topic.item_id AND item.deleted_at IS NULL "
            "WHERE topic.year = ? AND topic.deleted_at IS NULL GROUP BY item_topic.topic_id",
            (year,),
        )
        return {row["topic_id"]: row["number"] for row in rows}

    def links_known(self, ids: Collection[str]) -> dict[str, bool]:
        """Which of these links the file holds, and whether each is in force."""
        rows = self._database.rows(
            "SELECT id, deleted_at FROM item_topic WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        )
        return {row["id"]: row["deleted_at"] is None for row in rows}


def put_topic(topic: Topic) -> Put:
    entry = topic.entry
    return Put(
        TOPIC,
        {
            "id": topic.id,
            "year": topic.year,
            "code": entry.code,
            "text": entry.text,
            "field": entry.field,
            "giver": entry.giver,
            "from_day": entry.span.first.isoformat() if entry.span.first else None,
            "to_day": entry.span.last.isoformat() if entry.span.last else None,
            "wanted": entry.wanted.number,
            "per": entry.wanted.per.value,
            "position": topic.position,
            "copied_from": topic.copied_from,
        },
    )


def _topic(row: Row) -> Topic:
    span = Span(*(dt.date.fromisoformat(day) if day else None for day in (row["from_day"], row["to_day"])))
    wanted = Wanted(row["wanted"], Per(row["per"]))
    entry = TopicEntry(row["text"], row["code"], row["field"], row["giver"], span, wanted)
    return Topic(row["id"], row["year"], entry, row["position"], row["copied_from"])
