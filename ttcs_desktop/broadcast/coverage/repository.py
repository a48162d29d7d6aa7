"""What the file knows of topics being told; the counting is the file's."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.storage.database import Database, Row

# The links of a year's topics to items, both still there.
_LINKS = (
    "topic JOIN item_topic ON item_topic.topic_id = topic.id AND item_topic.deleted_at IS NULL "
    "JOIN item ON item.id = item_topic.item_id AND item.deleted_at IS NULL"
)
_OF_YEAR = "topic.year = :year AND topic.deleted_at IS NULL"
_CURRENT = "NOT EXISTS (SELECT 1 FROM log_entry AS fix WHERE fix.corrects = log_entry.id)"
_AIRED = "log_entry.aired_seconds > 0 AND log_entry.clusters_ok > 0"


class CoverageRepository:
    """Questions over topics, the log, the timetable and contributions. Stretches are ISO days, both included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def aired_by_day(self, year: int) -> list[Row]:
        """topic_id, day, number: airings in force that really played an item of the topic."""
        return self._database.rows(
            f"SELECT topic.id AS topic_id, log_item.day, count(DISTINCT log_entry.id) AS number FROM {_LINKS} "
            "JOIN log_item ON log_item.item_id = item.id AND log_item.day BETWEEN :first AND :last "
            f"JOIN log_entry ON log_entry.id = log_item.entry_id WHERE {_OF_YEAR} AND {_AIRED} AND {_CURRENT} "
            "GROUP BY topic.id, log_item.day",
            _year(year),
        )

    def aired(self, topic_id: str, first: dt.date, last: dt.date) -> list[Row]:
        """The airings in force behind those numbers: id, airing_id, day, start, title, item_id, item."""
        return self._database.rows(
            "SELECT log_entry.id, log_entry.airing_id, log_entry.day, log_entry.start, log_entry.title, "
            f"item.id AS item_id, item.title AS item FROM {_LINKS} "
            "JOIN log_item ON log_item.item_id = item.id AND log_item.day BETWEEN :first AND :last "
            f"JOIN log_entry ON log_entry.id = log_item.entry_id WHERE topic.id = :topic AND {_AIRED} AND {_CURRENT} "
            "GROUP BY log_entry.id ORDER BY log_entry.day, log_entry.start, log_entry.id",
            {"topic": topic_id, "first": first.isoformat(), "last": last.isoformat()},
        )

    def editions(self, year: int, first: dt.date, last: dt.date) -> list[Row]:
        """What series will air of topics: topic_id, item_id, item, title, day and the slot's own columns."""
        return self._database.rows(
            "SELECT topic.id AS topic_id, item.id AS item_id, item.title AS item, edition.day, "
            "coalesce(nullif(edition.title, ''), slot.title) AS title, slot.id AS slot_id, slot.start, "
            "slot.seconds, slot.weekdays, slot.recurrence, slot.date_from, slot.date_to "
            "FROM edition JOIN json_each(edition.parts) AS part "
            "JOIN item_version ON item_version.id = part.value "
            "JOIN item_topic ON item_topic.item_id = item_version.item_id AND item_topic.deleted_at IS NULL "
            f"JOIN topic ON topic.id = item_topic.topic_id AND {_OF_YEAR} "
            "JOIN item ON item.id = item_topic.item_id AND item.deleted_at IS NULL "
            "JOIN slot ON slot.id = edition.slot_id AND slot.deleted_at IS NULL "
            "WHERE edition.deleted_at IS NULL AND edition.day BETWEEN :first AND :last "
            "AND edition.day BETWEEN slot.date_from AND slot.date_to "
            "GROUP BY topic.id, +edition.id",  # the sign keeps the file from walking all years by id
            {"year": year, "first": first.isoformat(), "last": last.isoformat()},
        )

    def item_slots(self, year: int, first: dt.date, last: dt.date) -> list[Row]:
        """The slots that air one item of a topic on all their days: as `editions`, without a day."""
        return self._database.rows(
            "SELECT topic.id AS topic_id, item.id AS item_id, item.title AS item, slot.title, slot.id AS slot_id, "
            f"slot.start, slot.seconds, slot.weekdays, slot.recurrence, slot.date_from, slot.date_to FROM {_LINKS} "
            f"JOIN slot ON slot.item_id = item.id AND slot.fill = '{Fill.ITEM.value}' AND slot.deleted_at IS NULL "
            f"WHERE {_OF_YEAR} AND slot.date_to >= :first AND slot.date_from <= :last",
            {"year": year, "first": first.isoformat(), "last": last.isoformat()},
        )

    def logged(self, first: dt.date, last: dt.date) -> set[str]:
        """The planned airings of a stretch that have their line in the log."""
        rows = self._database.rows(
            "SELECT DISTINCT airing_id FROM log_entry WHERE day BETWEEN ? AND ? AND airing_id IS NOT NULL",
            (first.isoformat(), last.isoformat()),
        )
        return {row["airing_id"] for row in rows}

    def contributions(self, year: int, first: dt.date, last: dt.date) -> list[Row]:
        """Pieces about topics sent to others: topic_id, id, item_id, item, receiver, sent_on, used_on.

        One that was used stands on the day of its use, another on the day it was sent.
        """
        return self._database.rows(
            "SELECT topic.id AS topic_id, contribution.id, item.id AS item_id, item.title AS item, receiver, "
            f"sent_on, used_on FROM {_LINKS} JOIN contribution ON contribution.item_id = item.id "
            f"AND contribution.deleted_at IS NULL WHERE {_OF_YEAR} "
            "AND coalesce(used_on, sent_on) BETWEEN :first AND :last "
            "ORDER BY coalesce(used_on, sent_on), contribution.id",
            {"year": year, "first": first.isoformat(), "last": last.isoformat()},
        )


def _year(year: int) -> dict[str, object]:
    return {"year": year, "first": f"{year:04d}-01-01", "last": f"{year:04d}-12-31"}
