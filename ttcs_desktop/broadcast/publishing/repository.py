"""The questions of published weeks to the file."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.publishing.frozen import body_of, digest, version_of
from ttcs_desktop.broadcast.publishing.model import Notice, Version
from ttcs_desktop.broadcast.rows import PUBLISHED_NOTICE, PUBLISHED_RECALL, PUBLISHED_WEEK
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.storage.database import Database, Row

_COLUMNS = (
    "published.id, published.station_id, published.week, published.version, published.body, published.sha256, "
    "published.created_at, published.created_by, notice.number AS notice_number, notice.day AS notice_day, "
    "recall.id AS recall_id"
)
_FROM = (
    "published_week AS published LEFT JOIN published_recall AS recall ON recall.published_id = published.id "
    "LEFT JOIN published_notice AS notice ON notice.published_id = published.id AND notice.deleted_at IS NULL"
)


class PublishedRepository:
    """Versions of weeks, each with its notice and whether it was recalled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_week(self, station_id: str, week: Week) -> list[Version]:
        """Every version, the first first."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE published.station_id = ? AND published.week = ? "
            "ORDER BY published.version",
            (station_id, str(week)),
        )
        return [_version(row) for row in rows]

    def in_force(self, station_id: str, week: Week) -> Version | None:
        """The newest version that was not recalled."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM {_FROM} WHERE published.station_id = ? AND published.week = ? "
            "AND recall.id IS NULL ORDER BY published.version DESC LIMIT 1",
            (station_id, str(week)),
        )
        return _version(row) if row else None

    def find(self, version_id: str) -> Version | None:
        row = self._database.row(f"SELECT {_COLUMNS} FROM {_FROM} WHERE published.id = ?", (version_id,))
        return _version(row) if row else None

    def last_number(self, station_id: str, week: Week) -> int:
        """The number of the newest version, recalled or not; 0 before the first."""
        row = self._database.row(
            "SELECT max(version) AS last FROM published_week WHERE station_id = ? AND week = ?", (station_id, str(week))
        )
        return (row["last"] if row else None) or 0


def put_version(version: Version, unit_code: str) -> Put:
    body = body_of(version, unit_code)
    values = {
        "id": version.id,
        "station_id": version.station_id,
        "week": str(version.week),
        "version": version.number,
        "body": body,
        "sha256": digest(body),
    }
    return Put(PUBLISHED_WEEK, values)


def put_recall(version_id: str, reason: str) -> Put:
    values = {"id": stable_id("recall of published week", version_id), "published_id": version_id, "reason": reason}
    return Put(PUBLISHED_RECALL, values)


def put_notice(version_id: str, notice: Notice) -> Put:
    values = {
        "id": stable_id("notice of published week", version_id),
        "published_id": version_id,
        "number": notice.number,
        "day": notice.day.isoformat() if notice.day else None,
    }
    return Put(PUBLISHED_NOTICE, values)


def _version(row: Row) -> Version:
    notice = None
    if row["notice_number"] is not None:
        day = row["notice_day"]
        notice = Notice(row["notice_number"], dt.date.fromisoformat(day) if day else None)
    return version_of(row, notice=notice, recalled=row["recall_id"] is not None)
